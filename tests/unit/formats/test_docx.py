"""Word documents: text as it is seen, lists, links, changes, comments, and what no field can hold."""

import io
import random
import zipfile

import pytest

from editor.document.text.inline_writer import markdown
from editor.formats.docx.reader import read_docx
from editor.formats.importing.source import read_source
from editor.formats.rules.reading import read_blocks
from editor.formats.source.archive import MOST_XML
from editor.formats.source.document import (
    Anchor,
    BlockKind,
    ChangeKind,
    SourceDocument,
    SourceThread,
    TextBlock,
)
from editor.formats.source.remarks import sentences
from editor.formats.source.tracked_view import TrackedView
from editor.formats.source.unreadable import UnreadableSource
from schemas import Theme
from tests.unit.formats.docx_files import STRICT, comment, commented, docx, field, ins, p, r


def lines(document: SourceDocument) -> list[str]:
    """Each block on a line: headings with #, items with their number or a hyphen."""
    found = []
    for block in read_blocks(document.blocks)[0]:
        text = markdown(block.runs)
        if block.kind is BlockKind.HEADING:
            text = f"{'#' * block.level} {block.number} {text}".replace("  ", " ")
        elif block.kind is BlockKind.ITEM:
            text = f"{'  ' * block.level}{block.number or '-'} {text}"
        found.append(text)
    return found


def read(body: str, view: TrackedView = TrackedView.ACCEPTED, **rest: object) -> SourceDocument:
    return read_docx(docx(body, **rest), view)  # type: ignore[arg-type]


def said(document: SourceDocument) -> list[str]:
    return [note.message for note in document.notes] + list(sentences(read_blocks(document.blocks)[1]))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("One ", r("bold", "<w:b/>"), " two"), ["One **bold** two"]),
        (p(r("a", '<w:rStyle w:val="Fett"/>'), r("b", '<w:b w:val="0"/>')), ["**a**b"]),
        (p("A", style="berschrift1") + p("B", style="Eintrag") + p("C", style="WPS"), ["# A", "## B", "## C"]),
        (p("x", number="1") + p("y", number="1", level=1) + p("z", style="ListBullet"), ["- x", "  - y", "- z"]),
        (p("x", number="2") + p("y", number="2", level=1) + p("z", number="2"), ["1. x", "  1.a) y", "2. z"]),
        (p("x", number="2") + p("y", number="3") + p("z", number="2"), ["1. x", "5. y", "2. z"]),
        (p("T", style="berschrift2", number="2"), ["## 1. T"]),
        (p("none", number="0"), ["none"]),
        (p("H", r("2", '<w:vertAlign w:val="subscript"/>'), "O"), ["H₂O"]),
        (p(r("a<w:x/>".replace("<w:x/>", ""), ""), "<w:r><w:tab/><w:t>b</w:t></w:r>"), ["a b"]),
        (p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"), ["a", "b"]),
        (p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", number="1"), ["- a b"]),
        (p("<w:r><w:t>a</w:t><w:br w:type='page'/><w:t>b</w:t></w:r>"), ["ab"]),
        (p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"), ["a\u2011bc"]),
        (p("<w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>"), ["→"]),
        (p(r("\uf061", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), " = 5"), ["α = 5"]),
        ("<w:sdt><w:sdtContent>" + p("in a control") + "</w:sdtContent></w:sdt>", ["in a control"]),
        (p("a ", "<w:sdt><w:sdtContent>" + r("b") + "</w:sdtContent></w:sdt>"), ["a b"]),
        (p("<w:smartTag>" + r("Berlin") + "</w:smartTag>"), ["Berlin"]),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
        (p(field(" PAGEREF _Toc1 ", r("7")), " pages"), ["7 pages"]),
        ("<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b") + "</w:tc></w:tr><w:tr><w:tc>" + p("c")
         + "</w:tc><w:tc>" + p("d") + "</w:tc></w:tr></w:tbl>", ["a | b", "c | d"]),
        ("<w:tbl><w:tr><w:tc>" + p("a") + p("b") + "</w:tc><w:tc>" + p("c") + "</w:tc></w:tr></w:tbl>",
         ["a", "b", "c"]),
        (p(), []),
    ],
)  # fmt: skip
def test_text(body: str, expected: list[str]) -> None:
    assert lines(read(body)) == expected
    assert lines(read(body, namespace=STRICT)) == expected


@pytest.mark.parametrize(
    "link",
    [
        '<w:hyperlink r:id="r1">' + r("the ") + r("notice", "<w:b/>") + "</w:hyperlink>",
        field(' HYPERLINK "https://a.cn/x?y=1" \\o "tip" ', r("the "), r("notice", "<w:b/>")),
        '<w:fldSimple w:instr="HYPERLINK &quot;https://a.cn/x?y=1&quot;">' + r("the ") + r("notice", "<w:b/>")
        + "</w:fldSimple>",
        '<w:hyperlink r:id="r1">' + ins(r("the "), r("notice", "<w:b/>")) + "</w:hyperlink>",
    ],
)  # fmt: skip
def test_links_of_every_spelling(link: str) -> None:
    document = read(p("See ", link, "."), links={"r1": "https://a.cn/x?y=1"})
    assert lines(document) == ["See [the **notice**](https://a.cn/x?y=1)."]


@pytest.mark.parametrize(
    "link", ['<w:hyperlink w:anchor="_Toc1">{}</w:hyperlink>', field(' HYPERLINK \\l "_Toc1" ', "{}")]
)
def test_a_place_of_the_document_is_no_address(link: str) -> None:
    assert lines(read(p(link.replace("{}", r("Title"))))) == ["Title"]


CHANGED = p("Beijing ", ins(r("has ")), ins(r("will "), tag="del", author="Al", date="x"), "published a plan.")


def test_tracked_changes_are_there_or_not() -> None:
    assert lines(read(CHANGED)) == ["Beijing has published a plan."]
    assert lines(read(CHANGED, TrackedView.REJECTED)) == ["Beijing will published a plan."]


def test_tracked_changes_are_values_with_their_places() -> None:
    changes = read(CHANGED, TrackedView.REJECTED).changes
    assert [(change.author, change.time, change.kind, change.words, change.anchor) for change in changes] == [
        ("Ed", "2025-03-01T09:00:00Z", ChangeKind.INSERTION, "has ", Anchor(0, 8, 0)),
        ("Al", "", ChangeKind.DELETION, "will ", Anchor(0, 8, 5)),
    ]
    assert [change.anchor for change in read(CHANGED).changes] == [Anchor(0, 8, 4), Anchor(0, 12, 0)]


def test_runs_of_one_change_are_one() -> None:
    body = p("a ", ins(r("b", "<w:b/>"), r("c")), ins(r("d")), " ", ins(r("e")))
    assert [change.words for change in read(body).changes] == ["bcd", "e"]


def test_a_moved_text_is_there_once() -> None:
    body = p(ins(r("moved"), tag="moveFrom"), "x") + p("y", ins(r("moved"), tag="moveTo"))
    assert lines(read(body)) == ["x", "ymoved"]
    assert lines(read(body, TrackedView.REJECTED)) == ["movedx", "y"]


def test_what_was_deleted_from_an_insertion_is_nowhere() -> None:
    body = p("a", ins(r("b"), ins(r("c"), tag="del"), tag="ins"))
    assert lines(read(body)) == ["ab"]
    assert lines(read(body, TrackedView.REJECTED)) == ["a"]


def test_paragraphs_are_parted_and_joined_by_tracked_marks() -> None:
    inserted = p("one", mark='<w:ins w:id="1" w:author="a"/>') + p("two")
    assert lines(read(inserted)) == ["one", "two"]
    assert lines(read(inserted, TrackedView.REJECTED)) == ["onetwo"]
    deleted = p("one", mark='<w:del w:id="1" w:author="a"/>') + p("two")
    assert lines(read(deleted)) == ["onetwo"]
    assert lines(read(deleted, TrackedView.REJECTED)) == ["one", "two"]


EXTENDED = (
    '<w15:commentEx w15:paraId="A1" w15:done="1"/><w15:commentEx w15:paraId="B2" w15:paraIdParent="A1" w15:done="0"/>'
)


def test_comments_are_threads_on_their_words() -> None:
    body = p("empty") + p("The ", commented(0, r("quo"), r("ta", "<w:b/>")), " rises.")
    said = (
        comment(0, "Sure?", paragraph="A1") + comment(1, "Yes.", "Al", "0-00-00T00:00:00Z", "B2") + comment(2, "All.")
    )
    document = read(body, parts={"comments": said, "commentsExtended": EXTENDED})
    first, second = document.threads
    assert [(one.author, one.time, one.text) for one in first.comments] == [
        ("Ed", "2025-03-01T09:00:00Z", "Sure?"),
        ("Al", "", "Yes."),
    ]
    assert (first.words, first.anchor, first.resolved) == ("quota", Anchor(1, 4, 5), True)
    assert second == SourceThread(second.comments, None, "", resolved=False)
    assert lines(document) == ["empty", "The quo**ta** rises."]


def test_a_comment_on_the_second_line_of_a_paragraph() -> None:
    body = p("<w:r><w:t>one</w:t><w:br/><w:t>two </w:t></w:r>", commented(0, r("three")))
    (thread,) = read(body, parts={"comments": comment(0, "x")}).threads
    assert (thread.words, thread.anchor) == ("three", Anchor(1, 4, 5))


DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A map"/></wp:inline></w:drawing></w:r>'
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


GROUP = (
    "<w:r><w:drawing><wp:group><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"
    "<wp:group><wps:wsp><wps:txbx><w:txbxContent>{1}</w:txbxContent></wps:txbx></wps:wsp></wp:group>"
    "</wp:group></w:drawing></w:r>"
)


@pytest.mark.parametrize(
    ("body", "parts", "text", "notes"),
    [
        (p("a", DRAWING), {}, ["a"], ["1 picture was left out: “A map”."]),
        (p("a", r("b", "<w:strike/>"), "c"), {}, ["ac"], ["Struck-out text was left out: “b”."]),
        (p("a", r("b", "<w:vanish/>")), {}, ["a"], ["Hidden text was left out: “b”."]),
        (p("a", BOX.format(p("in a box")), "b"), {}, ["ab", "in a box"],
         ["The text of a text box was placed after the paragraph that it is anchored to."]),
        (p("a", GROUP.format(p("first"), p("second"))), {}, ["a", "first", "second"],
         2 * ["The text of a text box was placed after the paragraph that it is anchored to."]),
        (p("a"), {"footnotes": '<w:footnote w:id="0" w:type="separator">' + p("Notes") + "</w:footnote>"}, ["a"],
         ["1 note was left out: “Notes”."]),
        (p("a") + "</w:body><w:body>" + p("b"), {}, ["a", "b"], []),
        (p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>', "."),
         {"footnotes": '<w:footnote w:id="0" w:type="separator">' + p("-") + '</w:footnote><w:footnote w:id="2">'
          + p("The note.") + "</w:footnote>"},
         ["a."], ["1 note reference was left out: “1”.", "1 note was left out: “The note.”"]),
        (p("a"), {"header": p("Running ", "head"), "footer": p("Page 1")}, ["a"],
         ["Left out as parts of the page: “Running head”, “Page 1”."]),
        (p("<w:r><w:ruby><w:rt>" + r("hàn") + "</w:rt><w:rubyBase>" + r("漢") + "</w:rubyBase></w:ruby></w:r>", "字"),
         {},
         ["漢字"], ["1 pronunciation guide was left out: “hàn”."]),
        (p("a", "<w:r><w:sym w:font='Dingbats' w:char='F021'/></w:r>"), {}, ["a"],
         ["A character of the font Dingbats could not be read."]),
        (p("a") + '<w:altChunk r:id="x"/>', {}, ["a"], ["A part that another program inserted was left out."]),
    ],
)  # fmt: skip
def test_what_no_field_holds_is_named(body: str, parts: dict[str, str], text: list[str], notes: list[str]) -> None:
    document = read(body, parts=parts)
    assert lines(document) == text
    assert said(document) == notes


NEWSLETTER = (
    p("MARCH 12, 2025 (REPORTING PERIOD: DECEMBER 5 – FEBRUARY 20)")
    + p("MERICS Top 5", style="berschrift1")
    + p("Coal plants with 2*1000 MW", style="berschrift2", number="2")
    + p(r("At a glance: ", "<w:b/>"), "It costs less.")
    + p("One", number="1")
    + p("Two", number="1")
    + p(r("MERICS comment", "<w:b/>"), ": ", ins(r("New")), ins(r("Old"), tag="del"), " text.")
    + p("Article: Plan (国家能源局通知) (", '<w:hyperlink r:id="r1">' + r("Link") + "</w:hyperlink>", ")")
    + p("<w:r><w:t>Issuing body: NEA</w:t><w:br/><w:t>Date: 3 Feb 2025</w:t></w:r>")
    + p("Noteworthy", style="berschrift1")
    + p("Policy news", style="berschrift2")
    + p(r("January 2:", "<w:i/>"), " Text (", '<w:hyperlink r:id="r1">' + r("NEA") + "</w:hyperlink>", ")", number="1")
)


def test_a_newsletter_becomes_an_issue(theme: Theme) -> None:
    imported = read_source(docx(NEWSLETTER, links={"r1": "https://www.nea.gov.cn/a"}, title="Issue"), theme)
    (entry,) = imported.issue.top5
    assert entry.title == "Coal plants with 2*1000 MW"
    assert [type(block).__name__ for block in entry.at_a_glance] == ["Paragraph", "Bullets"]
    assert entry.comment[0].text == "New text."  # type: ignore[union-attr]
    assert (entry.source.title, entry.source.title_zh) == ("Plan", "国家能源局通知")
    assert entry.source.link == "https://www.nea.gov.cn/a"
    assert (entry.issuing_bodies, str(entry.date)) == (("NEA",), "2025-02-03")
    (news,) = imported.issue.noteworthy.policy_news
    assert (str(news.date), news.text, news.source.label) == ("2025-01-02", "Text", "NEA")


def test_changes_and_comments_of_an_imported_document_are_said(theme: Theme) -> None:
    data = docx(NEWSLETTER, links={"r1": "https://www.nea.gov.cn/a"}, parts={"comments": comment(0, "Really?")})
    messages = [note.message for note in read_source(data, theme).notes]
    assert messages == [
        "Tracked changes were accepted: 1 insertion and 1 deletion by Ed.",
        "A comment by Ed was left out: “Really?”",
    ]


# Bad documents.


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<w:document", "is not valid XML"),
        (b"<x/>", "it has no text part"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "declares entities"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "declares entities"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"), "declares entities"),
        (b"<!--" + b" " * 5_000 + b"--><!DOCTYPE x [<!ELEMENT x ANY>]><x/>", "declares entities"),
        (b"<x>" + b" " * (MOST_XML + 1) + b"</x>", "is too large when it is unpacked"),
        (b"", "is not valid XML"),
    ],
)
def test_bad_parts_are_one_sentence(content: bytes, message: str, theme: Theme) -> None:
    with pytest.raises(UnreadableSource, match=message) as caught:
        read_source(repacked(docx(p("x")), "word/document.xml", content), theme)
    assert caught.value.help


def test_a_document_of_more_tags_than_memory_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.formats.source.archive.MOST_TAGS", 300)
    assert len(read_docx(docx(p("x"))).blocks) == 1
    with pytest.raises(UnreadableSource, match=r"word/document\.xml has more markup than a Word document") as caught:
        read_docx(docx(300 * "<w:p/>"))
    assert caught.value.help


def test_a_document_that_is_nested_too_deeply_is_refused(theme: Theme) -> None:
    body = "<w:sdt><w:sdtContent>" * 5_000 + p("x") + "</w:sdtContent></w:sdt>" * 5_000
    with pytest.raises(UnreadableSource, match="too deeply"):
        read_docx(docx(body))


def test_damaged_documents_are_read_or_refused(theme: Theme) -> None:
    good = docx(NEWSLETTER, links={"r1": "https://www.nea.gov.cn/a"}, parts={"comments": comment(0, "x")})
    chance = random.Random(7)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(200):
        name = chance.choice(list(parts))
        data = bytearray(parts[name])
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        whole = bytearray(repacked(good, name, bytes(data)))
        if chance.random() < 0.5:
            whole[chance.randrange(len(whole))] ^= chance.randrange(1, 256)
        try:
            document = read_docx(bytes(whole))
        except UnreadableSource:
            continue
        assert all(isinstance(block.place, int) for block in document.blocks if isinstance(block, TextBlock))
