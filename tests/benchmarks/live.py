"""The running program: keystrokes go into a session, pixels come out of the preview, in the real two processes.

`python -m tests.benchmarks.live ENTRIES KEYSTROKES EXPORTS` prints what it measured as JSON, and says on standard
error how far it is.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QGuiApplication

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath
from editor.files.issue_file import load_issue
from editor.files.themes import load_theme
from editor.session.issue.session import Session
from editor.session.preview.renderer import Activity, RenderedSection, Rendering
from editor.session.preview.renderer_process import RendererProcess
from editor.ui.preview.page_images import PageImage, PageImages
from editor.ui.preview.page_stack import PreviewPage
from tests.benchmarks.issues import DPI, SAMPLE, issue_of, keystrokes
from tests.benchmarks.progress import say

MOMENT_MS = 300
SILENCE_MS = 150_000
"""So long without a word from the page layout is no measurement any more; the program itself gives a file up before."""
SAID_EVERY = 100
"""Sections that are laid out between two lines on standard error."""
EDITED = 20
"""The same for keystrokes."""


class Stuck(Exception):
    """A step that does not come to its end: the text says which, and what is known."""


class Live:
    """One session, its renderer, and the pixels of the page on which the author writes."""

    def __init__(self, entries: int) -> None:
        issue = issue_of(entries) if entries else load_issue(SAMPLE)
        theme = load_theme(issue.theme)
        self.started = time.perf_counter()
        self.session = Session(issue, theme)
        self.renderer = RendererProcess(theme)
        self.images = PageImages()
        self._loop = QEventLoop()
        self._silence = QTimer(singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self._loop.quit)
        self._path = FieldPath()
        self._key = ""
        self._before: RenderedSection | None = None
        self._drawn = 0.0
        self.all_pages = 0.0
        self._files = 0
        self._failed = ""
        self.renderer.rendered.connect(self._want)
        self.renderer.state_changed.connect(lambda _: self._loop.quit())
        self.renderer.pdf_ready.connect(self._on_file)
        self.renderer.pdf_failed.connect(self._on_no_file)
        self.images.ready.connect(self._on_drawn)
        self.session.changed.connect(lambda change: self.renderer.show_change(change, self._path))

    def open(self) -> float:
        """Milliseconds from nothing to the first page's pixels."""
        first = self.session.issue.top5[0]
        self._look_at(FieldPath(("top5", first.id, "title")))
        self.renderer.show(self.session.issue, self._path)
        self._wait_for_pixels("the first page")
        first_page = (self._drawn - self.started) * 1000
        say(f"first page after {first_page:.0f} ms")
        self._wait_until_idle("all pages")
        self.all_pages = (time.perf_counter() - self.started) * 1000
        for note in self.renderer.rendering.notes:
            if note.problem:
                say(f"{note.message} {note.help}")
        say(f"{self.renderer.rendering.page_count} pages after {self.all_pages / 1000:.1f} s")
        return first_page

    def keystroke(self, path: FieldPath, text: str) -> float:
        """Milliseconds from the edit to the changed page's pixels."""
        if path[:2] != self._path[:2]:
            self._go_to(path)
        self._look_at(path)
        found = self._sheet(self.renderer.rendering)
        self._before = found.section if found else None
        self._drawn = 0.0
        start = time.perf_counter()
        self.session.edit(SetValue(path, text), "Typing", merge="typing")
        self._wait_for_pixels(f"a letter in {path}")
        took = self._drawn - start
        self._wait_until_idle(f"a letter in {path}")
        return took * 1000

    def _look_at(self, path: FieldPath) -> None:
        self._path, self._key = path, str(path)

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
            self._go_on("an exported file")
        took = time.perf_counter() - start
        self._wait_until_idle("what follows an export")
        say(f"exported in {took:.2f} s")
        return took * 1000

    def close(self, application: QGuiApplication) -> None:
        """End both processes' work."""
        self.renderer.close()
        self.images.close()
        application.processEvents()

    def memory(self) -> dict[str, float]:
        """The most that each process has had so far, in MB."""
        return {"window": _peak("self"), "renderer": _peak(str(self.renderer.pid))}

    def _sheet(self, rendering: Rendering) -> PreviewPage | None:
        for section in rendering.sections:
            for index, places in enumerate(section.rectangles):
                if self._key in places:
                    return PreviewPage(section, index)
        return None

    def _on_file(self, pdf: bytes) -> None:
        self._files += 1
        self._loop.quit()

    def _on_no_file(self, message: str, help: str) -> None:
        self._failed = f"{message} {help}"
        self._loop.quit()

    def _want(self, rendering: Rendering) -> None:
        self._silence.start()
        if not self.all_pages and not len(rendering.sections) % SAID_EVERY:
            say(f"{len(rendering.sections)} sections laid out")
        page = self._sheet(rendering)
        if page and page.section is not self._before and not self._drawn:
            width, height = page.size
            self.images.request([(page, QSize(round(width * DPI / 96), round(height * DPI / 96)))])

    def _on_drawn(self, image: PageImage) -> None:
        if not self._drawn:
            self._drawn = time.perf_counter()
        self._loop.quit()

    def _wait_for_pixels(self, waited_for: str) -> None:
        while not self._drawn:
            self._go_on(waited_for)

    def _wait_until_idle(self, waited_for: str) -> None:
        while self.renderer.state.activity is not Activity.IDLE:
            self._go_on(waited_for)

    def _go_on(self, waited_for: str) -> None:
        """Wait until something happens. Raises Stuck where that is a failure, or nothing for too long."""
        if not self._failed:
            self._silence.start()
            self._loop.exec()
        state = self.renderer.state
        if self._failed or state.activity is Activity.FAILED:
            raise Stuck(f"Waiting for {waited_for}: {self._failed or state.message}")
        if not self._silence.isActive():
            process = f"process {self.renderer.pid}" if self.renderer.pid else "no process"
            raise Stuck(
                f"Waiting for {waited_for}: nothing came for {SILENCE_MS // 1000} s. "
                f"The page layout is {state.activity}, {process}."
            )


def _peak(process: str) -> float:
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def main() -> int:
    """Measure one issue: 0 entries means the sample."""
    entries, count, exports = map(int, sys.argv[1:])
    application = QGuiApplication([])
    live = Live(entries)
    try:
        measured = {
            "first_page_ms": live.open(),
            "all_pages_ms": live.all_pages,
            "keystroke_ms": list(_typed(live, count)),
            "export_ms": [live.export() for _ in range(exports)],
            "memory_mb": live.memory(),
        }
    except Stuck as stuck:
        say(str(stuck))
        return 1
    finally:
        live.close(application)
    sys.stdout.write(json.dumps(measured))
    return 0


def _typed(live: Live, count: int) -> Iterator[float]:
    for number, (path, text) in enumerate(keystrokes(live.session.issue, count), 1):
        yield live.keystroke(path, text)
        if number % EDITED == 0:
            say(f"{number} of {count} keystrokes")


if __name__ == "__main__":
    sys.exit(main())
