"""A comparison as it is read: where a sentence was written anew, the few words that happen to stay are no landmarks.

`compared` finds the fewest changes, which is right for suggestions; a reader is better served by whole phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from editor.document.compare.words import Change, Piece, compared
from editor.document.text.inline import Run, escaped, joined, words_of

_LONGEST = 30  # characters that stay are a landmark from here on


@dataclass
class _Group:
    """What was replaced by what."""

    gone: list[Run] = field(default_factory=list)
    come: list[Run] = field(default_factory=list)

    @property
    def length(self) -> int:
        return max(_length(self.gone), _length(self.come))

    @property
    def is_restyled(self) -> bool:
        """Whether the words stay, and only look or lead otherwise."""
        return words_of(self.gone) == words_of(self.come)

    def pieces(self) -> Iterable[Piece]:
        for change, runs in ((Change.DELETED, self.gone), (Change.INSERTED, self.come)):
            if runs:
                yield Piece(change, joined(runs))


def phrased(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same comparison, words that stay between two longer replacements twice as long taken into them.

    The other way round gives the mirror image, as of what is given.
    """
    found: list[_Group | Piece] = []
    for piece in pieces:
        if piece.change is Change.SAME:
            found.append(piece)
            continue
        if not found or not isinstance(found[-1], _Group):
            found.append(_Group())
        group = found[-1]
        assert isinstance(group, _Group)
        (group.gone if piece.change is Change.DELETED else group.come).extend(piece.runs)
    whole: list[_Group | Piece] = []
    for one in found:
        whole.append(one)
        while len(whole) > 2 and _is_one_phrase(*whole[-3:]):
            _join(whole)
    return tuple(piece for one in whole for piece in (one.pieces() if isinstance(one, _Group) else (one,)))


def plain_changes(old: str, new: str) -> tuple[Piece, ...]:
    """The comparison of two plain texts: an address or a number as a whole, for half of it says nothing."""
    if old != new and _is_one_thing(old) and _is_one_thing(new):
        sides = ((Change.DELETED, old), (Change.INSERTED, new))
        return tuple(Piece(change, (Run(text),)) for change, text in sides if text)
    return phrased(compared(escaped(old), escaped(new)))


def _is_one_thing(text: str) -> bool:
    return text.isascii() and not any(character.isspace() for character in text)


def _is_one_phrase(one: _Group | Piece, between: _Group | Piece, two: _Group | Piece) -> bool:
    if not isinstance(one, _Group) or not isinstance(two, _Group) or not isinstance(between, Piece):
        return False
    stays = len(between.text.strip())
    if stays > _LONGEST or one.is_restyled or two.is_restyled:
        return False
    return 2 * stays <= min(one.length, two.length)


def _join(whole: list[_Group | Piece]) -> None:
    two, between, one = whole.pop(), whole.pop(), whole[-1]
    assert isinstance(one, _Group)
    assert isinstance(two, _Group)
    assert isinstance(between, Piece)
    one.gone += [*between.runs, *two.gone]
    one.come += [*between.runs, *two.come]


def _length(runs: Iterable[Run]) -> int:
    return sum(len(run.text) for run in runs)
