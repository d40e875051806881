"""Exports whose pages are laid out by other processes, which die and hang: same bytes, nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor import cli
from editor.files.issue_file import save_issue
from editor.publish.layout_process import start_layout_processes
from schemas import Entry, Issue, Paragraph

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")

EXPORTS = """
import json, os, signal, sys
from pathlib import Path
from editor import cli
from editor.publish import layout_process
from editor.publish.layout_process import LayoutProcess, start_layout_processes

layout_process.usable_cores = lambda: 2
answer, pids = LayoutProcess.answer, []

def exported(kind):
    requests = [0]
    def noted(self):
        requests[0] += 1
        if requests[0] == 2 and kind == "killed":
            os.kill(self.pid, signal.SIGKILL)
        if requests[0] == 2 and kind == "stopped":
            os.kill(self.pid, signal.SIGSTOP)
        return answer(self)
    def start(most):
        made = start_layout_processes(most) if kind != "none" else ()
        for one in made:
            pids.append(one.pid)
            if kind == "stopped":
                one._socket.settimeout(0.5)
        return made
    LayoutProcess.answer = noted
    assert cli.main(["export", "--proof", "a.json", "b.json", "-o", kind], start_processes=start) == 0
    return {path.name: path.read_bytes().hex() for path in Path(kind).iterdir()}, requests[0]

own, asked = exported("none")
assert asked == 0
assert len(own) == 2
for kind in ("alive", "killed", "stopped"):
    made, asked = exported(kind)
    assert asked > 1, kind
    assert made == own, kind
print(json.dumps(pids))
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, date in (("a", "2025-03-12"), ("b", "2025-03-26")):
        entry = Entry(id="e1", title=f"Title {name}", comment=(Paragraph(id="p1", text=f"Text of {name}."),))
        issue = Issue.model_validate_json(json.dumps({"date": date, "headline": name}))
        save_issue(issue.model_copy(update={"top5": (entry,)}), tmp_path / f"{name}.json")
    return tmp_path


def temporary(folder: Path) -> dict[str, str]:
    folder.mkdir()
    return {**os.environ, "TMPDIR": str(folder)}


@pytest.mark.slow
def test_processes_that_die_or_hang_change_nothing(desk: Path) -> None:
    environment = temporary(desk / "temporary")
    run = subprocess.run([sys.executable, "-c", EXPORTS], cwd=desk, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    pids = json.loads(run.stdout.splitlines()[-1])
    assert len(pids) == 6
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    assert list((desk / "temporary").iterdir()) == []


WAITING = """
import time
from editor.publish.layout_process import LayoutProcess
process = LayoutProcess()
print(process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.slow
def test_a_process_ends_with_its_command_however_that_ends(tmp_path: Path, end: signal.Signals) -> None:
    folder = tmp_path / "temporary"
    command = subprocess.Popen(
        [sys.executable, "-c", WAITING], env=temporary(folder), stdout=subprocess.PIPE, text=True
    )
    assert command.stdout is not None
    with command.stdout:
        pid = int(command.stdout.readline())
    os.kill(command.pid, end)
    command.wait()
    until = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()
    assert list(folder.iterdir()) == []


def test_full_folders_for_temporary_files_are_told(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp', '/var/tmp']")

    monkeypatch.setattr("tempfile._get_default_tempdir", full)
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(desk)
    status = cli.main(["export", "--proof", "a.json", "-o", "a.pdf"], start_processes=start_layout_processes)
    monkeypatch.undo()
    assert status == 1
    told = capsys.readouterr().err
    assert "a.json could not be exported: No usable temporary directory found" in told
    assert "TMPDIR" in told
    assert not (desk / "a.pdf").exists()


def test_a_single_core_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from editor.publish import layout_process

    monkeypatch.setattr(layout_process, "usable_cores", lambda: 1)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    assert layout_process.start_layout_processes(3) == ()


def test_a_machine_without_processes_left_exports_anyway(monkeypatch: pytest.MonkeyPatch) -> None:
    from editor.publish import layout_process

    def full() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(layout_process, "usable_cores", lambda: 2)
    monkeypatch.setattr(os, "fork", full)
    assert layout_process.start_layout_processes(3) == ()
