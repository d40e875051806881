"""The blocks editor: typing, ids, bullets, moving, and markers of findings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.document.findings import Level
from editor.document.paths import ROOT, path
from editor.ui.look.tokens import LIGHT
from editor.ui.text.blocks_edit import BlocksEdit
from schemas import Block
from tests.gui.conftest import PATIENCE
from tests.gui.text.writing import (
    ALT,
    CONTROL,
    SHIFT,
    Key,
    Move,
    blocks_editor,
    bullets,
    copy,
    go,
    outline,
    paragraph,
    paste,
    press,
    show_focused,
    write,
)

LEAD = (paragraph("p1", "Key aspects:"), bullets("l1", a="Growth", b="*Circulation*"), paragraph("p2", "End"))


@pytest.fixture
def edit(qtbot: QtBot) -> BlocksEdit:
    return show_focused(qtbot, blocks_editor())


@pytest.fixture
def emitted(edit: BlocksEdit) -> Iterator[list[tuple[Block, ...]]]:
    found: list[tuple[Block, ...]] = []
    edit.blocks_edited.connect(found.append)
    yield found
    assert found == [] or found[-1] == edit.blocks()


def test_typing_into_an_empty_field(edit: BlocksEdit) -> None:
    write(edit, "Key aspects:\n- Growth\nCirculation\n\nMore")
    assert outline(edit.blocks()) == ["n0 Key aspects:", "n2/n1 - Growth", "n2/n3 - Circulation", "n4 More"]


def test_each_character_emits_the_blocks(edit: BlocksEdit, emitted: list[tuple[Block, ...]]) -> None:
    write(edit, "ab\nc")
    assert [outline(blocks) for blocks in emitted] == [["n0 a"], ["n0 ab"], ["n0 ab", "n1 "], ["n0 ab", "n1 c"]]


def test_only_the_edited_block_changes(edit: BlocksEdit) -> None:
    edit.set_blocks(LEAD)
    edit.place_caret(path("l1/items/b/text"))
    write(edit, "x")
    one, two, three = edit.blocks()
    assert one is LEAD[0]
    assert three is LEAD[2]
    assert outline((two,)) == ["l1/a - Growth", "l1/b - *xCirculation*"]
    assert two.items[0] is LEAD[1].items[0]  # type: ignore[union-attr]


def test_setting_blocks_emits_nothing(edit: BlocksEdit, emitted: list[tuple[Block, ...]]) -> None:
    for blocks in (LEAD, LEAD[1:], (), LEAD, (bullets("l9"),), (paragraph("p9"),)):
        edit.set_blocks(blocks)
        assert edit.blocks() == blocks
    assert emitted == []


@pytest.mark.parametrize(
    ("tail", "moves", "key", "expected"),
    [
        ("p1/text", 0, Key.Key_Return, ["n1 ", "p1 Key aspects:"]),
        ("p1/text", 3, Key.Key_Return, ["p1 Key", "n1  aspects:"]),
        ("p1/text", 12, Key.Key_Return, ["p1 Key aspects:", "n1 "]),
        ("p1/text", 12, Key.Key_Delete, ["p1 Key aspects:Growth"]),
        ("p2/text", 0, Key.Key_Backspace, ["l1/a - Growth", "l1/b - *Circulation*End"]),
        ("l1/items/a/text", 0, Key.Key_Backspace, ["a Growth", "l1/b - *Circulation*"]),
        ("l1/items/b/text", 0, Key.Key_Backspace, ["l1/a - Growth", "b *Circulation*"]),
        ("l1/items/a/text", 6, Key.Key_Delete, ["l1/a - Growth*Circulation*"]),
        ("l1/items/b/text", 0, Key.Key_Return, ["l1/a - Growth", "l1/n1 - ", "l1/b - *Circulation*"]),
    ],
)
def test_ids_stay_with_their_text(edit: BlocksEdit, tail: str, moves: int, key: Qt.Key, expected: list[str]) -> None:
    edit.set_blocks(LEAD)
    edit.place_caret(path(tail))
    go(edit, Move.Right, moves)
    press(edit, key)
    assert "\n".join(expected) in "\n".join(outline(edit.blocks()))


def test_backspace_in_an_empty_bullet_removes_it(edit: BlocksEdit) -> None:
    edit.set_blocks((bullets("l1", a="one", b="", c="three"),))
    edit.place_caret(path("l1/items/b/text"))
    press(edit, Key.Key_Backspace)
    assert outline(edit.blocks()) == ["l1/a - one", "l1/c - three"]
    assert edit.current_subpath() == path("l1/items/a/text")
    write(edit, "!")
    assert outline(edit.blocks()) == ["l1/a - one!", "l1/c - three"]


def test_backspace_in_the_only_bullet_makes_an_empty_field(edit: BlocksEdit) -> None:
    write(edit, "- ")
    assert outline(edit.blocks()) == ["n1/n0 - "]
    press(edit, Key.Key_Backspace)
    assert edit.blocks() == ()


def test_enter_in_an_empty_bullet_ends_the_list(edit: BlocksEdit) -> None:
    edit.set_blocks((bullets("l1", a="one", b="", c="three"),))
    edit.place_caret(path("l1/items/b/text"))
    press(edit, Key.Key_Return)
    assert outline(edit.blocks()) == ["l1/a - one", "b ", "n1/c - three"]
    press(edit, Key.Key_Delete)
    assert outline(edit.blocks()) == ["l1/a - one", "l1/c - three"]


def test_splitting_and_rejoining_a_list(edit: BlocksEdit) -> None:
    edit.set_blocks((bullets("l1", a="one", b="two", c="three"),))
    edit.place_caret(path("l1/items/b/text"))
    edit.toggle_bullets()
    assert outline(edit.blocks()) == ["l1/a - one", "b two", "n1/c - three"]
    edit.toggle_bullets()
    assert outline(edit.blocks()) == ["l1/a - one", "l1/b - two", "l1/c - three"]


def test_adjacent_lists_stay_separate(edit: BlocksEdit) -> None:
    edit.set_blocks((bullets("l1", a="one"), bullets("l2", b="two", c="three")))
    edit.place_caret(path("l2/items/b/text"))
    write(edit, "x\n")
    assert outline(edit.blocks()) == ["l1/a - one", "l2/b - x", "l2/n1 - two", "l2/c - three"]


def test_removing_the_paragraph_between_two_lists_joins_them(edit: BlocksEdit) -> None:
    edit.set_blocks((bullets("l1", a="one"), paragraph("p1"), bullets("l2", a="two", b="three")))
    edit.place_caret(path("p1/text"))
    press(edit, Key.Key_Backspace)
    assert outline(edit.blocks()) == ["l1/a - one", "l1/n1 - two", "l1/b - three"]


def test_toggling_bullets_applies_to_the_whole_selection(edit: BlocksEdit) -> None:
    edit.set_blocks((paragraph("p1", "one"), paragraph("p2", "two"), paragraph("p3", "three")))
    edit.place_caret(path("p1/text"))
    go(edit, Move.Down, selecting=True)
    edit.toggle_bullets()
    assert outline(edit.blocks()) == ["n1/p1 - one", "n1/p2 - two", "p3 three"]
    edit.toggle_bullets()
    assert outline(edit.blocks()) == ["p1 one", "p2 two", "p3 three"]


@pytest.mark.parametrize("mark", ["- ", "* "])
def test_a_hyphen_or_asterisk_starts_a_list(edit: BlocksEdit, emitted: list[tuple[Block, ...]], mark: str) -> None:
    edit.set_blocks((paragraph("p1", "text"),))
    write(edit, mark)
    assert outline(emitted[-2]) == [f"p1 {mark.replace('*', chr(92) + '*')}text"]
    assert outline(emitted[-1]) == ["n1/p1 - text"]
    write(edit, mark)
    assert outline(emitted[-1]) == [f"n1/p1 - {mark.replace('*', chr(92) + '*')}text"]


def test_tab_leaves_the_field(qtbot: QtBot) -> None:
    window = QWidget()
    column, edit, line = QVBoxLayout(window), blocks_editor(), QLineEdit()
    column.addWidget(edit)
    column.addWidget(line)
    show_focused(qtbot, window)
    edit.setFocus()
    with qtbot.waitSignal(edit.left, timeout=PATIENCE):
        press(edit, Key.Key_Tab)
    assert line.hasFocus()
    with qtbot.waitSignal(edit.entered, timeout=PATIENCE):
        press(line, Key.Key_Tab, with_=SHIFT)
    assert edit.blocks() == ()


def test_leaving_the_field_removes_trailing_empty_lines(edit: BlocksEdit, emitted: list[tuple[Block, ...]]) -> None:
    edit.set_blocks((paragraph("p1"), paragraph("p2", "text"), paragraph("p3")))
    edit.clearFocus()
    assert emitted == []
    edit.setFocus()
    edit.place_caret(path("p2/text"))
    go(edit, Move.EndOfBlock)
    write(edit, ".\n\n")
    press(edit, Key.Key_Delete, Key.Key_Delete)
    write(edit, "\n\n")
    key = edit.merge_key()
    edit.blocks_edited.connect(lambda _: keys.append(edit.merge_key()))
    keys: list[object] = []
    edit.clearFocus()
    assert outline(emitted[-1]) == ["p1 ", "p2 text."]
    assert keys == [key]


def test_the_caret_stays_at_the_same_words(edit: BlocksEdit) -> None:
    edit.set_blocks(LEAD)
    edit.place_caret(path("l1/items/b/text"))
    go(edit, Move.Right, 4)
    edit.set_blocks((paragraph("p0", "🙂 new"), *LEAD))
    assert edit.current_subpath() == path("l1/items/b/text")
    assert edit.textCursor().positionInBlock() == 4
    edit.set_blocks((bullets("l1", b="Re*circulation*", a="Growth"),))
    assert edit.current_subpath() == path("l1/items/b/text")
    assert edit.textCursor().positionInBlock() == 6
    edit.set_blocks((paragraph("p2", "End"),))
    assert edit.current_subpath() == path("p2/text")


def test_the_selection_is_kept_when_another_block_changes(edit: BlocksEdit) -> None:
    edit.set_blocks(LEAD)
    edit.select_text(path("p2/text"), 1, 2)
    edit.set_blocks((paragraph("p1", "Key:"), *LEAD[1:]))
    assert edit.textCursor().selectedText() == "nd"


def test_select_text_counts_code_points(edit: BlocksEdit) -> None:
    edit.set_blocks((paragraph("p1", "🙂🙂 **数𠀀据** [needle](https://a.cn) 🙂"), bullets("l1", a="x🙂needle")))
    edit.select_text(path("p1/text"), 7, 6)
    assert edit.textCursor().selectedText() == "needle"
    edit.select_text(path("l1/items/a/text"), 2, 6)
    assert edit.textCursor().selectedText() == "needle"
    assert edit.current_subpath() == path("l1/items/a/text")


def test_placing_the_caret_at_a_path(edit: BlocksEdit) -> None:
    edit.set_blocks(LEAD)
    for tail, found in [("p2/text", "p2/text"), ("p2", "p2/text"), ("l1", "l1/items/a/text"), ("gone", "p1/text")]:
        edit.place_caret(path(tail))
        assert edit.current_subpath() == path(found)
    edit.place_caret(ROOT)
    assert edit.current_subpath() == path("p1/text")


def test_moving_a_bullet_keeps_its_id(edit: BlocksEdit, emitted: list[tuple[Block, ...]]) -> None:
    edit.set_blocks(LEAD)
    edit.place_caret(path("l1/items/b/text"))
    press(edit, Key.Key_Up, with_=ALT | SHIFT)
    assert outline(emitted[-1])[1:3] == ["l1/b - *Circulation*", "l1/a - Growth"]
    assert edit.current_subpath() == path("l1/items/b/text")
    edit.place_caret(path("p2/text"))
    press(edit, Key.Key_Up, with_=ALT | SHIFT)
    assert outline(emitted[-1]) == ["p1 Key aspects:", "l1/b - *Circulation*", "p2 End", "n1/a - Growth"]
    press(edit, Key.Key_Down, with_=ALT | SHIFT)
    press(edit, Key.Key_Down, with_=ALT | SHIFT)
    assert outline(emitted[-1]) == ["p1 Key aspects:", "l1/b - *Circulation*", "l1/a - Growth", "p2 End"]


def test_bullet_ids_that_collide_with_block_ids_are_replaced(edit: BlocksEdit) -> None:
    edit.set_blocks((paragraph("x", "one"), bullets("l1", x="two", l1="three")))
    edit.place_caret(path("l1/items/x/text"))
    go(edit, Move.Down, selecting=True)
    edit.toggle_bullets()
    assert outline(edit.blocks()) == ["x one", "n1 two", "n2 three"]


def test_deleting_across_several_blocks(edit: BlocksEdit) -> None:
    edit.set_blocks(LEAD)
    edit.select_text(path("p1/text"), 4, 8)
    go(edit, Move.Down, 2, selecting=True)
    press(edit, Key.Key_Delete)
    assert len(edit.blocks()) in (2, 3)
    press(edit, Key.Key_A, with_=CONTROL)
    press(edit, Key.Key_Backspace)
    assert edit.toPlainText() == ""
    write(edit, "New")
    assert edit.toPlainText() == "New"


def test_the_placeholder_is_hidden_beside_a_bullet(qtbot: QtBot) -> None:
    edit = show_focused(qtbot, BlocksEdit("Comment", placeholder="What it means"))
    assert edit.placeholderText() == "What it means"
    write(edit, "- ")
    assert edit.placeholderText() == ""
    press(edit, Key.Key_Backspace)
    assert edit.placeholderText() == "What it means"


def test_findings_are_marked_beside_their_text(edit: BlocksEdit) -> None:
    def bar(tail: str) -> str:
        edit.place_caret(path(tail))
        middle = edit.cursorRect().center().y()
        return edit.viewport().grab().toImage().pixelColor(1, middle).name()

    edit.set_blocks(LEAD)
    edit.set_finding_levels(
        [(path("p1/text"), Level.WARNING), (path("l1/items/b/text"), Level.ERROR), (path("l1"), Level.WARNING)]
    )
    assert bar("p1/text") == LIGHT.warning.lower()
    assert bar("l1/items/a/text") == LIGHT.warning.lower()
    assert bar("l1/items/b/text") == LIGHT.error.lower()
    assert bar("p2/text") == LIGHT.base.lower()
    edit.set_finding_levels([])
    assert bar("p1/text") == LIGHT.base.lower()


def test_a_read_only_field_cannot_be_edited(edit: BlocksEdit, emitted: list[tuple[Block, ...]]) -> None:
    edit.set_blocks(LEAD)
    edit.setReadOnly(True)
    write(edit, "x\n- ")
    press(edit, Key.Key_B, Key.Key_K, Key.Key_V, with_=CONTROL)
    edit.toggle_bullets()
    edit.move_block(1)
    assert emitted == []


@pytest.mark.parametrize("action", ["type", "delete", "paste", "enter"])
def test_replacing_a_selection_keeps_the_format_of_its_first_block(edit: BlocksEdit, action: str) -> None:
    for blocks, mark in (
        ((paragraph("p1", "one"), bullets("l1", a="two")), "p1 "),
        ((bullets("l1", a="one"), paragraph("p1", "two")), "l1/a - "),
    ):
        edit.set_blocks(blocks)
        edit.selectAll()
        if action == "type":
            write(edit, "x")
        elif action == "paste":
            copy("x")
            paste(edit)
        else:
            press(edit, Key.Key_Return if action == "enter" else Key.Key_Delete)
            write(edit, "x")
        assert outline(edit.blocks())[-1 if action != "enter" else 0].startswith(mark)
