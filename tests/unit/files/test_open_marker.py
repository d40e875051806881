"""Markers of open issues."""

import datetime as dt
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from editor.files import open_marker as lock_module
from editor.files.open_marker import OpenMarker, Owner

NAME = ".~lock.issue.json#"
HOLDER = """
import sys
from pathlib import Path
from editor.files.open_marker import OpenMarker, Owner
lock = OpenMarker(Path(sys.argv[1]), Owner.here("Sample Editor"))
lock.take()
print("taken", flush=True)
sys.stdin.read()
"""


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def note(folder: Path, **content: object) -> None:
    whole = {
        "name": "Sample Editor",
        "machine": "elsewhere",
        "process": 1,
        "since": now().isoformat(),
        "renewed": now().isoformat(),
    }
    (folder / NAME).write_text(json.dumps({**whole, **content}))


def lock_in(folder: Path) -> OpenMarker:
    return OpenMarker(folder / "issue.json", Owner.here("Sample Author"))


def test_a_second_user_sees_the_first(tmp_path: Path) -> None:
    note(tmp_path)
    lock = lock_in(tmp_path)
    other = lock.other()
    assert other is not None
    assert (other.name, other.machine) == ("Sample Editor", "elsewhere")
    lock.take()
    lock.release()
    assert lock_in(tmp_path).other() == other  # the first one's note stays


def test_our_own_marker_is_no_warning_and_is_removed(tmp_path: Path) -> None:
    lock = lock_in(tmp_path)
    lock.take()
    assert lock.other() is None
    second = lock_in(tmp_path).other()
    assert second is not None
    assert (second.name, second.machine) == ("Sample Author", socket.gethostname())
    assert [found.name for found in tmp_path.iterdir()] == [NAME]
    lock.release()
    assert [*tmp_path.iterdir()] == []
    lock.release()


def test_a_marker_is_stale_when_its_program_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "issue.json")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"taken\n"
        other = lock_in(tmp_path).other()
        assert other is not None
        assert (other.name, other.process) == ("Sample Editor", holder.pid)
        lock = lock_in(tmp_path)
        lock.take()
        assert json.loads((tmp_path / NAME).read_text())["process"] == holder.pid
        holder.kill()
    assert (tmp_path / NAME).exists()
    assert lock.other() is None
    lock.take()
    assert json.loads((tmp_path / NAME).read_text())["name"] == "Sample Author"
    lock.release()


def test_a_marker_of_another_computer_becomes_stale(tmp_path: Path) -> None:
    day = dt.timedelta(days=1)
    note(tmp_path, since=(now() - day).isoformat())
    assert lock_in(tmp_path).other() is not None
    note(tmp_path, since=(now() - day).isoformat(), renewed=(now() - day).isoformat())
    lock = lock_in(tmp_path)
    assert lock.other() is None
    lock.take()
    assert json.loads((tmp_path / NAME).read_text())["name"] == "Sample Author"
    lock.release()


def test_taking_a_marker_again_renews_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = lock_in(tmp_path)
    lock.take()
    first = json.loads((tmp_path / NAME).read_text())
    later = now().replace(microsecond=0) + dt.timedelta(hours=1)
    monkeypatch.setattr(lock_module, "_now", lambda: later)
    lock.take()
    second = json.loads((tmp_path / NAME).read_text())
    lock.release()
    assert second == {**first, "renewed": later.isoformat()}


def test_a_removed_marker_can_be_taken_by_another_user(tmp_path: Path) -> None:
    lock = lock_in(tmp_path)
    lock.take()
    (tmp_path / NAME).unlink()
    second = lock_in(tmp_path)
    second.take()
    lock.release()
    assert (tmp_path / NAME).exists()
    second.release()
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"name": 1}',
        b'{"name":"x","machine":"y","process":2,"since":"2025-01-01","renewed":"2025-01-01"}',
        b"[" * 4000,
        b" " * 5000,
    ],
)
def test_an_invalid_marker_is_ignored(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    lock = lock_in(tmp_path)
    assert lock.other() is None
    lock.take()
    assert json.loads((tmp_path / NAME).read_text())["name"] == "Sample Author"
    lock.release()


def test_names_in_markers_are_made_printable(tmp_path: Path) -> None:
    note(tmp_path, name="A\n\x1b[31m" + "B" * 500, machine="\0")
    other = lock_in(tmp_path).other()
    assert other is not None
    assert other.name == "A[31m" + "B" * 73
    assert other.machine == "Someone"


def test_a_marker_is_never_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / NAME).symlink_to(tmp_path / "mine.txt")
    lock = lock_in(tmp_path)
    lock.take()
    lock.release()
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_read_only_folder_has_no_marker(tmp_path: Path) -> None:
    lock = OpenMarker(tmp_path / "absent" / "issue.json", Owner.here())
    lock.take()
    assert lock.other() is None
    lock.release()
