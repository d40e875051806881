"""Saving an issue as a template, and beginning new issues with one."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from editor.document.paths import path
from editor.files.issue_file import load_issue, save_issue
from schemas import Entry, Issue, Noteworthy
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, press_button, type_keys


def save_as_template(program: Program, name: str | None) -> Path:
    """By keyboard: the command's name in the palette. None cancels the dialog."""
    file = program.newsroom / "templates" / (name or "Cancelled.json")
    program.dialogs.answer = file if name else None
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    type_keys("save template")
    press(Qt.Key.Key_Return)
    return file


def listed(program: Program) -> list[str]:
    finder = program.window.palette_finder.finder
    assert finder.isVisible()
    return [str(finder.model.index(row, 0).data()) for row in range(finder.model.rowCount())]


def test_an_issue_is_saved_as_a_template_and_a_new_issue_made_from_it(at_desk: Program, sample: Issue) -> None:
    file = save_as_template(at_desk, "Monthly.json")
    assert at_desk.dialogs.suggestions[-1].parent == file.parent
    assert at_desk.messages == ["Saved the template “Monthly”."]
    assert load_issue(file).top5[0].title == ""
    assert at_desk.desk.session.file == at_desk.newsroom / SAMPLE
    press(Qt.Key.Key_N, CONTROL)
    assert listed(at_desk) == ["Empty issue", "Monthly"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    issue = at_desk.desk.session.issue
    assert [author.name for author in issue.imprint.authors] == [author.name for author in sample.imprint.authors]
    assert issue.imprint.publisher.name == sample.imprint.publisher.name
    assert (issue.headline, issue.date, issue.noteworthy) == ("", None, Noteworthy())
    assert at_desk.window.windowTitle().startswith("china-industries-undated.json")
    assert at_desk.window.status.currentMessage() == "Made from the template “Monthly”."


def test_a_cancelled_template_leaves_no_folder(at_desk: Program) -> None:
    file = save_as_template(at_desk, None)
    assert at_desk.dialogs.suggestions[-1].parent == file.parent
    assert not file.parent.exists()
    file.parent.mkdir()  # somebody made it, and will put templates there
    save_as_template(at_desk, None)
    assert file.parent.exists()


def test_the_start_page_offers_templates_and_an_empty_issue(program: Program) -> None:
    file = program.newsroom / "templates" / "Weekly.json"
    file.parent.mkdir()
    save_issue(Issue(top5=(Entry(title="The week"),)), file)
    press_button(program.window.start_page, "New Issue")
    assert listed(program) == ["Empty issue", "Weekly"]
    press(Qt.Key.Key_Return)
    assert len(program.desk.session.issue.top5) == 5
    assert focused().isVisible()


def test_a_damaged_template_says_so_and_nothing_is_opened(program: Program) -> None:
    file = program.newsroom / "templates" / "Broken.json"
    file.parent.mkdir()
    file.write_text("{")
    press(Qt.Key.Key_N, CONTROL)
    type_keys("broken")
    press(Qt.Key.Key_Return)
    assert program.window.desk is None
    assert "Broken.json" in program.messages[0]


def test_a_template_never_replaces_the_open_issue(at_desk: Program, sample: Issue) -> None:
    save_as_template(at_desk, f"../{SAMPLE}")
    assert load_issue(at_desk.newsroom / SAMPLE) == sample
    assert at_desk.messages == [f"{SAMPLE} is the open issue. It was not replaced."]
    assert any(button.text() == "Choose…" for button in at_desk.window.banners.findChildren(QPushButton))


def test_a_folder_that_cannot_be_made_is_named(at_desk: Program) -> None:
    (at_desk.newsroom / "templates").write_text("a file")
    save_as_template(at_desk, "Monthly.json")
    assert at_desk.messages[0].startswith(f"Could not create {at_desk.newsroom / 'templates'}")


def test_what_is_just_typed_is_in_no_template(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    type_keys("Just typed")
    assert "Just typed" not in save_as_template(at_desk, "Monthly.json").read_text()
