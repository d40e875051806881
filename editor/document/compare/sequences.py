"""Diffs of sequences by Myers' algorithm.

diff-match-patch compares strings, so each member is encoded as one character.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from diff_match_patch import diff_match_patch

_Member = TypeVar("_Member", bound=Hashable)
_Value = TypeVar("_Value")
_LONGEST_SEARCH = 1.0  # seconds; after that, the diff is correct but not minimal


class ChangeKind(StrEnum):
    """The kind of a part of a diff."""

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
    """Return the parts of the diff. In a replacement, the deleted part comes first."""
    letters: dict[_Member, str] = {}
    one, two = _encoded(before, letters), _encoded(after, letters)
    by_letter = {letter: member for member, letter in letters.items()}
    search = diff_match_patch()
    search.Diff_Timeout = _LONGEST_SEARCH
    found = search.diff_main(one, two, False)
    return [(_KINDS[number], tuple(by_letter[letter] for letter in text)) for number, text in found]


def inverted_diff(found: Iterable[tuple[ChangeKind, _Value]]) -> list[tuple[ChangeKind, _Value]]:
    """Return the inverse diff."""
    other = [(_INVERSE[change], stretch) for change, stretch in found]
    for index in range(len(other) - 1):
        if (other[index][0], other[index + 1][0]) == (ChangeKind.INSERTED, ChangeKind.DELETED):
            other[index], other[index + 1] = other[index + 1], other[index]
    return other


def diff_lists(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[ChangeKind, str], ...]:
    """Compare two lists of texts (issuing bodies, lines of a role)."""
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
