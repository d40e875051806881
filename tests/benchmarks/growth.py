"""Memory while somebody types for hours: `python -m tests.benchmarks.growth KEYSTROKES`.

The same letters are typed and deleted again, in five entries in turn, so that the issue does not grow. Prints the
megabytes that both processes have gained since the first tenth as JSON.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from editor.document.paths import FieldPath
from schemas import Issue
from tests.benchmarks.issues import keystrokes
from tests.benchmarks.live import Live, Stuck
from tests.benchmarks.progress import say

WORD = 6
"""Letters that are typed at one place, and deleted again but for two."""


def private_mb(pid: int) -> float:
    """Memory that belongs to a process alone."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(size) for size in re.findall(r"^Private_\w+:\s+(\d+) kB", rollup, re.MULTILINE)) / 1024


def _there_and_back(issue: Issue) -> Iterator[tuple[FieldPath, str]]:
    """Places and the texts there, each of which differs from the one before, also if they are typed again."""
    typed = list(keystrokes(issue, 5 * WORD))
    for start in range(0, len(typed), WORD):
        word = typed[start : start + WORD]
        yield from (*word, *word[-2:0:-1])


def main(count: int) -> int:
    """Type in the sample."""
    application = QGuiApplication([])
    live = Live(0)
    try:
        live.open()
        typed = list(_there_and_back(live.session.issue))
        before: dict[str, float] = {}
        processes = {"window": os.getpid(), "renderer": live.renderer.pid}
        for number in range(count):
            if number == count // 10:
                before = {name: private_mb(pid) for name, pid in processes.items()}
            live.keystroke(*typed[number % len(typed)])
            if number % 500 == 499:
                say(f"{number + 1} keystrokes")
        gained = {name: private_mb(pid) - before[name] for name, pid in processes.items()}
    except Stuck as stuck:
        say(str(stuck))
        return 1
    finally:
        live.close(application)
    print(json.dumps({"keystrokes": count - count // 10, "gained_mb": gained}))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
