"""The running program: keystrokes go into a session, pixels come out of the preview, in the real two processes.

`python -m tests.benchmarks.live ENTRIES KEYSTROKES` prints what it measured as JSON.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QGuiApplication

from editor.document.edits import SetValue
from editor.document.paths import FieldPath
from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from editor.session.renderer import Activity, RenderedSection, Rendering
from editor.session.renderer_process import RendererProcess
from editor.session.session import Session
from editor.ui.preview.rasters import Raster, Rasters
from editor.ui.preview.stack import Sheet
from tests.benchmarks.issues import DPI, SAMPLE, issue_of, keystrokes

EXPORTS = 5
EXPORTS_OF_LARGE = 2
MOMENT_MS = 300


class Live:
    """One session, its renderer, and the pixels of the page on which the author writes."""

    def __init__(self, entries: int) -> None:
        issue = issue_of(entries) if entries else load_issue(SAMPLE)
        theme = load_theme(issue.theme)
        self.started = time.perf_counter()
        self.session = Session(issue, theme)
        self.renderer = RendererProcess(theme)
        self.rasters = Rasters()
        self._loop = QEventLoop()
        self._path = FieldPath()
        self._before: RenderedSection | None = None
        self._drawn = 0.0
        self.all_pages = 0.0
        self._files = 0
        self._failed = ""
        self.renderer.rendered.connect(self._want)
        self.renderer.state_changed.connect(lambda _: self._loop.quit())
        self.renderer.pdf_ready.connect(self._on_file)
        self.renderer.pdf_failed.connect(self._on_no_file)
        self.rasters.ready.connect(self._on_drawn)
        self.session.changed.connect(lambda _: self.renderer.show(self.session.issue, self._path))

    def open(self) -> float:
        """Milliseconds from nothing to the first page's pixels."""
        first = self.session.issue.top5[0]
        self._path = FieldPath(("top5", first.id, "title"))
        self.renderer.show(self.session.issue, self._path)
        self._wait_for_pixels()
        self._wait_until_idle()
        self.all_pages = (time.perf_counter() - self.started) * 1000
        return (self._drawn - self.started) * 1000

    def keystroke(self, path: FieldPath, text: str) -> float:
        """Milliseconds from the edit to the changed page's pixels."""
        if path[:2] != self._path[:2]:
            self._go_to(path)
        self._path = path
        found = self._sheet(self.renderer.rendering)
        self._before = found.section if found else None
        self._drawn = 0.0
        start = time.perf_counter()
        self.session.edit(SetValue(path, text), "Typing", merge="typing")
        self._wait_for_pixels()
        took = self._drawn - start
        self._wait_until_idle()
        return took * 1000

    def _go_to(self, path: FieldPath) -> None:
        """Click into another section, as the window tells the renderer, and take a moment before typing."""
        self.renderer.prepare(path)
        QTimer.singleShot(MOMENT_MS, self._loop.quit)
        self._loop.exec()

    def export(self) -> float:
        start = time.perf_counter()
        files = self._files
        self.renderer.request_pdf(self.session.issue, proof=False)
        while self._files == files:
            self._go_on()
        took = time.perf_counter() - start
        self._wait_until_idle()
        return took * 1000

    def memory(self) -> dict[str, float]:
        """The most that each process has had so far, in MB."""
        return {"window": _peak("self"), "renderer": _peak(str(self.renderer.pid))}

    def _sheet(self, rendering: Rendering) -> Sheet | None:
        for section in rendering.sections:
            for index, places in enumerate(section.rectangles):
                if str(self._path) in places:
                    return Sheet(section, index)
        return None

    def _on_file(self, pdf: bytes) -> None:
        self._files += 1
        self._loop.quit()

    def _on_no_file(self, message: str, help: str) -> None:
        self._failed = f"{message} {help}"
        self._loop.quit()

    def _want(self, rendering: Rendering) -> None:
        sheet = self._sheet(rendering)
        if sheet and sheet.section is not self._before and not self._drawn:
            width, height = sheet.size
            self.rasters.want([(sheet, QSize(round(width * DPI / 96), round(height * DPI / 96)))])

    def _on_drawn(self, raster: Raster) -> None:
        if not self._drawn:
            self._drawn = time.perf_counter()
        self._loop.quit()

    def _wait_for_pixels(self) -> None:
        while not self._drawn:
            self._go_on()

    def _wait_until_idle(self) -> None:
        while self.renderer.state.activity is not Activity.IDLE:
            self._go_on()

    def _go_on(self) -> None:
        self._loop.exec()
        if self._failed or self.renderer.state.activity is Activity.FAILED:
            raise RuntimeError(self._failed or self.renderer.state.message)


def _peak(process: str) -> float:
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Measure one issue: 0 entries means the sample."""
    entries, count = int(sys.argv[1]), int(sys.argv[2])
    application = QGuiApplication([])
    live = Live(entries)
    measured = {
        "first_page_ms": live.open(),
        "all_pages_ms": live.all_pages,
        "keystroke_ms": [live.keystroke(path, text) for path, text in keystrokes(live.session.issue, count)],
        "export_ms": [live.export() for _ in range(EXPORTS if entries < 100 else EXPORTS_OF_LARGE)],
        "memory_mb": live.memory(),
    }
    live.renderer.close()
    live.rasters.close()
    application.processEvents()
    sys.stdout.write(json.dumps(measured))


if __name__ == "__main__":
    main()
