"""The program with the sample open and nobody typing: processor time, and memory.

`python -m tests.benchmarks.resident SECONDS` prints both as JSON, for the window and the renderer.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.earlier import ROOT
from tests.benchmarks.issues import SAMPLE
from tests.benchmarks.progress import say

SETTLED = 30
"""Seconds after the start: pages laid out, spelling loaded, archive indexed, garbage collected."""


@contextmanager
def open_editor(issue: Path, home: Path) -> Iterator[dict[str, int]]:
    """A running editor with its own folders: the ids of its processes, as soon as a renderer runs."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(home), **folders}
    environment["PYTHONPATH"] = str(ROOT)  # this checkout, also where several share one .venv
    settings = home / "config" / "newsdesk" / "newsdesk.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[folders]\nnewsroom={issue.parent}\n", encoding="utf-8")
    window = subprocess.Popen(
        [sys.executable, "-P", "-m", "editor", str(issue)], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while not (renderers := _children(window.pid)):
            if time.monotonic() > until:
                raise TimeoutError("no renderer was started")
            time.sleep(0.1)
        yield {"window": window.pid, "renderer": renderers[0]}
    finally:
        window.terminate()
        window.wait(30)


def _children(pid: int) -> list[int]:
    found = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            if b"rendering" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return found


def processor_seconds(pid: int) -> float:
    """What a process has used since it was started, in user and system mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def proportional_mb(pid: int) -> float:
    """The proportional set size: pages that processes share count for each in part."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def main(seconds: float) -> None:
    """Measure one start."""
    with tempfile.TemporaryDirectory(prefix="nd-") as folder:
        newsroom = Path(folder) / "newsroom"
        newsroom.mkdir()
        issue = Path(shutil.copy(SAMPLE, newsroom))
        shutil.copy(SAMPLE.with_name("library.json"), newsroom)
        with open_editor(issue, Path(folder)) as processes:
            time.sleep(SETTLED)
            memory = {name: proportional_mb(pid) for name, pid in processes.items()}
            say(f"memory read; idle for {seconds:.0f} s")
            before = {name: processor_seconds(pid) for name, pid in processes.items()}
            time.sleep(seconds)
            idle = {name: processor_seconds(pid) - before[name] for name, pid in processes.items()}
    print(json.dumps({"memory_mb": memory, "idle_s": idle}))


if __name__ == "__main__":
    main(float(sys.argv[1]))
