"""Texts of the form that were cut: messages below narrow dates, and counts that pushed their field out of line."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.ui.forms.character_counter import CharacterCounter
from editor.ui.forms.field_view import FieldView
from editor.ui.look.look import Look, Scheme
from tests.gui.clipping import clipped
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program, press, type_keys


def item(program: Program) -> FieldPath:
    """The first news item."""
    return FieldPath(("noteworthy", "policy_news", program.desk.session.issue.noteworthy.policy_news[0].id))


def in_form(program: Program) -> list[str]:
    """What is cut in the form."""
    return [fault for fault in clipped(program.window) if not fault.startswith("QToolBar")]


def top(program: Program, view: FieldView) -> int:
    """Where the input of a field begins, in the form."""
    assert program.desk.form is not None
    return view.editor.widget.mapTo(program.desk.form.page, QPoint(0, 0)).y()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_messages_below_dates_are_whole_with_the_margin_open(
    at_desk: Program, look: Look, qtbot: QtBot, size: int
) -> None:
    look.apply(Scheme.LIGHT, size)
    desk = at_desk.desk
    desk.session.edit(SetValue(path("reporting_period/start"), dt.date(2025, 11, 3)), "x")
    desk.session.show_all_findings()
    at_desk.reviewing.comment(item(at_desk) / "date", "Is that so?")
    for field in (item(at_desk) / "date", path("date")):
        desk.go_to(field)
        type_keys("no day")
        press(Qt.Key.Key_Tab)
        for width in (960, 1120, 1280, 1400, 1600):
            at_desk.window.resize(width, 900)
            qtbot.waitUntil(lambda: in_form(at_desk) == [], timeout=PATIENCE)


@pytest.mark.parametrize("size", [100, 150, 200])
def test_a_count_does_not_move_its_field(at_desk: Program, look: Look, qtbot: QtBot, size: int) -> None:
    look.apply(Scheme.LIGHT, size)
    desk = at_desk.desk
    desk.session.edit(SetValue(item(at_desk) / "source" / "label", ""), "x")
    desk.go_to(item(at_desk) / "source" / "label")
    assert desk.form is not None
    views = {view.field_context.path: view for view in desk.form.findChildren(FieldView)}
    label, link = (views[item(at_desk) / "source" / name] for name in ("label", "link"))
    (count,) = label.findChildren(CharacterCounter)
    for width in range(1000, 1640, 80):
        at_desk.window.resize(width, 900)
        qtbot.waitUntil(lambda: in_form(at_desk) == [], timeout=PATIENCE)
        assert count.isVisible()
        assert top(at_desk, label) == top(at_desk, link) or label.y() != link.y(), width


def test_nothing_is_squeezed_in_a_low_window_with_large_text(program: Program, look: Look, qtbot: QtBot) -> None:
    """The start page scrolls, and the search bar takes its height from the form and the list of results."""
    look.apply(Scheme.LIGHT, 200)
    program.window.resize(1024, 640)
    program.settings.set_tour_seen()
    qtbot.waitUntil(lambda: clipped(program.window) == [], timeout=PATIENCE)
    assert program.window.size() == QSize(1024, 640)
    new_button = program.window.start_page.new_button
    new_button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not new_button.visibleRegion().isEmpty()
    program.window.files.open(program.newsroom / SAMPLE)
    program.window.commands["replace"].trigger()
    program.desk.find_bar.text.setText("hydrogen")
    program.desk.find_bar.find_next()
    qtbot.waitUntil(lambda: clipped(program.window) == [], timeout=PATIENCE)
    assert program.window.size() == QSize(1024, 640)
