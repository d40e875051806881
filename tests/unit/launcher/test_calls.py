"""The launcher: imports, missing packages and error messages."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from types import ModuleType

import pytest

from tests.unit.launcher.conftest import LAUNCHER


def test_an_old_python_gets_a_message(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse(LAUNCHER.read_text(encoding="utf-8"), feature_version=(3, 8))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert launcher.main([]) == 1
    assert "Newsdesk requires Python 3.11 or later; this is 3.9.2" in capsys.readouterr().err


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse(LAUNCHER.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)


def test_a_later_run_imports_nothing_before_the_editor_starts() -> None:
    code = (
        "import importlib.machinery, os, sys\n"
        f"loader = importlib.machinery.SourceFileLoader('launcher', {str(LAUNCHER)!r})\n"
        "before = set(sys.modules)\n"
        "module = loader.load_module()\n"
        "os.execv = lambda *_: print(*sorted(set(sys.modules) - before))\n"
        "module.is_ready = lambda purpose: bool(module.read(module.stamp_file(purpose)) or True)\n"
        "module.main([])\n"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["__future__", "launcher"]


@pytest.mark.parametrize(
    ("present", "command"),
    [
        ("apt-get", "sudo apt-get update && sudo apt-get install libpango-1.0-0"),
        ("dnf", "sudo dnf install pango"),
        ("pacman", "sudo pacman -S --needed pango"),
        ("brew", "brew install pango"),
        ("", "the packages that Debian calls libpango-1.0-0"),
    ],
)
def test_missing_libraries_are_listed_with_the_install_command(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, present: str, command: str
) -> None:
    def which(name: str) -> str | None:
        return f"/usr/bin/{name}" if name == present else None

    monkeypatch.setattr("shutil.which", which)
    monkeypatch.setattr(launcher, "can_load", lambda library: "pango-1.0" not in library)
    monkeypatch.setattr(launcher, "apt_install", lambda run, packages: False)
    with pytest.raises(launcher.SetUpFailed, match="System packages are missing") as refusal:
        launcher.install_system_packages(_nothing, "run")
    assert command in str(refusal.value)


def _nothing(command: Sequence[str]) -> None:
    raise AssertionError(f"unexpected command: {command}")


def _recording(ran: list[list[str]], fail: Callable[[Sequence[str]], bool]) -> Callable[[Sequence[str]], None]:
    def run(command: Sequence[str]) -> None:
        ran.append(list(command))
        if fail(command):
            raise subprocess.CalledProcessError(100, list(command))

    return run


@pytest.mark.skipif(sys.platform != "linux", reason="apt-get is Linux's")
def test_package_lists_are_updated_if_installing_fails(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    ran: list[list[str]] = []
    updated = _recording(ran, lambda command: "install" in command and not any("update" in done for done in ran))
    assert launcher.apt_install(updated, ["libpango-1.0-0"])
    assert [command[-1] for command in ran] == ["libpango-1.0-0", "-a", "update", "libpango-1.0-0"]
    ran.clear()
    assert not launcher.apt_install(_recording(ran, lambda command: True), ["libpango-1.0-0"])


@pytest.mark.skipif(sys.platform != "linux", reason="apt-get is Linux's")
def test_sudo_is_used_without_a_password_prompt(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    ran: list[list[str]] = []
    assert launcher.apt_install(_recording(ran, lambda command: False), ["xvfb"])
    assert ran[0][:2] == ["sudo", "-n"]


@pytest.mark.parametrize(
    ("log", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "Free 2 GB"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "does not match its checksum"),
        ("NewConnectionError('<pip…>: Failed to establish", "Check the network"),
        ("[Errno 13] Permission denied: '.venv'", "Check its owner"),
        ("something else", "Fix the problem named in the last lines"),
    ],
)
def test_a_failure_message_has_advice(launcher: ModuleType, log: str, advice: str) -> None:
    assert advice in launcher.explain(["pip", "install"], log.encode())


def test_checks_that_run_beside_the_tests_are_told_after_them(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The programs are stood in for: each prints its name, and fails if its name is among those that fail."""
    failing = {"mypy"}
    monkeypatch.chdir(LAUNCHER.parent)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    def stood_in(command: Sequence[str]) -> list[str]:
        (name,) = {"ruff", "mypy", "deptry", "pytest"} & set(command)
        return [sys.executable, "-c", f"import sys; print('said by {name}', flush=True); sys.exit({name in failing})"]

    call, run = subprocess.call, subprocess.run
    monkeypatch.setattr(subprocess, "call", lambda command: call(stood_in(command)))
    monkeypatch.setattr(subprocess, "run", lambda command, **options: run(stood_in(command), check=False, **options))
    monkeypatch.setattr(launcher, "ensure_set_up", lambda purpose: None)
    assert launcher.main(["test"]) == 1
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    out, err = capfd.readouterr()
    assert out.split("\n") == ["said by ruff", "said by ruff", "said by pytest", ""]
    assert err.endswith("newsdesk: mypy:\nsaid by mypy\n\nnewsdesk: Failed: mypy\n")
    failing.clear()
    assert launcher.main(["test"]) == 0
    assert "said by" not in capfd.readouterr().err
    failing.add("pytest")
    assert launcher.main(["test"]) == 1
