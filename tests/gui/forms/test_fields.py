"""Texts: typed, undone, counted, marked."""

from datetime import date
from typing import Annotated

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import RemoveItem, SetValue
from editor.document.paths import path as at
from editor.ui.text.blocks_edit import BlocksEdit
from schemas import Entry, Issue, Kind, Spec
from tests.gui.conftest import PATIENCE
from tests.gui.forms.conftest import Opens, issue_with, news

TITLE = "top5/e1/title"


def test_what_is_typed_is_in_the_issue(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    stage.go(TITLE)
    stage.replace("China plans its data industry")
    assert stage.issue.top5[0].title == "China plans its data industry"
    assert stage.session.undo_stack.undoText() == "Typing in Title"


def test_twenty_letters_are_one_undo_step(open_form: Opens) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/title")
    stage.type("twenty letters typed")
    assert stage.session.undo_stack.count() == 1
    stage.session.undo()
    assert stage.issue.top5[1].title == ""
    assert stage.input("top5/e2/title").property("text") == ""


def test_each_field_is_an_undo_step_of_its_own(open_form: Opens) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/title")
    stage.type("One")
    stage.leave()
    stage.type("Two")
    stage.session.undo()
    assert (stage.issue.top5[1].title, stage.issue.top5[1].contents_title) == ("One", "")
    stage.session.redo()
    assert stage.input("top5/e2/contents_title").property("text") == "Two"


def test_coming_back_to_a_field_begins_a_new_step(open_form: Opens) -> None:
    stage = open_form("top5/e2")
    stage.go("top5/e2/title")
    stage.type("One")
    stage.leave()
    stage.press(Qt.Key.Key_Backtab)
    stage.press(Qt.Key.Key_End)
    stage.type(" more")
    stage.session.undo()
    assert stage.issue.top5[1].title == "One"


def test_the_caret_stays_where_it_is_when_the_issue_changes_elsewhere(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    line = stage.go(TITLE)
    stage.press(Qt.Key.Key_Home)
    stage.type("X")
    stage.session.edit(SetValue(at("top5/e1/date"), date(2025, 1, 1)), "elsewhere")
    stage.type("Y")
    assert line.property("text").startswith("XYChina")


def test_a_change_from_elsewhere_is_shown(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    stage.session.edit(SetValue(at(TITLE), "From another hand"), "elsewhere")
    assert stage.input(TITLE).property("text") == "From another hand"


def test_all_kinds_of_text_reach_the_issue(open_form: Opens) -> None:
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


def test_lines_and_inline_text_reach_the_issue(open_form: Opens) -> None:
    people = open_form("imprint")
    people.go("imprint/authors/a1/role")
    people.replace("Head of desk")
    assert people.issue.imprint.authors[0].role == ("Head of desk",)
    items = open_form("noteworthy/policy_news", issue_with((news("n1", None),)))
    items.go("noteworthy/policy_news/n1/text")
    items.type("The ministry said so")
    assert items.issue.noteworthy.policy_news[0].text == "The ministry said so"


class Review(Entry):
    """An entry with a field more, as a later schema may have it."""

    verdict: Annotated[str, Spec("Verdict", Kind.LINE, "In a word.", "Mixed", required=True)] = ""


def test_a_field_that_the_schema_gains_has_its_input_at_once(open_form: Opens) -> None:
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
    """An entry with a box to tick, as a later schema may have it."""

    sealed: Annotated[bool, Spec("Sealed", Kind.SWITCH, "Nobody may quote it.")] = False


def test_what_is_so_or_not_is_a_box_to_tick(open_form: Opens) -> None:
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


def test_an_empty_field_is_no_reproach_before_it_was_visited(open_form: Opens) -> None:
    stage = open_form("top5/e2")
    empty = "“Title” is empty."
    assert empty not in stage.visible_labels("top5/e2/title")
    stage.go("top5/e2/title")
    assert empty not in stage.visible_labels("top5/e2/title")
    stage.leave()
    assert empty in stage.visible_labels("top5/e2/title")
    stage.session.edit(SetValue(at("top5/e2/title"), "A title that is long enough"), "elsewhere")
    assert empty not in stage.visible_labels("top5/e2/title")


def test_a_dialog_in_front_of_an_empty_field_is_not_a_way_of_leaving_it(open_form: Opens, qtbot: QtBot) -> None:
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


def test_an_export_that_was_tried_says_all_that_is_missing(open_form: Opens) -> None:
    stage = open_form("top5/e2")
    stage.session.show_all_findings()
    assert "“English title” is empty." in stage.visible_labels("top5/e2/source/title")


def test_an_error_is_told_by_more_than_colour(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/source/title_zh")
    stage.replace("Notice")
    line = stage.input("top5/e1/source/title_zh")
    assert "Error: “Chinese title” has no Chinese in it." in line.accessibleDescription()
    marks = [
        label
        for label in stage.view("top5/e1/source/title_zh").findChildren(QLabel)
        if label.property("role") == "problem-error"
    ]
    assert [mark.accessibleName().split(":")[0] for mark in marks if mark.isVisible()] == ["Error"]


def test_a_finding_is_mended_where_it_stands(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/source/link")
    stage.type("www.gov.cn/a")
    buttons = stage.view("top5/e1/source/link").findChildren(QPushButton)
    assert [button.text() for button in buttons if button.isVisible()] == ["Use https://www.gov.cn/a"]
    stage.press(Qt.Key.Key_Tab)
    assert stage.focused() is buttons[0]
    stage.press(Qt.Key.Key_Space)
    assert stage.issue.top5[0].source.link == "https://www.gov.cn/a"
    assert stage.input("top5/e1/source/link").property("text") == "https://www.gov.cn/a"


def test_the_length_is_counted_while_one_writes_and_warned_of_afterwards(open_form: Opens) -> None:
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


def test_an_edit_of_something_that_has_gone_is_refused_with_a_word(open_form: Opens) -> None:
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


def test_where_the_caret_is_is_told(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    stage.go("top5/e1/at_a_glance/p2/text")
    assert stage.entered[-1] == at("top5/e1/at_a_glance/p2/text")
    stage.press(Qt.Key.Key_Up)
    assert stage.entered[-1] == at("top5/e1/at_a_glance/p1/text")


def test_the_text_that_has_the_caret_can_be_asked_for(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    stage.go(TITLE)
    assert stage.form.active_text() is None
    stage.go("top5/e1/comment")
    text = stage.form.active_text()
    assert text is not None
    assert text.accessibleName() == "MERICS comment"


def test_a_field_out_of_sight_is_scrolled_to(open_form: Opens) -> None:
    stage = open_form("top5/e1", size=(500, 300))
    line = stage.go("top5/e1/date")
    assert not line.visibleRegion().isEmpty()
    line = stage.go(TITLE)
    assert not line.visibleRegion().isEmpty()


def test_what_the_form_does_not_show_cannot_be_revealed(open_form: Opens) -> None:
    stage = open_form("", fields=("headline", "date", "reporting_period"))
    assert not stage.form.reveal(at("top5/e1/title"))
    assert not stage.form.reveal(at("imprint"))
    assert stage.form.reveal(at("reporting_period/end"))
    assert stage.focused().accessibleName() == "To, Reporting period"


def test_a_form_behind_others_catches_up_when_it_is_shown(open_form: Opens) -> None:
    stage = open_form("top5/e1")
    stage.form.hide()
    stage.session.edit(SetValue(at(TITLE), "From another hand"), "elsewhere")
    stage.session.edit(SetValue(at("top5/e1/source/title_zh"), "Notice"), "elsewhere")
    stage.form.show()
    assert stage.input(TITLE).property("text") == "From another hand"
    assert any(
        "has no Chinese in it" in visible_labels for visible_labels in stage.visible_labels("top5/e1/source/title_zh")
    )


@pytest.mark.parametrize("address", ["https://www.gov.cn/x", " https://www.gov.cn/x "])
def test_a_link_is_opened_with_f4(open_form: Opens, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert opened_urls(open_form, monkeypatch, address) == ["https://www.gov.cn/x"]


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "file:///etc/passwd", "www.gov.cn", "data:text/html,x"])
def test_what_may_not_be_published_is_not_opened(
    open_form: Opens, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    assert opened_urls(open_form, monkeypatch, address) == []


def test_a_link_in_a_text_is_opened_by_the_same_rule(open_form: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = record_opened_urls(monkeypatch)
    stage = open_form("top5/e1")
    text = stage.input("top5/e1/comment")
    assert isinstance(text, BlocksEdit)
    text.link_activated.emit("https://www.gov.cn/x")
    text.link_activated.emit("file:///etc/passwd")
    assert asked == ["https://www.gov.cn/x"]
    assert stage.messages == ["Only whole http, https and mailto addresses can be opened."]


@pytest.mark.parametrize("path", ["title", "comment", "source/title_zh", "source/link", "issuing_bodies", "date"])
def test_a_megabyte_of_anything_is_pasted_anywhere(open_form: Opens, path: str) -> None:
    stage = open_form("top5/e2")
    stage.go(f"top5/e2/{path}")
    QGuiApplication.clipboard().setText("\0\u202eab, \U0001f600;" * 120_000)
    stage.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.press(Qt.Key.Key_Escape)
    stage.leave()
    assert stage.messages  # what could not be brought in
    assert "\0" not in repr(stage.issue)
    stage.go("top5/e2/contents_title")
    stage.type("Still alive")
    assert stage.issue.top5[1].contents_title == "Still alive"


def record_opened_urls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser is asked for from now on."""
    asked: list[str] = []

    def note(url: QUrl) -> bool:
        asked.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return asked


def opened_urls(open_form: Opens, monkeypatch: pytest.MonkeyPatch, address: str) -> list[str]:
    """What the browser is asked for when F2 is pressed in a link with this address."""
    asked = record_opened_urls(monkeypatch)
    stage = open_form("top5/e1")
    stage.session.edit(SetValue(at("top5/e1/source/link"), address), "elsewhere")
    line = stage.go("top5/e1/source/link")
    buttons = [button for button in stage.view("top5/e1/source/link").findChildren(QToolButton) if button.isVisible()]
    assert bool(buttons) == address.strip().startswith("https:")
    assert line is stage.focused()
    stage.press(Qt.Key.Key_F2)
    return asked
