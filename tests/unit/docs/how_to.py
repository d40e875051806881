"""A how-to page as a list of steps, and a copy of the project in which to follow them.

A fenced block is a step if its info string says what to do with it:

    ```python file=editor/cli/words.py          write a new file
    ```python edit=schemas/issue.py after="x"   insert the block after the first line that contains x
    ```python edit=schemas/issue.py before="x"  insert it before that line
    ```sh run                                   run each line; all must succeed
    ```sh run status=1                          run each line; the last one must end with this status
    ```text output                              the output of the last command contains these lines, in this order

Blocks without such words are shown to the reader only.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGES = ROOT / "docs" / "how-to"
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINKED = frozenset({".ttf", ".otf"})
_COPIED = ("editor", "schemas", "themes", "issues")


@dataclass(frozen=True, slots=True)
class Step:
    """One fenced block: the words of its info string after the language, and its text."""

    words: tuple[str, ...]
    text: str
    line: int

    def value(self, key: str) -> str | None:
        """The value of `key=...` in the info string."""
        return next((word.removeprefix(key + "=") for word in self.words if word.startswith(key + "=")), None)


def steps(page: str) -> Iterator[Step]:
    """The steps of a page in order."""
    for block in _FENCE.finditer(page):
        words = tuple(shlex.split(block["info"])[1:])
        if words:
            yield Step(words, block["body"], page[: block.start()].count("\n") + 1)


class Workspace:
    """A copy of the project.

    Large files that no command writes into (fonts) are hard links; a hard link of another file would let a command
    change the project itself.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = ""
        for name in _COPIED:
            ignored = shutil.ignore_patterns("__pycache__", ".history*", ".~*")
            # `python -m schemas.json_schema` writes into its files: a link would change the project itself.
            copy = shutil.copy2 if name == "schemas" else _link
            shutil.copytree(ROOT / name, folder / name, copy_function=copy, ignore=ignored)
        shutil.copy(ROOT / "pyproject.toml", folder)

    def follow(self, step: Step) -> None:
        """Do what a step says. Raises AssertionError with the page's line if that is not possible."""
        where = f"line {step.line}"
        if (name := step.value("file")) is not None:
            path = self.folder / name
            assert not path.exists(), f"{where}: {name} exists already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
        elif (name := step.value("edit")) is not None:
            self._insert(self.folder / name, step, where)
        elif "run" in step.words:
            commands = [line for line in step.text.splitlines() if line and not line.startswith("#")]
            for command in commands:
                expected = int(step.value("status") or 0) if command is commands[-1] else 0
                self._run(command, expected, where)
        elif "output" in step.words:
            rest = self.output
            for line in step.text.splitlines():
                assert line in rest, f"{where}: {line!r} is not in the output:\n{self.output}"
                rest = rest[rest.index(line) + len(line) :]
        else:
            raise AssertionError(f"{where}: unknown words {step.words}")

    def _insert(self, path: Path, step: Step, where: str) -> None:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        mark = step.value("after") or step.value("before")
        assert mark, f"{where}: say where to insert"
        number = next((number for number, line in enumerate(lines) if mark in line), None)
        assert number is not None, f"{where}: {path.name} has no line with {mark!r}"
        at = number + 1 if step.value("after") else number
        lines[at:at] = [step.text]
        path.unlink()
        path.write_text("".join(lines), encoding="utf-8")

    def _run(self, command: str, status: int, where: str) -> None:
        words = shlex.split(command)
        if words[:2] == ["./newsdesk", "test"]:
            words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words[2:]]
        elif words[0] == "./newsdesk":
            words = [sys.executable, "-P", "-m", "editor", *words[1:]]
        elif words[0] == "python":
            words = [sys.executable, *words[1:]]
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "QT_QPA_PLATFORM": "offscreen"}
        environment |= {name: str(self.folder / ".cache") for name in ("XDG_CACHE_HOME", "LOCALAPPDATA")}
        ended = subprocess.run(
            words, cwd=self.folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120
        )
        self.output = ended.stdout + ended.stderr
        assert ended.returncode == status, f"{where}: {command} ended with {ended.returncode}:\n{self.output}"


def _link(source: str, target: str) -> None:
    if Path(source).suffix in _LINKED:
        with contextlib.suppress(OSError):  # another file system
            os.link(source, target)
            return
    shutil.copy2(source, target)
