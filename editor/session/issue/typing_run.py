"""Groups edits into undo steps: characters typed without interruption, a paste, a format change."""

from __future__ import annotations

from collections.abc import Hashable

TYPING, DELETION, CHANGE = "Typing", "Deletion", "Change"
"""Names of edits by keyboard, and of edits of unknown origin (a menu of the system, the mouse)."""


class TypingRun:
    """Gives edits of one undo step the same key. Call `begin` before an edit and `ended` after it."""

    def __init__(self) -> None:
        self._key = object()
        self._kind: str | None = None
        self._caret = -1
        self._name = TYPING

    @property
    def key(self) -> Hashable:
        """The key of the current or last edit."""
        return self._key

    @property
    def name(self) -> str:
        """The name of that edit, as in "Undo Typing in Title"."""
        return self._name

    def begin(self, kind: str, caret: int) -> None:
        """Begin an edit. It continues the last one if it has the same kind and starts where that one ended."""
        if kind != self._kind or caret != self._caret:
            self._key = object()
        self._kind = self._name = kind

    def ended(self, caret: int) -> None:
        """Record the caret position after the edit."""
        self._caret = caret

    def cut(self, name: str = TYPING) -> None:
        """Start a new undo step with this name."""
        self._key = object()
        self._kind = None
        self._name = name
