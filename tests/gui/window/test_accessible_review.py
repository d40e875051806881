"""Accessible names and tab order of the pages and cards of a review."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QButtonGroup, QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.issue_file import load_issue, save_issue
from editor.session.review.mode import Mode
from editor.ui.issue.conflicts_page import ConflictsPage
from editor.ui.review.changed_since import ChangedSincePage
from editor.ui.review.checklist import ChecklistPage
from editor.ui.review.suggestion_card import SuggestionCard
from editor.ui.versions.versions_page import VersionsPage
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, press_button

STOPS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit)
HEADLINE = path("headline")


@pytest.fixture
def desk(program: Program) -> Program:
    """An editor's desk, with the sample issue open."""
    program.settings.set_person("Sample Editor", "editor")
    program.window.files.open(program.newsroom / SAMPLE)
    program.reviewing.enter(Mode.WRITING)
    program.desk.focus_form()
    return program


def retitle(program: Program, headline: str) -> None:
    program.desk.session.edit(SetValue(HEADLINE, headline), "Typing in Headline")


def checklist(desk: Program, qtbot: QtBot) -> QWidget:
    desk.reviewing.comment(HEADLINE, "Shorter?")
    press(Qt.Key.Key_K, CONTROL, SHIFT)
    page = desk.window.navigator.page
    assert isinstance(page, ChecklistPage)
    return page


def versions(desk: Program, qtbot: QtBot) -> QWidget:
    for headline in ("First words", "Second words"):
        retitle(desk, headline)
        press(Qt.Key.Key_S, CONTROL)
    press(Qt.Key.Key_F12)
    page = desk.window.navigator.page
    assert isinstance(page, VersionsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=PATIENCE)
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(page.restore_button.isEnabled, timeout=PATIENCE)
    return page


def changed_since(desk: Program, qtbot: QtBot) -> QWidget:
    desk.reviewing.approve_all()
    desk.save_and_keep()
    desk.desk.go_to(HEADLINE)
    retitle(desk, "Touched")
    status_strip = desk.review.approving.status_strip
    qtbot.waitUntil(lambda: status_strip.text.startswith("Changed since"), timeout=PATIENCE)
    press_button(status_strip, "Show Changes")
    page = desk.window.navigator.page
    assert isinstance(page, ChangedSincePage)
    qtbot.waitUntil(page.differences.isVisible, timeout=PATIENCE)
    return page


def conflicts(desk: Program, qtbot: QtBot) -> QWidget:
    retitle(desk, "Mine")
    desk.desk.session.edit(SetValue(path("imprint/contact"), "mine@example.org"), "x")
    file = desk.newsroom / SAMPLE
    issue = load_issue(file)
    imprint = issue.imprint.model_copy(update={"contact": "theirs@example.org"})
    save_issue(issue.model_copy(update={"headline": "Theirs", "imprint": imprint}), file)
    press(Qt.Key.Key_S, CONTROL)
    desk.answer("Show Conflicts")
    page = desk.window.navigator.page
    assert isinstance(page, ConflictsPage)
    return page


def suggestion_card(desk: Program, qtbot: QtBot) -> QWidget:
    desk.reviewing.enter(Mode.SUGGESTING)
    retitle(desk, "As the editor would have it")
    desk.reviewing.enter(Mode.WRITING)
    desk.desk.go_to(HEADLINE)
    desk.review.annotations.refresh()
    press(Qt.Key.Key_F4)
    (card,) = desk.review.margin.cards
    assert isinstance(card, SuggestionCard)
    card.setFocus(Qt.FocusReason.TabFocusReason)
    return card


View = Callable[[Program, QtBot], QWidget]
VIEWS = (checklist, versions, changed_since, conflicts, suggestion_card)


def heard_as(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def inputs(view: QWidget) -> list[QWidget]:
    """What Tab may come to."""
    return [
        widget
        for widget in (view, *view.findChildren(QWidget))
        if isinstance(widget, (*STOPS, SuggestionCard))
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not is_passed_by(widget)
    ]


def is_passed_by(widget: QWidget) -> bool:
    """Of buttons of which one is down, Tab comes to that one, and arrows to the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    group = cast("QButtonGroup | None", widget.group())
    return widget.autoExclusive() or (group is not None and group.exclusive())


def walked(view: QWidget) -> list[QWidget]:
    """What Tab comes to in a view, from where the keyboard is once round the window."""
    start = focused()
    found = [start]
    for _ in range(300):
        press(Qt.Key.Key_Tab)
        if focused() is start:
            return found
        if focused() is view or view.isAncestorOf(focused()):
            found.append(focused())
    raise AssertionError("Tab does not come round")


@pytest.mark.parametrize("view", VIEWS)
def test_tab_reaches_every_named_input_in_order(desk: Program, qtbot: QtBot, view: View) -> None:
    shown = view(desk, qtbot)
    wanted = inputs(shown)
    names = [heard_as(widget) for widget in wanted]
    assert len(names) >= 2
    assert all(name.strip() for name in names)
    assert sorted(names) == sorted(set(names)), "no two are called the same"

    assert shown is focused() or shown.isAncestorOf(focused()), "the keyboard is where one looks"
    stops = walked(shown)
    assert set(wanted) <= set(stops)
    assert len(stops) == len(set(stops))

    stops = [widget for widget in stops if widget in wanted]
    top = min(range(len(stops)), key=lambda number: place(stops[number], shown))
    places = [place(widget, shown) for widget in (*stops[top:], *stops[:top])]
    assert places == sorted(places)


def place(widget: QWidget, view: QWidget) -> tuple[int, int]:
    """Its row and column; what stands beside one another in a row differs by a few pixels only."""
    middle = widget.mapTo(view, QPoint(0, 0)) if widget is not view else QPoint(0, -1)
    return middle.y() // 12, middle.x()


def test_buttons_of_a_conflict_name_its_field(desk: Program, qtbot: QtBot) -> None:
    names = [heard_as(widget) for widget in walked(conflicts(desk, qtbot))]
    assert names[:2] == ["Keep mine: Headline", "Use theirs: Headline"]
    assert any(name.startswith("Keep mine: Imprint") for name in names)


def test_buttons_of_a_suggestion_describe_it(desk: Program, qtbot: QtBot) -> None:
    names = [heard_as(widget) for widget in walked(suggestion_card(desk, qtbot))]
    assert names[0].startswith("Suggestion in Headline. Sample Editor ")
    for name, verb in zip(names[1:], ("Accept", "Reject", "Reply"), strict=True):
        assert name.startswith(f"{verb}: ")
        assert "insert “As the editor would have it”" in name
