"""Two people with two windows on one folder write, review, return, approve and publish an issue."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.document.paths import FieldPath
from editor.document.review.publishing import digest_of_all, revision
from editor.files.history.history import History
from editor.files.issue_file import load_issue
from editor.files.library_file import needs_approvals
from editor.publish.publication import publish
from editor.session.preview.renderer_pool import MakeRenderer
from editor.ui.pages.preferences import Preferences
from editor.ui.review.changed_since import ChangedSincePage
from editor.ui.review.desk_review import DeskReview
from editor.ui.review.status_strip import StatusStrip
from schemas import Issue
from schemas.review import State
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, Start, press, press_button, type_keys
from tests.gui.window.stubs import RecordingRenderer
from tests.render.printed import pages_of

COMMENT = "Which years? Please name the programme."
NAME = "MERICS-China-Industries-2025-03-12.pdf"


class PrintingRenderer(RecordingRenderer):
    """Shows no pages, but writes the file when it is asked for."""

    def request_pdf(self, issue: Issue, *, proof: bool, attach_issue: bool = False, line_numbers: bool = False) -> None:
        super().request_pdf(issue, proof=proof)
        self.pdf_ready.emit(publish(issue, self.theme, proof=proof).pdf())


@pytest.fixture
def make_renderer() -> MakeRenderer:
    return PrintingRenderer


@dataclass
class Person:
    """Somebody at a window of their own."""

    program: Program
    qtbot: QtBot

    def sit_down(self) -> None:
        """Bring one's window to the front, with the caret in the form."""
        window = self.program.window
        with self.qtbot.waitActive(window, timeout=PATIENCE):
            window.raise_()
            window.activateWindow()
        self.program.desk.focus_form()

    def bring_in(self) -> None:
        """Sit down, and take in what the other one has saved meanwhile."""
        self.sit_down()
        offers = self.program.window.banners
        self.qtbot.waitUntil(lambda: any(one.key == "outside" for one in offers.messages), timeout=PATIENCE)
        self.program.answer("Merge Now")

    def trigger(self, command: str) -> None:
        action = self.program.window.commands[command]
        assert action.isEnabled(), command
        action.trigger()

    def type(self, field: FieldPath, text: str, *, at: str) -> None:
        """Type text in the place of these words."""
        self.select(field, at)
        type_keys(text)

    def select(self, field: FieldPath, words: str) -> None:
        self.program.desk.go_to(field)
        form = self.program.desk.form
        assert form is not None
        form.select(field, str(self.program.desk.session.value(field)).index(words), len(words))

    def save(self) -> None:
        self.program.save_and_keep()
        assert self.program.desk.session.is_saved

    @property
    def review(self) -> DeskReview:
        return self.program.review

    @property
    def status_strip(self) -> StatusStrip:
        return self.review.approving.status_strip

    @property
    def issue(self) -> Issue:
        return self.program.desk.session.whole

    def suggested(self) -> list[FieldPath]:
        """Where suggestions wait for an answer."""
        return [FieldPath.parse(one.first.path) for one in self.review.reviewing.suggestions]

    def comments(self) -> list[str]:
        """What is still talked about."""
        return [one.comments[0].text for one in self.review.reviewing.open_threads]

    def step_to_suggestion(self) -> None:
        """Go from mark to mark with the key, until a suggestion is looked at."""
        annotations = self.review.annotations
        for _ in range(len(annotations.section_annotations) + 1):
            if annotations.current is not None and self.review.suggestions.details(annotations.current) is not None:
                return
            press(Qt.Key.Key_F4)
        raise AssertionError("the key leads to no suggestion")

    def waits_for(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=PATIENCE)


@pytest.fixture
def file(newsroom: Path) -> Path:
    return newsroom / SAMPLE


@pytest.fixture
def people(start: Start, qtbot: QtBot, tmp_path: Path) -> tuple[Person, Person]:
    """An author and an editor, each with a window and preferences of their own."""
    out = tmp_path / "out"
    out.mkdir()
    found = []
    for name, role in (("Sample Author", "author"), ("Sample Editor", "editor")):
        program = start(role)
        program.settings.set_person(name, role)
        program.settings.set_export_folder(out)
        found.append(Person(program, qtbot))
    return found[0], found[1]


@pytest.mark.slow
def test_a_whole_round(people: tuple[Person, Person], file: Path, tmp_path: Path) -> None:
    author, editor = people
    entry = FieldPath(("top5", load_issue(file).top5[1].id))
    paragraph = load_issue(file).top5[1].comment[0]
    title, text = entry / "title", entry / "comment" / paragraph.id / "text"

    # The desk publishes only what is approved: the editor says so, for all.
    editor.trigger("preferences")
    page = editor.program.window.navigator.page
    assert isinstance(page, Preferences)
    page.approvals.click()
    press(Qt.Key.Key_Escape)
    assert needs_approvals(file.parent)

    # The author writes, and sends.
    author.program.window.files.open(file)
    author.sit_down()
    author.type(title, "Beijing widens", at="Beijing opens")
    author.trigger("ready_for_review")
    assert author.program.messages == ["Marked as ready for review."]
    assert load_issue(file).top5[1].title.startswith("Beijing widens new funding")

    # The editor comments on words, suggests two changes, and sends back.
    editor.program.window.files.open(file)
    editor.sit_down()
    editor.select(text, "many years")
    assert editor.status_strip.text.startswith("In review since ")
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys(COMMENT)
    press(Qt.Key.Key_Return, CONTROL)
    assert editor.program.window.commands["mode_suggesting"].isChecked()
    editor.type(title, "fresh", at="new")
    editor.type(text, "worry", at="concern")
    assert editor.issue.top5[1].title == author.issue.top5[1].title  # the text is the author's still
    editor.trigger("return_to_draft")
    assert "Sent back to the author." in editor.program.messages

    # The author finds all of it, takes one suggestion, leaves the other, answers and sends again.
    author.bring_in()
    author.program.desk.go_to(title)
    author.waits_for(lambda: author.status_strip.text.startswith("Sent back by Sample Editor"))
    assert author.comments() == [COMMENT]
    assert sorted(author.suggested()) == sorted([title, text])
    author.review.annotations.refresh()
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    assert author.issue.top5[1].title.startswith("Beijing widens fresh funding")
    assert author.suggested() == [text]
    author.review.annotations.refresh()
    author.step_to_suggestion()
    press(Qt.Key.Key_R, CONTROL, SHIFT)
    assert author.suggested() == []
    author.review.annotations.choose(author.review.reviewing.open_threads[0].id)
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert author.comments() == []
    assert author.issue.top5[1].comment[0] == paragraph
    author.trigger("ready_for_review")

    # The editor approves everything.
    editor.bring_in()
    editor.program.desk.show_section(entry)
    editor.waits_for(lambda: "Beijing widens fresh" in editor.program.desk.session.issue.top5[1].title)
    editor.program.desk.focus_form()
    press(Qt.Key.Key_Y, CONTROL, SHIFT)
    assert editor.status_strip.text.startswith("Approved by Sample Editor on ")
    editor.trigger("approve_all")
    assert editor.review.reviewing.state is State.APPROVED
    editor.save()

    # The author touches an approved entry: it is not published.
    author.bring_in()
    assert author.review.reviewing.state is State.APPROVED
    author.type(title, "firms", at="SMEs")
    author.waits_for(lambda: author.status_strip.text == "Changed since approval by Sample Editor.")
    press(Qt.Key.Key_E, CONTROL)
    assert author.program.messages[-1] == "Not published: 1 section is not approved."
    assert list((tmp_path / "out").iterdir()) == []
    author.save()

    # The editor sees what was touched, and approves again.
    editor.bring_in()
    editor.program.desk.show_section(entry)
    editor.waits_for(lambda: editor.status_strip.text == "Changed since approval by Sample Editor.")
    press_button(editor.status_strip, "Show Changes")
    shown = editor.program.window.navigator.page
    assert isinstance(shown, ChangedSincePage)
    editor.waits_for(shown.differences.isVisible)
    assert all(word in shown.differences.toPlainText() for word in ("SMEs", "firms"))
    press_button(shown, "Approve Again")
    assert editor.review.reviewing.state is State.APPROVED
    editor.save()

    # Now it is published, and what is published is what was approved.
    author.bring_in()
    press(Qt.Key.Key_E, CONTROL)
    author.waits_for(lambda: f"Saved {NAME}." in author.program.messages)
    pdf = (tmp_path / "out" / NAME).read_bytes()
    author.program.answer("Mark as Published")
    assert author.program.messages[-1] == "Marked as published."
    published = load_issue(file)
    assert published.review.publication is not None
    assert published.review.publication.digest == digest_of_all(published)
    printed = " ".join(" ".join(page.text for page in pages_of(pdf)).split())
    assert "Beijing widens fresh funding channels for firms" in printed
    assert "concern of Beijing" in printed
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert metadata["xmpMM:VersionID"] == revision(published)
    assert not any(word in printed for word in (COMMENT, "worry", "pproved by"))

    # Every station of the round is a version with its name.
    for person in people:
        person.program.leave()
    named = [(one.name, one.author) for one in History.beside(file).versions(file) if one.name]
    assert named == [
        ("published", "Sample Author"),
        ("ready for review", "Sample Author"),
        ("sent back", "Sample Editor"),
        ("ready for review", "Sample Author"),
    ]
