"""What stands in the place of processes and system dialogs in tests of the window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.session.preview.renderer import Renderer
from editor.ui.file_dialogs import Then
from schemas import Issue


class QuietRenderer(Renderer):
    """Remembers what it was asked for; a test answers in its place."""

    def __init__(self, theme: InstalledTheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shown: list[tuple[Issue, FieldPath | None]] = []
        self.asked_for: list[tuple[Issue, bool]] = []
        self.cancelled = False
        self.closed = False

    def show(self, issue: Issue, edited: FieldPath | None) -> None:
        self.shown.append((issue, edited))

    def request_pdf(self, issue: Issue, *, proof: bool) -> None:
        self.asked_for.append((issue, proof))

    def cancel_pdf(self) -> None:
        self.cancelled = True

    def restart(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class BlankPages(QWidget):
    """A pane of pages that shows none."""

    field_clicked = Signal(object)
    annotation_clicked = Signal(object)

    def __init__(self, renderer: Renderer, parent: QWidget) -> None:
        super().__init__(parent)
        self.revealed: list[FieldPath] = []
        self.note = ""
        self.marks: tuple[FieldPath, ...] = ()

    def show_annotations(self, paths: Iterable[FieldPath], current: FieldPath | None) -> None:
        self.marks = tuple(paths)

    def set_note(self, sentence: str) -> None:
        self.note = sentence

    def reveal(self, path: FieldPath) -> None:
        self.revealed.append(path)


class Answers:
    """Answers the questions of the system's dialogs; without an answer, the user has cancelled."""

    def __init__(self) -> None:
        self.answer: Path | None = None
        self.suggestions: list[Path] = []

    def ask_to_open(self, folder: Path, then: Then) -> None:
        self._say(folder, then)

    def ask_to_import(self, folder: Path, then: Then) -> None:
        self._say(folder, then)

    def ask_where_to_save(self, title: str, suggestion: Path, kinds: str, then: Then) -> None:
        self._say(suggestion, then)

    def ask_for_folder(self, title: str, start: Path, then: Then) -> None:
        self._say(start, then)

    def _say(self, suggestion: Path, then: Then) -> None:
        self.suggestions.append(suggestion)
        if self.answer is not None:
            then(self.answer)


class Opener:
    """Stands for the system's programs: remembers what was to be opened."""

    def __init__(self, *, succeeds: bool = True) -> None:
        self.urls: list[QUrl] = []
        self._succeeds = succeeds

    def __call__(self, url: QUrl) -> bool:
        self.urls.append(url)
        return self._succeeds
