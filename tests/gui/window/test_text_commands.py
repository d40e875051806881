"""Bold, Italic, Link and Bullets show the format at the caret."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.ui.desk.text_commands import METHODS
from schemas import Bullet, Bullets, Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, press, type_keys

BLOCKS = (
    Paragraph(id="p1", text="plain **strong** *slanted* [linked](https://a.eu)"),
    Bullets(id="l1", items=(Bullet(id="b1", text="a bullet"),)),
)


@pytest.fixture
def comment(at_desk: Program) -> FieldPath:
    """A comment with words of every style; the caret is at its start."""
    place = FieldPath(("top5", at_desk.desk.session.issue.top5[0].id, "comment"))
    at_desk.desk.session.edit(SetValue(place, BLOCKS), "Change Comment")
    at_desk.desk.go_to(place / "p1" / "text")
    return place


def pressed(program: Program) -> set[str]:
    return {name for name in METHODS if program.window.commands[name].isChecked()}


def wait_for(program: Program, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: pressed(program) == set(names), timeout=PATIENCE)


def right(times: int) -> None:
    for _ in range(times):
        press(Qt.Key.Key_Right)


def test_they_follow_the_caret(at_desk: Program, comment: FieldPath, qtbot: QtBot) -> None:
    wait_for(at_desk, qtbot)
    right(len("plain st"))
    wait_for(at_desk, qtbot, "strong")
    right(len("rong sl"))
    wait_for(at_desk, qtbot, "emphasis")
    right(len("anted li"))
    wait_for(at_desk, qtbot, "link")
    press(Qt.Key.Key_Down)
    wait_for(at_desk, qtbot, "bullets")
    at_desk.desk.go_to(path("headline"))
    wait_for(at_desk, qtbot)
    assert not any(at_desk.window.commands[name].isEnabled() for name in METHODS)


def test_a_selection_has_the_format_of_all_of_it(at_desk: Program, comment: FieldPath, qtbot: QtBot) -> None:
    press(Qt.Key.Key_End, SHIFT)
    wait_for(at_desk, qtbot)
    press(Qt.Key.Key_B, CONTROL)
    wait_for(at_desk, qtbot, "strong")
    press(Qt.Key.Key_Z, CONTROL)
    wait_for(at_desk, qtbot)


def test_the_buttons_show_the_format_of_the_next_character(at_desk: Program, comment: FieldPath, qtbot: QtBot) -> None:
    press(Qt.Key.Key_I, CONTROL)
    wait_for(at_desk, qtbot, "emphasis")
    type_keys("x")
    assert "*x*" in at_desk.desk.session.issue.top5[0].comment[0].text  # type: ignore[union-attr]
    wait_for(at_desk, qtbot, "emphasis")


def test_a_list_started_by_typing_checks_bullets(at_desk: Program, comment: FieldPath, qtbot: QtBot) -> None:
    type_keys("- ")
    wait_for(at_desk, qtbot, "bullets")
    press(Qt.Key.Key_Backspace)
    wait_for(at_desk, qtbot)


def test_a_click_applies_the_format_and_checks_the_button(at_desk: Program, comment: FieldPath, qtbot: QtBot) -> None:
    button = at_desk.window.bars.tools.widgetForAction(at_desk.window.commands["bullets"])
    assert isinstance(button, QToolButton)
    assert button.isCheckable()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(at_desk.desk.session.issue.top5[0].comment[0], Bullets)
    wait_for(at_desk, qtbot, "bullets")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_for(at_desk, qtbot)


def test_a_canceled_link_leaves_its_button_unchanged(at_desk: Program, comment: FieldPath, qtbot: QtBot) -> None:
    at_desk.window.commands["link"].trigger()
    press(Qt.Key.Key_Escape)
    wait_for(at_desk, qtbot)
