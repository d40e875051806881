"""Every edit is on disk before it is saved."""

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.files.issue_file import save_issue
from editor.files.journal import journal as journal_module
from editor.files.journal.reader import Replayed, read_journal
from editor.files.journal.recovery import discarded_work, recoverable_work
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from editor.session.storage import journaling as journaling_module
from editor.session.storage.journaling import Journaling
from schemas import Issue
from tests.faults.failing_disk import FailingDisk, error
from tests.gui.conftest import PATIENCE
from tests.gui.session.conftest import ISSUE

TITLE = path("top5/e1/title")


@pytest.fixture
def opened(tmp_path: Path, theme: InstalledTheme, qapp: object) -> Session:
    save_issue(ISSUE, tmp_path / "issue.json")
    issue, stored = open_issue(tmp_path / "issue.json")
    return Session(issue, theme, stored=stored)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journals"


def journals(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.journal"))


def messages_in(folder: Path) -> Replayed:
    (journal,) = journals(folder)
    return read_journal(journal)


def error_of(journaling: Journaling) -> str:
    return journaling.error.message if journaling.error is not None else ""


def write(session: Session, text: str) -> None:
    session.edit(SetValue(TITLE, text), "Typing in Title", merge=TITLE)


def test_every_edit_is_in_the_journal_at_once(folder: Path, opened: Session) -> None:
    journaling = Journaling(opened, folder)
    assert journals(folder) == []
    for text in ("F", "Fi", "Fir"):
        write(opened, text)
        told = messages_in(folder)
        assert (told.issue, told.base, told.torn) == (opened.issue, ISSUE, False)
        assert told.about.file == opened.file
    opened.undo()
    assert messages_in(folder).issue == ISSUE
    journaling.close(keep=True)
    assert journals(folder) == []  # all is saved


def test_a_save_ends_the_journal(folder: Path, opened: Session) -> None:
    journaling = Journaling(opened, folder)
    write(opened, "First")
    opened.save()
    assert journals(folder) == []
    write(opened, "Second")
    assert messages_in(folder).base.top5[0].title == "First"
    journaling.close(keep=True)
    (work,) = recoverable_work(folder)
    assert (work.issue.top5[0].title, work.differs, work.saved_meanwhile) == ("Second", "Entry 1: title", False)


def test_a_merge_starts_a_journal_based_on_the_file(folder: Path, opened: Session) -> None:
    journaling = Journaling(opened, folder)
    write(opened, "Ours")
    assert opened.file is not None
    save_issue(ISSUE.model_copy(update={"headline": "Theirs"}), opened.file)
    opened.merge(*open_issue(opened.file), "Merge Changes")
    told = messages_in(folder)
    assert (told.base.headline, told.issue) == ("Theirs", opened.issue)
    journaling.close(keep=True)
    (work,) = recoverable_work(folder)
    assert (work.differs, work.saved_meanwhile) == ("Entry 1: title", False)


def test_a_reload_ends_the_journal(folder: Path, opened: Session) -> None:
    journaling = Journaling(opened, folder)
    write(opened, "Ours")
    assert opened.file is not None
    save_issue(Issue(headline="Theirs"), opened.file)
    opened.reload(*open_issue(opened.file), "Reload")
    assert journals(folder) == []
    opened.undo()
    assert messages_in(folder).issue.top5[0].title == "Ours"
    journaling.close(keep=False)


def test_the_journal_of_a_running_program_is_not_recovered(folder: Path, opened: Session) -> None:
    journaling = Journaling(opened, folder)
    write(opened, "First")
    assert recoverable_work(folder) == ()
    journaling.close(keep=True)
    assert len(recoverable_work(folder)) == 1


def test_discarded_work_is_archived(folder: Path, opened: Session) -> None:
    journaling = Journaling(opened, folder)
    write(opened, "First")
    journaling.close(keep=False)
    assert recoverable_work(folder) == ()
    (work,) = discarded_work(folder)
    assert work.issue.top5[0].title == "First"


def test_nothing_is_written_after_close(folder: Path, opened: Session) -> None:
    journaling = Journaling(opened, folder)
    write(opened, "First")
    journaling.close(keep=True)
    journaling.close(keep=True)
    write(opened, "Second")
    assert messages_in(folder).issue.top5[0].title == "First"


def test_a_large_journal_is_restarted(folder: Path, opened: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "LARGEST", 5_000)
    journaling = Journaling(opened, folder)
    for number in range(40):
        write(opened, "word " * 50 + str(number))
        assert messages_in(folder).issue == opened.issue
    (journal,) = journals(folder)
    assert journal.stat().st_size < 20_000
    journaling.close(keep=False)


def test_edits_are_synced_within_a_second_at_once(folder: Path, opened: Session, qtbot: QtBot) -> None:
    disk = FailingDisk()
    journaling = Journaling(opened, folder, disk=disk)
    assert journaling_module.SYNC_AFTER < 1000
    for text in ("F", "Fi", "Fir"):
        write(opened, text)
    assert "sync" not in disk.steps  # typing does not wait for the disk
    qtbot.waitUntil(lambda: disk.steps.count("sync_folder") == 1, timeout=PATIENCE)
    assert disk.steps.count("sync") == 1
    write(opened, "Firs")
    qtbot.waitUntil(lambda: disk.steps.count("sync_folder") == 2, timeout=PATIENCE)
    journaling.close(keep=False)


@pytest.mark.parametrize(
    ("step", "number"), [("create", 1), ("write", 1), ("write", 8), ("write", 30), ("sync", 1), ("sync", 2)]
)
def test_a_disk_that_fails_does_not_disturb_typing(
    folder: Path, opened: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    monkeypatch.setattr(journaling_module, "SYNC_AFTER", 5)
    monkeypatch.setattr(journaling_module, "RETRY_AFTER", 50)
    journaling = Journaling(opened, folder, disk=FailingDisk(number, error(errno.ENOSPC), only=step))
    said: list[str] = []
    journaling.protection_changed.connect(lambda: said.append(error_of(journaling)))
    typed: list[str] = []

    def type_on() -> None:
        typed.append(".")
        write(opened, "".join(typed))

    typist = QTimer()
    typist.timeout.connect(type_on)
    typist.start(1)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=PATIENCE)
    typist.stop()
    assert opened.issue.top5[0].title == "".join(typed)
    assert said == ["Unsaved work is not protected against a crash: the disk is full.", ""]
    assert messages_in(folder).issue == opened.issue
    journaling.close(keep=True)
    assert [work.issue for work in recoverable_work(folder)] == [opened.issue]


def test_a_failed_journal_is_kept_until_it_is_replaced(folder: Path, opened: Session) -> None:
    disk = FailingDisk(20, error(errno.EIO), only="write")  # some write after the beginning
    journaling = Journaling(opened, folder, disk=disk)
    for text in ("F", "Fi", "Fir"):
        write(opened, text)
    assert recoverable_work(folder) == ()  # it is still held
    journaling.close(keep=True)
    assert [work.issue for work in recoverable_work(folder)] == [opened.issue]


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path, opened: Session) -> None:
    (tmp_path / "file").touch()
    journaling = Journaling(opened, tmp_path / "file" / "journals")
    write(opened, "First")
    assert "a part of its path is a file" in error_of(journaling)
    opened.save()
    assert error_of(journaling) == ""  # there is nothing to protect any more
    journaling.close(keep=True)
