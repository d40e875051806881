"""Which edits are one step for undo: letters typed in one go, a paste, a new format."""

from __future__ import annotations

from collections.abc import Hashable

TYPING, DELETION, CHANGE = "Typing", "Deletion", "Change"
"""What edits are called that are made letter by letter, and those that nobody has announced (by a menu, the mouse)."""


class TypingRun:
    """Gives edits that belong together one key. Tell it before an edit what is coming, and after it where it ended."""

    def __init__(self) -> None:
        self._key = object()
        self._kind: str | None = None
        self._caret = -1
        self._name = TYPING

    @property
    def key(self) -> Hashable:
        """The key of the edit that is being made or was made last."""
        return self._key

    @property
    def name(self) -> str:
        """What that edit is called, as in "Undo Typing in Title"."""
        return self._name

    def begin(self, kind: str, caret: int) -> None:
        """An edit is coming that continues the last one if it is of its kind, and where that one ended."""
        if kind != self._kind or caret != self._caret:
            self._key = object()
        self._kind = self._name = kind

    def ended(self, caret: int) -> None:
        """The caret is here after the edit."""
        self._caret = caret

    def cut(self, name: str = TYPING) -> None:
        """What comes next is a step of its own, with this name."""
        self._key = object()
        self._kind = None
        self._name = name
