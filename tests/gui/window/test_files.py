"""Opening, saving and closing issues without losing anything."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.issue_file import load_issue, save_issue
from editor.ui.start.recovery_cards import RecoveryCard
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, Start, focused, press, press_button, type_keys

HEADLINE = path("headline")


def write_headline(program: Program, words: str) -> None:
    program.desk.session.edit(SetValue(HEADLINE, words), "Typing in Headline")


def test_enter_on_the_start_page_opens_the_issue(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.window.start_page.list.can_open, timeout=PATIENCE)
    press(Qt.Key.Key_Return)
    assert program.desk.session.file == program.newsroom / SAMPLE
    assert program.window.windowTitle() == f"{SAMPLE}[*] – Newsdesk"


def test_what_is_typed_and_saved_is_in_the_file(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.desk.go_to(HEADLINE)
    press(Qt.Key.Key_A, CONTROL)
    type_keys("Rare earths")
    assert at_desk.window.isWindowModified()
    assert at_desk.window.status.saved.text() == "Unsaved changes, protected"
    press(Qt.Key.Key_S, CONTROL)
    assert load_issue(at_desk.newsroom / SAMPLE).headline == "Rare earths"
    assert not at_desk.window.isWindowModified()
    assert at_desk.window.status.saved.text().startswith("Saved ")


def test_a_new_issue_asks_once_for_its_file(program: Program, qtbot: QtBot) -> None:
    program.window.files.new_issue()
    write_headline(program, "New things")
    program.dialogs.answer = program.newsroom / "new.json"
    press(Qt.Key.Key_S, CONTROL)
    assert program.dialogs.suggestions == [program.newsroom / "china-industries-undated.json"]
    write_headline(program, "Newer things")
    press(Qt.Key.Key_S, CONTROL)
    assert len(program.dialogs.suggestions) == 1
    assert load_issue(program.newsroom / "new.json").headline == "Newer things"


def test_a_new_issue_has_publisher_and_contact_of_the_newest(program: Program, sample: Issue) -> None:
    draft = sample.model_copy(
        update={"date": None, "imprint": sample.imprint.model_copy(update={"contact": "no@a.org"})}
    )
    save_issue(draft, program.newsroom / "draft.json")
    press(Qt.Key.Key_N, CONTROL)
    issue = program.desk.session.issue
    assert issue.imprint.contact == sample.imprint.contact
    assert issue.imprint.publisher == sample.imprint.publisher
    assert issue.imprint.authors == issue.imprint.editors == ()
    assert program.window.status.currentMessage().startswith(f"Publisher and contact are those of {SAMPLE}.")
    assert program.desk.session.file is None
    assert not program.window.isWindowModified()


def test_a_new_issue_in_a_folder_without_issues_is_empty(program: Program) -> None:
    (program.newsroom / SAMPLE).write_text("{")
    program.window.files.new_issue()
    assert program.desk.session.issue.imprint == Issue().imprint
    assert program.window.status.currentMessage() == ""


def test_a_new_issue_after_this_one_carries_people_over(at_desk: Program, sample: Issue, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, CONTROL, SHIFT)
    issue = at_desk.desk.session.issue
    assert issue.headline == ""
    assert issue.imprint.publisher == sample.imprint.publisher
    assert at_desk.desk.session.file is None


def test_save_as_continues_with_the_new_file(at_desk: Program, qtbot: QtBot) -> None:
    other = at_desk.newsroom / "other.json"
    at_desk.dialogs.answer = other
    write_headline(at_desk, "Other things")
    press(Qt.Key.Key_S, CONTROL, SHIFT)
    assert at_desk.desk.session.file == other
    assert load_issue(at_desk.newsroom / SAMPLE).headline != "Other things"
    assert at_desk.settings.recent[0] == other


def test_a_folder_that_cannot_be_written_keeps_the_work(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Kept")
    file = at_desk.newsroom / SAMPLE
    before = file.read_bytes()
    at_desk.dialogs.answer = at_desk.newsroom / "a-file" / "x.json"
    (at_desk.newsroom / "a-file").write_text("no folder")
    press(Qt.Key.Key_S, CONTROL, SHIFT)
    assert at_desk.messages == [f"Could not create {at_desk.newsroom / 'a-file'}: File exists."]
    assert at_desk.desk.session.issue.headline == "Kept"
    assert at_desk.desk.session.file == file
    assert file.read_bytes() == before
    at_desk.dialogs.answer = at_desk.newsroom / "y.json"
    at_desk.answer("Save Elsewhere…")
    assert load_issue(at_desk.newsroom / "y.json").headline == "Kept"
    assert not at_desk.messages


def test_a_read_only_folder_is_told_at_once(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.open

    def refused(path: Any, *rest: Any, **named: Any) -> Any:
        if str(path).endswith(f".~lock.{SAMPLE}#"):
            raise PermissionError(errno.EROFS, "Read-only file system")
        return original(path, *rest, **named)

    monkeypatch.setattr(os, "open", refused)
    program.window.files.open(program.newsroom / SAMPLE)
    assert program.messages == ["This folder can be read, but not written."]
    program.dialogs.answer = program.newsroom.parent / "mine.json"
    program.answer("Save Elsewhere…")
    assert program.messages == []
    assert (program.newsroom.parent / "mine.json").is_file()


def test_a_read_only_file_is_told_at_once(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    file = program.newsroom / SAMPLE
    before = file.read_bytes()
    original = os.access
    # Patched, since root may write what is protected.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != SAMPLE and original(path, mode))
    program.window.files.open(file)
    assert program.messages == ["This file can be read, but not written."]
    type_keys("X")
    press(Qt.Key.Key_S, CONTROL)
    assert program.messages[-1] == f"{file} was not written: the existing file is read-only."
    assert file.read_bytes() == before
    program.dialogs.answer = program.newsroom / "mine.json"
    program.answer("Save Elsewhere…")
    assert program.messages == []
    assert (program.newsroom / "mine.json").is_file()


def test_an_issue_does_not_replace_the_library(at_desk: Program) -> None:
    library = at_desk.newsroom / "library.json"
    library.write_text("{}")
    at_desk.dialogs.answer = library
    press(Qt.Key.Key_S, CONTROL, SHIFT)
    assert at_desk.messages == ["library.json is the library of people and issuing bodies. It was not replaced."]
    assert library.read_text() == "{}"
    at_desk.dialogs.answer = at_desk.newsroom / "issue.json"
    at_desk.answer("Choose…")
    assert at_desk.messages == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "UTF-16"),
        (b'{"format": "newsdesk-issue"', "is not valid JSON"),
        (b'{"format": "newsdesk-issue", "version": 99}', "has version 99"),
        (b'{"a": 1}', "not a newsletter issue"),
        (b"[" * 100_000, "nested"),
    ],
)
def test_a_damaged_or_foreign_file_is_a_message_on_the_start_page(
    program: Program, content: bytes, message: str
) -> None:
    file = program.newsroom / "damaged.json"
    file.write_bytes(content)
    program.window.files.open(file)
    assert program.window.desk is None
    assert program.window.stack.currentWidget() is program.window.start_page
    assert len(program.messages) == 1
    assert message in program.messages[0]


def test_a_damaged_file_leaves_the_open_issue_alone(at_desk: Program) -> None:
    write_headline(at_desk, "Still here")
    at_desk.window.files.open(at_desk.newsroom / "absent.json")
    assert at_desk.desk.session.issue.headline == "Still here"
    assert "does not exist" in at_desk.messages[0]


def test_a_dragged_file_is_opened(program: Program, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(program.newsroom / SAMPLE))])
    where = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window = program.window
    entered = QDragEnterEvent(QPointF(window.rect().center()), *where)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), *where))
    qtbot.waitUntil(lambda: window.desk is not None, timeout=PATIENCE)


def drag(program: Program, place: QWidget, *files: Path) -> bool:
    """Drag files over a place in the window and drop them there, as Qt would; whether anybody took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    where = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    target: QWidget | None = place
    while target is not None:
        entered = QDragEnterEvent(QPointF(3, 3), *where)
        QApplication.sendEvent(target, entered)
        if target.acceptDrops() and entered.isAccepted():
            QApplication.sendEvent(target, QDropEvent(QPointF(3, 3), *where))
            return True
        target = target.parentWidget()
    return False


@pytest.mark.parametrize("field", ["headline", "top5/e1/title", "top5/e1/comment", "top5/e1/issuing_bodies"])
def test_a_file_that_is_dropped_on_a_field_is_opened_and_no_part_of_the_text(
    at_desk: Program, sample: Issue, field: str, qtbot: QtBot
) -> None:
    at_desk.desk.go_to(path(field))
    before = at_desk.desk.session.issue
    foreign = at_desk.newsroom / "foreign.docx"
    foreign.write_bytes(b"PK\x03\x04 no issue")
    assert drag(at_desk, focused(), foreign)
    said = ["foreign.docx: The file is damaged or cut off: its archive cannot be opened."]
    qtbot.waitUntil(lambda: at_desk.messages == said, timeout=PATIENCE)  # before, it may say that it is reading
    assert at_desk.desk.session.issue is before
    assert at_desk.desk.session.issue is before


def test_a_file_that_is_dropped_into_the_search_is_opened_too(at_desk: Program, qtbot: QtBot) -> None:
    press(Qt.Key.Key_H, CONTROL)
    for line in (at_desk.desk.find_bar.text, at_desk.desk.find_bar.replacement):
        assert drag(at_desk, line, at_desk.newsroom / "gone.json")
        assert line.text() == ""
    qtbot.waitUntil(lambda: bool(at_desk.messages), timeout=PATIENCE)
    assert "does not exist" in at_desk.messages[0]


# --- Leaving ---------------------------------------------------------------------------------------------


def test_without_changes_the_window_closes_without_a_question(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.window.close()
    assert at_desk.messages == []
    qtbot.waitUntil(lambda: not at_desk.window.isVisible(), timeout=PATIENCE)


def test_closing_with_unsaved_work_asks_in_the_window(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Unsaved")
    at_desk.window.close()
    assert at_desk.window.isVisible()
    assert at_desk.messages == [f"Save changes to {SAMPLE}?"]
    at_desk.answer("Cancel")
    assert at_desk.window.isVisible()
    assert at_desk.desk.session.issue.headline == "Unsaved"
    at_desk.window.close()
    at_desk.answer("Save")
    qtbot.waitUntil(lambda: not at_desk.window.isVisible(), timeout=PATIENCE)
    assert load_issue(at_desk.newsroom / SAMPLE).headline == "Unsaved"


def test_escape_cancels_the_question(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.desk.go_to(HEADLINE)
    write_headline(at_desk, "Unsaved")
    at_desk.window.close()
    press(Qt.Key.Key_Escape)
    assert at_desk.messages == []
    assert at_desk.window.isVisible()
    type_keys("!")
    assert "!" in at_desk.desk.session.issue.headline


def test_discarded_work_can_be_recovered(at_desk: Program, start: Start, qtbot: QtBot) -> None:
    write_headline(at_desk, "Discarded in haste")
    press(Qt.Key.Key_W, CONTROL)
    at_desk.answer("Discard")
    assert at_desk.window.desk is None
    assert load_issue(at_desk.newsroom / SAMPLE).headline != "Discarded in haste"
    page = at_desk.window.start_page
    qtbot.waitUntil(lambda: page.work.count() == 1, timeout=PATIENCE)
    press_button(page, "Recently Discarded (1)…")
    press(Qt.Key.Key_Space)
    assert at_desk.desk.session.issue.headline == "Discarded in haste"
    assert not at_desk.desk.session.is_saved


def test_unsaved_work_after_a_crash_is_offered(at_desk: Program, start: Start, qtbot: QtBot) -> None:
    write_headline(at_desk, "Typed before the crash")
    # The journal as a crash leaves it: closed by nobody.
    assert at_desk.window.open_issue is not None
    at_desk.window.open_issue.close()
    at_desk.window.files.unfollow()
    at_desk.window.close()
    again = start()
    page = again.window.start_page
    qtbot.waitUntil(lambda: page.work.count() == 1, timeout=PATIENCE)
    (card,) = page.findChildren(RecoveryCard)
    words = " ".join(label.text() for label in card.findChildren(QLabel))
    assert SAMPLE in words
    assert "headline" in words.casefold()
    press_button(card, "Recover")
    assert again.desk.session.issue.headline == "Typed before the crash"
    assert load_issue(again.newsroom / SAMPLE).headline != "Typed before the crash"
    press(Qt.Key.Key_Z, CONTROL)
    assert again.desk.session.issue.headline != "Typed before the crash"
