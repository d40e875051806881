"""Property tests: after any sequence of keys, the editor's value matches what it shows."""

from __future__ import annotations

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from editor.document.text.inline import parse
from editor.document.text.inline_writer import markdown
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.styles import is_bullet, runs_in
from schemas import Block, Bullets
from tests.gui.text import writing
from tests.gui.text.writing import ALT, CONTROL, SHIFT, Key, bullets, paragraph, press

KEYS: list[tuple[Qt.Key, Qt.KeyboardModifier]] = [
    *[(key, Qt.KeyboardModifier.NoModifier) for key in (Key.Key_Return, Key.Key_Backspace, Key.Key_Delete)] * 3,
    *[(key, Qt.KeyboardModifier.NoModifier) for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)],
    *[(key, Qt.KeyboardModifier.NoModifier) for key in (Key.Key_Home, Key.Key_End, Key.Key_Return)],
    *[(key, SHIFT) for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home)],
    *[(key, CONTROL) for key in (Key.Key_B, Key.Key_I, Key.Key_A, Key.Key_X, Key.Key_V, Key.Key_C, Key.Key_Home)],
    *[(key, CONTROL) for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_End, Key.Key_U, Key.Key_Z)],
    *[(key, ALT | SHIFT) for key in (Key.Key_Up, Key.Key_Down)],
]
CLIPS = [
    ("one\ntwo\n- three", ""),
    ("x", "<p>a <b>b</b></p><ul><li>c<li><i>d</i> <a href='https://a.cn'>e</a></ul>"),
    ("https://example.org/x", ""),
    ("🙂 数据", ""),
]
STEPS = st.lists(
    st.one_of(
        st.sampled_from(KEYS),
        st.sampled_from(["a", "b c", "- ", "* ", '"', "'", "--", "...", "[x](y)", "**", "  "]),
        st.sampled_from(CLIPS),
        st.sampled_from(["toggle", "link", "compose"]).map(lambda name: (name,)),
    ),
    max_size=25,
)
STARTS: list[tuple[Block, ...]] = [
    (),
    (paragraph("p1", "One **two** [three](https://a.cn) 🙂"),),
    (bullets("l1", b1="one", b2="*two*", b3=""),),
    (
        paragraph("p1", "Lead"),
        bullets("l1", b1="a"),
        bullets("l2", b1="b", p1="c"),
        paragraph("p2"),
        paragraph("p3", "e"),
    ),
]


def perform(edit: BlocksEdit, step: object) -> None:
    match step:
        case str():
            writing.write(edit, step)
        case (Qt.Key() as key, Qt.KeyboardModifier() as modifier):
            press(edit, key, with_=modifier)
        case (str() as text, str() as html):
            writing.copy(text, html)
            writing.paste(edit)
        case ("toggle",):
            edit.toggle_bullets()
        case ("link",):
            edit.edit_link()
            assert edit._bar is not None
            writing.write(edit._bar.address, "b.cn")
            press(edit._bar.address, Key.Key_Return)
        case ("compose",):
            writing.compose(edit, "shu")
            writing.compose(edit, "", "数")


def shown_content(document: QTextDocument) -> list[tuple[bool, object]]:
    """Return what a document shows, normalized as it is stored: trailing bold spaces are not bold."""
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    return [(is_bullet(block), parse(markdown(runs_in(block)))) for block in blocks]


def ids(blocks: tuple[Block, ...]) -> list[str]:
    return [block.id for block in blocks]


@given(start=st.sampled_from(STARTS), steps=STEPS)
@settings(max_examples=40, deadline=None)
def test_the_value_matches_what_is_shown(start: tuple[Block, ...], steps: list[object]) -> None:
    numbers = count(1)
    edit = BlocksEdit("Comment", make_id=lambda: f"n{next(numbers)}")
    emitted: list[tuple[Block, ...]] = []
    edit.blocks_edited.connect(emitted.append)
    edit.set_blocks(start)
    edit.show()
    for step in steps:
        perform(edit, step)
        blocks = edit.blocks()
        assert emitted[-1:] in ([blocks], [])
        assert len(set(ids(blocks))) == len(blocks)
        for block in blocks:
            if isinstance(block, Bullets):
                assert block.items
                assert len({item.id for item in block.items}) == len(block.items)
        edit.set_blocks(blocks)
        edit.set_blocks(tuple(block.model_copy(deep=True) for block in blocks))
        assert edit.blocks() == blocks
        fresh = BlocksEdit("Fresh")
        fresh.set_blocks(blocks)
        assert shown_content(fresh.document()) == shown_content(edit.document())
        assert fresh.blocks() == blocks
        writing.close_and_delete(fresh)
    writing.close_and_delete(edit)


@given(before=st.sampled_from(STARTS), after=st.sampled_from(STARTS), steps=STEPS)
@settings(max_examples=25, deadline=None)
def test_any_value_can_replace_any_other(
    before: tuple[Block, ...], after: tuple[Block, ...], steps: list[object]
) -> None:
    edit = BlocksEdit("Comment")
    emitted: list[tuple[Block, ...]] = []
    edit.set_blocks(before)
    edit.show()
    seen = [before]
    for step in steps:
        perform(edit, step)
        seen.append(edit.blocks())
    edit.blocks_edited.connect(emitted.append)
    for blocks in [*reversed(seen), after, seen[-1]]:
        edit.set_blocks(blocks)
        fresh = BlocksEdit("Fresh")
        fresh.set_blocks(blocks)
        assert shown_content(edit.document()) == shown_content(fresh.document())
        assert edit.blocks() == blocks
        writing.close_and_delete(fresh)
    assert emitted == []
    writing.close_and_delete(edit)
