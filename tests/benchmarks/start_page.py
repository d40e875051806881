"""How long the program takes to its start page: `python -m tests.benchmarks.start_page FOLDER`, one run of its own."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer

from editor.ui import application
from editor.ui.shell.window import Window


def main(folder: Path, wait: float) -> None:
    """Print the milliseconds to input and to the first row, and the memory in MB some seconds later."""
    start = time.perf_counter()
    found: dict[str, float] = {}

    def ready(window: Window) -> None:
        found["ready_ms"] = (time.perf_counter() - start) * 1000
        timer = QTimer(window)

        def look() -> None:
            if window.start_page.model.rowCount() and "first_row_ms" not in found:
                found["first_row_ms"] = (time.perf_counter() - start) * 1000
            if time.perf_counter() - start > wait:
                found["rows"] = window.start_page.model.rowCount()
                found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(json.dumps(found), flush=True)
                os._exit(0)

        timer.timeout.connect(look)
        timer.start(1)

    with TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        settings = Path(home) / "newsdesk" / "newsdesk.ini"
        settings.parent.mkdir()
        settings.write_text(f"[folders]\nnewsroom={folder}\n", encoding="utf-8")
        application.run((), ready)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
