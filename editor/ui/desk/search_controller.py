"""Finding on the desk: the bar looks from where the caret is, and what it finds is selected in its form."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor.document.paths import FieldPath
from editor.document.search import Occurrence
from editor.session.issue.session import Session
from editor.ui.desk.find_bar import FindBar, Selection
from editor.ui.forms import Form


class SearchHost(Protocol):
    """What the search needs of the desk around it."""

    @property
    def form(self) -> Form | None:
        """The form that is shown, if any."""

    @property
    def section_path(self) -> FieldPath:
        """The path of the section that is shown; the root where there is none."""

    def go_to(self, path: FieldPath) -> None:
        """Show the form of a field and put the caret into it."""

    def focus_form(self) -> None:
        """Give the keyboard back to the form."""


class SearchController(QObject):
    """Makes the bar of one desk, and joins it to the forms."""

    def __init__(self, desk: SearchHost, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.bar = FindBar(session, self._where)
        self.bar.found.connect(self._show)
        self.bar.closed.connect(desk.focus_form)

    def listen_in(self, pane: QWidget) -> None:
        """Let Escape close the bar from anywhere in this pane, where nothing else takes it."""
        pane.installEventFilter(self)

    def open(self, *, replace: bool) -> None:
        """Open the bar; what is selected in the text is looked for."""
        form = self._desk.form
        text: Any = form.focusWidget() if form is not None else None
        selected = ""
        if text is not None and hasattr(text, "textCursor"):
            selected = text.textCursor().selectedText()
        elif text is not None and hasattr(text, "selectedText"):
            selected = text.selectedText()
        # A selection over several paragraphs is no words to look for.
        self.bar.open(replace=replace, text=selected if selected.isprintable() else "")

    def step(self, step: int) -> None:
        """Go on to the next place or the one before; with nothing to look for, ask what it is."""
        if not self.bar.query.text:
            self.open(replace=False)
        elif step > 0:
            self.bar.find_next()
        else:
            self.bar.find_previous()

    def _where(self) -> Selection:
        """Where the caret is, or was before the keyboard went to the bar; else where the section begins."""
        desk = self._desk
        found = desk.form.last_selection() if desk.form is not None else None
        return found or (desk.section_path, 0, 0)

    @Slot(object)
    def _show(self, place: Occurrence) -> None:
        """Show a place that was found; the keyboard stays in the bar if it is there."""
        focused: QWidget | None = QApplication.focusWidget()
        self._desk.go_to(place.path)
        form = self._desk.form
        editor: Any = form.focusWidget() if form is not None else None
        while editor is not None and editor is not form and not hasattr(editor, "select_text"):
            editor = editor.parentWidget()
        if editor is not None and hasattr(editor, "select_text"):
            editor.select_text(editor.current_subpath(), place.start, place.length)
        if focused is not None and self.bar.isAncestorOf(focused):
            # For this reason a line keeps its selection, which shows what was found.
            focused.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed == Qt.Key.Key_Escape and self.bar.isVisible():
            self.bar.leave()
            return True
        return super().eventFilter(watched, event)
