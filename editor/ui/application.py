"""The editor application: builds the window from its parts, shows it, and runs the event loop."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtWidgets import QApplication, QWidget

import editor
from editor.document.installed_theme import InstalledTheme
from editor.files.archive.cache_folder import archive_cache
from editor.files.journal.recovery import discarded_work, recoverable_work, unreadable_journals
from editor.files.themes import issues_folder, load_theme, themes_folder
from editor.session.deferred_call import call_later
from editor.session.preview.renderer import Renderer
from editor.session.preview.renderer_pool import RendererPool
from editor.session.preview.renderer_process import RendererProcess
from editor.ui.gc_policy import GarbageCollectionPolicy
from editor.ui.keyboard.caret import CaretBlinking
from editor.ui.look.look import Look
from editor.ui.settings import Settings
from editor.ui.shell.log import ExceptionReporter, log_to_folder
from editor.ui.shell.window import Window
from editor.ui.start.folder_scanner import ReadChanges, StartSources, UnsavedWork
from schemas import Issue

NAME = "Newsdesk"
_FOLDER = "newsdesk"


def run(arguments: Sequence[str], ready: Callable[[Window], None] | None = None) -> int:
    """Open the window, with the issue file named by the first argument if there is one; return the exit status.

    `ready` is called once, when the window accepts input.
    """
    app = QApplication([NAME, *arguments])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setApplicationVersion(editor.__version__)
    app.setDesktopFileName(_FOLDER)
    log_folder = platformdirs.user_log_path(_FOLDER, appauthor=False)
    gc_policy = GarbageCollectionPolicy()
    caret = CaretBlinking()
    gc_policy.rests.connect(caret.set_resting)
    with log_to_folder(log_folder) as logger:
        exceptions = ExceptionReporter(logger)
        with exceptions.installed():
            settings = Settings(settings_file(), default_newsroom())
            look = Look(app, font_files())
            look.apply(settings.scheme, settings.text_size)
            look.reduce_motion(settings.reduces_motion)
            window = Window(
                settings,
                look,
                exceptions,
                renderers=RendererPool(make_renderer, lambda: load_theme(Issue().theme)),
                make_pages=make_pages,
                sources=StartSources(list_issues, find_unsaved_work),
                log_folder=log_folder,
                journals=journals_folder(),
                archive_cache=archive_cache(),
            )
            window.open_initial(Path(arguments[0]) if arguments else None)
            window.show()
            # Collections while the user types need not traverse the objects created so far.
            call_later(window, gc.freeze)
            if ready is not None:
                call_later(window, lambda: ready(window))
            # Ctrl+C in the terminal ends the program; the journal keeps unsaved changes.
            if sys.platform != "win32":
                signal.signal(signal.SIGINT, signal.SIG_DFL)
            status = app.exec()
    gc_policy.stop()
    return status


def settings_file() -> Path:
    """Return the path of the user's settings."""
    return platformdirs.user_config_path(_FOLDER, appauthor=False) / "newsdesk.ini"


def journals_folder() -> Path:
    """Return the folder for journals of unsaved work: the user's own, never the shared folder of issues."""
    return platformdirs.user_state_path(_FOLDER, appauthor=False) / "journals"


def default_newsroom() -> Path:
    """Return the folder listed by default: that of the checkout, or one in the user's documents."""
    shipped = issues_folder()
    if (shipped.parent / "pyproject.toml").is_file():
        return shipped
    return platformdirs.user_documents_path() / NAME


def font_files() -> list[Path]:
    """Return the theme's font files, which the window uses too."""
    return sorted((themes_folder() / "merics" / "fonts").glob("*.ttf"))


def make_renderer(theme: InstalledTheme) -> Renderer:
    """Return a renderer that runs in a child process."""
    return RendererProcess(theme)


def make_pages(renderer: Renderer, parent: QWidget) -> Any:
    """Return the preview pane; this loads Qt's PDF library."""
    from editor.ui.preview.preview_pane import PreviewPane  # loads QtPdf: after the window is shown

    return PreviewPane(renderer, parent)


def list_issues(folder: Path) -> ReadChanges:
    """Return a function that reads the issues of a folder, and what has changed when it is called again."""
    from editor.document.rules import check
    from editor.files.newsroom import Newsroom  # for the start page; a start with an issue does without

    return Newsroom(folder, check, _changed_by).changes


def _changed_by(file: Path) -> str | None:
    from editor.files.history.history import History  # loads dulwich: not at the start, and in the scanner's thread

    return History.beside(file).changed_by(file)


def find_unsaved_work() -> UnsavedWork:
    """Return unsaved work to recover, discarded work, and journals that cannot be read."""
    folder = journals_folder()
    return UnsavedWork(recoverable_work(folder), discarded_work(folder), unreadable_journals(folder))
