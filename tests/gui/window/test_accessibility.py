"""Accessible names, descriptions and tab order of the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QSlider, QWidget

from editor.document.paths import path
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, type_keys

INPUTS = (QLineEdit, QAbstractButton, QAbstractItemView, QComboBox, QSlider)


def start_page(program: Program) -> QWidget:
    return program.window.start_page


def preferences(program: Program) -> QWidget:
    program.window.navigator.preferences()
    assert program.window.navigator.page is not None
    return program.window.navigator.page


def shortcuts(program: Program) -> QWidget:
    program.window.navigator.shortcuts()
    assert program.window.navigator.page is not None
    return program.window.navigator.page


def desk(program: Program) -> QWidget:
    program.window.files.new_issue()
    press(Qt.Key.Key_H, CONTROL)
    return program.desk


def margin(program: Program) -> QWidget:
    """The desk with a comment that is answered."""
    program.window.files.new_issue()
    program.desk.go_to(path("headline"))
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys("Shorter?")
    press(Qt.Key.Key_Return, CONTROL)
    return program.desk


def compare(program: Program) -> QWidget:
    program.window.files.new_issue()
    program.window.commands["compare"].trigger()
    assert program.window.navigator.page is not None
    return program.window.navigator.page


def publish(program: Program) -> QWidget:
    program.window.files.new_issue()
    program.settings.set_outputs(("pdf", "mail", "fragment", "docx", "feed"), ())
    program.window.commands["publish_page"].trigger()
    assert program.window.navigator.page is not None
    return program.window.navigator.page


@pytest.mark.parametrize("view", [start_page, preferences, shortcuts, desk, margin, compare, publish])
@pytest.mark.slow
def test_every_input_has_a_name(program: Program, view: Callable[[Program], QWidget]) -> None:
    nameless = []
    for widget in view(program).findChildren(QWidget):
        if isinstance(widget, INPUTS) and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name):
                nameless.append(widget)
    assert nameless == []


def test_tab_follows_the_order_of_the_preferences(program: Program) -> None:
    program.window.navigator.preferences()
    names = []
    for _ in range(13):
        names.append(focused().accessibleName())
        press(Qt.Key.Key_Tab)
    assert names[:4] == ["Name", "Role", "Color scheme", "Text size"]
    assert names[4:] == [
        "Reduce motion",
        "Check spelling and style",
        "Choose the rules of the house style",
        "Folder",
        "Choose the folder of issues",
        "Theme",
        "Choose the theme of new issues",
        "Reopen the last issue at the start",
        "Publication needs approvals",
    ]


def test_a_message_has_an_accessible_description(at_desk: Program) -> None:
    at_desk.window.files.open(at_desk.newsroom / "absent.json")
    (banner,) = at_desk.window.banners.banners
    interface = QAccessible.queryAccessibleInterface(banner)
    assert "does not exist" in interface.text(QAccessible.Text.Name)
    assert interface.text(QAccessible.Text.Description)


def test_a_problem_has_its_level_in_its_accessible_text(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Delete)
    at_desk.desk.session.show_all_findings()
    spoken = at_desk.desk.problems.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Warning. Headline: ")
