"""Two sequences compared: what stays, what goes, what comes.

Found by Myers' algorithm (diff-match-patch), each member standing for one letter.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from diff_match_patch import diff_match_patch

_Member = TypeVar("_Member", bound=Hashable)
_Value = TypeVar("_Value")
_LONGEST_SEARCH = 1.0  # seconds; beyond it the differences found are true, but not the fewest


class ChangeKind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


_KINDS = {-1: ChangeKind.DELETED, 0: ChangeKind.SAME, 1: ChangeKind.INSERTED}
_INVERSE = {
    ChangeKind.DELETED: ChangeKind.INSERTED,
    ChangeKind.INSERTED: ChangeKind.DELETED,
    ChangeKind.SAME: ChangeKind.SAME,
}


def diff_sequences(before: Sequence[_Member], after: Sequence[_Member]) -> list[tuple[ChangeKind, tuple[_Member, ...]]]:
    """The stretches of both; in a replacement, what is deleted comes first."""
    letters: dict[_Member, str] = {}
    one, two = _encoded(before, letters), _encoded(after, letters)
    by_letter = {letter: member for member, letter in letters.items()}
    search = diff_match_patch()
    search.Diff_Timeout = _LONGEST_SEARCH
    found = search.diff_main(one, two, False)
    return [(_KINDS[number], tuple(by_letter[letter] for letter in text)) for number, text in found]


def inverted_diff(found: Iterable[tuple[ChangeKind, _Value]]) -> list[tuple[ChangeKind, _Value]]:
    """The same seen from the other side."""
    other = [(_INVERSE[change], stretch) for change, stretch in found]
    for index in range(len(other) - 1):
        if (other[index][0], other[index + 1][0]) == (ChangeKind.INSERTED, ChangeKind.DELETED):
            other[index], other[index + 1] = other[index + 1], other[index]
    return other


def diff_lists(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[ChangeKind, str], ...]:
    """Every text of two lists (names of bodies, lines of a role) with what became of it."""
    is_turned = tuple(before) > tuple(after)  # ties are broken the same way in both directions
    found = inverted_diff(diff_sequences(after, before)) if is_turned else diff_sequences(before, after)
    return tuple((change, text) for change, texts in found for text in texts)


def _encoded(members: Sequence[_Member], letters: dict[_Member, str]) -> str:
    spelled: list[str] = []
    for member in members:
        if member not in letters:
            number = len(letters) + 1
            letters[member] = chr(number if number < 0xD800 else number + 0x800)  # past the surrogates
        spelled.append(letters[member])
    return "".join(spelled)
