"""The inputs for one line and for several lines of plain text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.document.paths import ROOT
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.line_edit import LineEdit
from editor.ui.text.lines_edit import LinesEdit
from editor.ui.text.plain_line import PlainLine
from tests.gui.text.writing import Key, Move, copy, drop, go, paste, press, show_focused, write


@pytest.fixture
def line(qtbot: QtBot) -> LineEdit:
    return show_focused(qtbot, LineEdit("Title"))


@pytest.fixture
def emitted(line: LineEdit) -> list[str]:
    found: list[str] = []
    line.text_edited.connect(found.append)
    return found


@pytest.fixture
def lines(qtbot: QtBot) -> LinesEdit:
    return show_focused(qtbot, LinesEdit("Role"))


def test_each_character_emits_the_line(line: LineEdit, emitted: list[str]) -> None:
    write(line, "ab")
    line.set_text("xyz")
    line.set_text("xyz")
    assert emitted == ["a", "ab"]


def test_the_caret_stays_at_the_same_words(line: LineEdit) -> None:
    line.set_text("one two")
    line.setCursorPosition(5)
    line.set_text("🙂 one and two")
    line.setSelection(line.cursorPosition(), 2)
    assert line.selectedText() == "wo"


def test_quotes_become_typographic(line: LineEdit, emitted: list[str]) -> None:
    write(line, '"It\'s" 1--2...')
    assert line.text() == "“It’s” 1–2…"
    assert emitted[:2] == ['"', "“"]
    keys: list[object] = []
    line.text_edited.connect(lambda _: keys.append(line.merge_key()))
    write(line, '"')
    assert len(set(keys)) == 2


def test_addresses_keep_straight_quotes(qtbot: QtBot) -> None:
    line = show_focused(qtbot, LineEdit("Link", typographic=False))
    write(line, "https://a.cn/\"a'--...")
    assert line.text() == "https://a.cn/\"a'--..."


def test_pasted_lines_become_one(line: LineEdit, emitted: list[str]) -> None:
    line.set_text("[]")
    line.setCursorPosition(1)
    copy("  one\n\n two\tthree\x00\u2028four\r\n")
    paste(line)
    assert emitted == ["[one two three four]"]
    assert line.cursorPosition() == len("[one two three four")


def test_a_megabyte_is_truncated_and_reported(line: LineEdit) -> None:
    reported: list[str] = []
    line.paste_reported.connect(reported.append)
    copy("x" * 1_000_000)
    line.paste()
    assert reported == ["Pasted the first 2,000 characters; 998,000 were left out."]
    assert len(line.text()) == 2_000


def test_a_long_line_from_a_file_is_kept(line: LineEdit, emitted: list[str]) -> None:
    line.set_text("x" * 40_000)
    line.end(False)
    write(line, "y")
    assert emitted == ["x" * 40_000 + "y"]


def test_control_characters_from_a_file_are_shown_as_spaces(line: LineEdit, emitted: list[str]) -> None:
    line.set_text("a\nb\u2028c")
    assert line.text() == "a b c"
    assert emitted == []
    line.end(False)
    write(line, "d")
    assert emitted == ["a b cd"]


def test_dropping_is_like_pasting(line: LineEdit, emitted: list[str]) -> None:
    data = QMimeData()
    data.setText("one\ntwo")
    drop(line, data, QPointF(5, 5))
    assert emitted == ["one two"]


def test_select_text_counts_code_points(line: LineEdit) -> None:
    line.set_text("🙂𠀀 needle")
    line.select_text(ROOT, 3, 6)
    assert line.selectedText() == "needle"
    line.place_caret(ROOT)
    assert line.cursorPosition() == 0
    assert line.current_subpath() == ROOT


def test_several_lines(lines: LinesEdit) -> None:
    emitted: list[tuple[str, ...]] = []
    lines.lines_edited.connect(emitted.append)
    write(lines, "Analyst\nChina's")
    assert emitted[-1] == ("Analyst", "China’s")
    lines.set_lines(("Editor",))
    lines.set_lines(("Editor",))
    assert lines.toPlainText() == "Editor"
    assert len(emitted) == 16
    go(lines, Move.End)
    write(lines, "\n\n")
    lines.clearFocus()
    assert emitted[-2:] == [("Editor", "", ""), ("Editor",)]


def test_an_empty_text_has_no_lines(lines: LinesEdit) -> None:
    lines.set_lines(("Editor", "Desk"))
    lines.selectAll()
    press(lines, Key.Key_Delete)
    assert lines.lines() == ()


def test_lines_are_pasted_as_plain_lines(lines: LinesEdit) -> None:
    copy("one\n\n• two\x07", "<b>one</b>")
    paste(lines)
    assert lines.lines() == ("one", "two")
    lines.select_text(ROOT, 4, 3)
    assert lines.textCursor().selectedText() == "two"


@pytest.mark.parametrize("kind", [LineEdit, LinesEdit, InlineEdit, BlocksEdit])
def test_entering_and_leaving_are_emitted_once(
    qtbot: QtBot, kind: Callable[[str], LineEdit | LinesEdit | InlineEdit | BlocksEdit]
) -> None:
    edit = show_focused(qtbot, kind("Field"))
    emitted: list[str] = []
    edit.entered.connect(lambda: emitted.append("entered"))
    edit.left.connect(lambda: emitted.append("left"))
    edit.clearFocus()
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    edit.clearFocus()
    assert emitted == ["left", "entered", "left"]


def test_a_line_rejects_pictures_and_files_with_a_message(line: LineEdit, emitted: list[str]) -> None:
    refused: list[str] = []
    line.paste_reported.connect(refused.append)
    shown_content, file = QMimeData(), QMimeData()
    shown_content.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    file.setUrls([QUrl.fromLocalFile("/somewhere/picture.png")])
    for data in (shown_content, file):
        QGuiApplication.clipboard().setMimeData(data)
        paste(line)
    assert refused == [
        "Pictures cannot be pasted here.",
        "Files cannot be pasted here. Open the file, and copy its text.",
    ]
    assert emitted == []


def test_a_plain_line_ignores_command_shortcuts(qtbot: QtBot) -> None:
    for window_undo in (False, True):
        line = PlainLine("Name", window_undo=window_undo)
        qtbot.addWidget(line)
        line.show()
        QTest.keyClicks(line, "some words")
        line.setCursorPosition(4)
        for key in (Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_U):
            QTest.keyClick(line, key, Qt.KeyboardModifier.ControlModifier)
        assert (line.text(), line.cursorPosition()) == ("some words", 4)
        QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert (line.text() == "some words") is window_undo, "undo belongs to the line or to the window"
