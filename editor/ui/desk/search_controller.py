"""Connects the find bar with the forms: it searches from the caret, and selects what it finds."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor.document.paths import FieldPath
from editor.document.search import Occurrence
from editor.document.text.text_range import TextRange
from editor.session.issue.session import Session
from editor.ui.desk.find_bar import FindBar
from editor.ui.forms import Form


class SearchHost(Protocol):
    """What the search needs from the desk."""

    @property
    def form(self) -> Form | None:
        """The form that is shown, if any."""

    @property
    def section_path(self) -> FieldPath:
        """The path of the section that is shown; the root if there is none."""

    def go_to(self, path: FieldPath) -> None:
        """Show the form of a field and put the caret into it."""

    def focus_form(self) -> None:
        """Focus the form."""


class SearchController(QObject):
    """Creates the find bar of a desk and connects it with the forms."""

    def __init__(self, desk: SearchHost, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.bar = FindBar(session, self._where)
        self.bar.found.connect(self._show)
        self.bar.closed.connect(desk.focus_form)

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
        if focused is not None and self.bar.isAncestorOf(focused):
            # With this reason, a line edit keeps its selection visible.
            focused.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed == Qt.Key.Key_Escape and self.bar.isVisible():
            self.bar.leave()
            return True
        return super().eventFilter(watched, event)
