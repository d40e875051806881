"""Which edits are one step for undo: letters typed in one go, a paste, a new format."""

from __future__ import annotations

from collections.abc import Hashable


class TypingRun:
    """Gives edits that belong together one key. Tell it before an edit what is coming, and after it where it ended."""

    def __init__(self) -> None:
        self._key = object()
        self._kind: str | None = None
        self._caret = -1

    @property
    def key(self) -> Hashable:
        """The key of the edit that is being made or was made last."""
        return self._key

    def begin(self, kind: str, caret: int) -> None:
        """An edit is coming that continues the last one if it is of its kind, and where that one ended."""
        if kind != self._kind or caret != self._caret:
            self._key = object()
        self._kind = kind

    def ended(self, caret: int) -> None:
        """The caret is here after the edit."""
        self._caret = caret

    def cut(self) -> None:
        """What comes next is a step of its own."""
        self._key = object()
        self._kind = None
