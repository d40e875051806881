"""One file and several people in the window: merged, reported, and never overwritten."""

import errno
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.files.issue_file import load_issue, save_issue
from editor.session.storage import watching
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.colleagues import all_is_said, look_outside, saved_by, wait_for, write_headline
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, press

pytestmark = pytest.mark.slow


def test_saving_second_merges_and_shows_one_message(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Mine")
    saved_by(at_desk, "Sample Editor")
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "Merged with changes by Sample Editor: Imprint.")
    assert len(at_desk.messages) == 1
    issue = load_issue(at_desk.newsroom / SAMPLE)
    assert (issue.headline, issue.imprint.contact) == ("Mine", "other@example.org")
    assert at_desk.desk.session.issue == issue
    assert at_desk.desk.session.is_saved
    write_headline(at_desk, "Mine, later")
    press(Qt.Key.Key_S, CONTROL)
    all_is_said(at_desk, qtbot)
    assert at_desk.messages == []  # nothing came this time


def test_an_unknown_author_does_not_delay_the_message(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Mine")
    issue = load_issue(at_desk.newsroom / SAMPLE)
    imprint = issue.imprint.model_copy(update={"contact": "other@example.org"})
    save_issue(issue.model_copy(update={"imprint": imprint}), at_desk.newsroom / SAMPLE)
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "Merged with changes by someone else: Imprint.")


def test_a_change_outside_is_shown_and_merged_on_request(at_desk: Program, qtbot: QtBot) -> None:
    theirs = saved_by(at_desk, "Sample Editor", headline="Theirs")
    look_outside(at_desk)
    wait_for(at_desk, qtbot, "Changed by Sample Editor: Headline; imprint.")
    at_desk.answer("Merge Now")
    assert at_desk.desk.session.issue == theirs
    assert at_desk.desk.session.is_saved
    wait_for(at_desk, qtbot, "Merged with changes by Sample Editor")
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.session.issue.headline != "Theirs"


class Deaf(QFileSystemWatcher):
    """Hears of no change, as in many a folder in the network."""

    def addPaths(self, files: Sequence[str]) -> list[str]:  # noqa: N802
        return list(files)


def test_activating_the_window_checks_the_file(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "QFileSystemWatcher", Deaf)
    program.window.files.open(program.newsroom / SAMPLE)
    saved_by(program, "Sample Editor", headline="Theirs")
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other, timeout=PATIENCE):
        other.show()
        other.activateWindow()
    assert program.messages == []
    program.window.activateWindow()
    wait_for(program, qtbot, "Changed by Sample Editor: Headline; imprint.")


def test_a_file_rewritten_without_changes_is_ignored(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / SAMPLE
    file.write_bytes(file.read_bytes() + b"\n")
    look_outside(at_desk)
    all_is_said(at_desk, qtbot)
    assert at_desk.messages == []
    write_headline(at_desk, "Mine")
    press(Qt.Key.Key_S, CONTROL)
    all_is_said(at_desk, qtbot)
    assert at_desk.messages == []
    assert load_issue(file).headline == "Mine"


def test_a_file_that_keeps_changing_is_reported(
    at_desk: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_headline(at_desk, "Mine")
    assert at_desk.window.open_issue is not None
    merging = at_desk.window.open_issue.merging
    bring_in = merging._merge_file
    numbers = iter(range(1000))

    def late() -> Issue | None:
        found = bring_in()
        saved_by(at_desk, "Sample Editor", contact=f"other{next(numbers)}@example.org")
        return found

    with monkeypatch.context() as busy:
        busy.setattr(merging, "_merge_file", late)
        late()
        press(Qt.Key.Key_S, CONTROL)
        assert any("the file keeps changing" in text for text in at_desk.messages)
    assert load_issue(at_desk.newsroom / SAMPLE).headline != "Mine"
    at_desk.answer("Save Again")
    issue = load_issue(at_desk.newsroom / SAMPLE)
    assert issue.headline == "Mine"
    assert issue.imprint.contact.startswith("other")


def test_save_as_under_its_own_name_merges_too(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Mine")
    saved_by(at_desk, "Sample Editor")
    at_desk.dialogs.answer = at_desk.newsroom / SAMPLE
    press(Qt.Key.Key_S, CONTROL, SHIFT)
    issue = load_issue(at_desk.newsroom / SAMPLE)
    assert (issue.headline, issue.imprint.contact) == ("Mine", "other@example.org")


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}', b"\xff\xfe\0"])
def test_a_file_that_cannot_be_merged_is_never_overwritten(at_desk: Program, qtbot: QtBot, content: bytes) -> None:
    file = at_desk.newsroom / SAMPLE
    write_headline(at_desk, "Mine")
    file.write_bytes(content)
    press(Qt.Key.Key_S, CONTROL)
    assert file.read_bytes() == content
    assert len(at_desk.messages) == 1
    at_desk.answer("Rename Theirs and Save Mine")
    assert load_issue(file).headline == "Mine"
    assert (at_desk.newsroom / "china-industries-2025-03-12-set-aside-1.json").read_bytes() == content
    assert at_desk.messages == [f"Saved {SAMPLE}."]


def test_an_issue_of_another_newsletter_is_not_merged_in_the_window(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / SAMPLE
    write_headline(at_desk, "Mine")
    save_issue(load_issue(file).model_copy(update={"theme": "other"}), file)
    look_outside(at_desk)
    qtbot.waitUntil(lambda: bool(at_desk.messages), timeout=PATIENCE)
    press(Qt.Key.Key_S, CONTROL)
    assert "another newsletter" in at_desk.messages[0]
    assert load_issue(file).theme == "other"
    at_desk.dialogs.answer = at_desk.newsroom / "mine.json"
    at_desk.answer("Save Elsewhere…")
    assert load_issue(at_desk.newsroom / "mine.json").headline == "Mine"


def test_a_file_that_cannot_be_renamed_is_reported(
    at_desk: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = at_desk.newsroom / SAMPLE
    write_headline(at_desk, "Mine")
    file.write_bytes(b"{")

    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    press(Qt.Key.Key_S, CONTROL)
    monkeypatch.setattr(Path, "rename", refuse)
    at_desk.answer("Rename Theirs and Save Mine")
    assert "could not be renamed" in at_desk.messages[0]
    assert file.read_bytes() == b"{"
    assert at_desk.desk.session.issue.headline == "Mine"


def test_a_damaged_file_is_reported_and_the_work_kept(at_desk: Program, qtbot: QtBot) -> None:
    (at_desk.newsroom / SAMPLE).write_bytes(b"{")
    look_outside(at_desk)
    wait_for(at_desk, qtbot, "was changed by someone else")
    at_desk.answer("Rename Theirs and Save Mine")
    assert load_issue(at_desk.newsroom / SAMPLE) == at_desk.desk.session.issue


def test_a_deleted_file_is_reported_and_saved_again(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / SAMPLE
    file.unlink()
    look_outside(at_desk)
    qtbot.waitUntil(lambda: bool(at_desk.messages), timeout=PATIENCE)
    assert at_desk.messages == [f"{SAMPLE} was moved or deleted."]
    at_desk.answer("Save Again")
    assert file.exists()


def test_an_issue_open_elsewhere_says_where(program: Program, tmp_path: Path) -> None:
    lock = program.newsroom / f".~lock.{SAMPLE}#"
    when = "2999-01-01T12:00:00+00:00"
    note = {"name": "Sample Author", "machine": "desk-7", "process": 1, "since": when, "renewed": when}
    lock.write_text(json.dumps(note))
    program.window.files.open(program.newsroom / SAMPLE)
    assert "Sample Author has had this issue open on desk-7" in program.messages[0]
    assert program.desk.session.file == program.newsroom / SAMPLE
    write_headline(program, "Mine")
    press(Qt.Key.Key_S, CONTROL)
    assert program.messages == []


def test_it_is_no_longer_said_once_the_other_one_has_left(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.ui.issue.open_issue.OWNER_MS", 20)
    lock = program.newsroom / f".~lock.{SAMPLE}#"
    when = "2999-01-01T12:00:00+00:00"
    lock.write_text(json.dumps({"name": "A", "machine": "desk-7", "process": 1, "since": when, "renewed": when}))
    program.window.files.open(program.newsroom / SAMPLE)
    assert len(program.messages) == 1
    lock.unlink()
    qtbot.waitUntil(lambda: program.messages == [], timeout=PATIENCE)
    assert lock.exists(), "now it is ours"
