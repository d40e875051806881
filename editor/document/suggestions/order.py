"""The order of a list: where an item goes, and which items of two orders moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def place(ids: Sequence[str], after: str, before: str) -> int | None:
    """The index right behind `after`, or else right before `before`; an empty id is the end of the list.

    None where both are gone.
    """
    if after in ids:
        return ids.index(after) + 1
    if before in ids:
        return ids.index(before)
    if not after:
        return 0
    return None if before else len(ids)


def staying(before: Sequence[str], after: Sequence[str], moved: Collection[str] = ()) -> frozenset[str]:
    """The ids of both lists that can be taken as having kept their places: as many as possible.

    Of sets that are equally large, the one with the fewest `moved` ids is taken; then one whose others went up.
    """
    wanted = {item: index for index, item in enumerate(after)}
    ids = [item for item in before if item in wanted]
    totals: list[float] = []
    previous: list[int | None] = []
    for index, item in enumerate(ids):
        lower = (other for other in range(index) if wanted[ids[other]] < wanted[item])
        best = max(lower, default=None, key=totals.__getitem__)
        weight = 1 - (0.5 / (len(ids) + 1) if item in moved else 0) - 1e-6 * index
        totals.append(weight + (totals[best] if best is not None else 0))
        previous.append(best)
    kept: set[str] = set()
    last = max(range(len(ids)), key=totals.__getitem__, default=None)
    while last is not None:
        kept.add(ids[last])
        last = previous[last]
    return frozenset(kept)
