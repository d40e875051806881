"""Takes screenshots of a window with its own folder of issues."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QRect, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from editor.document.new_issue import from_previous
from editor.document.paths import FieldPath
from editor.document.review.publishing import digest_of_all, marked_published
from editor.files.history.history import History
from editor.files.issue_file import load_issue, save_issue
from editor.files.journal.recovery import discarded_work, recoverable_work
from editor.files.themes import issues_folder, load_theme
from editor.session.preview.renderer import Activity
from editor.session.preview.renderer_pool import RendererPool
from editor.ui.application import font_files, list_issues, make_pages, make_renderer
from editor.ui.look.look import Look, Scheme
from editor.ui.settings import Settings
from editor.ui.shell.log import ExceptionReporter, log_to_folder
from editor.ui.shell.window import Window
from editor.ui.start.folder_scanner import StartSources, UnsavedWork
from schemas import Entry, Issue
from tests.gui.window.stubs import StubDialogs

SAMPLE = "china-industries-2025-03-12.json"
SIZE = (1400, 880)
PUBLISHED = datetime(2025, 3, 12, 9, 30, tzinfo=UTC)
PATIENCE = 60_000
STILL = 100
"""Milliseconds: longer than the timers with which the window puts a layout off."""


class Photographer:
    """A window with a newsroom of its own, and a folder for its pictures."""

    def __init__(self, app: QApplication, home: Path, target: Path) -> None:
        self.target = target
        self.newsroom = home / "Newsroom"
        self.newsroom.mkdir()
        _furnish(self.newsroom)
        self.journals = journals = home / "journals"
        self.settings = Settings(home / "settings.ini", self.newsroom)
        self.settings.set_person("Sample Author", "author")
        self.look = Look(app, font_files())
        self.look.apply(Scheme.LIGHT, 100)
        self.dialogs = StubDialogs()
        with log_to_folder(home / "logs") as logger:
            self.exceptions = ExceptionReporter(logger)
        self.window = Window(
            self.settings,
            self.look,
            self.exceptions,
            renderers=RendererPool(make_renderer, lambda: load_theme("merics")),
            make_pages=make_pages,
            sources=StartSources(
                list_issues, lambda: UnsavedWork(recoverable_work(journals), discarded_work(journals))
            ),
            log_folder=home / "logs",
            journals=journals,
            archive_cache=journals.parent / "archive",
            dialogs=self.dialogs,
        )
        self.window.resize(*SIZE)
        self.window.open_initial()
        self.window.show()

    def take(self, name: str) -> None:
        """Write what the window shows."""
        self.rest(200)
        self.target.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(self.target / f"{name}.png"), "PNG", 0)

    def start_over(self) -> None:
        """Back to the start page, with the folder and the person as they were in the beginning."""
        self.window.banners.clear()
        self.window.navigator.close()
        self.window.palette_finder.finder.close_finder()
        self.close_issue()
        for folder in (self.newsroom, self.journals):
            for file in folder.rglob("*"):
                if file.is_file():
                    file.unlink()
        _furnish(self.newsroom)
        self.settings.set_person("Sample Author", "author")
        self.settings.set_outputs(("pdf",), ())
        self.window.start_page.scan()

    def rest(self, milliseconds: int) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self) -> None:
        """Let the window live until nothing in it has moved for a tenth of a second."""
        before: list[tuple[int, QRect, bool]] = []
        for _ in range(PATIENCE // STILL):
            now = [(id(part), part.geometry(), part.isVisible()) for part in self.window.findChildren(QWidget)]
            if now == before:
                return
            before = now
            self.rest(STILL)
        raise TimeoutError("The window did not come to rest.")

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        for _ in range(PATIENCE // 50):
            if holds():
                return
            self.rest(50)
        raise TimeoutError("The window did not come to rest.")

    def open(self, file: Path) -> None:
        """Open an issue, and wait for its pages."""
        self.window.files.open(file)
        desk = self.window.desk
        assert desk is not None
        self.until(lambda: desk.renderer.state.activity is Activity.IDLE and desk.renderer.rendering.page_count > 1)

    def close_issue(self) -> None:
        """Back to the start page, without a word about what is not saved."""
        if self.window.open_issue is not None:
            self.window.open_issue.close(discard=True)
            self.window.files.unfollow()
        if self.window.desk is not None:
            self.window.commands["close"].trigger()
        else:
            self.window.start_page.scan()
        self.until(lambda: self.window.start_page.model.rowCount() > 0)

    def go_to(self, field: FieldPath) -> None:
        assert self.window.desk is not None
        self.window.desk.go_to(field)
        self.rest(400)

    def close(self) -> None:
        if self.window.open_issue is not None:
            self.window.open_issue.close(discard=True)
            self.window.files.unfollow()
        self.window.close()


def _furnish(newsroom: Path) -> None:
    """Three issues: a published one, one in the making, and a file that is damaged."""
    sample = load_issue(issues_folder() / SAMPLE)
    _keep(marked_published(sample, digest_of_all(sample), by="Sample Editor", at=PUBLISHED), newsroom / SAMPLE)
    begun = from_previous(sample, load_theme("merics")).model_copy(
        update={"date": date(2025, 4, 9), "headline": "Chip tools + Rare earths + Robotics"}
    )
    first: Entry = begun.top5[0].model_copy(update={"title": "Export licences for rare earths move to one window"})
    begun = begun.model_copy(update={"top5": (first, *begun.top5[1:])})
    _keep(begun, newsroom / "china-industries-2025-04-09.json")
    (newsroom / "china-industries-2025-01-15.json").write_text('{"format": "newsdesk-issue",', encoding="utf-8")
    for number, file in enumerate(sorted(newsroom.glob("*.json"))):
        day = datetime(2025, 3, 10 + number, 12).timestamp()
        os.utime(file, (day, day))


def _keep(issue: Issue, file: Path) -> None:
    """Save it as the program does, with who changed it."""
    save_issue(issue, file)
    History(file.parent).record(file, issue, "Sample Editor", PUBLISHED, "Saved")
