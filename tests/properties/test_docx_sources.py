"""Word documents of any build: each visible word is in the issue or in a note, and nothing invisible becomes text."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from editor.files.themes import read_theme
from editor.formats.docx.reader import read_docx
from editor.formats.importing.source import read_source
from editor.formats.source.document import ChangeKind, SourceDocument, TextBlock
from editor.formats.source.tracked_view import TrackedView
from tests.properties.source_words import LABELS, RUN_INS, InventedWords, noted, words_of
from tests.unit.formats.docx_files import comment, commented, docx, ins, p, r
from tests.unit.formats.docx_files import field as word_field

THEME = read_theme("merics")
LINKS = {"r1": "https://example.org/a_b?x=1"}
LOOKS = ("", "<w:b/>", "<w:i/>", '<w:vertAlign w:val="superscript"/>', '<w:u w:val="single"/>', "<w:caps/>")


@dataclass
class Written(InventedWords):
    """A document with the words that a reader sees, those inserted, and those that are not to become text."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def run(draw: st.DrawFn, made: Written) -> str:
    """Some words in one of the ways in which Word puts words into a paragraph."""
    look = draw(st.sampled_from(LOOKS))
    match draw(st.integers(0, 11)):
        case 0:
            return ins(r(made.word(made.visible, made.inserted), look))
        case 1:
            return ins(r(made.word(made.deleted), look), tag="del")
        case 2:
            return r(made.word(made.struck), "<w:strike/>")
        case 3:
            return r(made.word(made.hidden), "<w:vanish/>")
        case 4:
            return f'<w:hyperlink r:id="r1">{r(made.word(made.visible), look)}</w:hyperlink>'
        case 5:
            return word_field(' HYPERLINK "https://example.org" ', r(made.word(made.visible)))
        case 6:
            made.comments.append(comment(len(made.comments), made.word(made.remarks)))
            return commented(len(made.comments) - 1, r(made.word(made.visible)))
        case 7:
            made.notes.append(f'<w:footnote w:id="{len(made.notes) + 1}">{p(made.word(made.remarks))}</w:footnote>')
            return f'<w:r><w:footnoteReference w:id="{len(made.notes)}"/></w:r>'
        case 8:
            return f"<w:sdt><w:sdtContent>{r(made.word(made.visible), look)}</w:sdtContent></w:sdt>"
        case 9:
            return f"<w:r><w:t>{made.word(made.visible)}</w:t><w:br/><w:t>{made.word(made.visible)}</w:t></w:r>"
        case _:
            return r(made.word(made.visible), look)


@st.composite
def documents(draw: st.DrawFn) -> Written:
    made = Written()
    for _ in range(draw(st.integers(0, 9))):
        if draw(st.integers(0, 6)) == 0:
            made.body.append(p(draw(st.sampled_from(LABELS)), style="berschrift1"))
            continue
        runs = [run(draw, made) for _ in range(draw(st.integers(1, 4)))]
        spaced = [piece for each in runs for piece in (each, " ")]
        match draw(st.integers(1, 6)):
            case 1:
                made.body.append(p(*spaced, number=draw(st.sampled_from("123")), level=draw(st.integers(0, 1))))
            case 2:
                made.body.append(p(*spaced, style="berschrift2"))
            case 3:
                cell = f"<w:tc>{p(*spaced)}</w:tc>"
                other = f"<w:tc>{p(made.word(made.visible))}</w:tc>"
                rows = [f"<w:tr>{pair}</w:tr>" for pair in (cell + other, other)]
                made.body.append(f"<w:tbl>{''.join(rows)}</w:tbl>")
            case _:
                made.body.append(p(draw(st.sampled_from(RUN_INS)), *spaced))
    return made


def data_of(made: Written) -> bytes:
    parts = {"comments": "".join(made.comments), "footnotes": "".join(made.notes)}
    return docx("".join(made.body), links=LINKS, parts=parts)


@given(documents())
def test_each_visible_word_is_in_the_issue_or_in_a_note(made: Written) -> None:
    read = read_source(data_of(made), THEME)
    found, said = words_of(read.issue), noted(read)
    for word in made.visible:
        assert word in found or word in said, word
    for word in (*made.struck, *made.remarks):
        assert word not in found, word
        assert word in said, word
    for word in (*made.hidden, *made.deleted):
        assert word not in found, word


def text_of(document: SourceDocument) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, TextBlock))


@given(documents())
def test_changes_lead_from_one_text_to_the_other(made: Written) -> None:
    data = data_of(made)
    before, after = read_docx(data, TrackedView.REJECTED), read_docx(data, TrackedView.ACCEPTED)
    old, new = (text_of(before), text_of(after))
    for word in made.inserted:
        assert word not in old, word
    assert [change.words for change in after.changes if change.kind is ChangeKind.DELETION] == made.deleted
    for document in (before, after):
        for change in document.changes:
            if change.anchor is None:  # in a table, or in a paragraph without words
                continue
            block = document.blocks[change.anchor.block]
            assert isinstance(block, TextBlock)
            assert block.text[change.anchor.start :][: change.anchor.length] in ("", change.words)
    for word in made.deleted:
        assert word not in new, word
