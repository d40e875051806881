"""File locks are exclusive, and end with their process."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from editor.files.errors import ChangedOnDisk
from editor.files.file_locks import exclusive, has_path, is_locked, try_lock
from editor.files.issue_file import save_issue
from editor.files.stored import open_issue
from schemas import Issue

INSIDE = """
import sys
from pathlib import Path
from editor.files.file_locks import exclusive
with exclusive(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""


def test_a_file_is_locked_until_it_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "held"
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT)
    assert not is_locked(file)
    assert try_lock(descriptor)
    assert is_locked(file)
    file.write_text("a lock does not keep anybody from writing")
    os.close(descriptor)
    assert not is_locked(file)


def test_has_path_notices_a_replaced_file(tmp_path: Path) -> None:
    file = tmp_path / "held"
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT)
    assert has_path(descriptor, file)
    file.unlink()
    assert not has_path(descriptor, file)
    file.touch()
    assert not has_path(descriptor, file)
    os.close(descriptor)


def test_the_lock_is_exclusive(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def enter() -> None:
        for _ in range(20):
            with exclusive(tmp_path / "gate", patience=60):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 80
    assert [*tmp_path.iterdir()] == []


def test_waiting_times_out(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    command = [sys.executable, "-c", INSIDE, str(gate)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        with exclusive(gate, patience=0):
            assert is_locked(gate)
        assert gate.exists()  # it is the other's
        other.kill()
    with exclusive(gate, patience=60):
        assert is_locked(gate)
    assert not gate.exists()


def test_work_continues_without_lock_support(tmp_path: Path) -> None:
    for gate in (tmp_path / "absent" / "gate", tmp_path / ("n" * 300), tmp_path / "nul\0"):
        done: list[Path] = []
        with exclusive(gate):
            done.append(gate)
        assert done == [gate]


@pytest.mark.parametrize("round_number", range(10))
def test_of_three_concurrent_saves_two_are_refused(tmp_path: Path, round_number: int) -> None:
    file = tmp_path / "issue.json"
    save_issue(Issue(headline="Topics"), file)
    issue, stored = open_issue(file)
    refused: list[str] = []
    start = threading.Barrier(3)

    def save(name: str) -> None:
        start.wait()
        try:
            stored.save(issue.model_copy(update={"headline": name}))
        except ChangedOnDisk:
            refused.append(name)

    names = [f"Round {round_number}, {letter}" for letter in "abc"]
    threads = [threading.Thread(target=save, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 2
    assert open_issue(file)[0].headline in set(names) - set(refused)
    assert [*tmp_path.iterdir()] == [file]
