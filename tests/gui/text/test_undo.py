"""Undo belongs to the window: its keys reach the window, and each edit names its undo step."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.document.paths import ROOT
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.line_edit import LineEdit
from editor.ui.text.lines_edit import LinesEdit
from tests.gui.text.writing import CONTROL, SHIFT, Key, Move, copy, go, paste, press, show_focused, write

INPUTS = [InlineEdit, BlocksEdit, LineEdit, LinesEdit]
Input = InlineEdit | BlocksEdit | LineEdit | LinesEdit


def text_of(edit: QWidget) -> str:
    return edit.toPlainText() if isinstance(edit, QTextEdit) else edit.text() if isinstance(edit, QLineEdit) else ""


@pytest.mark.parametrize("kind", INPUTS)
@pytest.mark.parametrize(
    ("key", "modifier"), [(Key.Key_Z, CONTROL), (Key.Key_Y, CONTROL), (Key.Key_Z, CONTROL | SHIFT)]
)
def test_undo_keys_reach_the_window(
    qtbot: QtBot, kind: Callable[[str], Input], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window, edit, middle = QMainWindow(), kind("Field"), QWidget()
    window.setCentralWidget(middle)
    QVBoxLayout(middle).addWidget(edit)
    action, triggered = QAction(window), []
    action.setShortcut(QKeySequence(modifier.value | key.value))
    action.triggered.connect(lambda: triggered.append(key))
    window.addAction(action)
    show_focused(qtbot, window)
    edit.setFocus()
    write(edit, "text")
    QTest.keyClick(edit, key, modifier)
    assert triggered == [key]
    assert text_of(edit) == "text"


@pytest.mark.parametrize("kind", INPUTS)
def test_undo_keys_do_nothing_without_a_window(qtbot: QtBot, kind: Callable[[str], Input]) -> None:
    edit = show_focused(qtbot, kind("Field"))
    write(edit, "text")
    press(edit, Key.Key_Z, Key.Key_Y, Key.Key_U, with_=CONTROL)
    assert text_of(edit) == "text"


class UndoSteps:
    """An undo stack like the session's: consecutive edits with equal keys are one step."""

    def __init__(self, edit: InlineEdit) -> None:
        self.edit = edit
        self.states: list[tuple[Hashable, str]] = [(None, "")]
        edit.text_edited.connect(self.keep)

    def keep(self, text: str) -> None:
        key = self.edit.merge_key()
        if self.states[-1][0] == key:
            self.states.pop()
        self.states.append((key, text))

    def texts(self) -> list[str]:
        return [text for _, text in self.states[1:]]

    def undo(self) -> None:
        self.states.pop()
        self.edit.set_text(self.states[-1][1])


@pytest.fixture
def edit(qtbot: QtBot) -> InlineEdit:
    return show_focused(qtbot, InlineEdit("Text"))


@pytest.fixture
def steps(edit: InlineEdit) -> UndoSteps:
    return UndoSteps(edit)


def test_continuous_typing_is_one_step(edit: InlineEdit, steps: UndoSteps) -> None:
    write(edit, "one two")
    press(edit, Key.Key_Backspace, Key.Key_Backspace)
    write(edit, "en")
    go(edit, Move.Start)
    write(edit, "x")
    assert steps.texts() == ["one two", "one t", "one ten", "xone ten"]


def test_pasting_and_formatting_are_separate_steps(edit: InlineEdit, steps: UndoSteps) -> None:
    write(edit, "a")
    copy("b")
    paste(edit)
    paste(edit)
    write(edit, "c")
    edit.selectAll()
    press(edit, Key.Key_B, Key.Key_I, with_=CONTROL)
    go(edit, Move.End)
    write(edit, "d")
    edit.selectAll()
    write(edit, "ef")
    assert steps.texts() == ["a", "ab", "abb", "abbc", "**abbc**", "***abbc***", "***abbcd***", "***ef***"]


@pytest.mark.parametrize(
    ("typed", "straight", "printed"),
    [
        ('"', '"', "“"),
        ('say "', 'say "', "say “"),
        ('"so"', '“so"', "“so”"),
        ("it's", "it's", "it’s"),
        ("2020--", "2020--", "2020–"),
        ("...", "...", "…"),
    ],
)
def test_undo_reverts_smart_punctuation_first(
    edit: InlineEdit, steps: UndoSteps, typed: str, straight: str, printed: str
) -> None:
    write(edit, typed)
    if typed.endswith("s") and "'" in typed:
        steps.undo()
    assert edit.text() in (printed, printed[:-1])
    steps.undo()
    assert edit.text() in (straight, straight[:-1])
    write(edit, "x")
    assert edit.text().startswith(straight[:-1])


def test_menu_commands_are_separate_steps(edit: InlineEdit, steps: UndoSteps) -> None:
    write(edit, "ab")
    edit.select_text(ROOT, 0, 1)
    edit.cut()
    edit.paste()
    edit.insertPlainText("c")
    assert steps.texts() == ["ab", "b", "ab", "acb"]


def test_steps_of_a_line(qtbot: QtBot) -> None:
    line = show_focused(qtbot, LineEdit("Title"))
    keys: list[Hashable] = []
    line.text_edited.connect(lambda _: keys.append(line.merge_key()))
    write(line, "abc")
    assert len(set(keys)) == 1
    line.setSelection(0, 1)
    line.cut()
    line.paste()
    assert len(set(keys)) == 3
    press(line, Key.Key_End)
    write(line, "de")
    press(line, Key.Key_Backspace, Key.Key_Backspace)
    assert len(set(keys)) == 5


def test_leaving_the_field_ends_a_step(edit: InlineEdit, steps: UndoSteps) -> None:
    write(edit, "a")
    edit.clearFocus()
    edit.setFocus()
    write(edit, "b")
    assert steps.texts() == ["a", "ab"]


def test_typing_after_a_selection_is_a_new_step(edit: InlineEdit, steps: UndoSteps) -> None:
    write(edit, "ab")
    edit.select_text(ROOT, 2, 0)
    write(edit, "c")
    assert steps.texts() == ["ab", "abc"]
