"""A note that warns the second one, and no other."""

import datetime as dt
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from editor.files.lock import Lock, Owner

HERE = Owner("Sample Author", socket.gethostname(), os.getpid(), dt.datetime.now(dt.UTC))


def note(folder: Path, **told: object) -> None:
    whole = {
        "name": "Sample Editor",
        "machine": "elsewhere",
        "process": 1,
        "since": dt.datetime.now(dt.UTC).isoformat(),
    }
    (folder / ".~issue.json.lock").write_text(json.dumps({**whole, **told}))


def test_the_second_one_is_told_who_came_first(tmp_path: Path) -> None:
    note(tmp_path)
    lock = Lock(tmp_path / "issue.json", HERE)
    other = lock.other()
    assert other is not None
    assert (other.name, other.machine) == ("Sample Editor", "elsewhere")
    lock.take()
    lock.release()
    assert Lock(tmp_path / "issue.json", HERE).other() == other  # the first one's note stays


def test_our_own_note_is_no_warning_and_goes_with_us(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "issue.json", HERE)
    lock.take()
    assert lock.other() is None
    assert len([*tmp_path.iterdir()]) == 1
    lock.release()
    assert [*tmp_path.iterdir()] == []


def test_a_note_of_a_program_that_is_gone_is_left_over(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    note(tmp_path, machine=socket.gethostname(), process=gone.pid)
    assert Lock(tmp_path / "issue.json", HERE).other() is None
    note(tmp_path, machine=socket.gethostname(), process=os.getppid())
    assert Lock(tmp_path / "issue.json", HERE).other() is not None


def test_an_old_note_of_another_machine_is_left_over(tmp_path: Path) -> None:
    note(tmp_path, since=(dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).isoformat())
    assert Lock(tmp_path / "issue.json", HERE).other() is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff", b'{"name": 1}', b'{"name":"x","machine":"y","process":2,"since":"2025-01-01"}'],
)
def test_a_note_that_makes_no_sense_is_no_warning(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".~issue.json.lock").write_bytes(content)
    lock = Lock(tmp_path / "issue.json", HERE)
    assert lock.other() is None
    lock.take()
    lock.release()


def test_a_folder_that_takes_no_note_is_no_failure(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "absent" / "issue.json", HERE)
    lock.take()
    assert lock.other() is None
    lock.release()
