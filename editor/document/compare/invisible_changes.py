"""Changes that are not visible on an issue's pages: link addresses, languages, the headline, the theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.document.compare.issues import Difference, SectionDifferences
from editor.document.compare.styling import style_change
from editor.document.compare.word_diff import ChangeKind

_FIELDS = frozenset({"headline", "theme", "link", "language"})


@dataclass(frozen=True, slots=True)
class InvisibleChange:
    """A changed value. `words` is the text of a link inside a text."""

    place: str
    before: str
    after: str
    words: str = ""


def invisible_changes(differing: tuple[SectionDifferences, ...]) -> tuple[InvisibleChange, ...]:
    """Return all invisible changes, in the order of the differences, except those in added and removed items."""
    return tuple(
        one for section in differing for difference in section.differences for one in _in_difference(difference)
    )


def _in_difference(difference: Difference) -> Iterator[InvisibleChange]:
    pieces = difference.pieces
    if difference.verb:
        return
    if difference.path[-1] in _FIELDS:
        yield InvisibleChange(
            difference.place,
            "".join(piece.text for piece in pieces if piece.change is not ChangeKind.INSERTED),
            "".join(piece.text for piece in pieces if piece.change is not ChangeKind.DELETED),
        )
        return
    for index, piece in enumerate(pieces):
        if style_change(pieces, index):
            old = [run.link for run in piece.runs if run.link is not None]
            new = [run.link for run in pieces[index + 1].runs if run.link is not None]
            if old != new:
                yield InvisibleChange(difference.place, ", ".join(old), ", ".join(new), piece.text)
