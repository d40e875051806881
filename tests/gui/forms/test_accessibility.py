"""By keyboard and by ear: every input has a name of its own, and Tab comes to each in the order of reading."""

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.forms.field_view import FieldView
from editor.ui.look.look import Look, Scheme
from tests.gui.conftest import PATIENCE
from tests.gui.forms.conftest import THREE, Opens, Stage, issue_with

FORMS = ("top5/e1", "noteworthy/policy_news", "imprint")


def stops(stage: Stage) -> list[QWidget]:
    """What Tab comes to, from the first input on, as it is pressed."""
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
def test_every_stop_has_a_name_of_its_own(open_form: Opens, path: str) -> None:
    stage = open_form(path, issue_with(THREE))
    names = [accessible_name(widget) for widget in stops(stage)]
    assert all(name.strip() for name in names)
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("path", FORMS)
def test_tab_comes_to_every_input(open_form: Opens, path: str) -> None:
    stage = open_form(path, issue_with(THREE))
    inputs = {view.editor.input() for view in stage.form.findChildren(FieldView)}
    assert inputs <= set(stops(stage))


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("width", [380, 800])
def test_tab_follows_the_order_of_reading(open_form: Opens, path: str, width: int) -> None:
    """Inputs come from above to below, and from left to right where they stand side by side."""
    stage = open_form(path, issue_with(THREE), size=(width, 4000))
    inputs = {view.editor.input(): view for view in stage.form.findChildren(FieldView)}
    views = [inputs[widget] for widget in stops(stage) if widget in inputs]
    spots = [view.mapTo(stage.form, QPoint(0, 0)) for view in views]
    for before, after in pairwise(spots):
        assert after.y() > before.y() or after.x() > before.x()


@pytest.mark.parametrize("path", FORMS)
def test_shift_tab_goes_the_same_way_back(open_form: Opens, path: str) -> None:
    stage = open_form(path, issue_with(THREE))
    there = [widget for widget in stops(stage) if widget.property("action") is None]
    back: list[QWidget] = []
    while not back or stage.focused() is not there[0]:
        stage.press(Qt.Key.Key_Backtab)
        back.append(stage.focused())
        assert len(back) < 200
    assert [widget for widget in reversed(back) if widget.property("action") is None] == there


@pytest.mark.parametrize("path", FORMS)
def test_every_label_belongs_to_its_input(open_form: Opens, path: str) -> None:
    stage = open_form(path, issue_with(THREE))
    for view in stage.form.findChildren(FieldView):
        label = next(label for label in view.findChildren(QLabel) if label.property("role") == "field-label")
        assert label.buddy() is view.editor.input()


def test_help_is_heard(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    interface = QAccessible.queryAccessibleInterface(stage.input("top5/e1/title"))
    assert interface.text(QAccessible.Text.Description).startswith("What China does")


def test_the_buttons_of_a_card_are_one_stop(open_form: Opens) -> None:
    stage = open_form("noteworthy/policy_news", issue_with(THREE))
    names = [accessible_name(widget) for widget in stops(stage)]
    assert names[:6] == [
        "Date, Policy news 1",
        "Text, Policy news 1",
        "Source, Policy news 1",
        "Link, Policy news 1",
        "Move up, Policy news 1",
        "Date, Policy news 2",
    ]
    assert names[-1] == "Add news item to Policy news"


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("path", FORMS)
def test_nothing_is_cut_off_at_the_side(open_form: Opens, path: str, size: int, look: Look) -> None:
    look.apply(Scheme.LIGHT, size)
    stage = open_form(path, issue_with(THREE))
    stage.session.show_all_findings()
    for width in (360, 480, 900):
        stage.form.resize(width, 700)
        stage.qtbot.waitUntil(lambda: too_wide(stage) == [], timeout=PATIENCE)


def too_wide(stage: Stage) -> list[QWidget]:
    """What reaches over the edge of what can be seen."""
    edge = stage.form.viewport()
    views = [view for view in stage.form.findChildren(FieldView) if view.isVisible()]
    return [view for view in views if view.mapTo(edge, QPoint(view.width(), 0)).x() > edge.width()]


def test_another_text_size_makes_the_form_anew_and_keeps_the_caret(open_form: Opens, look: Look) -> None:
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
