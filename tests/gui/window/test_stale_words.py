"""Words that are not so any more: messages end with what they are about."""

from pathlib import Path

from PySide6.QtCore import Qt

from editor.ui.widgets.banner import BannerMessage, Level
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, press, type_keys
from tests.gui.window.test_approving import AUTHOR, be, entry


def said(program: Program) -> str:
    """What the status bar says at its left."""
    return program.window.status.currentMessage()


def remove_entry(program: Program) -> None:
    """Remove the first entry of the issue by its keys."""
    program.desk.go_to(entry(program, 1) / "title")
    press(Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert said(program) == "Entry removed. Press Ctrl+Z to undo."


def test_an_offer_to_undo_ends_with_the_undo_and_with_the_next_change(at_desk: Program) -> None:
    remove_entry(at_desk)
    press(Qt.Key.Key_Z, CONTROL)
    assert said(at_desk) == ""
    remove_entry(at_desk)
    type_keys("x")
    assert said(at_desk) == "", "Ctrl+Z would undo what was typed"


def test_what_one_page_says_does_not_follow_to_the_next(at_desk: Program) -> None:
    status = at_desk.window.status
    status.show_notice("About the desk.")
    at_desk.window.commands["preferences"].trigger()
    assert said(at_desk) == ""
    status.show_notice("About the preferences.")
    press(Qt.Key.Key_Escape)
    assert said(at_desk) == ""


def test_a_refusal_does_not_follow_to_the_next_page(at_desk: Program) -> None:
    be(at_desk, AUTHOR)
    at_desk.review.approving.approve()
    assert at_desk.messages == ["Only an editor can approve sections."]
    at_desk.window.commands["shortcuts"].trigger()
    assert at_desk.messages == []


def test_messages_about_an_issue_end_when_it_is_closed(at_desk: Program) -> None:
    banners = at_desk.window.banners
    for key in ("publish", "copied", "internal-error"):
        banners.show_message(BannerMessage(key, Level.OK, key))
    press(Qt.Key.Key_W, CONTROL)
    assert at_desk.window.desk is None
    assert at_desk.messages == ["internal-error"]


def test_a_failure_on_the_start_page_ends_when_the_command_succeeds(program: Program, newsroom: Path) -> None:
    actions = program.window.start_page.issue_actions
    actions.duplicate(newsroom / SAMPLE)
    actions.rename(newsroom / SAMPLE, "may")
    assert program.messages == [f"Created {Path(SAMPLE).stem} copy.json."], "what went well stays"
    actions.rename(newsroom / "may.json", f"{Path(SAMPLE).stem} copy")
    assert program.messages == [f"There already is a file {Path(SAMPLE).stem} copy.json."]
    actions.rename(newsroom / "may.json", "june")
    assert program.messages == []


def test_a_new_issue_is_not_called_empty(program: Program) -> None:
    """Only the first one is: the sample of the tour and an issue after the last one are full."""
    program.window.tour.start()
    assert program.window.status.saved.text() == "New issue"
    assert program.desk.session.issue.top5
