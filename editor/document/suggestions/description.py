"""The description of a suggestion: a verb, the words that change and those around them, and a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editor.document.compare.word_diff import ChangeKind, DiffPart

_SAID = {ChangeKind.DELETED: "delete", ChangeKind.INSERTED: "insert"}
Pieces = tuple[DiffPart, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """`verb` follows the person's name: "replaces", "adds a bullet". `note` says what the words do not show."""

    verb: str
    pieces: Pieces = ()
    note: str = ""

    @property
    def accessible_text(self) -> str:
        """The same for those who do not see strokes and colours."""
        changed = [piece for piece in self.pieces if piece.change is not ChangeKind.SAME and piece.text.strip() != "¶"]
        kinds = {piece.change for piece in changed}
        if self.verb in ("replaces", "changes") or len(kinds) > 1:
            words = [f"{_SAID[piece.change]} “{piece.text}”" for piece in changed]
        else:
            said = changed or ([] if _is_about_lines(self.pieces) else self.pieces)
            words = [f"“{piece.text}”" for piece in said]
        note = self.note if self.note.endswith(".") else f"{self.note[:1].lower()}{self.note[1:]}"
        text = ", ".join([*words, note] if note else words)
        return f"{self.verb}: {text}" if text else self.verb


def _is_about_lines(pieces: Iterable[DiffPart]) -> bool:
    """Whether the pieces show where a paragraph is split or joined; the verb says that already."""
    return any(piece.text.strip() == "¶" for piece in pieces)
