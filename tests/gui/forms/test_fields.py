"""Fields: typing, undo, character counts, findings."""

from datetime import date
from typing import Annotated

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import RemoveItem, SetValue
from editor.document.paths import path as at
from editor.document.rules import is_missing_content
from editor.ui.forms.field_view import FieldView
from editor.ui.text.blocks_edit import BlocksEdit
from schemas import Entry, Issue, Kind, NewsItem, Noteworthy, Spec
from tests.gui.conftest import PATIENCE
from tests.gui.forms.conftest import OpenForm, issue_with, news

TITLE = "top5/e1/title"


def test_typing_changes_the_issue(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go(TITLE)
    stage.replace("China plans its data industry")
    assert stage.issue.top5[0].title == "China plans its data industry"
    assert stage.session.undo_stack.undoText() == "Typing in Title"


def test_continuous_typing_is_one_undo_step(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/title")
    stage.type("twenty letters typed")
    assert stage.session.undo_stack.count() == 1
    stage.session.undo()
    assert stage.issue.top5[1].title == ""
    assert stage.input("top5/e2/title").property("text") == ""


def test_each_field_is_a_separate_undo_step(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/title")
    stage.type("One")
    stage.leave()
    stage.type("Two")
    stage.session.undo()
    assert (stage.issue.top5[1].title, stage.issue.top5[1].contents_title) == ("One", "")
    stage.session.redo()
    assert stage.input("top5/e2/contents_title").property("text") == "Two"


def test_returning_to_a_field_starts_a_new_undo_step(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/title")
    stage.type("One")
    stage.leave()
    stage.press(Qt.Key.Key_Backtab)
    stage.press(Qt.Key.Key_End)
    stage.type(" more")
    stage.session.undo()
    assert stage.issue.top5[1].title == "One"


def test_the_caret_stays_when_the_issue_changes_elsewhere(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    line = stage.go(TITLE)
    stage.press(Qt.Key.Key_Home)
    stage.type("X")
    stage.session.edit(SetValue(at("top5/e1/date"), date(2025, 1, 1)), "elsewhere")
    stage.type("Y")
    assert line.property("text").startswith("XYChina")


def test_a_change_from_elsewhere_is_shown(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.session.edit(SetValue(at(TITLE), "From another hand"), "elsewhere")
    assert stage.input(TITLE).property("text") == "From another hand"


def test_all_kinds_of_text_reach_the_issue(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/comment")
    stage.type("What it means")
    stage.go("top5/e2/source/title_zh")
    stage.type("通知")
    stage.go("top5/e2/source/link")
    stage.type("https://www.gov.cn/x")
    entry = stage.issue.top5[1]
    assert [getattr(block, "text", None) for block in entry.comment] == ["What it means"]
    assert (entry.source.title_zh, entry.source.link) == ("通知", "https://www.gov.cn/x")


def test_lines_and_inline_text_reach_the_issue(open_form: OpenForm) -> None:
    people = open_form("imprint")
    people.go("imprint/authors/a1/role")
    people.replace("Head of desk")
    assert people.issue.imprint.authors[0].role == ("Head of desk",)
    items = open_form("noteworthy/policy_news", issue_with((news("n1", None),)))
    items.go("noteworthy/policy_news/n1/text")
    items.type("The ministry said so")
    assert items.issue.noteworthy.policy_news[0].text == "The ministry said so"


class Review(Entry):
    """An entry with an additional field, as a later schema may have it."""

    verdict: Annotated[str, Spec("Verdict", Kind.LINE, "In a word.", "Mixed", required=True)] = ""


def test_a_field_added_to_the_schema_gets_an_input(open_form: OpenForm) -> None:
    issue: Issue = issue_with().model_copy(update={"top5": (Review(id="r1", title="A title"),)})
    stage = open_form("top5/r1", issue)
    line = stage.go("top5/r1/verdict")
    assert line.accessibleName() == "Verdict"
    assert {"Verdict", "In a word."} <= set(stage.visible_labels("top5/r1/verdict"))
    stage.type("Promising")
    assert getattr(stage.issue.top5[0], "verdict", None) == "Promising"
    stage.session.undo()
    assert line.property("text") == ""


class Sealed(Entry):
    """An entry with a boolean field, as a later schema may have it."""

    sealed: Annotated[bool, Spec("Sealed", Kind.SWITCH, "Nobody may quote it.")] = False


def test_a_boolean_field_is_a_check_box(open_form: OpenForm) -> None:
    stage = open_form("top5/r1", issue_with().model_copy(update={"top5": (Sealed(id="r1", title="A title"),)}))
    box = stage.go("top5/r1/sealed")
    assert isinstance(box, QCheckBox)
    assert (box.accessibleName(), box.accessibleDescription()) == ("Sealed", "Nobody may quote it.")
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert getattr(stage.issue.top5[0], "sealed", None) is True
    stage.session.undo()
    assert not box.isChecked()
    stage.form.set_read_only(True)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert getattr(stage.issue.top5[0], "sealed", None) is False


def language_of(issue: Issue) -> str:
    return issue.top5[0].source.language


def test_a_choice_is_made_from_a_list_that_the_wheel_does_not_change(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    box = stage.go("top5/e1/source/language")
    assert isinstance(box, QComboBox)
    assert box.accessibleName() == "Script of the Chinese title, Article"
    QTest.keyClick(box, Qt.Key.Key_End)
    assert language_of(stage.issue) == "zh-Hant"
    wheel = QWheelEvent(
        QPointF(5, 5),
        box.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(box, wheel)
    assert language_of(stage.issue) == "zh-Hant"
    stage.session.undo()
    assert box.currentText() == "By its characters"
    assert language_of(stage.issue) == ""


def test_an_empty_field_is_not_reported_before_it_was_visited(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    empty = "“Title” is empty."
    assert empty not in stage.visible_labels("top5/e2/title")
    stage.go("top5/e2/title")
    assert empty not in stage.visible_labels("top5/e2/title")
    stage.leave()
    assert empty in stage.visible_labels("top5/e2/title")
    stage.session.edit(SetValue(at("top5/e2/title"), "A title that is long enough"), "elsewhere")
    assert empty not in stage.visible_labels("top5/e2/title")


def test_opening_a_dialog_does_not_leave_the_field(open_form: OpenForm, qtbot: QtBot) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/title")
    dialog = QDialog(stage.form)
    dialog_line = QLineEdit(dialog)
    with qtbot.waitActive(dialog, timeout=PATIENCE):
        dialog.show()
        dialog.activateWindow()
    dialog_line.setFocus()
    qtbot.waitUntil(dialog_line.hasFocus, timeout=PATIENCE)
    assert "“Title” is empty." not in stage.visible_labels("top5/e2/title")
    dialog.close()


def test_an_export_attempt_reports_all_empty_fields(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.session.show_all_findings()
    assert "“English title” is empty." in stage.visible_labels("top5/e2/source/title")


@pytest.mark.parametrize("path", ["", "top5/e2", "noteworthy/policy_news"])
def test_a_field_whose_absence_is_reported_is_not_labelled_optional(open_form: OpenForm, path: str) -> None:
    issue = Issue(top5=(Entry(id="e2"),), noteworthy=Noteworthy(policy_news=(NewsItem(id="n1"),)))
    stage = open_form(path, issue, fields=None if path else ("headline", "date"))
    stage.session.show_all_findings()
    missed = {finding.path for finding in stage.session.findings if is_missing_content(finding)}
    views = [view for view in stage.form.findChildren(FieldView) if view.field_context.path in missed]
    assert views
    for view in views:
        assert "optional" not in stage.visible_labels(str(view.field_context.path))


def test_an_error_is_shown_by_more_than_colour(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/source/title_zh")
    stage.replace("Notice")
    line = stage.input("top5/e1/source/title_zh")
    assert "Error: “Chinese title” contains no Chinese." in line.accessibleDescription()
    marks = [
        label
        for label in stage.view("top5/e1/source/title_zh").findChildren(QLabel)
        if label.property("role") == "problem-error"
    ]
    assert [mark.accessibleName().split(":")[0] for mark in marks if mark.isVisible()] == ["Error"]


def test_fixing_a_finding_in_place(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/source/link")
    stage.type("www.gov.cn/a")
    buttons = stage.view("top5/e1/source/link").findChildren(QPushButton)
    assert [button.text() for button in buttons if button.isVisible()] == ["Use https://www.gov.cn/a"]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert stage.issue.top5[0].source.link == "https://www.gov.cn/a"
    assert stage.input("top5/e1/source/link").property("text") == "https://www.gov.cn/a"


def test_length_is_counted_while_typing_and_warned_about_afterwards(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/title")
    stage.type("Short")
    assert "5 of 25–120 characters" in stage.visible_labels("top5/e2/title")
    stage.leave()
    assert "5 of 25–120 characters, too short" in stage.visible_labels("top5/e2/title")
    stage.go("top5/e2/title")
    stage.replace("x" * 121)
    assert "121 of 25–120 characters, too long" in stage.visible_labels("top5/e2/title")
    stage.replace("x" * 60)
    stage.leave()
    assert not any("characters" in visible_labels for visible_labels in stage.visible_labels("top5/e2/title"))


def test_the_form_of_a_removed_entry_is_disabled_until_undo(open_form: OpenForm) -> None:
    stage = open_form("top5/e2")
    line = stage.go("top5/e2/title")
    gone: list[bool] = []
    stage.form.removed.connect(lambda: gone.append(True))
    stage.session.edit(RemoveItem(at("top5/e2")), "Remove entry")
    assert gone == [True]
    assert not line.isEnabled()
    stage.session.undo()
    assert line.isEnabled()
    stage.go("top5/e2/title")
    stage.type("Back")
    assert stage.issue.top5[1].title == "Back"


def test_entering_a_field_is_reported(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/at_a_glance/p2/text")
    assert stage.entered[-1] == at("top5/e1/at_a_glance/p2/text")
    stage.press(Qt.Key.Key_Up)
    assert stage.entered[-1] == at("top5/e1/at_a_glance/p1/text")


def test_active_text_is_the_rich_text_with_the_caret(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.go(TITLE)
    assert stage.form.active_text() is None
    stage.go("top5/e1/comment")
    text = stage.form.active_text()
    assert text is not None
    assert text.accessibleName() == "MERICS comment"


def test_reveal_scrolls_to_a_hidden_field(open_form: OpenForm) -> None:
    stage = open_form("top5/e1", size=(500, 300))
    line = stage.go("top5/e1/date")
    assert not line.visibleRegion().isEmpty()
    line = stage.go(TITLE)
    assert not line.visibleRegion().isEmpty()


def test_reveal_rejects_fields_of_other_forms(open_form: OpenForm) -> None:
    stage = open_form("", fields=("headline", "date", "reporting_period"))
    assert not stage.form.reveal(at("top5/e1/title"))
    assert not stage.form.reveal(at("imprint"))
    assert stage.form.reveal(at("reporting_period/end"))
    assert stage.focused().accessibleName() == "To, Reporting period"


def test_a_hidden_form_updates_when_it_is_shown(open_form: OpenForm) -> None:
    stage = open_form("top5/e1")
    stage.form.hide()
    stage.session.edit(SetValue(at(TITLE), "From another hand"), "elsewhere")
    stage.session.edit(SetValue(at("top5/e1/source/title_zh"), "Notice"), "elsewhere")
    stage.form.show()
    assert stage.input(TITLE).property("text") == "From another hand"
    assert any(
        "contains no Chinese" in visible_labels for visible_labels in stage.visible_labels("top5/e1/source/title_zh")
    )


@pytest.mark.parametrize("address", ["https://www.gov.cn/x", " https://www.gov.cn/x "])
def test_f2_opens_a_link(open_form: OpenForm, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert opened_urls(open_form, monkeypatch, address) == ["https://www.gov.cn/x"]


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "file:///etc/passwd", "www.gov.cn", "data:text/html,x"])
def test_an_unsupported_address_is_not_opened(
    open_form: OpenForm, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    assert opened_urls(open_form, monkeypatch, address) == []


def test_links_in_text_follow_the_same_rule(open_form: OpenForm, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = record_opened_urls(monkeypatch)
    stage = open_form("top5/e1")
    text = stage.input("top5/e1/comment")
    assert isinstance(text, BlocksEdit)
    text.link_activated.emit("https://www.gov.cn/x")
    text.link_activated.emit("file:///etc/passwd")
    assert asked == ["https://www.gov.cn/x"]
    assert stage.messages == ["Only complete http, https and mailto addresses can be opened."]


@pytest.mark.parametrize("path", ["title", "comment", "source/title_zh", "source/link", "issuing_bodies", "date"])
def test_pasting_a_megabyte_into_any_field(open_form: OpenForm, path: str) -> None:
    stage = open_form("top5/e2")
    stage.go(f"top5/e2/{path}")
    QGuiApplication.clipboard().setText("\0\u202eab, \U0001f600;" * 120_000)
    stage.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.press(Qt.Key.Key_Escape)
    stage.leave()
    assert stage.messages  # reports what was left out
    assert "\0" not in repr(stage.issue)
    stage.go("top5/e2/contents_title")
    stage.type("Still alive")
    assert stage.issue.top5[1].contents_title == "Still alive"


def record_opened_urls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the addresses that are opened in the browser."""
    asked: list[str] = []

    def note(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr("editor.ui.system.opening.shutil.which", lambda _name: None)  # the system's own way
    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return asked


def opened_urls(open_form: OpenForm, monkeypatch: pytest.MonkeyPatch, address: str) -> list[str]:
    """Return the addresses that F2 opens from a link field with this address."""
    asked = record_opened_urls(monkeypatch)
    stage = open_form("top5/e1")
    stage.session.edit(SetValue(at("top5/e1/source/link"), address), "elsewhere")
    line = stage.go("top5/e1/source/link")
    buttons = [button for button in stage.view("top5/e1/source/link").findChildren(QToolButton) if button.isVisible()]
    assert bool(buttons) == address.strip().startswith("https:")
    assert line is stage.focused()
    stage.press(Qt.Key.Key_F2)
    return asked
