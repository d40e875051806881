"""Exports that a running renderer does the work for: same files and messages, and never a failure because of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from editor import cli
from editor.cli import hand_over as client
from editor.cli import renderer_client
from editor.files.errors import FileError
from editor.files.issue_file import issue_text, load_issue, save_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish.commands import identity, sockets
from editor.publish.commands.frames import receive, send
from editor.publish.protocol import Ready, Rendered, ShowIssue, Start, frame, read_message
from schemas import Issue

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="renderers work for commands on Linux only")

SECRET = "A headline that nobody has saved"


class Running:
    """A renderer with an issue that was never saved."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
        self.environment.pop(sockets.SWITCH, None)
        scratch = tempfile.mkdtemp(dir=folder)
        command = [sys.executable, "-P", "-m", "editor.rendering"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, env=self.environment, cwd=Path(cli.__file__).parents[2], **pipes)  # type: ignore[call-overload]
        issue = Issue(headline=SECRET).model_dump_json().encode()
        self.process.stdin.write(frame(Start.with_theme(load_theme("merics"), scratch)))
        self.process.stdin.write(frame(ShowIssue(1, "headline", issue)))
        self.process.stdin.flush()
        self.wait_for(Ready)
        self.wait_for(Rendered)
        self.socket = folder / "newsdesk" / f"{self.process.pid}.socket"

    def wait_for(self, kind: type) -> None:
        while not isinstance(message := read_message(self.process.stdout), kind):
            assert message is not None

    def all_children(self) -> list[str]:
        return Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()

    def children(self) -> list[str]:
        return [
            pid
            for pid in self.all_children()
            if "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]
        ]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def runtime() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="nd-"))  # the path of a socket is short
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def connected(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.delenv(sockets.SWITCH)


@pytest.fixture(scope="module")
def shared(runtime: Path) -> Iterator[Running]:
    running = Running(runtime)
    yield running
    running.close()


@pytest.fixture
def running(shared: Running, connected: None) -> Running:
    return shared


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sample = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    save_issue(sample.model_copy(update={"top5": sample.top5[:1]}), tmp_path / "issue.json")
    (tmp_path / "bad.json").write_text(issue_text(Issue()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def both(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Do a command alone and by the renderer, and return its status and what it printed, which has to be the same."""
    alone = cli.main(arguments), *capsys.readouterr()
    written = {path: path.read_bytes() for path in Path.cwd().rglob("*.*") if path.suffix != ".json"}
    for path in written:
        path.unlink()
    status = client.hand_over(arguments, patience=60, silence=60)
    assert (status, *capsys.readouterr()) == alone
    assert {path: path.read_bytes() for path in Path.cwd().rglob("*.*") if path.suffix != ".json"} == written
    assert not any(SECRET.encode() in data for data in written.values())
    return alone


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["export", "issue.json", "--proof", "-o", "x.pdf"], 0),
        (["export", "issue.json", "--proof", "--to", "pdf", "--to", "docx", "--to", "text", "-o", "new/"], 0),
        (["export", "issue.json", "--proof", "--to", "text"], 0),
        (["export", "bad.json"], 1),
        (["export", "missing.json"], 1),
    ],
)
@pytest.mark.slow
def test_the_result_is_the_same(
    arguments: list[str], status: int, running: Running, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert both(arguments, capsys)[0] == status


def test_a_file_that_cannot_be_written_is_reported_by_the_command(running: Running, desk: Path) -> None:
    class Full:
        def make_folder(self, folder: Path) -> None:
            pass

        def write(self, target: Path, data: bytes) -> None:
            raise FileError(f"{target} could not be written.", "Free space.")

    with pytest.raises(FileError, match=r"x\.pdf could not be written"):
        client.hand_over(["export", "issue.json", "--proof", "-o", "x.pdf"], Full(), patience=60, silence=60)


def test_another_program_another_environment_and_the_switch_keep_a_command_alone(
    running: Running, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["export", "issue.json", "--proof", "-o", "x.pdf"]
    monkeypatch.setenv("LC_ALL", "xx")
    assert client.hand_over(arguments, patience=60) is None
    monkeypatch.delenv("LC_ALL")
    monkeypatch.setattr(identity, "program_state", lambda: "another")
    assert client.hand_over(arguments, patience=60) is None
    monkeypatch.undo()
    monkeypatch.chdir(desk)
    monkeypatch.setenv(sockets.SWITCH, "alone")
    assert client.hand_over(arguments, patience=60) is None
    assert not Path("x.pdf").exists()


def test_what_is_no_command_leaves_the_renderer_working(
    running: Running, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for data in (b"", b"\0\0\0\5\0\0\0\0[1,2]", b"\xff" * 40, b"\0\0\0\2\0\0\0\0{}"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(running.socket))
            connection.sendall(data)
    assert both(["export", "bad.json"], capsys)[0] == 1


@pytest.mark.parametrize("failure", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.slow
def test_a_renderer_that_dies_or_hangs_fails_no_command(
    failure: signal.Signals, begun: bool, connected: None, runtime: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = Running(runtime)
    real = receive
    seen: list[str] = []

    def fail_then_receive(connection: socket.socket) -> tuple[dict[str, object], bytes]:
        if begun == bool(seen):
            for pid in (*running.children(), running.process.pid):
                os.kill(int(pid), failure)
        found = real(connection)
        seen.append(str(found[0]["kind"]))
        return found

    monkeypatch.setattr(renderer_client, "receive", fail_then_receive)
    others = [path for path in running.socket.parent.iterdir() if path != running.socket]
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter([running.socket]))
    if not begun:
        os.kill(running.process.pid, signal.SIGSTOP)  # or it may have answered before it is killed
    assert client.hand_over(["export", "issue.json", "--proof", "-o", "x.pdf"], patience=8, silence=1) is None
    assert seen == (["accepted"] if begun else [])
    assert not Path("x.pdf").exists()
    for pid in (*running.children(), running.process.pid):
        os.kill(int(pid), signal.SIGKILL)
    running.close()
    monkeypatch.undo()
    assert others == [path for path in running.socket.parent.iterdir() if path != running.socket]


@pytest.mark.slow
def test_a_fork_ends_with_its_renderer(connected: None, runtime: Path, desk: Path) -> None:
    running = Running(runtime)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(running.socket))
        request = {"state": identity.program_state(), "arguments": ["export", "issue.json"], "folder": str(desk)}
        send(connection, request)
        assert receive(connection)[0] == {"kind": "accepted"}
        (child,) = running.children()
        running.process.kill()
        running.close()
        until = time.monotonic() + 20
        while Path(f"/proc/{child}").exists() and time.monotonic() < until:
            time.sleep(0.02)
        assert not Path(f"/proc/{child}").exists()
    assert running.socket.exists()
    assert renderer_client.done_by(running.socket, "", [], 1, 1) is None
    assert not running.socket.exists(), "what a killed renderer left is removed"


def test_nothing_is_left_of_the_work(running: Running) -> None:
    until = time.monotonic() + 20
    while running.all_children() and time.monotonic() < until:
        time.sleep(0.02)
    assert running.all_children() == []


def test_a_folder_that_others_can_read_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = sockets.socket_folder()
    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o750)
    assert sockets.socket_folder() is None
    folder.rmdir()
    folder.symlink_to(tmp_path)
    assert sockets.socket_folder() is None


def test_the_state_of_a_theme_changes_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a").write_text("1")
    before = identity.theme_state((tmp_path,))
    assert identity.theme_state((tmp_path,)) == before
    (tmp_path / "fonts" / "a").write_text("22")
    assert identity.theme_state((tmp_path,)) != before
