"""Which items the commands for items are about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from editor.document.paths import FieldPath, value_or_none
from editor.session.issue.session import Session
from editor.ui.desk.outline import Outline
from editor.ui.desk.search_controller import SearchHost
from schemas import NewsItem

_DEPTH_OF_NEWS = 3


class CurrentItems:
    """The selected entries of the outline, or the news item with the caret."""

    def __init__(self, desk: SearchHost, session: Session, outline: Outline) -> None:
        self._desk = desk
        self._session = session
        self._outline = outline

    def item_paths(self) -> Sequence[FieldPath]:
        """The selected entries, or the entry or news item with the caret."""
        if selected := self._outline.selected_entries:
            return selected
        caret = self._desk.form.caret() if self._desk.form is not None else None
        path = FieldPath(caret[0][:_DEPTH_OF_NEWS]) if caret is not None else FieldPath()
        return (path,) if isinstance(value_or_none(self._session.issue, path), NewsItem) else ()

    def menu_place(self) -> QPoint:
        """Below the field with the focus, or at the current row of the outline."""
        focused: QWidget | None = QApplication.focusWidget()
        form = self._desk.form
        if focused is not None and form is not None and form.isAncestorOf(focused):
            return focused.mapToGlobal(focused.rect().bottomLeft())
        return self._outline.menu_place()
