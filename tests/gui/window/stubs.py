"""Stubs for renderers, pages and system dialogs in tests of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QMenu, QWidget

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath
from editor.document.search import Query
from editor.session.preview.renderer import Renderer
from editor.ui.file_dialogs import Then, ThenAll
from editor.ui.system.opening import Failed
from schemas import Issue


class RecordingRenderer(Renderer):
    """Records requests; the test emits the answers."""

    def __init__(self, theme: InstalledTheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shown: list[tuple[Issue, FieldPath | None]] = []
        self.asked_for: list[tuple[Issue, bool]] = []
        self.cancelled = False
        self.attached = self.numbered = False
        self.closed = False

    def show(self, issue: Issue, edited: FieldPath | None) -> None:
        self.shown.append((issue, edited))

    def request_pdf(self, issue: Issue, *, proof: bool, attach_issue: bool = False, line_numbers: bool = False) -> None:
        self.asked_for.append((issue, proof))
        self.attached, self.numbered = attach_issue, line_numbers

    def cancel_pdf(self) -> None:
        self.cancelled = True

    def restart(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class StubPages(QWidget):
    """A preview pane without pages."""

    field_clicked = Signal(object)
    annotation_clicked = Signal(object)
    menu_opened = Signal(QMenu, object)

    def __init__(self, renderer: Renderer, parent: QWidget) -> None:
        super().__init__(parent)
        self.revealed: list[FieldPath] = []
        self.note = ""
        self.found: tuple[str, frozenset[str]] = ("", frozenset())
        self.marks: tuple[FieldPath, ...] = ()

    def show_annotations(self, paths: Iterable[FieldPath], current: FieldPath | None) -> None:
        self.marks = tuple(paths)

    def show_found(self, query: Query, paths: frozenset[str]) -> None:
        self.found = (query.text, paths)

    def set_note(self, sentence: str) -> None:
        self.note = sentence

    def reveal(self, path: FieldPath) -> None:
        self.revealed.append(path)


class StubDialogs:
    """File dialogs that return `answer`; None cancels them."""

    def __init__(self) -> None:
        self.answer: Path | None = None
        self.suggestions: list[Path] = []

    def ask_to_open(self, folder: Path, then: Then) -> None:
        self._answer(folder, then)

    def ask_to_import(self, folder: Path, then: ThenAll) -> None:
        self._answer(folder, lambda answer: then([answer]))

    def ask_for_file(self, title: str, folder: Path, kinds: str, then: Then) -> None:
        self._answer(folder, then)

    def ask_where_to_save(
        self, title: str, suggestion: Path, kinds: str, then: Then, *, closed: Callable[[], None] | None = None
    ) -> None:
        self._answer(suggestion, then)
        if closed is not None:
            closed()

    def ask_for_folder(self, title: str, start: Path, then: Then) -> None:
        self._answer(start, then)

    def _answer(self, suggestion: Path, then: Then) -> None:
        self.suggestions.append(suggestion)
        if self.answer is not None:
            then(self.answer)


class StubOpener:
    """Records the URLs to open in place of the system."""

    def __init__(self, *, succeeds: bool = True) -> None:
        self.urls: list[QUrl] = []
        self.succeeds = succeeds

    def __call__(self, url: QUrl, failed: Failed) -> None:
        self.urls.append(url)
        if not self.succeeds:
            failed()
