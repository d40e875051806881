"""Keyboard and screen reader: unique names, and tab stops in reading order."""

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.forms.field_view import FieldView
from editor.ui.look.look import Look, Scheme
from tests.gui.conftest import PATIENCE
from tests.gui.forms.conftest import THREE, OpenForm, Stage, issue_with

FORMS = ("top5/e1", "noteworthy/policy_news", "imprint")


def tab_stops(stage: Stage) -> list[QWidget]:
    """Return the tab stops in order, by pressing Tab from the first input on."""
    first = next(view for view in stage.form.findChildren(FieldView)).editor.input()
    first.setFocus()
    found: list[QWidget] = []
    while not found or stage.focused() is not first:
        found.append(stage.focused())
        stage.press(Qt.Key.Key_Tab)
        assert len(found) < 200
    return found


def accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


@pytest.mark.parametrize("path", FORMS)
def test_every_tab_stop_has_a_unique_name(open_form: OpenForm, path: str) -> None:
    stage = open_form(path, issue_with(THREE))
    names = [accessible_name(widget) for widget in tab_stops(stage)]
    assert all(name.strip() for name in names)
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("path", FORMS)
def test_tab_reaches_every_input(open_form: OpenForm, path: str) -> None:
    stage = open_form(path, issue_with(THREE))
    inputs = {view.editor.input() for view in stage.form.findChildren(FieldView)}
    assert inputs <= set(tab_stops(stage))


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("width", [380, 800])
def test_tab_follows_reading_order(open_form: OpenForm, path: str, width: int) -> None:
    """Inputs follow from top to bottom, and from left to right within a row."""
    stage = open_form(path, issue_with(THREE), size=(width, 4000))
    inputs = {view.editor.input(): view for view in stage.form.findChildren(FieldView)}
    views = [inputs[widget] for widget in tab_stops(stage) if widget in inputs]
    spots = [view.mapTo(stage.form, QPoint(0, 0)) for view in views]
    for before, after in pairwise(spots):
        assert after.y() > before.y() or after.x() > before.x()


@pytest.mark.parametrize("path", FORMS)
def test_shift_tab_reverses_the_order(open_form: OpenForm, path: str) -> None:
    stage = open_form(path, issue_with(THREE))
    there = [widget for widget in tab_stops(stage) if widget.property("action") is None]
    back: list[QWidget] = []
    while not back or stage.focused() is not there[0]:
        stage.press(Qt.Key.Key_Backtab)
        back.append(stage.focused())
        assert len(back) < 200
    assert [widget for widget in reversed(back) if widget.property("action") is None] == there


@pytest.mark.parametrize("path", FORMS)
def test_every_label_is_the_buddy_of_its_input(open_form: OpenForm, path: str) -> None:
    stage = open_form(path, issue_with(THREE))
    for view in stage.form.findChildren(FieldView):
        label = next(label for label in view.findChildren(QLabel) if label.property("role") == "field-label")
        assert label.buddy() is view.editor.input()


def test_help_is_the_accessible_description(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    interface = QAccessible.queryAccessibleInterface(stage.input("top5/e1/title"))
    assert interface.text(QAccessible.Text.Description).startswith("What China does")


def test_the_buttons_of_a_card_are_one_tab_stop(open_form: OpenForm) -> None:
    stage = open_form("noteworthy/policy_news", issue_with(THREE))
    names = [accessible_name(widget) for widget in tab_stops(stage)]
    assert names[:6] == [
        "Date, Policy news, item 1",
        "Text, Policy news, item 1",
        "Source, Policy news, item 1",
        "Link, Policy news, item 1",
        "Move up, Policy news, item 1",
        "Date, Policy news, item 2",
    ]
    assert names[-1] == "Add news item to Policy news"


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("path", FORMS)
def test_nothing_is_clipped_horizontally(open_form: OpenForm, path: str, size: int, look: Look) -> None:
    look.apply(Scheme.LIGHT, size)
    stage = open_form(path, issue_with(THREE))
    stage.session.show_all_findings()
    for width in (360, 480, 900):
        stage.form.resize(width, 700)
        stage.qtbot.waitUntil(lambda: too_wide(stage) == [], timeout=PATIENCE)


def too_wide(stage: Stage) -> list[QWidget]:
    """Return the views that extend beyond the viewport."""
    edge = stage.form.viewport()
    views = [view for view in stage.form.findChildren(FieldView) if view.isVisible()]
    return [view for view in views if view.mapTo(edge, QPoint(view.width(), 0)).x() > edge.width()]


def test_a_new_text_size_rebuilds_the_form_and_keeps_the_caret(open_form: OpenForm, look: Look) -> None:
    stage = open_form("noteworthy/policy_news", issue_with(THREE))
    before = stage.go("noteworthy/policy_news/n2/source/label")
    height = before.height()
    look.apply(Scheme.LIGHT, 150)
    stage.qtbot.waitUntil(lambda: stage.focused() is not before, timeout=PATIENCE)
    line = stage.input("noteworthy/policy_news/n2/source/label")
    assert stage.focused() is line
    assert line.height() > height
    stage.type("!")
    assert stage.issue.noteworthy.policy_news[1].source.label == "!Notice"
