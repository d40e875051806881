"""The states of sections: ready for review, sent back, approved, changed since approval."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath
from editor.files.history.history import History
from editor.files.issue_file import load_issue
from editor.session.review.mode import Mode
from editor.ui.review.approving import Approvals
from editor.ui.review.changed_since import ChangedSincePage
from schemas.review import State
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, press, press_button

AUTHOR, EDITOR = ("Sample Author", "author"), ("Sample Editor", "editor")


def be(program: Program, who: tuple[str, str]) -> Program:
    """Say in the preferences who works here."""
    program.settings.set_person(*who)
    return program


def approving(program: Program) -> Approvals:
    return program.review.approving


def status_strip(program: Program) -> str:
    """What stands above the form."""
    shown = approving(program).status_strip
    assert shown.isVisible() == bool(shown.text)
    return shown.text


def do(program: Program, command: str) -> None:
    """Choose a command in the menu."""
    action = program.window.commands[command]
    assert action.isEnabled()
    action.trigger()


def states(program: Program) -> set[State]:
    return {one.state for one in program.reviewing.standings}


def entry(program: Program, number: int) -> FieldPath:
    return FieldPath(("top5", program.desk.session.whole.top5[number - 1].id))


def retitle(program: Program, number: int, title: str) -> None:
    program.desk.session.edit(SetValue(entry(program, number) / "title", title), "Typing in Title")


@pytest.fixture
def at_desk(program: Program) -> Program:
    """The desk of an author, with the sample issue open."""
    be(program, AUTHOR).window.files.open(program.newsroom / SAMPLE)
    return program


@pytest.fixture
def file(newsroom: Path) -> Path:
    return newsroom / SAMPLE


def named(file: Path) -> list[tuple[str, str]]:
    """Author and name of the versions that have a name, the newest first."""
    return [(one.author, one.name) for one in History.beside(file).versions(file) if one.name]


def test_marking_as_ready_saves_and_names_a_version(at_desk: Program, file: Path, qtbot: QtBot) -> None:
    assert (status_strip(at_desk), states(at_desk)) == ("", {State.DRAFT})  # of a draft there is nothing to say
    do(at_desk, "ready_for_review")
    assert at_desk.messages == ["Marked as ready for review."]
    assert at_desk.desk.session.is_saved
    assert {approval.state for approval in load_issue(file).review.approvals} == {State.IN_REVIEW}
    assert status_strip(at_desk).startswith("In review since ")
    assert not approving(at_desk).status_strip.approve.isVisible()  # that is not for authors
    retitle(at_desk, 1, "Work goes on")
    qtbot.waitUntil(lambda: at_desk.messages == [], timeout=PATIENCE)
    at_desk.leave()
    assert named(file) == [("Sample Author", "ready for review")]


def test_sending_back_makes_sections_drafts(at_desk: Program, file: Path) -> None:
    do(at_desk, "ready_for_review")
    be(at_desk, EDITOR)
    do(at_desk, "approve")
    do(at_desk, "return_to_draft")
    assert at_desk.messages == ["Sent back to the author."]
    assert status_strip(at_desk).startswith("Approved by Sample Editor on ")  # the masthead stays approved
    at_desk.desk.show_section(entry(at_desk, 1))
    assert status_strip(at_desk).startswith("Sent back by Sample Editor on ")
    at_desk.leave()
    assert named(file) == [("Sample Editor", "sent back"), ("Sample Author", "ready for review")]


def test_ready_for_review_waits_for_a_successful_save(
    at_desk: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("editor.files.stored.replace_file", no_room)
        do(at_desk, "ready_for_review")
    assert at_desk.messages == ["The disk is full.", "Not ready for review yet: the issue is not saved."]
    assert not load_issue(file).review.approvals
    at_desk.answer("Save")
    assert at_desk.messages == ["Marked as ready for review."]
    assert load_issue(file).review.approvals
    at_desk.leave()
    assert [name for _, name in named(file)] == ["ready for review"]


def test_undo_withdraws_an_unsaved_handoff(
    at_desk: Program, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("editor.files.stored.replace_file", no_room)
        do(at_desk, "ready_for_review")
    at_desk.desk.session.undo()
    qtbot.waitUntil(lambda: at_desk.messages == ["The disk is full."], timeout=PATIENCE)
    retitle(at_desk, 1, "Another title")
    at_desk.desk.focus_form()
    press(Qt.Key.Key_S, CONTROL)
    assert at_desk.messages == []
    at_desk.leave()
    assert named(file) == []


def no_room(*_: object) -> None:
    from editor.files.errors import FileError

    raise FileError("The disk is full.", "Make room.")


def test_a_new_issue_must_be_saved_and_a_missing_name_is_reported(program: Program) -> None:
    program.window.files.new_issue()
    do(program, "ready_for_review")  # the user cancels the question for a name
    assert program.messages == ["Not ready for review yet: the issue is not saved."]
    program.dialogs.answer = program.newsroom / "next.json"
    program.answer("Save")
    (message,) = program.window.banners.messages
    assert message.text == "Marked as ready for review."
    assert message.help.endswith("Set your name in Preferences.")
    program.leave()
    assert [name for _, name in named(program.newsroom / "next.json")] == ["ready for review"]


def test_only_an_editor_approves(at_desk: Program) -> None:
    at_desk.desk.focus_form()
    press(Qt.Key.Key_Y, CONTROL, SHIFT)
    assert at_desk.messages == ["Only an editor can approve sections."]
    assert states(at_desk) == {State.DRAFT}
    at_desk.answer("Mark as Ready for Review")
    assert states(at_desk) == {State.IN_REVIEW}


def test_an_editor_approves_the_current_section_by_shortcut(at_desk: Program) -> None:
    be(at_desk, EDITOR)
    at_desk.desk.show_section(entry(at_desk, 2))
    reviewing = at_desk.reviewing
    reviewing.comment(entry(at_desk, 2) / "title", "Shorter?")
    reviewing.comment(entry(at_desk, 1) / "title", "Elsewhere.")
    at_desk.desk.focus_form()
    press(Qt.Key.Key_Y, CONTROL, SHIFT)
    said = at_desk.window.status.currentMessage()
    assert said.startswith("Approved Entry 2: ")
    assert said.endswith("Still open: 1 comment.")
    assert status_strip(at_desk).startswith("Approved by Sample Editor on ")
    at_desk.desk.session.undo()
    assert states(at_desk) == {State.DRAFT}
    do(at_desk, "approve_all")
    assert states(at_desk) == {State.APPROVED}
    assert at_desk.window.status.currentMessage() == "Approved 9 sections."


def test_a_changed_section_shows_its_changes_since_approval(at_desk: Program, qtbot: QtBot) -> None:
    be(at_desk, EDITOR)
    do(at_desk, "approve_all")
    at_desk.desk.focus_form()
    at_desk.save_and_keep()
    at_desk.desk.show_section(entry(at_desk, 2))
    retitle(at_desk, 2, "A title that nobody has approved")
    qtbot.waitUntil(lambda: status_strip(at_desk) == "Changed since approval by Sample Editor.", timeout=PATIENCE)
    press_button(approving(at_desk).status_strip, "Show Changes")
    page = at_desk.window.navigator.page
    assert isinstance(page, ChangedSincePage)
    qtbot.waitUntil(page.differences.isVisible, timeout=PATIENCE)
    assert "A title that nobody has approved" in page.differences.toPlainText()
    assert page.words.text().startswith("Changes since the version of ")
    retitle(at_desk, 2, "And this came in while it was read")
    page.approve.click()
    again = at_desk.window.navigator.page
    assert isinstance(again, ChangedSincePage)
    qtbot.waitUntil(again.differences.isVisible, timeout=PATIENCE)
    assert "And this came in while it was read" in again.differences.toPlainText()
    again.approve.click()
    assert at_desk.window.navigator.page is None
    assert states(at_desk) == {State.APPROVED}


def test_a_missing_approved_version_is_reported(at_desk: Program, qtbot: QtBot) -> None:
    be(at_desk, EDITOR)
    at_desk.desk.show_section(entry(at_desk, 2))
    do(at_desk, "approve")
    retitle(at_desk, 2, "A title that nobody has approved")
    at_desk.desk.focus_form()
    at_desk.save_and_keep()
    retitle(at_desk, 2, "Approved, and never saved as such")
    do(at_desk, "approve")
    retitle(at_desk, 2, "Changed again")
    qtbot.waitUntil(lambda: status_strip(at_desk).startswith("Changed since"), timeout=PATIENCE)
    press_button(approving(at_desk).status_strip, "Show Changes")
    page = at_desk.window.navigator.page
    assert isinstance(page, ChangedSincePage)
    qtbot.waitUntil(lambda: "was not found" in page.words.text(), timeout=PATIENCE)
    assert not page.differences.isVisible()


def test_buttons_move_below_the_text_in_a_narrow_window(at_desk: Program, qtbot: QtBot) -> None:
    be(at_desk, EDITOR)
    do(at_desk, "approve_all")
    retitle(at_desk, 2, "Touched")
    at_desk.desk.show_section(entry(at_desk, 2))
    shown = approving(at_desk).status_strip
    qtbot.waitUntil(shown.difference.isVisible, timeout=PATIENCE)
    words = shown.findChild(QLabel)
    assert words is not None

    def is_below() -> bool:
        return shown.difference.y() > words.y() + 10

    shown.setFixedWidth(900)
    qtbot.waitUntil(lambda: not is_below(), timeout=PATIENCE)
    shown.setFixedWidth(340)
    qtbot.waitUntil(is_below, timeout=PATIENCE)
    wide = words.fontMetrics().averageCharWidth() * 20
    qtbot.waitUntil(lambda: words.width() >= wide, timeout=PATIENCE)
    shown.setFixedWidth(900)
    qtbot.waitUntil(lambda: not is_below(), timeout=PATIENCE)


def test_a_suggested_entry_cannot_be_approved(at_desk: Program) -> None:
    be(at_desk, EDITOR)
    at_desk.reviewing.enter(Mode.SUGGESTING)
    at_desk.desk.entries.add()
    section = at_desk.desk.section
    assert section is not None
    assert section.path not in [FieldPath(("top5", one.id)) for one in at_desk.desk.session.whole.top5]
    do(at_desk, "approve")
    assert at_desk.messages == ["This section is a suggestion that is not accepted yet."]
    assert states(at_desk) == {State.DRAFT}


def test_an_approval_is_withdrawn_and_withdrawing_undone(at_desk: Program) -> None:
    be(at_desk, EDITOR)
    do(at_desk, "approve")
    press_button(approving(at_desk).status_strip, "Withdraw Approval")
    assert status_strip(at_desk).startswith("Approval withdrawn by Sample Editor on ")
    assert approving(at_desk).standing.state is State.IN_REVIEW  # type: ignore[union-attr]
    assert at_desk.desk.session.undo_stack.undoText() == "Withdraw Approval"
    do(at_desk, "undo")
    approving(at_desk).refresh()
    assert status_strip(at_desk).startswith("Approved by Sample Editor on ")
    do(at_desk, "withdraw_approval")
    do(at_desk, "approve")
    assert status_strip(at_desk).startswith("Approved by Sample Editor on ")


def test_only_an_editor_or_who_approved_withdraws(at_desk: Program) -> None:
    be(at_desk, EDITOR)
    do(at_desk, "approve")
    be(at_desk, AUTHOR)
    approving(at_desk).refresh()
    assert not approving(at_desk).status_strip.withdraw.isVisible()
    do(at_desk, "withdraw_approval")
    assert status_strip(at_desk).startswith("Approved by Sample Editor on ")
    message = at_desk.window.status.currentMessage()
    assert message == "Only an editor or Sample Editor can withdraw this approval."
    be(at_desk, ("Sample Editor", "author"))
    approving(at_desk).refresh()
    press_button(approving(at_desk).status_strip, "Withdraw Approval")
    assert status_strip(at_desk).startswith("Approval withdrawn by ")
