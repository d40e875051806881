"""Highlights: how spans are split, and that the text does not change."""

from itertools import count, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from editor.document.paths import ROOT, path
from editor.document.text.utf16 import utf16_length
from editor.ui.look.tokens import LIGHT, PEOPLE
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.graphemes import trim_selection
from editor.ui.text.highlights import Highlight, HighlightKind, highlight_spans
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.line_edit import LineEdit
from schemas import Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.text.writing import Key, press, write

TEXT = "Plan 数据 👨‍👩‍👧 **bold** e\u0301nd"
TAIL = path("p1/text")
highlight_lists = st.lists(
    st.builds(
        Highlight,
        st.just(ROOT),
        st.integers(0, 40),
        st.integers(0, 20),
        st.sampled_from(HighlightKind),
        person=st.integers(0, PEOPLE),
        words=st.sampled_from(["", "others", "words\nof others"]),
        tip=st.just(""),
    ),
    max_size=8,
)


@given(highlight_lists, st.integers(0, 40))
def test_spans_cover_each_character_once_with_all_its_highlights(highlights: list[Highlight], length: int) -> None:
    found = highlight_spans(highlights, length)
    longer = [one for one in found if one.start < one.end]
    assert all(one.end <= other.start for one, other in pairwise(longer))
    for position in range(length):
        over = {one.kind for one in highlights if one.start <= position < one.start + one.length}
        assert {kind for one in longer if one.start <= position < one.end for kind in one.highlights} == over
    points: dict[int, set[HighlightKind]] = {}
    for one in found:
        if one.start == one.end:
            points.setdefault(one.start, set()).update(one.highlights)
    assert points == {
        at: {one.kind for one in highlights if not one.length and min(one.start, length) == at}
        for at in {min(one.start, length) for one in highlights if not one.length}
    }


@settings(max_examples=20)
@given(st.lists(highlight_lists, min_size=1, max_size=3), st.integers(0, 12))
def test_highlights_change_neither_text_nor_caret_and_emit_nothing(
    highlight_sets: list[list[Highlight]], caret: int
) -> None:
    emitted: list[object] = []
    ids = count(1)
    blocks = BlocksEdit("Blocks", make_id=lambda: f"n{next(ids)}")
    blocks.set_blocks((Paragraph(id="p1", text=TEXT),))
    inline = InlineEdit("Inline")
    inline.set_text(TEXT)
    line = LineEdit("BlockLine")
    line.set_text(TEXT)
    for edit in (blocks, inline):
        edit.select_text(edit.current_subpath(), caret, 3)
    line.select_text(ROOT, caret, 3)
    blocks.blocks_edited.connect(emitted.append)
    inline.text_edited.connect(emitted.append)
    line.text_edited.connect(emitted.append)
    before = (blocks.blocks(), inline.text(), line.text(), blocks.merge_key(), inline.merge_key(), line.merge_key())
    places = (blocks.selected_range(), inline.selected_range(), line.selected_range())
    html = blocks.toHtml(), inline.toHtml()
    for highlights in highlight_sets:
        blocks.show_highlights([one._replace(path=TAIL) for one in highlights])
        inline.show_highlights(highlights)
        line.show_highlights(highlights)
    after = (blocks.blocks(), inline.text(), line.text(), blocks.merge_key(), inline.merge_key(), line.merge_key())
    assert after == before
    assert (blocks.selected_range(), inline.selected_range(), line.selected_range()) == places
    assert (blocks.toHtml(), inline.toHtml()) == html
    assert not emitted
    assert not blocks.document().isUndoAvailable()


@given(st.lists(st.sampled_from(["a", " ", "数", "🇨🇳", "👩‍👧", "e\u0301"]), max_size=8), st.data())
def test_a_selection_is_trimmed_to_whole_graphemes(letters: list[str], data: st.DataObject) -> None:
    text = "".join(letters)
    start = data.draw(st.integers(0, utf16_length(text)))
    end = data.draw(st.integers(start, utf16_length(text)))
    begin, length = trim_selection(text, start, end)
    words = text[begin : begin + length]
    edges = {len("".join(letters[:number])) for number in range(len(letters) + 1)}
    assert words == words.strip()
    assert not words or {begin, begin + length} <= edges


def test_a_flag_after_an_emoji_is_one_grapheme() -> None:
    assert trim_selection("👩‍👧🇨🇳🇨🇳", 0, 6) == (0, 5)
    assert trim_selection("👩🇨🇳", 4, 6) == (1, 2)


def _pixels(widget: LineEdit | InlineEdit) -> set[str]:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixelColor(x, y).name() for x, y in product(range(image.width()), range(image.height()))}


@pytest.mark.parametrize("kind", [LineEdit, InlineEdit])
def test_highlights_move_with_the_text(qtbot: QtBot, kind: type[LineEdit | InlineEdit]) -> None:
    edit = kind("Text")
    qtbot.addWidget(edit)
    edit.resize(400, 80 if kind is InlineEdit else 32)
    edit.set_text("A plan for data")
    background_colour = QColor(LIGHT.tint_comment).name()
    assert background_colour not in _pixels(edit)
    edit.show_highlights([Highlight(ROOT, 2, 4, HighlightKind.COMMENT)])
    with qtbot.waitExposed(edit, timeout=PATIENCE):
        edit.show()
    edit.setFocus()
    edit.place_caret(ROOT)
    write(edit, "Now, ")
    assert background_colour in _pixels(edit)
    press(edit, *[Key.Key_Delete] * 3)
    assert background_colour in _pixels(edit), "the last three of the four letters are still there"
    press(edit, *[Key.Key_Delete] * 3)
    assert background_colour not in _pixels(edit)
