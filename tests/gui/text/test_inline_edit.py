"""The editor for one paragraph of limited Markdown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from editor.document.paths import ROOT, path
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.styles import runs_in
from tests.gui.text.writing import CONTROL, Key, Move, go, press, show_focused, write


@pytest.fixture
def edit(qtbot: QtBot) -> InlineEdit:
    return show_focused(qtbot, InlineEdit("Text"))


@pytest.fixture
def emitted(edit: InlineEdit) -> list[str]:
    found: list[str] = []
    edit.text_edited.connect(found.append)
    return found


def test_typed_text_is_emitted_as_markdown(edit: InlineEdit, emitted: list[str]) -> None:
    write(edit, "a*b")
    assert emitted == ["a", r"a\*", r"a\*b"]


def test_setting_text_emits_nothing(edit: InlineEdit, emitted: list[str]) -> None:
    for text in ("**a** *b* [c](https://a.cn)", "[c](https://a.cn)", "", "__a__"):
        edit.set_text(text)
        assert edit.text() == text
    assert edit.toPlainText() == "a"
    assert emitted == []


def test_enter_is_ignored(edit: InlineEdit, emitted: list[str]) -> None:
    write(edit, "a\nb")
    assert emitted[-1] == "ab"


@pytest.mark.parametrize(("key", "mark"), [(Key.Key_B, "**"), (Key.Key_I, "*")])
def test_formatting_a_selection(edit: InlineEdit, emitted: list[str], key: Key, mark: str) -> None:
    edit.set_text("one two three")
    edit.select_text(ROOT, 4, 3)
    press(edit, key, with_=CONTROL)
    assert emitted[-1] == f"one {mark}two{mark} three"
    edit.select_text(ROOT, 0, 7)
    press(edit, key, with_=CONTROL)
    assert emitted[-1] == f"{mark}one two{mark} three"
    press(edit, key, with_=CONTROL)
    assert emitted[-1] == "one two three"


def test_formatting_text_typed_next(edit: InlineEdit, emitted: list[str]) -> None:
    write(edit, "a ")
    press(edit, Key.Key_B, with_=CONTROL)
    write(edit, "b ")
    press(edit, Key.Key_I, with_=CONTROL)
    write(edit, "c")
    press(edit, Key.Key_B, Key.Key_I, with_=CONTROL)
    write(edit, " d")
    assert emitted[-1] == "a **b *c*** d"


def test_formatting_nothing_emits_nothing(edit: InlineEdit, emitted: list[str]) -> None:
    press(edit, Key.Key_B, Key.Key_I, with_=CONTROL)
    assert emitted == []


def test_bold_text_is_shown_in_bold(edit: InlineEdit) -> None:
    edit.set_text("**a**")
    (piece,) = edit.document().firstBlock().textFormats()
    assert piece.format.fontWeight() == QFont.Weight.Bold


def test_leaving_the_field_shows_formatting_as_stored(edit: InlineEdit, emitted: list[str]) -> None:
    edit.set_text("数据")
    go(edit, Move.Right)
    press(edit, Key.Key_B, with_=CONTROL)
    write(edit, "《a》")
    assert emitted[-1] == "数《**a**》据"
    assert [run.strong for run in runs_in(edit.document().firstBlock())] == [False, True, False]
    assert runs_in(edit.document().firstBlock())[1].text == "《a》"
    before = list(emitted)
    edit.clearFocus()
    assert runs_in(edit.document().firstBlock())[1].text == "a"
    assert emitted == before


def test_the_caret_stays_at_the_same_words(edit: InlineEdit) -> None:
    edit.set_text("one two three")
    edit.select_text(ROOT, 8, 5)
    edit.set_text("one and *two* three")
    assert edit.textCursor().selectedText() == "three"


def test_undo_leaves_the_caret_where_text_was_removed(edit: InlineEdit) -> None:
    edit.set_text("one  three")
    go(edit, Move.Right, 4)
    write(edit, "two")
    edit.set_text("one  three")
    assert edit.textCursor().position() == 4


def test_typing_inside_a_link_extends_it_but_typing_next_to_it_does_not(edit: InlineEdit, emitted: list[str]) -> None:
    edit.set_text("see [here](https://a.cn) now")
    go(edit, Move.Right, 6)
    write(edit, "x")
    assert emitted[-1] == "see [hexre](https://a.cn) now"
    go(edit, Move.Right, 2)
    write(edit, "y")
    assert emitted[-1] == "see [hexre](https://a.cn)y now"
    edit.set_text("[here](https://a.cn)")
    edit.place_caret(ROOT)
    write(edit, "z")
    assert emitted[-1] == "z[here](https://a.cn)"


def test_ctrl_u_deletes_nothing(edit: InlineEdit, emitted: list[str]) -> None:
    edit.set_text("one two")
    go(edit, Move.End)
    press(edit, Key.Key_U, with_=CONTROL)
    assert edit.text() == "one two"
    assert emitted == []


def test_control_characters_from_a_file_are_kept(edit: InlineEdit, emitted: list[str]) -> None:
    odd = "a\u2029b\u2028c\ufdd0d\x00e\ufffcf\u0085g"
    edit.set_text(odd)
    assert edit.document().blockCount() == 1
    assert edit.text() == odd
    edit.select_text(ROOT, 6, 1)
    assert edit.textCursor().selectedText() == "d"
    go(edit, Move.End)
    write(edit, "!")
    assert emitted[-1].startswith("a b c d")
    assert emitted[-1].endswith("g!")


def test_every_path_is_the_field_itself(edit: InlineEdit) -> None:
    edit.set_text("one")
    go(edit, Move.End)
    assert edit.current_subpath() == ROOT
    edit.place_caret(path("anything"))
    assert edit.textCursor().position() == 0
