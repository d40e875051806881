"""OpenDocument texts of any build: what is seen is in the issue or in a note, and nothing invisible becomes text."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from editor.files.themes import read_theme
from editor.formats.importing.source import read_source
from editor.formats.odt.reader import read_odt
from editor.formats.source.document import SourceDocument, TableBlock, TextBlock
from editor.formats.source.document import text_of as runs_text
from editor.formats.source.tracked_view import TrackedView
from tests.properties.source_words import LABELS, RUN_INS, InventedWords, noted, words_of
from tests.unit.formats.odt_files import (
    changed,
    changes,
    comment,
    footnote,
    h,
    items,
    link,
    odt,
    p,
    region,
    row,
    span,
    table,
)

THEME = read_theme("merics")
LOOKS = ("Bold", "Italic", "Raised", "Lowered")


@dataclass
class Written(InventedWords):
    """A text with the words that a reader sees, those of tracked changes, and those that are not to become text."""

    body: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Words that are named and not in the issue."""
    comments: int = 0


def piece(draw: st.DrawFn, made: Written) -> str:
    """Some words in one of the ways in which a paragraph can hold them."""
    match draw(st.integers(0, 12)):
        case 0:
            name = f"ct{len(made.regions)}"
            made.regions.append(region(name, "insertion"))
            return changed(name, made.word(made.visible, made.inserted))
        case 1:
            name = f"ct{len(made.regions)}"
            made.regions.append(region(name, "deletion", content=p(made.word(made.deleted))))
            return f'<text:change text:change-id="{name}"/>'
        case 2:
            return span(made.word(made.left_out), draw(st.sampled_from(("Struck", "Hidden"))))
        case 3:
            return link("https://example.org/a_b?x=1", made.word(made.visible))
        case 4:
            made.comments += 1
            return comment(f"c{made.comments}", made.word(made.left_out), made.word(made.visible))
        case 5:
            return footnote("1", made.word(made.left_out))
        case 6:
            return span(span(made.word(made.visible), "Bold"), draw(st.sampled_from(LOOKS)))
        case 7:
            return f"{made.word(made.visible)}<text:line-break/>{made.word(made.visible)}"
        case 8:
            return f"{made.word(made.visible)}<text:s text:c='3'/>{made.word(made.visible)}<text:tab/>"
        case 9:
            return f"<draw:frame><draw:text-box>{p(made.word(made.visible))}</draw:text-box></draw:frame>"
        case 10:
            return f'<text:date text:fixed="true">{made.word(made.visible)}</text:date>'
        case _:
            return span(made.word(made.visible), draw(st.sampled_from(LOOKS)))


def drawing(made: Written) -> str:
    """A group of drawings that stands on the page and in no paragraph."""
    box = f"<draw:frame><draw:text-box>{p(made.word(made.visible))}</draw:text-box></draw:frame>"
    return f"<draw:g>{box}<draw:custom-shape>{p(made.word(made.visible))}</draw:custom-shape></draw:g>"


@st.composite
def documents(draw: st.DrawFn) -> Written:
    made = Written()
    for _ in range(draw(st.integers(0, 9))):
        if draw(st.integers(0, 6)) == 0:
            made.body.append(h(draw(st.sampled_from(LABELS))))
            continue
        pieces = [each for _ in range(draw(st.integers(1, 4))) for each in (piece(draw, made), " ")]
        match draw(st.integers(1, 7)):
            case 1:
                inner = items(p(made.word(made.visible)), style="Numbers")
                style = draw(st.sampled_from(("Bullets", "Numbers")))
                made.body.append(items(p(*pieces) + inner, p(made.word(made.visible)), style=style))
            case 2:
                made.body.append(h(*pieces, level=2))
            case 3:
                other = p(made.word(made.visible))
                made.body.append(table(row(p(*pieces), other), row(other, p(made.word(made.visible)))))
            case 4:
                made.body.append(f"<text:section>{p(*pieces)}</text:section>{drawing(made)}")
            case _:
                made.body.append(p(draw(st.sampled_from(RUN_INS)), *pieces))
    return made


def data_of(made: Written) -> bytes:
    return odt(changes(*made.regions) + "".join(made.body))


@given(documents())
def test_each_visible_word_is_in_the_issue_or_in_a_note(made: Written) -> None:
    read = read_source(data_of(made), THEME)
    found, said = words_of(read.issue), noted(read)
    for word in made.visible:
        assert word in found or word in said, word
    for word in made.left_out:
        assert word not in found, word
        assert word in said, word
    for word in made.deleted:
        assert word not in found, word


def text_of(document: SourceDocument) -> str:
    """All text, that of tables too."""
    texts = [block.text for block in document.blocks if isinstance(block, TextBlock)]
    tables = (block for block in document.blocks if isinstance(block, TableBlock))
    return "\n".join([*texts, *(runs_text(cell) for block in tables for row in block.rows for cell in row)])


@given(documents())
def test_changes_lead_from_one_text_to_the_other(made: Written) -> None:
    data = data_of(made)
    old, new = (text_of(read_odt(data, view)) for view in (TrackedView.REJECTED, TrackedView.ACCEPTED))
    for word in made.inserted:
        assert word not in old, word
    for word in made.deleted:
        assert word in old, word
        assert word not in new, word
