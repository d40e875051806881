"""Redlines: no text of either issue is lost, deletions are struck, insertions underlined, moves noted."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest

from editor.document.compare.redline_issue import RedlineDate, redline_issue
from editor.document.compare.redline_marks import deleted, inserted, note
from editor.document.editing.edits import CompoundEdit, InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.publish import PublishError
from editor.publish.marked_text import MarkedTypesetter, with_elements
from editor.publish.publication import Publication
from editor.publish.redline import ComparedIssue, MarkedComposer, Redline, redline
from editor.publish.sections import CoverSection
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Paragraph, ReportingPeriod
from schemas.review import Comment, Review, Thread
from tests.render import verapdf
from tests.render.page_check import ua1_problems
from tests.render.printed import pages_of, squeezed, text_of
from tests.render.tag_tree import Tag, tag_tree
from tests.render.test_bad_input import ADDRESSES, ATTACKS, filled
from tests.render.test_themes import sister

NEW = Entry(id="new", title="An entry 新条目", comment=(Paragraph(id="p", text="New."),))
EDITS = CompoundEdit(
    (
        SetValue(path("top5/e1/title"), "A title that was written anew"),
        SetValue(path("top5/e1/source/link"), "https://example.org/elsewhere"),
        SetValue(path("headline"), "Other topics"),
        RemoveItem(path("top5/e2")),
        MoveItem(path("top5/e3"), 2),
        InsertItem(
            path("top5"), 1, Entry(id="new", title="An entry 新条目", comment=(Paragraph(id="p", text="New."),))
        ),
        RemoveItem(path("noteworthy/policy_news/n1")),
        MoveItem(path("noteworthy/policy_news/n3"), 0),
        InsertItem(path("noteworthy/corporate_news"), 1, NewsItem(id="newer", text="News of **yesterday**.")),
    )
)


@pytest.fixture(scope="module")
def changed_issue(sample_issue: Issue) -> Issue:
    return applied(sample_issue, EDITS)


@pytest.fixture(scope="module")
def made(sample_issue: Issue, changed_issue: Issue, theme: InstalledTheme) -> Redline:
    return redline(ComparedIssue("before.json", sample_issue), ComparedIssue("after.json", changed_issue), theme)


@pytest.fixture(scope="module")
def pdf(made: Redline) -> bytes:
    return made.pdf()


@pytest.fixture
def tags(pdf: bytes) -> Iterator[Tag]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield tag_tree(opened)


def decoration_of(tag: Tag) -> str:
    attributes: Any = tag.attributes.get("/A")
    return str(attributes.get("/TextDecorationType", "")) if isinstance(attributes, pikepdf.Dictionary) else ""


NOT_PRINTED = ("id", "type", "link", "format", "theme", "date", "start", "end")


def words_of(issue: Issue) -> set[str]:
    """Every word that the publication of an issue has in its texts."""
    texts: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            for name, one in value.items():
                if not name.startswith("$") and name not in NOT_PRINTED:
                    gather(one)
        elif isinstance(value, list):
            for one in value:
                gather(one)
        elif isinstance(value, str):
            texts.append(re.sub(r"\]\([^)]*\)", "", value))

    gather(json.loads(issue.model_dump_json(exclude={"review", "headline"})))
    return {word for text in texts for word in re.findall(r"\w+", text)}


@pytest.mark.slow
def test_no_word_of_either_side_is_lost(pdf: bytes, sample_issue: Issue, changed_issue: Issue) -> None:
    printed = squeezed(text_of(pdf))
    for issue in (sample_issue, changed_issue):
        assert [word for word in words_of(issue) if squeezed(word) not in printed] == []


def test_deletions_and_insertions_are_distinguishable_without_colour(pdf: bytes) -> None:
    struck, underlined = pieces_by_decoration(pdf)
    assert squeezed("Beijing opens new funding channels for SMEs in strategic sectors") in squeezed(struck)
    assert "funding channels" not in underlined
    assert squeezed("A title that was written anew") in squeezed(underlined)
    assert squeezed("News of yesterday.") in squeezed(underlined)
    assert squeezed("New.") in squeezed(underlined)


def pieces_by_decoration(pdf: bytes) -> tuple[str, str]:
    """All words that the structure tree marks as struck, and all that it marks as underlined, in order."""
    wanted: dict[tuple[int, int], str] = {}
    with pikepdf.open(BytesIO(pdf)) as opened:
        for tag in tag_tree(opened).all():
            for place in tag.pieces:
                wanted[place] = decoration_of(tag)
    found = {"/LineThrough": [""], "/Underline": [""]}
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
                decoration = wanted.get((number, raw.FPDFPageObj_GetMarkedContentID(one)), "")
                if decoration:
                    length = raw.FPDFTextObj_GetText(one, text_page, None, 0)
                    buffer = (raw.FPDF_WCHAR * (length // 2))()
                    raw.FPDFTextObj_GetText(one, text_page, buffer, length)
                    found[decoration].append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
    return "".join(found["/LineThrough"]), "".join(found["/Underline"])


def test_in_the_opposite_direction_insertions_are_deletions(theme: InstalledTheme) -> None:
    one = Entry(id="e", title="A title", comment=(Paragraph(id="p", text="Some words, **bold** ones, a [link](x:y)."),))
    two = one.model_copy(update={"comment": (Paragraph(id="p", text="Other words, bold ones, a [link](x:z)."),)})
    sides = (
        ComparedIssue("one", Issue(headline="a", top5=(one,))),
        ComparedIssue("two", Issue(headline="b", top5=(two,))),
    )
    there = pieces_by_decoration(redline(*sides, theme).pdf())
    back = pieces_by_decoration(redline(*sides[::-1], theme).pdf())
    legend = "deleted", "inserted"
    assert [squeezed(text.replace(word, "", 1)) for text, word in zip(there, legend, strict=True)] == [
        squeezed(text.replace(word, "", 1)) for text, word in zip(back[::-1], legend[::-1], strict=True)
    ]


def test_the_sheet_in_front_says_what_is_compared_and_where_to_find_the_changes(pdf: bytes, made: Redline) -> None:
    sheet = pages_of(pdf)[0].text
    for said in ("Redline", "NOT FOR PUBLICATION", "before.json", "after.json", "deleted", "inserted", "moved"):
        assert said in sheet
    assert made.before.revision in sheet
    assert made.after.revision in sheet
    assert re.search(r"Entry 2: An entry 新条目 – added\s*4", sheet)
    assert re.search(r"Policy news – 2 changes", sheet)


def test_the_sheet_lists_what_the_pages_cannot_show(pdf: bytes) -> None:
    sheet = pages_of(pdf)[0].text
    assert "Headline" in sheet
    assert "Other topics" in sheet
    assert "https://example.org/elsewhere" in sheet


def test_every_page_says_that_it_is_a_redline(pdf: bytes) -> None:
    for page in pages_of(pdf):
        everything = page.text + "".join(line.text for line in page.running_elements)
        assert "Redline – Not for publication" in everything
        assert "before.json" in everything


def test_a_move_is_noted_at_both_places(pdf: bytes) -> None:
    text = text_of(pdf)
    assert "moved here from no. 3" in text
    assert "moved to no. 4" in text
    assert len(re.findall(r"moved to no\.", text)) == 2  # an entry in the contents, an item of the news


def test_deleted_text_is_before_the_text_that_replaces_it(pdf: bytes) -> None:
    contents = pages_of(pdf)[1].text
    order = [contents.index(words) for words in ("A title that was", "Beijing opens new funding", "An entry 新条目")]
    assert order == sorted(order)


def test_it_is_accessible(pdf: bytes, tags: Tag) -> None:
    assert ua1_problems(pdf) == []
    assert {decoration_of(tag) for tag in tags.all()} == {"", "/LineThrough", "/Underline"}


@pytest.mark.formats
def test_verapdf_finds_it_compliant(pdf: bytes, tmp_path: Path) -> None:
    if reason := verapdf.available():
        pytest.skip(reason)
    file = tmp_path / "redline.pdf"
    file.write_bytes(pdf)
    assert [str(report) for report in verapdf.validate_all([file]) if not report.compliant] == []


def test_it_is_not_mistaken_for_the_publication(pdf: bytes, sample: Publication) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/Title"]) == "Redline: MERICS China Industries, before.json – after.json"
        assert str(opened.docinfo["/Subject"]) == "Not for publication"


def test_no_comment_is_printed(theme: InstalledTheme) -> None:
    at = dt.datetime(2025, 3, 12, 9, 0, tzinfo=dt.UTC)
    remark = Comment(id="c", author="B. Editor", at=at, text="Shorter, please.")
    thread = Thread(id="t", path="headline", words="Topics", comments=(remark,))
    after = Issue(headline="Topics", review=Review(threads=(thread,)))
    made = redline(ComparedIssue("a", Issue(headline="Topic")), ComparedIssue("b", after), theme)
    assert "Shorter" not in text_of(made.pdf())


@pytest.mark.slow
def test_equal_issues(sample_issue: Issue, theme: InstalledTheme, sample_bytes: bytes) -> None:
    data = redline(ComparedIssue("a", sample_issue), ComparedIssue("b", sample_issue), theme).pdf()
    sheet, *others = pages_of(data)
    assert "No differences." in sheet.text
    assert tuple(map(str.strip, pieces_by_decoration(data))) == ("deleted", "inserted")  # the legend's own
    for page, published in zip(others, pages_of(sample_bytes), strict=True):
        assert squeezed(published.text) in squeezed(page.text)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.slow
def test_an_empty_issue_against_a_full_one(sample_issue: Issue, theme: InstalledTheme, turned: bool) -> None:
    issue = sample_issue.model_copy(update={"top5": sample_issue.top5[1:2]})
    sides = ComparedIssue("empty", Issue()), ComparedIssue("full", issue)
    data = redline(*(sides[::-1] if turned else sides), theme).pdf()
    assert ua1_problems(data) == []
    struck, underlined = pieces_by_decoration(data)
    full, none = (struck, underlined) if turned else (underlined, struck)
    assert "Five departments" in full
    assert none.strip() in ("deleted", "inserted")  # the legend's own


def test_two_empty_issues(theme: InstalledTheme) -> None:
    assert ua1_problems(redline(ComparedIssue("a", Issue()), ComparedIssue("b", Issue()), theme).pdf()) == []


def test_another_theme(theme: InstalledTheme, tmp_path: Path, sample_issue: Issue) -> None:
    other = sister(tmp_path, theme, "logo.svg")
    one = sample_issue.model_copy(update={"top5": sample_issue.top5[:1]})
    two = applied(one.model_copy(update={"theme": "sister"}), SetValue(path("top5/e1/title"), "Anew"))
    data = redline(ComparedIssue("a", one), ComparedIssue("b", two), other).pdf()
    assert ua1_problems(data) == []
    assert "Technik & Politik" in pages_of(data)[1].text
    assert re.search(r"theme:? merics\s*sister", pages_of(data)[0].text, re.IGNORECASE)


def test_a_theme_without_a_stylesheet_for_redlines_is_reported(
    theme: InstalledTheme, tmp_path: Path, sample_issue: Issue
) -> None:
    other = sister(tmp_path, theme, "logo.svg")
    (other.folder / "redline.css").unlink()
    with pytest.raises(PublishError, match=r"redline\.css"):
        redline(ComparedIssue("a", sample_issue), ComparedIssue("b", sample_issue), other)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.slow
def test_hostile_texts_are_printed_literally(attack: str, theme: InstalledTheme) -> None:
    data = redline(ComparedIssue(attack, filled(attack)), ComparedIssue("b", filled("other words")), theme).pdf()
    assert ua1_problems(data) == []
    struck, _ = pieces_by_decoration(data)
    assert squeezed(attack.replace("\n", " "))[:12] in squeezed(struck)


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_that_may_not_be_published_lead_nowhere(address: str, theme: InstalledTheme) -> None:
    typesetter = MarkedTypesetter(theme.characters)
    html = with_elements(typesetter.link(deleted(address) + inserted("https://example.org/"), "Link"), {})
    assert html == '<del>Link</del><a href="https://example.org/" class="whole"><ins>Link</ins></a>'


def test_marks_across_tags_become_elements() -> None:
    html = f'<p title="{deleted("a")}{inserted("b")}">{deleted("x <b>y</b> z")}{inserted("w")}{note("n")}</p>'
    assert with_elements(html, {}) == (
        '<p title="b"><del>x </del><b><del>y</del></b><del> z</del><ins>w</ins><span class="note">n</span></p>'
    )


def test_an_attribute_keeps_deleted_text_if_nothing_replaces_it() -> None:
    assert with_elements(f'<h2 data-bookmark="{deleted("3")}. {deleted("Title")}">x</h2>', {}) == (
        '<h2 data-bookmark="3. Title">x</h2>'
    )


def test_an_id_occurs_once() -> None:
    assert with_elements('<p id="a">x</p><p id="a">y</p>', {}) == '<p id="a">x</p><p>y</p>'


def test_a_changed_date_is_printed_twice(theme: InstalledTheme, sample_issue: Issue) -> None:
    assert sample_issue.date is not None
    date = RedlineDate(sample_issue.date, sample_issue.date.replace(day=1))
    html = MarkedComposer(theme, {}, "").html(CoverSection(date, ReportingPeriod(), ()))
    assert "<del>MARCH 12, 2025</del><ins>MARCH 1, 2025</ins>" in html


def test_a_link_with_a_changed_address_is_two_links(theme: InstalledTheme) -> None:
    typesetter = MarkedTypesetter(theme.characters)
    html = with_elements(typesetter.link(deleted("https://a.org/") + inserted("https://b.org/"), "Link"), {})
    one = '<a href="https://a.org/" class="whole"><del>Link</del></a>'
    two = '<a href="https://b.org/" class="whole"><ins>Link</ins></a>'
    assert html == one + two


def test_many_entries(theme: InstalledTheme) -> None:
    entries = tuple(
        Entry(id=f"e{number}", title=f"Entry {number}", comment=(Paragraph(id="p", text=f"Text {number}."),))
        for number in range(12)
    )
    after = applied(Issue(top5=entries), CompoundEdit((RemoveItem(path("top5/e6")), MoveItem(path("top5/e11"), 0))))
    made = redline(ComparedIssue("a", Issue(top5=entries)), ComparedIssue("b", after), theme)
    text = squeezed(text_of(made.pdf()))
    assert all(squeezed(f"Text {number}.") in text for number in range(12))


def test_a_bullet_that_became_a_paragraph_is_printed_twice(theme: InstalledTheme) -> None:
    one = Entry(id="e", at_a_glance=(Bullets(id="b", items=(Bullet(id="x", text="Words of before"),)),))
    two = one.model_copy(update={"at_a_glance": (Paragraph(id="q", text="Words of now"),)})
    marked = redline_issue(Issue(top5=(one,)), Issue(top5=(two,)), theme.declared.redline)
    bullets, paragraph = marked.issue.top5[0].at_a_glance
    assert isinstance(bullets, Bullets)
    assert isinstance(paragraph, Paragraph)
    assert [bullet.text for bullet in bullets.items] == [deleted("Words of before")]
    assert paragraph.text == inserted("Words of now")
