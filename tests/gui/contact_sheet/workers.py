"""Gives views to processes side by side, and collects their answers."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.gui.contact_sheet.combinations import Selection

_COMMAND = (sys.executable, "-m", "tests.gui.contact_sheet.worker")


def answers(
    views: Sequence[str],
    selection: Selection,
    folder: Path,
    *,
    jobs: int,
    keep_pictures: bool = False,
    command: Sequence[str] = _COMMAND,
) -> Iterator[dict[str, Any]]:
    """Yield the answer to each view, as soon as it is there. A process that ends is replaced by another one."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for view in views:
        waiting.put(view)
    given: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    options = ("--pictures",) if keep_pictures else ()
    line = (*command, str(folder), json.dumps(selection.to_json()), *options)
    threads = [
        threading.Thread(target=_serve, args=(waiting, given, line), daemon=True) for _ in range(min(jobs, len(views)))
    ]
    for thread in threads:
        thread.start()
    for _ in views:
        yield given.get()
    for thread in threads:
        thread.join()


def _serve(waiting: queue.SimpleQueue[str], given: queue.SimpleQueue[dict[str, Any]], line: Sequence[str]) -> None:
    process: subprocess.Popen[str] | None = None
    while True:
        try:
            view = waiting.get_nowait()
        except queue.Empty:
            break
        process = process or subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        answer = _ask(process, view)
        if "error" in answer:
            process.communicate()
            process = None
        given.put(answer)
    if process is not None:
        process.communicate()  # closes its input


def _ask(process: subprocess.Popen[str], view: str) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        print(view, file=process.stdin, flush=True)
        text = process.stdout.readline()
    except OSError:
        text = ""
    if not text:
        return {"view": view, "faults": [], "error": f"The process ended with status {process.wait()}."}
    answer: dict[str, Any] = json.loads(text)
    return answer
