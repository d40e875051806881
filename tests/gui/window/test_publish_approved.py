"""Publishing where publication needs approvals, and what it contains."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.document.review.open_points import PointKind
from editor.document.review.publishing import digest_of_all
from editor.files.issue_file import load_issue
from editor.files.library_file import NAME, save_library
from editor.session.review.mode import Mode
from editor.ui.review.checklist import ChecklistPage
from schemas import Library
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, press
from tests.gui.window.test_approving import AUTHOR, EDITOR, be

PDF = b"%PDF-1.7 as the renderer wrote it"
FILE = "MERICS-China-Industries-2025-03-12.pdf"


def publish(program: Program) -> None:
    press(Qt.Key.Key_E, CONTROL)


@pytest.fixture
def desk(program: Program, tmp_path: Path) -> Program:
    """An editor's desk that publishes only what is approved; no export so far."""
    save_library(Library(publication_needs_approvals=True), program.newsroom / NAME)
    folder = tmp_path / "out"
    folder.mkdir()
    program.settings.set_export_folder(folder)
    program.settings.set_person("Sample Editor", "editor")
    program.window.files.open(program.newsroom / SAMPLE)
    program.reviewing.enter(Mode.WRITING)
    return program


def test_what_is_not_approved_is_not_published(desk: Program) -> None:
    desk.reviewing.approve_all()
    desk.desk.session.edit(SetValue(path("headline"), "Another headline"), "x")
    publish(desk)
    (message,) = desk.window.banners.messages
    assert message.text == "Not published: 1 section is not approved."
    assert message.help == "Masthead (changed since approval by Sample Editor)."
    assert desk.renderer.asked_for == []
    desk.answer("Checklist")
    assert isinstance(desk.window.navigator.page, ChecklistPage)


def test_the_message_disappears_with_the_last_approval_and_errors_come_first(desk: Program) -> None:
    publish(desk)
    assert desk.messages == ["Not published: 9 sections are not approved."]
    desk.desk.session.edit(SetValue(path("date"), None), "x")
    publish(desk)
    assert desk.messages == ["Not published: the issue has errors."]
    desk.desk.session.undo()
    publish(desk)
    desk.reviewing.approve_all()
    assert desk.messages == []
    publish(desk)
    assert [proof for _, proof in desk.renderer.asked_for] == [False]


def test_the_current_libraries_of_both_folders_count(desk: Program, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    desk.settings.set_newsroom(elsewhere)
    publish(desk)
    assert desk.messages == ["Not published: 9 sections are not approved."]
    save_library(Library(), desk.newsroom / NAME)  # somebody has changed it meanwhile
    publish(desk)
    assert [proof for _, proof in desk.renderer.asked_for] == [False]


def test_a_library_that_cannot_be_read_stops_publication_and_not_a_proof(desk: Program) -> None:
    (desk.newsroom / NAME).write_bytes(b"{")
    publish(desk)
    (message,) = desk.window.banners.messages
    assert message.text.startswith("Not published. Could not check whether publication needs approvals: ")
    assert desk.renderer.asked_for == []
    desk.answer("Export Proof")
    assert [proof for _, proof in desk.renderer.asked_for] == [True]
    desk.deliver_pdf(PDF)
    (message,) = desk.window.banners.messages
    assert "Mark as Published" not in [button.label for button in message.buttons]


def test_an_exported_approved_issue_can_be_marked_as_published(desk: Program, tmp_path: Path) -> None:
    desk.reviewing.approve_all()
    publish(desk)
    exported = desk.renderer.asked_for[0][0]
    desk.deliver_pdf(PDF)
    assert (tmp_path / "out" / FILE).read_bytes() == PDF
    desk.desk.session.edit(SetValue(path("headline"), "Touched while the banner stood"), "x")
    desk.answer("Mark as Published")
    assert desk.messages == ["Marked as published."]
    published = load_issue(desk.newsroom / SAMPLE).review.publication
    assert published is not None
    assert (published.by, published.digest) == ("Sample Editor", digest_of_all(exported))


def test_the_offer_to_mark_ends_when_that_was_done_by_the_command(desk: Program) -> None:
    desk.reviewing.approve_all()
    publish(desk)
    desk.deliver_pdf(PDF)
    saved = desk.window.banners.banners[0]
    assert "Mark as Published" in [button.text() for button in saved.buttons]
    desk.window.commands["publish"].trigger()
    press(Qt.Key.Key_Return)  # the question has the focus
    assert desk.messages[-1] == "Marked as published."
    assert saved.isVisible(), "it says where the file is"
    assert "Mark as Published" not in [button.text() for button in saved.buttons]
    assert "Mark as Published" not in [button.label for button in saved.message.buttons]


def test_only_publishable_issues_are_marked_and_only_once(desk: Program) -> None:
    def said() -> str:
        desk.window.commands["publish"].trigger()
        return desk.messages[-1]

    library = (desk.newsroom / NAME).read_bytes()
    assert said() == "Not marked as published: not every section is approved."
    (desk.newsroom / NAME).write_bytes(b"{")
    assert said().startswith("Not marked as published. Could not check whether publication needs approvals")
    (desk.newsroom / NAME).write_bytes(library)
    desk.desk.session.edit(SetValue(path("date"), None), "x")
    assert said() == "Not marked as published: the issue has errors."
    assert desk.desk.session.whole.review.publication is None
    desk.desk.session.undo()
    desk.reviewing.approve_all()
    assert said() == "Mark the issue of March 12, 2025 as published, by Sample Editor?"
    assert desk.desk.session.whole.review.publication is None
    press(Qt.Key.Key_Return)  # the question has the focus
    assert desk.messages == ["Marked as published."]
    assert said().startswith("Already marked as published, by Sample Editor")
    publish(desk)
    desk.deliver_pdf(PDF)
    assert "Mark as Published" not in [button.label for button in desk.window.banners.messages[-1].buttons]


def test_marking_as_published_asks_names_what_is_open_and_agrees_with_the_start_page(
    desk: Program, qtbot: QtBot
) -> None:
    (desk.newsroom / NAME).unlink()  # which asks for approvals
    desk.reviewing.comment(path("headline"), "Is that so?")
    be(desk, AUTHOR)
    desk.window.commands["publish"].trigger()
    assert desk.messages == ["Only an editor can mark an issue as published that is not approved."]
    be(desk, EDITOR)
    desk.window.commands["publish"].trigger()
    (question,) = desk.window.banners.messages
    assert "Still open, and not part of what is published: 1 comment." in question.help
    desk.desk.session.edit(SetValue(path("headline"), "Another headline"), "x")
    qtbot.waitUntil(lambda: desk.messages == [], timeout=PATIENCE)  # it was about something else
    desk.window.commands["publish"].trigger()
    desk.answer("Mark as Published")
    assert desk.messages == ["Marked as published."]
    head = [label for label in desk.desk.outline.findChildren(QLabel) if label.accessibleName()]
    assert [label.accessibleName() for label in head] == ["March 12, 2025 · Published"]
    desk.desk.session.edit(SetValue(path("headline"), "And yet another one"), "x")
    changed = "March 12, 2025 · Published, changed since"
    qtbot.waitUntil(lambda: head[0].accessibleName() == changed, timeout=PATIENCE)
    desk.save_and_keep()
    press(Qt.Key.Key_W, CONTROL)
    page = desk.window.start_page
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=PATIENCE)
    assert "Published, changed since" in page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_suggestions_are_not_exported(desk: Program) -> None:
    desk.reviewing.approve_all()
    content = desk.desk.session.issue.headline
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.desk.session.edit(SetValue(path("headline"), "Only a suggestion"), "x")
    publish(desk)
    assert desk.messages == ["1 suggestion is open."]
    assert desk.renderer.asked_for == []
    desk.answer("Publish")
    exported = desk.renderer.asked_for[0][0]
    assert exported.headline == content
    desk.deliver_pdf(PDF)
    assert desk.renderer.shown[-1][0].headline == "Only a suggestion"
    publish(desk)  # asked once
    assert len(desk.renderer.asked_for) == 2
    desk.deliver_pdf(PDF)
    desk.reviewing.comment(path("headline"), "And this?")
    publish(desk)
    assert desk.messages == ["1 comment and 1 suggestion are open."]
    desk.reviewing.reject(*desk.reviewing.suggestions)
    assert desk.messages == [], "what was asked about has changed"


def test_a_suggestion_fixes_an_error_only_when_accepted(desk: Program) -> None:
    desk.desk.session.edit(SetValue(path("date"), None), "x")
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.desk.session.edit(SetValue(path("date"), load_issue(desk.newsroom / SAMPLE).date), "x")
    publish(desk)
    (message,) = desk.window.banners.messages
    assert message.text == "Not published: the issue has errors."
    assert message.help.startswith("Without the suggestions: ")
    assert not desk.desk.problems.list.hasFocus(), "what is shown has no problems"
    desk.answer("Checklist")
    page = desk.window.navigator.page
    assert isinstance(page, ChecklistPage)
    assert PointKind.ERROR in {point.kind for point in page.list.points}
    assert desk.window.banners.messages == (message,)
    desk.window.navigator.close()
    desk.reviewing.enter(Mode.WRITING)
    (suggestion,) = desk.reviewing.suggestions
    desk.reviewing.accept(suggestion)
    assert desk.messages == []


def test_an_erroneous_suggestion_does_not_block_publication(desk: Program) -> None:
    desk.reviewing.approve_all()
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.desk.session.edit(SetValue(path("date"), None), "x")
    assert [finding.path for finding in desk.desk.session.findings] == [path("date")], "what is shown has an error"
    publish(desk)
    desk.answer("Publish")
    ((exported, is_proof),) = desk.renderer.asked_for
    assert exported.date == load_issue(desk.newsroom / SAMPLE).date
    assert not is_proof
    assert desk.messages == []
