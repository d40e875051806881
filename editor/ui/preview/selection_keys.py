"""The keys that select text on the pages: Shift with the arrows, Home and End, as in any text. Escape selects nothing.

A selection by keyboard begins at the current field, or at the top of the page in view.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from editor.document.paths import FieldPath
from editor.ui.preview.page_stack import PageStack
from editor.ui.preview.page_texts import PageTexts
from editor.ui.preview.text_selection import TextSelection, TextSpot, Unit

_STEPS = {
    Qt.Key.Key_Left: (Unit.CHARACTER, False),
    Qt.Key.Key_Right: (Unit.CHARACTER, True),
    Qt.Key.Key_Up: (Unit.LINE, False),
    Qt.Key.Key_Down: (Unit.LINE, True),
}
_EDGES = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}


class SelectionHost(Protocol):
    """What the keys need from the view."""

    texts: PageTexts
    selection: TextSelection

    @property
    def stack(self) -> PageStack:
        """The pages."""

    @property
    def highlighted(self) -> FieldPath | None:
        """The current field."""

    def offset(self) -> QPointF:
        """How far the pages are scrolled."""

    def viewport(self) -> QWidget: ...

    def verticalScrollBar(self) -> QScrollBar: ...  # noqa: N802 - Qt's name


class SelectionKeys:
    """Handles the keys of one view."""

    def __init__(self, view: SelectionHost) -> None:
        self._view = view

    def handle(self, event: QKeyEvent) -> bool:
        """Return whether the key was one of these."""
        selection, key = self._view.selection, Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and not selection.is_empty:
            selection.clear()
            return True
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not modifiers & Qt.KeyboardModifier.ShiftModifier or key not in (*_STEPS, *_EDGES):
            return False
        if modifiers & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            return False
        by_word = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if selection.head is None:
            start = self._start()
            if start is None:
                return True
            selection.begin(start)
        if key in _EDGES:
            selection.to_edge(_EDGES[key], of_all=by_word)
        else:
            unit, forward = _STEPS[key]
            selection.step(Unit.WORD if by_word and unit is Unit.CHARACTER else unit, forward)
        self._show_head()
        return True

    def _start(self) -> TextSpot | None:
        stack, path = self._view.stack, self._view.highlighted
        if not stack.pages:
            return None
        found = stack.find(path) if path is not None else None
        position = found[0] if found is not None else stack.position_at(self._view.offset().y())
        page = stack.pages[position]
        whole = page.rects_of(path) if path is not None else ()
        if not whole:
            return TextSpot(page, 0)
        top_left = QPointF(whole[0].left(), whole[0].top() + min(6.0, whole[0].height() / 2))
        index = self._view.texts.index_at(page, top_left)
        return TextSpot(page, index or 0)

    def _show_head(self) -> None:
        head = self._view.selection.head
        position = self._view.stack.position_of(head.page.key) if head is not None else None
        if head is not None and position is not None:
            line = self._view.texts.text(head.page).line_at(head.at)
            if line is not None:
                shown = self._view.stack.to_view(position, line.area)
                bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
                if not bar.value() <= shown.top() <= shown.bottom() <= bar.value() + height:
                    bar.setValue(round(shown.top() - height / 3))
