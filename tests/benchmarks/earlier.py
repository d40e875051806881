"""The program as it was at an earlier commit, for comparison in the same run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMIT = "6548990"


@contextmanager
def earlier_program() -> Iterator[Path]:
    """A folder with that commit, compiled to bytecode. Raises CalledProcessError, as in a clone without history."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-earlier-") as folder:
        place = Path(folder) / "program"
        _run("git", "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(place), COMMIT)
        try:
            compile_program(place)
            yield place
        finally:
            _run("git", "-C", str(ROOT), "worktree", "remove", "--force", str(place))


def compile_program(place: Path) -> None:
    """Compile the program's modules, as the launcher does when it sets the program up."""
    _run(sys.executable, "-m", "compileall", "-q", *(str(place / name) for name in ("editor", "schemas")))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
