"""Three-way merge of libraries: items by id and field by field, like issues; lists of words as sets.

A body or person that both sides added under ids of their own, with the same name, is kept once, as ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from editor.document.merging.conflict import Conflict
from editor.document.merging.merge import merged_part
from schemas import IssuingBody, Item, KnownPerson, Library

_I = TypeVar("_I", bound=Item)
_LISTS = ("words", "rules_off")


@dataclass(frozen=True, slots=True)
class MergedLibrary:
    """The merged library, with our value for each conflict."""

    library: Library
    conflicts: tuple[Conflict, ...] = ()


def merged_libraries(base: Library, ours: Library, theirs: Library) -> MergedLibrary:
    """Merge both sides' changes since `base`."""
    lists = {name: _merged_words(*(getattr(side, name) for side in (base, ours, theirs))) for name in _LISTS}
    known_bodies, known_people = _ids(base.issuing_bodies), _ids(base.people)
    theirs = theirs.model_copy(
        update={
            "issuing_bodies": _without_doubles(theirs.issuing_bodies, ours.issuing_bodies, known_bodies),
            "people": _without_doubles(theirs.people, ours.people, known_people),
        }
    )
    merged, conflicts = merged_part(*(side.model_copy(update=lists) for side in (base, ours, theirs)))
    return MergedLibrary(merged, conflicts)


def name_key(item: Item) -> str:
    """What two entries have in common that stand for the same person or body; "" without a name."""
    match item:
        case IssuingBody():
            return _folded(item.abbreviation or item.name or item.name_zh)
        case KnownPerson():
            return _folded(item.name)
    return ""


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _ids(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(item.id for item in items)


def _without_doubles(theirs: Sequence[_I], ours: Sequence[Item], known: frozenset[str]) -> tuple[_I, ...]:
    """Their items without those they added that we added as well, under other ids."""
    own_ids = _ids(ours)
    added = {name_key(item) for item in ours if item.id not in known} - {""}
    return tuple(item for item in theirs if item.id in known or item.id in own_ids or name_key(item) not in added)


def _merged_words(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Our words in our order, without those that they removed, then those that they added."""
    removed = set(base) - set(theirs)
    kept = [word for word in ours if word not in removed]
    added = [word for word in theirs if word not in base and word not in kept]
    return (*kept, *added)
