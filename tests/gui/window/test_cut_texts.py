"""Texts of the form that were cut: messages below narrow dates, and counts that pushed their field out of line."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.session.preview.renderer import Activity, RendererState
from editor.ui.forms.character_counter import CharacterCounter
from editor.ui.forms.field_view import FieldView
from editor.ui.look.look import Scheme
from editor.ui.versions.versions_page import VersionsPage
from editor.ui.widgets.banner import BannerButton, BannerMessage, Level
from tests.gui.clipping import clipped
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program, press, type_keys

pytestmark = pytest.mark.slow


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
def test_messages_below_dates_are_whole_with_the_margin_open(at_desk: Program, qtbot: QtBot, size: int) -> None:
    at_desk.settings.set_look(Scheme.LIGHT, size)
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
def test_a_count_does_not_move_its_field(at_desk: Program, qtbot: QtBot, size: int) -> None:
    at_desk.settings.set_look(Scheme.LIGHT, size)
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


def test_nothing_is_squeezed_in_a_low_window_with_large_text(program: Program, qtbot: QtBot) -> None:
    """The start page scrolls, and the search bar takes its height from the form and the list of results."""
    program.settings.set_look(Scheme.LIGHT, 200)
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


def narrowed(program: Program, *sizes: tuple[int, int]) -> None:
    """Resize the window as somebody does who drags its corner, with a rest at each size."""
    for size in sizes:
        program.window.resize(*size)
        QTest.qWait(50)


def test_rows_that_break_have_their_room_when_the_window_gets_narrow(at_desk: Program, qtbot: QtBot) -> None:
    """The search bar and the strip of the approval have more rows in a narrow window."""
    at_desk.settings.set_look(Scheme.LIGHT, 200)
    at_desk.settings.set_person("Sample Editor", "editor")
    at_desk.reviewing.send_to_editor()
    entry = FieldPath(("top5", at_desk.desk.session.issue.top5[1].id))
    at_desk.reviewing.approve(f"entry-{entry[1]}")
    at_desk.desk.session.edit(SetValue(entry / "title", "Another title of this entry"), "x")
    at_desk.desk.go_to(entry / "title")
    at_desk.window.commands["replace"].trigger()
    at_desk.desk.find_bar.text.setText("hydrogen")
    narrowed(at_desk, (2560, 1440), (1024, 640), (1280, 720), (1600, 1000))
    qtbot.waitUntil(lambda: clipped(at_desk.window) == [], timeout=PATIENCE)
    at_desk.desk.find_bar.leave()
    narrowed(at_desk, (2560, 1440), (1024, 640), (1280, 720))
    strip = at_desk.review.approving.status_strip
    assert strip.isVisible()
    around = strip.parentWidget()
    assert around is not None
    assert strip.width() == around.width()
    assert strip.difference.visibleRegion().boundingRect().size() == strip.difference.size()


def test_the_status_bar_leaves_the_window_narrow_and_its_messages_whole(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.settings.set_look(Scheme.LIGHT, 200)
    status = at_desk.window.status
    at_desk.desk.session.edit(SetValue(item(at_desk) / "source" / "link", "www.gov.cn"), "x")
    at_desk.desk.go_to(FieldPath(("top5", at_desk.desk.session.issue.top5[2].id, "title")))
    at_desk.window.resize(1600, 1000)
    qtbot.waitUntil(lambda: status.words.text().startswith("Entry 3: "), timeout=PATIENCE)
    at_desk.renderer.state_changed.emit(RendererState(Activity.BEHIND))
    at_desk.window.resize(1024, 640)
    qtbot.waitUntil(lambda: "Entry 3" not in status.words.text(), timeout=PATIENCE)
    assert at_desk.window.size() == QSize(1024, 640)
    assert status.problems.isVisible()
    status.show_notice("Publisher and contact are those of the newest issue.")
    qtbot.waitUntil(lambda: not status.words.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: clipped(at_desk.window) == [], timeout=PATIENCE)
    at_desk.renderer.state_changed.emit(RendererState(Activity.IDLE))
    status.clearMessage()
    qtbot.waitUntil(status.words.isVisible, timeout=PATIENCE)


@pytest.mark.parametrize(
    "page", ["publish_page", "preferences", "shortcuts", "library", "archive", "compare", "versions", "checklist"]
)
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720)])
def test_pages_are_whole_with_large_text(at_desk: Program, qtbot: QtBot, page: str, size: tuple[int, int]) -> None:
    at_desk.settings.set_look(Scheme.LIGHT, 200)
    at_desk.settings.set_outputs(("pdf", "mail", "fragment", "docx", "feed"), ())
    at_desk.window.resize(*size)
    at_desk.window.commands[page].trigger()
    qtbot.waitUntil(lambda: clipped(at_desk.window) == [], timeout=PATIENCE)
    at_desk.settings.set_look(Scheme.LIGHT, 100)
    qtbot.waitUntil(lambda: clipped(at_desk.window) == [], timeout=PATIENCE)


def test_who_saved_what_is_whole_above_a_version(at_desk: Program, qtbot: QtBot) -> None:
    """It is a sentence of several lines beside the list."""
    at_desk.settings.set_look(Scheme.LIGHT, 200)
    for number, entry in enumerate(at_desk.desk.session.issue.top5):
        field = FieldPath(("top5", entry.id, "title"))
        at_desk.desk.session.edit(SetValue(field, f"Another title of entry {number}"), "x")
        at_desk.reviewing.comment(field, "Is that so?")
    at_desk.desk.session.edit(SetValue(path("headline"), "Another headline"), "x")
    at_desk.settings.set_person("Sample Author", "author")
    at_desk.window.files.save()
    at_desk.window.commands["versions"].trigger()
    page = at_desk.window.navigator.page
    assert isinstance(page, VersionsPage)
    qtbot.waitUntil(lambda: "comment" in page.who.text() and page.who.width() > 0, timeout=PATIENCE)
    narrowed(at_desk, (2560, 1440), (1024, 640))
    qtbot.waitUntil(lambda: clipped(at_desk.window) == [], timeout=PATIENCE)


def test_what_was_saved_takes_little_of_a_low_window(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.settings.set_look(Scheme.LIGHT, 200)
    at_desk.window.resize(1280, 1000)
    buttons = tuple(BannerButton(name, lambda: None) for name in ("Open", "Show in Folder", "Save to Another Folder…"))
    banners = at_desk.window.banners
    folder = "Folder: /home/newsroom"
    banner = banners.show_message(BannerMessage("saved", Level.OK, "Saved issue-2025-03-12.pdf.", folder, buttons))
    (help,) = (label for label in banner.findChildren(QLabel) if label.text() == folder)
    assert help.isVisible()
    at_desk.window.resize(1280, 720)
    line = banner.fontMetrics().height()
    qtbot.waitUntil(lambda: banners.height() < 3.6 * line, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not help.isVisible(), timeout=PATIENCE)
    assert (banner.toolTip(), banner.accessibleDescription()) == (folder, folder)
    warning = banners.show_message(BannerMessage("other", Level.WARNING, "Not published.", folder, buttons))
    assert all(not label.isHidden() for label in warning.findChildren(QLabel))
    at_desk.window.resize(1280, 1000)
    assert all(not label.isHidden() for label in banner.findChildren(QLabel))


def test_a_comment_is_beside_the_label_and_the_count_at_the_right(at_desk: Program, qtbot: QtBot) -> None:
    """Also where the count came later."""
    at_desk.settings.set_look(Scheme.LIGHT, 100)
    at_desk.window.resize(1600, 900)
    entry = FieldPath(("top5", at_desk.desk.session.issue.top5[1].id))
    at_desk.reviewing.comment(entry / "title", "Is that so?")
    at_desk.desk.go_to(entry / "source" / "title")
    at_desk.desk.go_to(entry / "title")
    assert at_desk.desk.form is not None
    (view,) = (one for one in at_desk.desk.form.findChildren(FieldView) if one.field_context.path == entry / "title")
    (count,) = view.findChildren(CharacterCounter)

    def icons() -> list[QToolButton]:
        buttons = view.findChildren(QToolButton)
        return [one for one in buttons if one.property("role") == "comment-icon" and one.isVisible()]

    qtbot.waitUntil(lambda: bool(icons()) and count.isVisible() and count.x() > 0, timeout=PATIENCE)
    (icon,) = icons()
    assert icon.geometry().right() < count.x()
    assert icon.x() < 0.5 * view.width()
    assert count.geometry().right() >= view.width() - 2
