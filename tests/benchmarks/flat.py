"""A short issue and a long one, typed in by turns: whatever the machine does meanwhile slows both down alike.

`python -m tests.benchmarks.flat KEYSTROKES ENTRIES ENTRIES` prints the milliseconds from each key to its pixels, by the
number of entries, as JSON. With one number of entries it is one of the two programs, and types when it is told to.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack

from PySide6.QtGui import QGuiApplication

from tests.benchmarks.issues import keystrokes
from tests.benchmarks.live import Live, Stuck
from tests.benchmarks.progress import say


class Typist:
    """One of the two programs, from outside."""

    def __init__(self, entries: int, count: int) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.flat", str(count), str(entries)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()  # all pages are there

    def key(self) -> float:
        """Milliseconds from one key to its pixels. Raises ValueError where the program has ended."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()

    def _answer(self) -> float:
        assert self._process.stdout is not None
        return float(self._process.stdout.readline())


def by_turns(count: int, sizes: list[int]) -> dict[str, list[float]]:
    """Type the same in both."""
    with ExitStack() as open_programs:
        typists: dict[str, Typist] = {}
        for entries in sizes:
            typists[str(entries)] = typist = Typist(entries, count)
            open_programs.callback(typist.close)
        taken: dict[str, list[float]] = {size: [] for size in typists}
        for _ in range(count):
            for size, typist in typists.items():
                taken[size].append(typist.key())
        return taken


def typed(entries: int, count: int) -> int:
    """Be one of the two: a key for each line that comes in, a line with its milliseconds for each key."""
    application = QGuiApplication([])
    live = Live(entries)
    try:
        live.open()
        print(live.all_pages, flush=True)
        for path, text in keystrokes(live.session.issue, count):
            if not sys.stdin.readline():
                return 1
            print(live.keystroke(path, text), flush=True)
    except Stuck as stuck:
        say(str(stuck))
        return 1
    finally:
        live.close(application)
    return 0


def main() -> int:
    """Be both, or one of them."""
    count, *sizes = map(int, sys.argv[1:])
    if len(sizes) == 1:
        return typed(sizes[0], count)
    sys.stdout.write(json.dumps(by_turns(count, sizes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
