"""Disk failures while a version is recorded: earlier versions are kept, and the next save works."""

import errno
import os
from pathlib import Path

import pytest

from editor.files.history.history import History
from editor.files.history.store import FOLDER
from editor.files.issue_file import issue_bytes
from schemas import Issue
from tests.faults.conftest import LONG, Ran
from tests.faults.failing_disk import FailingDisk, Killed, error, killed
from tests.quick_disk import QUICK
from tests.unit.files.versions import WHEN

pytestmark = pytest.mark.faults

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES) if LONG else (errno.ENOSPC,)
FIRST, SECOND, THIRD = (Issue(headline=text) for text in ("First", "Second", "Third"))


def keep(history: History, issue: Issue, before: Issue | None = None) -> bool:
    """Keep a version, named, of a save that replaced another content."""
    file = history._store.folder / "a.json"
    replaced = issue_bytes(before, "") if before is not None else None
    return history.record(file, issue, "Sample Author", WHEN, issue.headline, "sent", replaced=replaced) is not None


def headlines(folder: Path) -> list[str]:
    history = History(folder)
    found = [history.issue_at(version).headline for version in history.versions(folder / "a.json")]
    assert history.error is None
    return found


def steps_of(folder: Path) -> list[str]:
    """What the disk has to do for a store that begins, and a version in it."""
    folder.mkdir()
    disk = FailingDisk()
    assert keep(History(folder, disk, late=0), SECOND, FIRST)
    return disk.steps


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_an_error_at_any_step_loses_at_most_the_new_version(tmp_path: Path, number: int, ran: Ran) -> None:
    steps = steps_of(tmp_path / "clean")
    for step in range(1, len(steps) + 1, 1 if LONG else 11):
        folder = tmp_path / str(step)
        folder.mkdir()
        history = History(folder, FailingDisk(step, error(number)), late=0, pause=0)
        was_kept = keep(history, SECOND, FIRST)
        assert was_kept or (history.error is not None and bool(history.error.help))
        assert headlines(folder) in ([], ["Second", "First"])
        assert keep(history, SECOND, FIRST)
        assert keep(history, THIRD, SECOND)
        assert headlines(folder) == ["Third", "Second", "First"]
        assert not list(folder.glob(".history-damaged-*"))
        assert not list((folder / FOLDER).rglob("*.tmp"))
        ran("errors of the disk while a version is kept", 1)


def test_a_kill_at_any_step_leaves_a_usable_history(tmp_path: Path, ran: Ran) -> None:
    steps = steps_of(tmp_path / "clean")
    for step in range(1, len(steps) + 1, 1 if LONG else 11):
        folder = tmp_path / str(step)
        folder.mkdir()
        assert keep(History(folder, QUICK, late=0), FIRST)
        with pytest.raises(Killed):
            keep_until_killed(folder, step)
        before = headlines(folder)
        assert before[-1] == "First"
        assert keep(History(folder, QUICK, late=0), THIRD)
        assert headlines(folder) == ["Third", *before]
        assert not list(folder.glob(".history-damaged-*"))
        ran("kills while a version is kept", 1)


def keep_until_killed(folder: Path, step: int) -> None:
    """Where fewer steps are needed than for a new store, it is the last one that counts."""
    disk = FailingDisk(step, killed)
    history = History(folder, disk, late=0)
    for number in range(20):
        keep(history, Issue(headline=f"Between {number}"))


def test_a_read_only_folder_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep(History(tmp_path, QUICK), FIRST)

    def read_only(*_: object, **__: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as disk:
        disk.setattr(Path, "mkdir", read_only)
        disk.setattr("editor.files.disk.RealDisk.create", read_only)
        history = History(tmp_path)
        assert not keep(history, SECOND)
        assert history.error is not None
        assert headlines(tmp_path) == ["First"]
