"""Issues in which fields are missing, as those of a proof, and what of them anybody can see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from schemas import Bullets, Issue, Item, Paragraph, Part, Person, Source

_KEPT = frozenset(("id", "type", "format", "version", "schema_reference", "theme", "language", "review", "ignored"))
Place = tuple[str | int, ...]
"""Names of fields and positions in lists."""


def unfinished(issues: st.SearchStrategy[Issue]) -> st.SearchStrategy[Issue]:
    """These issues with some of their fields, or all of one kind, emptied."""
    return issues.flatmap(_with_gaps)


def _with_gaps(issue: Issue) -> st.SearchStrategy[Issue]:
    places = list(_places(issue))
    chosen = st.lists(st.sampled_from(places), unique=True, min_size=1, max_size=10)
    kinds = st.sets(st.sampled_from(sorted({_kind(place) for place in places})), max_size=3)
    return st.tuples(chosen, kinds).map(
        lambda drawn: _emptied(issue, {place for place in places if place in drawn[0] or _kind(place) in drawn[1]})
    )


def _kind(place: Place) -> tuple[str, ...]:
    return tuple(str(step) for step in place if isinstance(step, str))


def _places(value: Any, place: Place = ()) -> Iterator[Place]:
    """The places of all values that can be missing."""
    if isinstance(value, Part):
        for name in type(value).model_fields:
            if name not in _KEPT:
                yield from _places(getattr(value, name), (*place, name))
        return
    if value in ("", None, ()):
        return
    yield place
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            if isinstance(item, Item):
                yield from _places(item, (*place, index))


def _emptied(value: Any, places: set[Place], place: Place = ()) -> Any:
    if isinstance(value, Part):
        names = (name for name in type(value).model_fields if name not in _KEPT)
        found = {name: _emptied(getattr(value, name), places, (*place, name)) for name in names}
        return value.model_copy(update=found)
    if place in places:
        return () if isinstance(value, tuple) else "" if isinstance(value, str) else None
    if isinstance(value, tuple):
        return tuple(_emptied(item, places, (*place, index)) for index, item in enumerate(value))
    return value


def seen(value: Any) -> Any:
    """The same without empty paragraphs, bullets, lists and people, of which there is nothing to see.

    Blocks that then stand side by side are joined as reading joins them.
    """
    if isinstance(value, Part):
        names = (name for name in type(value).model_fields if name not in _KEPT)
        found = {name: seen(getattr(value, name)) for name in names}
        if isinstance(value, Source) and not value.title_zh:
            found["language"] = ""
        return value.model_copy(update=found)
    if not isinstance(value, tuple):
        return value
    kept: list[Any] = []
    for item in map(seen, value):
        if _is_nothing(item):
            continue
        if isinstance(item, Bullets) and kept and isinstance(kept[-1], Bullets):
            kept[-1] = kept[-1].model_copy(update={"items": (*kept[-1].items, *item.items)})
        else:
            kept.append(item)
    return tuple(kept)


def _is_nothing(item: Any) -> bool:
    match item:
        case Paragraph():
            return not item.text
        case Bullets():
            return not item.items
        case Person():
            return not item.name and not item.role
    return isinstance(item, Item) and "text" in type(item).model_fields and item == type(item)(id=item.id)
