"""A save that fails at any step leaves the old file or the new one, and loses no work."""

import errno
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.errors import FileError
from editor.files.issue_file import issue_bytes, load_issue, save_issue
from editor.files.journal.reader import read_journal
from editor.files.stored import open_issue
from editor.files.themes import load_theme
from editor.session.issue.session import Session
from editor.session.storage.journaling import Journaling
from schemas import Entry, Issue, Paragraph
from tests.faults.conftest import LONG, Ran
from tests.faults.failing_disk import FailingDisk, Killed, error, killed

pytestmark = pytest.mark.faults

STEPS = ("create", "write", "allow", "sync", "content", "close", "replace", "sync_folder")
OLD = Issue(headline="Old", top5=(Entry(id="e1", comment=(Paragraph(text="word " * 2000),)),))
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
MANY_ERRORS = (*ERRORS, errno.EROFS, errno.EDQUOT, errno.EPERM, errno.ENOENT, errno.ESTALE, errno.ETIMEDOUT)


@dataclass
class Desk:
    """An issue with unsaved work, on a disk that works until it is saved."""

    folder: Path
    session: Session
    journaling: Journaling
    disk: FailingDisk

    @property
    def file(self) -> Path:
        return self.folder / "issue.json"

    def files(self) -> list[str]:
        return sorted(found.name for found in self.folder.iterdir() if found.is_file())

    def work_in_journal(self) -> Issue:
        assert self.journaling.journal is not None
        return read_journal(self.journaling.journal).issue


def desk(folder: Path, disk: FailingDisk) -> Desk:
    save_issue(OLD, folder / "issue.json")
    issue, stored = open_issue(folder / "issue.json")
    session = Session(issue, load_theme("merics"), stored=replace(stored, disk=disk), check=lambda _: ())
    journaling = Journaling(session, folder / "journals")
    session.edit(SetValue(path("headline"), "New"), "Typing")
    return Desk(folder, session, journaling, disk)


def steps_of_a_save(folder: Path) -> list[str]:
    folder.mkdir()
    one = desk(folder, FailingDisk())
    one.session.save()
    one.journaling.close(keep=False)
    return one.disk.steps


def numbers(steps: list[str]) -> list[int]:
    return [number for number, _ in enumerate(steps, 1)]


def test_every_failing_step_is_part_of_a_save(tmp_path: Path, qapp: QCoreApplication) -> None:
    steps = steps_of_a_save(tmp_path / "clean")
    assert list(dict.fromkeys(steps)) == list(STEPS)
    assert steps.count("write") > 3


@pytest.mark.parametrize("number", MANY_ERRORS if LONG else ERRORS, ids=errno.errorcode.get)
def test_an_error_at_any_step_loses_nothing(tmp_path: Path, qapp: QCoreApplication, number: int, ran: Ran) -> None:
    steps = steps_of_a_save(tmp_path / "clean")
    for step in numbers(steps):
        folder = tmp_path / str(step)
        folder.mkdir()
        one = desk(folder, FailingDisk(step, error(number)))
        work = one.session.issue
        if steps[step - 1] == "sync_folder":  # the content is in place by then
            one.session.save()
        else:
            with pytest.raises(FileError, match=r"issue\.json was not written: .") as trouble:
                one.session.save()
            assert trouble.value.help
            assert load_issue(one.file) == OLD
            assert not one.session.is_saved
            assert one.session.issue is work
            assert one.work_in_journal() == work
            one.session.save()  # the disk works again
        assert load_issue(one.file) == work
        assert one.session.is_saved
        assert one.files() == ["issue.json"]
        one.journaling.close(keep=True)
        assert [*(folder / "journals").iterdir()] == []
        ran("errors of the disk in the middle of a save", 1)


def test_a_kill_at_any_step_leaves_the_old_file_or_the_new(tmp_path: Path, qapp: QCoreApplication, ran: Ran) -> None:
    steps = steps_of_a_save(tmp_path / "clean")
    for step in numbers(steps):
        folder = tmp_path / str(step)
        folder.mkdir()
        one = desk(folder, FailingDisk(step, killed))
        work = one.session.issue
        with pytest.raises(Killed):
            one.session.save()
        is_in_place = steps[step - 1] == "sync_folder"
        assert load_issue(one.file) == (work if is_in_place else OLD)
        assert one.work_in_journal() == work
        check_that_the_next_save_clears_up(folder)
        one.journaling.close(keep=False)
        ran("kills at a step of a save, as far as a process can pretend them", 1)


def check_that_the_next_save_clears_up(folder: Path) -> None:
    """Some minutes later: what is younger might still be being written by somebody on another machine."""
    for left in folder.glob(".newsdesk-*.tmp"):
        os.utime(left, (1, 1))
    issue, stored = open_issue(folder / "issue.json")
    stored.save(issue)
    assert sorted(found.name for found in folder.iterdir() if found.is_file()) == ["issue.json"]


VICTIM = """
import sys
from dataclasses import replace
from pathlib import Path
from editor.files.stored import open_issue
from tests.faults.conftest import LONG, Ran
from tests.faults.failing_disk import FailingDisk, really_killed
issue, stored = open_issue(Path(sys.argv[1]))
disk = FailingDisk(int(sys.argv[2]), really_killed)
replace(stored, disk=disk).save(issue.model_copy(update={"headline": "New"}))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no SIGKILL here")
def test_a_killed_process_leaves_the_old_file_or_the_new(tmp_path: Path, qapp: QCoreApplication, ran: Ran) -> None:
    steps = steps_of_a_save(tmp_path / "clean")
    chosen = [number for number in numbers(steps) if LONG or steps[number - 1] in ("write", "replace", "sync_folder")]
    for step in chosen if LONG else chosen[-3:]:
        folder = tmp_path / str(step)
        folder.mkdir()
        save_issue(OLD, folder / "issue.json")
        command = [sys.executable, "-c", VICTIM, str(folder / "issue.json"), str(step)]
        root = Path(__file__).parents[2]
        assert subprocess.run(command, cwd=root, check=False).returncode == -9
        assert load_issue(folder / "issue.json").headline == ("New" if steps[step - 1] == "sync_folder" else "Old")
        check_that_the_next_save_clears_up(folder)
        ran("kills with SIGKILL at a step of a save", 1)


def test_a_disk_that_stays_full_keeps_the_old_file_and_the_work(tmp_path: Path, qapp: QCoreApplication) -> None:
    class FullDisk(FailingDisk):
        def write(self, descriptor: int, data: memoryview) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    one = desk(tmp_path, FullDisk())
    for _ in range(3):
        with pytest.raises(FileError, match="the disk is full"):
            one.session.save()
    assert one.file.read_bytes() == issue_bytes(OLD, "")
    assert one.files() == ["issue.json"]
    one.session.undo()
    assert one.session.is_saved
    one.journaling.close(keep=True)
