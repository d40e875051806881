"""Internal errors, Ctrl+C, closed pipes, full disks and encodings."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor import __version__
from editor.cli import main
from tests.unit.cli.fakes import Fakes, Printed, names, refused

ROOT = Path(__file__).parents[3]


def test_ctrl_c(desk: Path, fakes: Fakes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> Printed:
        raise KeyboardInterrupt

    monkeypatch.setattr("editor.publish.publication.publish", interrupted)
    assert "Interrupted. Nothing was written.\n" in refused(["export", "issue.json"], capsys, 130)
    assert names(desk) == ["issue.json", "source.txt"]


@pytest.mark.parametrize("arguments", [["--debug", "export", "issue.json"], ["export", "issue.json", "--debug"]])
def test_an_internal_error_shows_its_traceback_with_debug_only(
    arguments: list[str], desk: Path, fakes: Fakes, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes.publishing = ZeroDivisionError("division\nby zero")
    err = refused(["export", "issue.json"], capsys)
    assert "Internal error (ZeroDivisionError: division by zero)" in err
    assert main(arguments) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_closed_pipe(
    desk: Path, fakes: Fakes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["check", "issue.json", "--json"]) == 1
    assert capsys.readouterr().err == ""


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "editor", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_messages_are_utf_8_in_every_locale() -> None:
    result = run("check", "缺.json", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "缺.json".encode() in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output() -> None:
    code = (
        "import sys; from editor.cli import run_guarded; from editor.cli.output import print_result; "
        "sys.exit(run_guarded(lambda: print_result('x') or 0, debug=False))"
    )
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert result.returncode == 1
    assert result.stderr.decode().startswith("Standard output could not be written: No space left on device")
    assert "Exception ignored" not in result.stderr.decode()


def test_a_start_imports_neither_qt_nor_weasyprint_nor_the_models() -> None:
    code = (
        "import sys; from editor import cli; cli.main(['--version']); "
        "print(*{'PySide6', 'weasyprint', 'pydantic', 'fontTools'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert result.stdout.decode().splitlines() == [f"newsdesk {__version__}", ""]
