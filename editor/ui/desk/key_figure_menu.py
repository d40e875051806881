"""The context menu's action for words of an entry's text: show them as a key figure below its title."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QTextEdit

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, value_or_none
from editor.document.text.key_figures import MOST
from editor.session.issue.session import Session
from schemas import Entry

_LONGEST = 40
_TEXTS = ("at_a_glance", "comment")


class KeyFigureMenu(QObject):
    """Adds "Show as Key Figure" to the menu of a selection."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @Slot(object, object, int)
    def extend_text_menu(self, menu: QMenu, path: FieldPath, start: int) -> None:
        """Add the action if some words of an entry's text are selected. It is disabled where there is no room."""
        text = menu.parentWidget()
        if not isinstance(text, QTextEdit) or len(path) < 3 or path[2] not in _TEXTS:
            return
        entry = value_or_none(self._session.issue, FieldPath(path[:2]))
        words = " ".join(text.textCursor().selectedText().split())
        if not isinstance(entry, Entry) or not words:
            return
        action = menu.addAction("Show as Key Figure")
        is_new = words not in entry.key_figures and len(entry.key_figures) < MOST and len(words) <= _LONGEST
        action.setEnabled(is_new and not text.isReadOnly())
        field = FieldPath((*path[:2], "key_figures"))
        action.triggered.connect(partial(self._add, field, (*entry.key_figures, words)))

    def _add(self, field: FieldPath, figures: tuple[str, ...], checked: bool = False) -> None:
        self._session.edit(SetValue(field, figures), "Show as Key Figure")
