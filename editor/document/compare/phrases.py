"""Diffs by phrases: in a rewritten sentence, short unchanged words are joined with the changes around them.

`word_diff` finds the fewest changes, which is right for suggestions; whole phrases are easier to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from editor.document.compare.word_diff import ChangeKind, DiffPart, word_diff
from editor.document.text.inline import Run, escaped, joined, text_of

_LONGEST = 30  # longer unchanged passages are always kept
_MOST_KEPT = 8
"""A stretch in which no more than an eighth of what changed stayed the same was rewritten."""


@dataclass
class _Replacement:
    """A replacement: deleted and inserted runs."""

    gone: list[Run] = field(default_factory=list)
    come: list[Run] = field(default_factory=list)

    @property
    def length(self) -> int:
        return max(_length(self.gone), _length(self.come))

    @property
    def is_restyled(self) -> bool:
        """Whether only the style or link of the words changed."""
        return text_of(self.gone) == text_of(self.come)

    def pieces(self) -> Iterable[DiffPart]:
        for change, runs in ((ChangeKind.DELETED, self.gone), (ChangeKind.INSERTED, self.come)):
            if runs:
                yield DiffPart(change, joined(runs))


def by_phrases(pieces: Sequence[DiffPart]) -> tuple[DiffPart, ...]:
    """Join two replacements if the unchanged words between them are at most half as long as each.

    The inverse of the input gives the inverse of the result.
    """
    found: list[_Replacement | DiffPart] = []
    for piece in pieces:
        if piece.change is ChangeKind.SAME:
            found.append(piece)
            continue
        if not found or not isinstance(found[-1], _Replacement):
            found.append(_Replacement())
        group = found[-1]
        assert isinstance(group, _Replacement)
        (group.gone if piece.change is ChangeKind.DELETED else group.come).extend(piece.runs)
    whole: list[_Replacement | DiffPart] = []
    for one in found:
        whole.append(one)
        while len(whole) > 2 and _is_one_phrase(*whole[-3:]):
            _join(whole)
    whole = _rewritten(whole)
    return tuple(piece for one in whole for piece in (one.pieces() if isinstance(one, _Replacement) else (one,)))


def _rewritten(pieces: list[_Replacement | DiffPart]) -> list[_Replacement | DiffPart]:
    """Join stretches that were rewritten all over: hardly anything in them stayed the same."""
    whole: list[_Replacement | DiffPart] = []
    start = 0
    while start < len(pieces):
        end = _end_of_rewritten(pieces, start)
        for one in pieces[start:end]:
            whole.append(one)
            if len(whole) > 2 and end - start > 1 and isinstance(one, _Replacement) and one is not pieces[start]:
                _join(whole)
        start = end
    return whole


def _end_of_rewritten(pieces: list[_Replacement | DiffPart], start: int) -> int:
    """Return the end of the longest stretch from `start` that was rewritten all over; `start` + 1 for none."""
    first = pieces[start]
    if not isinstance(first, _Replacement) or first.is_restyled:
        return start + 1
    end, stays, changed = start + 1, 0, first.length
    for index in range(start + 2, len(pieces), 2):
        between, following = pieces[index - 1], pieces[index]
        if not isinstance(between, DiffPart) or not isinstance(following, _Replacement) or following.is_restyled:
            break
        kept = len(between.text.strip())
        if kept > _LONGEST:
            break
        stays, changed = stays + kept, changed + following.length
        if stays * _MOST_KEPT <= changed:
            end = index + 1
    return end


def plain_text_diff(old: str, new: str) -> tuple[DiffPart, ...]:
    """Compare two plain texts. Single words such as addresses and numbers are replaced as a whole."""
    if old != new and _is_one_thing(old) and _is_one_thing(new):
        sides = ((ChangeKind.DELETED, old), (ChangeKind.INSERTED, new))
        return tuple(DiffPart(change, (Run(text),)) for change, text in sides if text)
    return by_phrases(word_diff(escaped(old), escaped(new)))


def _is_one_thing(text: str) -> bool:
    return text.isascii() and not any(character.isspace() for character in text)


def _is_one_phrase(
    one: _Replacement | DiffPart, between: _Replacement | DiffPart, two: _Replacement | DiffPart
) -> bool:
    if not isinstance(one, _Replacement) or not isinstance(two, _Replacement) or not isinstance(between, DiffPart):
        return False
    stays = len(between.text.strip())
    if stays > _LONGEST or one.is_restyled or two.is_restyled:
        return False
    return 2 * stays <= min(one.length, two.length)


def _join(whole: list[_Replacement | DiffPart]) -> None:
    two, between, one = whole.pop(), whole.pop(), whole[-1]
    assert isinstance(one, _Replacement)
    assert isinstance(two, _Replacement)
    assert isinstance(between, DiffPart)
    one.gone += [*between.runs, *two.gone]
    one.come += [*between.runs, *two.come]


def _length(runs: Iterable[Run]) -> int:
    return sum(len(run.text) for run in runs)
