"""The program with a window: puts its rooms together, shows the window, and stays until it is closed."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

import editor
from editor.files.themes import issues_folder, load_theme, themes_folder
from editor.session.preview.renderer_pool import RendererPool
from editor.ui.gc_policy import GarbageCollectionPolicy
from editor.ui.look.look import Look
from editor.ui.settings import Settings
from editor.ui.shell.log import ExceptionReporter, log_to_folder
from editor.ui.shell.window import Window
from editor.ui.start.folder_scanner import StartSources, UnsavedWork
from schemas import Issue

if TYPE_CHECKING:  # what the first picture does not need is imported after it
    from editor.document.installed_theme import InstalledTheme
    from editor.files.newsroom import IssueSummary
    from editor.session.preview.renderer import Renderer

NAME = "Newsdesk"
_FOLDER = "newsdesk"


def run(arguments: Sequence[str], ready: Callable[[Window], None] | None = None) -> int:
    """Open the window, with the file that the arguments name if they name one; the exit status.

    `ready` is called once when the window takes typing.
    """
    app = QApplication([NAME, *arguments])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setApplicationVersion(editor.__version__)
    app.setDesktopFileName(_FOLDER)
    log_folder = platformdirs.user_log_path(_FOLDER, appauthor=False)
    collecting = GarbageCollectionPolicy()
    with log_to_folder(log_folder) as logger:
        unforeseen = ExceptionReporter(logger)
        with unforeseen.caught():
            settings = Settings(settings_file(), default_newsroom())
            look = Look(app, font_files())
            look.apply(settings.scheme, settings.text_size)
            window = Window(
                settings,
                look,
                unforeseen,
                renderers=RendererPool(make_renderer, lambda: load_theme(Issue().theme)),
                make_pages=make_pages,
                sources=StartSources(issues, work),
                log_folder=log_folder,
                journals=journals_folder(),
            )
            window.begin(Path(arguments[0]) if arguments else None)
            window.show()
            # What is there by now stays: collections during typing need not look at it again.
            QTimer.singleShot(0, window, gc.freeze)
            if ready is not None:
                QTimer.singleShot(0, window, lambda: ready(window))
            # Ctrl+C in the terminal ends the program; what was typed is in the journal.
            if sys.platform != "win32":
                signal.signal(signal.SIGINT, signal.SIG_DFL)
            status = app.exec()
    collecting.stop()
    return status


def settings_file() -> Path:
    """Where the user's settings are."""
    return platformdirs.user_config_path(_FOLDER, appauthor=False) / "newsdesk.ini"


def journals_folder() -> Path:
    """Where unsaved work is kept: the user's own, never the newsroom's."""
    return platformdirs.user_state_path(_FOLDER, appauthor=False) / "journals"


def default_newsroom() -> Path:
    """The folder that is listed until another one is chosen: that of the checkout, otherwise the user's own."""
    shipped = issues_folder()
    if (shipped.parent / "pyproject.toml").is_file():
        return shipped
    return platformdirs.user_documents_path() / NAME


def font_files() -> list[Path]:
    """The typefaces of the page, which are the window's as well."""
    return sorted((themes_folder() / "merics" / "fonts").glob("*.ttf"))


def make_renderer(theme: InstalledTheme) -> Renderer:
    """A renderer in a process of its own."""
    from editor.session.preview.renderer_process import RendererProcess

    return RendererProcess(theme)


def make_pages(renderer: Renderer, parent: QWidget) -> Any:
    """The pane of pages; Qt's PDF library is loaded with it."""
    from editor.ui.preview.preview_pane import PreviewPane

    return PreviewPane(renderer, parent)


def issues(folder: Path) -> Iterator[IssueSummary]:
    """The issues of the newsroom's folder. One that does not exist yet has none."""
    if not folder.exists():
        return
    from editor.document.rules import check
    from editor.files.history.history import History
    from editor.files.newsroom import issues_in

    yield from issues_in(folder, check, History(folder).changed_by)


def work() -> UnsavedWork:
    """Unsaved work that was left behind, work that was discarded, and what cannot be read of either."""
    from editor.files.journal.recovery import discarded_work, recoverable_work, unreadable_journals

    folder = journals_folder()
    return UnsavedWork(recoverable_work(folder), discarded_work(folder), unreadable_journals(folder))
