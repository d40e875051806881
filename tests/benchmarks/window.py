"""A window to be typed into while it is measured: the real one, but for the pages, with an issue open."""

from __future__ import annotations

import logging
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.document.paths import FieldPath
from editor.files.issue_file import save_issue
from editor.files.themes import load_theme
from editor.session.preview.renderer_pool import RendererPool
from editor.session.review.mode import Mode
from editor.ui.application import list_issues
from editor.ui.look.look import Look, Scheme
from editor.ui.settings import Settings
from editor.ui.shell.log import ExceptionReporter
from editor.ui.shell.window import Window
from editor.ui.start.folder_scanner import StartSources, UnsavedWork
from schemas import Issue
from tests.benchmarks.issues import SAMPLE
from tests.gui.window.stubs import RecordingRenderer, StubDialogs, StubPages

LETTERS = "The quick brown fox jumps over the lazy dog, and again the quick brown fox jumps over it. " * 3
EDITOR = "Sample Editor"
PACE = 0.06
"""Seconds between two letters of a fast writer: what waits for a rest gets one."""


@contextmanager
def typing_at(
    field: FieldPath, issue: Issue, look: Look, qtbot: QtBot, folder: Path, mode: Mode = Mode.WRITING
) -> Iterator[tuple[Window, QWidget]]:
    """The window with the caret in a field of the issue, and the widget that has the keyboard."""
    newsroom = folder / "newsroom"
    newsroom.mkdir()
    save_issue(issue, newsroom / SAMPLE.name)
    look.apply(Scheme.LIGHT, 100)
    settings = Settings(folder / "settings.ini", newsroom)
    settings.set_person(EDITOR, "editor")
    window = Window(
        settings,
        look,
        ExceptionReporter(logging.getLogger("bench")),
        renderers=RendererPool(RecordingRenderer, lambda: load_theme("merics")),
        make_pages=StubPages,
        sources=StartSources(list_issues, lambda: UnsavedWork((), ())),
        log_folder=folder,
        journals=folder / "journals",
        archive_cache=folder / "archive",
        dialogs=StubDialogs(),
    )
    qtbot.addWidget(window)
    window.open_initial(newsroom / SAMPLE.name)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert window.desk is not None
    assert window.review is not None
    assert window.open_issue is not None
    window.review.modes.enter(mode)
    window.desk.go_to(field)
    qtbot.wait(500)
    focused = QApplication.focusWidget()
    assert focused is not None
    yield window, focused
    window.open_issue.close(discard=True)
    window.files.unfollow()


def told(times: Sequence[float]) -> str:
    """Milliseconds in words."""
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, at most {ordered[-1]:.1f} ms"
