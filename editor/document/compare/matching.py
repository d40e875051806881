"""Items that say the same, or almost the same: those of two issues that were not made from each other.

A text that was exported, edited elsewhere and imported again has other ids, which may even be those of other items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from schemas import Issue, Item, Part

P = TypeVar("P", bound=Part)

_LEAST_ALIKE = 0.5
_MOST_COMPARED = 40_000
"""Pairs of a list that are compared word by word; in longer lists only equal content is matched."""
_NOT_CONTENT = frozenset({"review", "ignored"})
_OTHER = "other"


def with_ids_of(after: Issue, before: Issue) -> Issue:
    """`before` with the ids that its items have in `after`.

    An item is the one in the same list that says the same, first of all with its id. Then comes one that has at least
    half of its words in common, again first with its id, and last whatever has its id: it may have been rewritten.
    Parts without changes stay as they are.
    """
    return _in_part(before, after)


def _in_part(before: P, after: P) -> P:
    update: dict[str, Any] = {}
    was, now = vars(before), vars(after)
    for name in type(after).model_fields:
        old, new = was[name], now[name]
        if old is new or name in _NOT_CONTENT:
            continue
        named = old
        if isinstance(old, Part) and type(old) is type(new):
            named = _in_part(old, new)
        elif _holds_items(old) and _holds_items(new):
            named = _in_items(old, new)
        if named is not old:
            update[name] = named
    return before.model_copy(update=update) if update else before


def _in_items(old: Sequence[Item], new: Sequence[Item]) -> Sequence[Item]:
    pairs = _pairs(old, new)
    taken = {item.id for item in new}
    named: list[Item] = []
    for at, item in enumerate(old):
        partner = new[pairs[at]] if at in pairs else None
        name = _unused(item.id, taken) if partner is None else partner.id
        inner = item if partner is None or type(partner) is not type(item) else _in_part(item, partner)
        named.append(inner if name == item.id else inner.model_copy(update={"id": name}))
        taken.add(name)
    return old if all(one is two for one, two in zip(old, named, strict=True)) else tuple(named)


def _unused(name: str, taken: set[str]) -> str:
    """An id for an item that is gone: its own, unless another item has it now."""
    while name in taken:
        name = f"{name}-{_OTHER}"
    return name


def _pairs(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """For each old item that is in the new list, its place there."""
    places = {item.id: at for at, item in enumerate(new)}
    same_id = {at: places[item.id] for at, item in enumerate(old) if item.id in places}
    pairs = {at: place for at, place in same_id.items() if old[at] is new[place] or old[at] == new[place]}
    left, wanted = _unpaired(pairs, old, new)
    if not left or not wanted:
        return pairs
    said = {at: (type(item), words_of(item)) for at, item in left.items()}
    come = {at: (type(item), words_of(item)) for at, item in wanted.items()}
    pairs |= {at: same_id[at] for at in left if same_id.get(at) in come and said[at] == come[same_id[at]]}

    left, wanted = _unpaired(pairs, old, new)
    by_words = {come[at]: at for at in reversed(wanted) if come[at][1]}
    for at in left:
        if (place := by_words.pop(said[at], None)) is not None:
            pairs[at] = place

    def is_alike(at: int, place: int) -> bool:
        one, two = said[at], come[place]
        return one[0] is two[0] and _alike(frozenset(one[1]), frozenset(two[1])) >= _LEAST_ALIKE

    left, wanted = _unpaired(pairs, old, new)
    pairs |= {at: same_id[at] for at in left if same_id.get(at) in wanted and is_alike(at, same_id[at])}
    pairs |= most_alike(*_unpaired(pairs, old, new), _LEAST_ALIKE)
    left, wanted = _unpaired(pairs, old, new)
    return pairs | {at: place for at, place in same_id.items() if at in left and place in wanted}


def _unpaired(
    pairs: Mapping[int, int], old: Sequence[Item], new: Sequence[Item]
) -> tuple[dict[int, Item], dict[int, Item]]:
    """The items of both lists that are in no pair, by their places."""
    taken = set(pairs.values())
    return (
        {at: item for at, item in enumerate(old) if at not in pairs},
        {at: item for at, item in enumerate(new) if at not in taken},
    )


def _holds_items(value: Any) -> bool:
    return isinstance(value, tuple) and isinstance(next(iter(value), None), Item | None)


def most_alike(old: Mapping[int, Item], new: Mapping[int, Item], least: float) -> dict[int, int]:
    """Pairs of items by their places in two lists: those of one type that have most words in common, nearest first.

    `least` is the part of their words that they must have in common, from 0 to 1.
    """
    if len(old) * len(new) > _MOST_COMPARED:
        return {}
    old_words = {at: frozenset(words_of(item)) for at, item in old.items()}
    new_words = {at: frozenset(words_of(item)) for at, item in new.items()}
    alike = sorted(
        (-_alike(old_words[before], new_words[after]), abs(before - after), before, after)
        for before in old
        for after in new
        if type(old[before]) is type(new[after])
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for likeness, _, before, after in alike:
        if -likeness >= least and before not in pairs and after not in used:
            pairs[before] = after
            used.add(after)
    return pairs


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    """How many words two items have in common, from 0 to 1."""
    if not one or not two:
        return 1.0 if one == two else 0.0
    return 2 * len(one & two) / (len(one) + len(two))


def words_of(item: Part) -> tuple[str, ...]:
    """The words of an item and of all in it, without ids."""
    return tuple(word for text in _texts(item.model_dump(exclude={"id"})) for word in text.split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("id", "kind", "type"):
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)
