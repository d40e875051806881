"""Input methods (Chinese, Japanese, dead keys): nothing is emitted or replaced during a composition."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.line_edit import LineEdit
from editor.ui.text.lines_edit import LinesEdit
from tests.gui.text.writing import (
    CONTROL,
    Key,
    Move,
    bullets,
    compose,
    go,
    outline,
    paragraph,
    press,
    show_focused,
    write,
)


@pytest.fixture
def edit(qtbot: QtBot) -> BlocksEdit:
    edit = show_focused(qtbot, BlocksEdit("Comment"))
    edit.set_blocks((paragraph("p1", "A"), bullets("l1", a="B")))
    go(edit, Move.End)
    return edit


@pytest.fixture
def emitted(edit: BlocksEdit) -> list[list[str]]:
    found: list[list[str]] = []
    edit.blocks_edited.connect(lambda blocks: found.append(outline(blocks)))
    return found


def test_a_word_is_emitted_when_it_is_committed(edit: BlocksEdit, emitted: list[list[str]]) -> None:
    for letters in ("s", "sh", "shu", "shu'ju"):
        compose(edit, letters)
    assert emitted == []
    compose(edit, "", "数据")
    assert emitted == [["p1 A", "l1/a - B数据"]]


def test_a_cancelled_composition(edit: BlocksEdit, emitted: list[list[str]]) -> None:
    compose(edit, "shu")
    compose(edit, "")
    assert emitted == []
    write(edit, "x")
    assert emitted == [["p1 A", "l1/a - Bx"]]


def test_committing_a_word_while_composing_the_next(edit: BlocksEdit, emitted: list[list[str]]) -> None:
    compose(edit, "shu")
    compose(edit, "ju", "数")
    compose(edit, "", "据")
    assert emitted == [["p1 A", "l1/a - B数据"]]


def test_a_value_set_during_composition_is_applied_on_commit(edit: BlocksEdit, emitted: list[list[str]]) -> None:
    compose(edit, "shu")
    edit.set_blocks((paragraph("p0", "New"), paragraph("p1", "A"), bullets("l1", a="B")))
    assert edit.toPlainText() == "A\nB"
    compose(edit, "", "数")
    assert emitted == [["p0 New", "p1 A", "l1/a - B数"]]


def test_a_value_set_during_composition_is_applied_on_cancel(edit: BlocksEdit, emitted: list[list[str]]) -> None:
    compose(edit, "shu")
    edit.set_blocks((paragraph("p0", "New"),))
    compose(edit, "")
    assert edit.toPlainText() == "New"
    assert emitted == []


def test_formatting_is_ignored_during_composition(edit: BlocksEdit, emitted: list[list[str]]) -> None:
    compose(edit, "shu")
    press(edit, Key.Key_B, Key.Key_K, with_=CONTROL)
    edit.toggle_bullets()
    edit.move_block(-1)
    assert emitted == []
    compose(edit, "", "数")
    assert emitted == [["p1 A", "l1/a - B数"]]


def test_committed_text_does_not_extend_a_link(qtbot: QtBot) -> None:
    edit = show_focused(qtbot, InlineEdit("Text"))
    edit.set_text("[a](https://a.cn)")
    go(edit, Move.End)
    compose(edit, "shu")
    compose(edit, "", "数")
    assert edit.text() == "[a](https://a.cn)数"


def test_one_line(qtbot: QtBot) -> None:
    line = show_focused(qtbot, LineEdit("Title"))
    emitted: list[str] = []
    line.text_edited.connect(emitted.append)
    line.set_text("a")
    line.end(False)
    compose(line, "shu")
    line.set_text("ab")
    assert emitted == []
    assert line.text() == "a"
    compose(line, "", "数")
    assert emitted == ["a数b"]


def test_several_lines(qtbot: QtBot) -> None:
    lines = show_focused(qtbot, LinesEdit("Role"))
    emitted: list[tuple[str, ...]] = []
    lines.lines_edited.connect(emitted.append)
    compose(lines, "shu")
    lines.set_lines(("one", "two"))
    assert emitted == []
    compose(lines, "", "数")
    assert emitted == [("数one", "two")]
