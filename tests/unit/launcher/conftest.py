"""The launcher as a module, and as a program in small temporary checkouts."""

import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
LAUNCHER = ROOT / "newsdesk"


@pytest.fixture
def launcher() -> ModuleType:
    """A fresh copy of the launcher's code, to be changed at will."""
    loader = importlib.machinery.SourceFileLoader("launcher", str(LAUNCHER))
    spec = importlib.util.spec_from_loader("launcher", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Checkout:
    """A folder with a launcher, a tiny program, and locks that name no package until a test writes some."""

    folder: Path

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    def lock(self, text: str) -> None:
        for name in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock"):
            (self.folder / name).write_text(text, encoding="utf-8")

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(self.folder / "newsdesk"), *arguments],
            env={**os.environ, "PIP_NO_INDEX": "1", **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path / "a checkout “é”")
    made.folder.mkdir()
    shutil.copy(LAUNCHER, made.folder)
    program = made.folder / "editor"
    program.mkdir()
    (program / "__init__.py").touch()
    (program / "__main__.py").write_text(
        "import sys\nprint('started', *sys.argv[1:])\nsys.exit(7 if 'seven' in sys.argv else 0)\n", encoding="utf-8"
    )
    made.lock("# nothing\n")
    return made
