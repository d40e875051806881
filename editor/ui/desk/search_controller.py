"""Connects the find bar with forms and pages: it searches from the caret, selects what it finds, and tints it all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor.document.paths import FieldPath
from editor.document.search import Occurrence, Query
from editor.document.text.text_range import TextRange
from editor.session.issue.session import Session
from editor.ui.desk.find_bar import FindBar
from editor.ui.desk.find_results import FindResults
from editor.ui.forms import Form
from editor.ui.settings import Settings
from editor.ui.text.highlights import Highlight, HighlightKind


class FoundPages(Protocol):
    """What the search needs from the pages."""

    def show_found(self, query: Query, paths: frozenset[str]) -> None:
        """Tint what a query finds in the fields at these paths."""


class SearchHost(Protocol):
    """What the search needs from the desk."""

    @property
    def form(self) -> Form | None:
        """The form that is shown, if any."""

    @property
    def section_path(self) -> FieldPath:
        """The path of the section that is shown; the root if there is none."""

    @property
    def pages(self) -> FoundPages | None:
        """What shows the pages, if it is there."""

    def go_to(self, path: FieldPath) -> None:
        """Show the form of a field and put the caret into it."""

    def show_form(self) -> None:
        """Show the form, with the bar below it, if another pane is in its place."""

    def focus_form(self) -> None:
        """Focus the form."""


class SearchController(QObject):
    """Creates the find bar of a desk and connects it with the forms."""

    def __init__(self, desk: SearchHost, session: Session, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = session
        self._settings = settings
        self._found: Sequence[Occurrence] = ()
        self.bar = FindBar(session, self._where)
        self.bar.found.connect(self._show)
        self.bar.closed.connect(desk.focus_form)
        self.results = FindResults()
        self.results.chosen.connect(self.bar.go_to)
        self.results.entered.connect(desk.focus_form)
        self.results.left.connect(self.bar.leave)
        self.bar.list_button.setChecked(not settings.is_collapsed("results"))
        self.bar.list_button.toggled.connect(self._on_list_toggled)
        self.bar.listed.connect(self._on_listed)
        self.bar.text.installEventFilter(self)

    @Slot(object, object)
    def _on_listed(self, found: Sequence[Occurrence], current: int | None) -> None:
        self._found = found
        self.results.show_found(self._session.issue, found, current)
        self.results.setVisible(bool(found) and self.bar.list_button.isChecked())
        self.light()

    @Slot(bool)
    def _on_list_toggled(self, on: bool) -> None:
        self._settings.set_collapsed("results", not on)
        self.results.setVisible(bool(self._found) and on)

    @Slot()
    def light(self) -> None:
        """Tint all occurrences in the form that is shown, and on the pages."""
        form, pages = self._desk.form, self._desk.pages
        if form is not None:
            kind = HighlightKind.FOUND
            form.show_found(tuple(Highlight(one.path, one.start, one.length, kind) for one in self._found))
        if pages is not None:
            query = self.bar.query if self._found else Query("")
            pages.show_found(query, frozenset(str(one.path) for one in self._found))

    def install_escape(self, pane: QWidget) -> None:
        """Close the bar on Escape anywhere in a pane, unless a widget handles the key."""
        pane.installEventFilter(self)

    def open(self, *, replace: bool) -> None:
        """Open the bar and search for the selected text."""
        form = self._desk.form
        text: Any = form.focusWidget() if form is not None else None
        selected = ""
        if text is not None and hasattr(text, "textCursor"):
            selected = text.textCursor().selectedText()
        elif text is not None and hasattr(text, "selectedText"):
            selected = text.selectedText()
        self._desk.show_form()
        # A selection over several paragraphs cannot be searched for.
        self.bar.open(replace=replace, text=selected if selected.isprintable() else "")

    def step(self, step: int) -> None:
        """Show the next or previous occurrence; open the bar if there is no query."""
        if not self.bar.query.text:
            self.open(replace=False)
        elif step > 0:
            self.bar.find_next()
        else:
            self.bar.find_previous()

    def _where(self) -> TextRange:
        """Return the selection, also while the bar has the focus; the start of the section if there is none."""
        desk = self._desk
        found = desk.form.last_selection() if desk.form is not None else None
        return found or TextRange(desk.section_path, 0, 0)

    @Slot(object)
    def _show(self, occurrence: Occurrence) -> None:
        """Select an occurrence in its form; the focus stays in the bar if it was there."""
        focused: QWidget | None = QApplication.focusWidget()
        self._desk.go_to(occurrence.path)
        form = self._desk.form
        editor: Any = form.focusWidget() if form is not None else None
        while editor is not None and editor is not form and not hasattr(editor, "select_text"):
            editor = editor.parentWidget()
        if editor is not None and hasattr(editor, "select_text"):
            editor.select_text(editor.current_subpath(), occurrence.start, occurrence.length)
        if focused is not None and (self.bar.isAncestorOf(focused) or focused is self.results):
            # With this reason, a line edit keeps its selection visible.
            focused.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.bar.text:
            if pressed == Qt.Key.Key_Down and self.results.isVisible():
                self.results.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            return super().eventFilter(watched, event)
        if pressed == Qt.Key.Key_Escape and self.bar.isVisible():
            self.bar.leave()
            return True
        return super().eventFilter(watched, event)
