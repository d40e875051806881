"""The order of a list that two people rearranged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class MergedOrder(NamedTuple):
    """All ids in the merged order, removed ones too; whether both sides moved items, and differently."""

    ids: list[str]
    is_conflict: bool


def merged_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> MergedOrder:
    """Both sides' order of a list; ours where both moved items."""
    common = set(base) & set(ours) & set(theirs)
    was, own, other = ([item for item in side if item in common] for side in (base, ours, theirs))
    # The side that moved items gives the order; other items follow their predecessor on the other side.
    frame = theirs if own == was else ours
    known = set(base)
    added: dict[str | None, list[str]] = {}
    taken: set[str] = set()
    for places in (_placed(ours, known), _placed(theirs, known)):
        for anchor, new in places.items():
            fresh = [item for item in new if item not in taken]
            taken.update(fresh)
            added.setdefault(anchor, []).extend(fresh)
    result = list(added.get(None, ()))
    for item in _framed([item for item in frame if item in known], base):
        result.append(item)
        result.extend(added.get(item, ()))
    return MergedOrder(result, own != was and other != was and own != other)


def _placed(side: Sequence[str], known: set[str]) -> dict[str | None, list[str]]:
    """Return the side's new ids by the known id before them; None for the start of the list."""
    places: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for item in side:
        if item in known:
            anchor = item
        else:
            places.setdefault(anchor, []).append(item)
    return places


def _framed(frame: list[str], base: Sequence[str]) -> list[str]:
    """Return the frame with the base's other ids inserted, each after its predecessor."""
    present = set(frame)
    follows: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for item in base:
        if item in present:
            anchor = item
        else:
            follows.setdefault(anchor, []).append(item)
    result = list(follows.get(None, ()))
    for item in frame:
        result.append(item)
        result.extend(follows.get(item, ()))
    return result
