"""Two sequences compared: what stays, what goes, what comes.

Found by Myers' algorithm (diff-match-patch), each member standing for one letter.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from diff_match_patch import diff_match_patch

_Member = TypeVar("_Member", bound=Hashable)
_Stretch = TypeVar("_Stretch")
_LONGEST_SEARCH = 1.0  # seconds; beyond it the differences found are true, but not the fewest


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


_OF_NUMBER = {-1: Change.DELETED, 0: Change.SAME, 1: Change.INSERTED}
_TURNED = {Change.DELETED: Change.INSERTED, Change.INSERTED: Change.DELETED, Change.SAME: Change.SAME}


def searched(before: Sequence[_Member], after: Sequence[_Member]) -> list[tuple[Change, tuple[_Member, ...]]]:
    """The stretches of both; in a replacement, what is deleted comes first."""
    letters: dict[_Member, str] = {}
    one, two = _spelled(before, letters), _spelled(after, letters)
    by_letter = {letter: member for member, letter in letters.items()}
    search = diff_match_patch()
    search.Diff_Timeout = _LONGEST_SEARCH
    found = search.diff_main(one, two, False)
    return [(_OF_NUMBER[number], tuple(by_letter[letter] for letter in text)) for number, text in found]


def turned(found: Iterable[tuple[Change, _Stretch]]) -> list[tuple[Change, _Stretch]]:
    """The same seen from the other side."""
    other = [(_TURNED[change], stretch) for change, stretch in found]
    for index in range(len(other) - 1):
        if (other[index][0], other[index + 1][0]) == (Change.INSERTED, Change.DELETED):
            other[index], other[index + 1] = other[index + 1], other[index]
    return other


def compared_lists(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Change, str], ...]:
    """Every text of two lists (names of bodies, lines of a role) with what became of it."""
    is_turned = tuple(before) > tuple(after)  # ties are broken the same way in both directions
    found = turned(searched(after, before)) if is_turned else searched(before, after)
    return tuple((change, text) for change, texts in found for text in texts)


def _spelled(members: Sequence[_Member], letters: dict[_Member, str]) -> str:
    spelled: list[str] = []
    for member in members:
        if member not in letters:
            number = len(letters) + 1
            letters[member] = chr(number if number < 0xD800 else number + 0x800)  # past the surrogates
        spelled.append(letters[member])
    return "".join(spelled)
