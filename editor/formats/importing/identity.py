"""Imported parts take the ids of the issue that they came from, matched by content.

A text that was exported, edited elsewhere and imported again has no ids. Without them every bullet would look new, and
comments, suggestions and versions would lose what they are about.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

from editor.document.compare.matching import most_alike, words_of
from schemas import Issue, Item, Kind, Part, new_id, specs_of

P = TypeVar("P", bound=Part)
_LEAST_ALIKE = 0.4


def with_identity_of(base: Issue, imported: Issue) -> Issue:
    """The imported issue with the ids of the parts of `base` that they are most like, and fresh ids elsewhere."""
    return _like(base, imported)


def merged_into(base: Issue, imported: Issue) -> Issue:
    """`base` with what was imported in its place; what the source does not have stays. Its review and theme stay.

    Text does not say what was chosen from a list, such as the script of a title.
    """
    found = _with_choices(base, with_identity_of(base, imported))
    empty = Issue(theme=imported.theme)
    update: dict[str, Any] = {}
    for name in ("headline", "date", "reporting_period", "top5"):
        if getattr(found, name) != getattr(empty, name):
            update[name] = getattr(found, name)
    for name in ("noteworthy", "imprint"):
        part, old = getattr(found, name), getattr(base, name)
        fields = {key: value for key in type(part).model_fields if (value := getattr(part, key)) != _default(part, key)}
        update[name] = old.model_copy(update=fields)
    return base.model_copy(update=update)


def _with_choices(base: P, part: P) -> P:
    """`part` with what was chosen in the parts of `base` that it has."""
    update: dict[str, Any] = {}
    specs = specs_of(type(part))
    for name in type(part).model_fields:
        old, new = getattr(base, name, None), getattr(part, name)
        if isinstance(new, Part) and isinstance(old, Part):
            update[name] = _with_choices(old, new)
        elif isinstance(new, tuple) and new and isinstance(new[0], Item):
            known = {item.id: item for item in old or ()}
            update[name] = tuple(_with_choices(known.get(item.id, item), item) for item in new)
        elif old and not new and name in specs and specs[name].kind is Kind.CHOICE:
            update[name] = old
    return part.model_copy(update=update) if update else part


def _default(part: Part, name: str) -> Any:
    return type(part).model_fields[name].get_default(call_default_factory=True)


def _like(base: P, part: P) -> P:
    """`part` with the ids of `base`, to the last item."""
    update: dict[str, Any] = {}
    if isinstance(part, Item) and isinstance(base, Item):
        update["id"] = base.id
    for name in type(part).model_fields:
        new = getattr(part, name)
        old = getattr(base, name, None)
        if isinstance(new, Part) and isinstance(old, Part) and type(old) is type(new):
            update[name] = _like(old, new)
        elif isinstance(new, tuple) and new and isinstance(new[0], Item):
            update[name] = _items(old if isinstance(old, tuple) else (), new)
    return part.model_copy(update=update)


def _items(old: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
    pairs = _pairs(old, new)
    return tuple(_like(old[pairs[at]], item) if at in pairs else _fresh(item) for at, item in enumerate(new))


def _fresh(item: P) -> P:
    """An item with new ids to the last one in it."""
    update: dict[str, Any] = {"id": new_id()} if isinstance(item, Item) else {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        if isinstance(value, Part):
            update[name] = _fresh(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Item):
            update[name] = tuple(map(_fresh, value))
    return item.model_copy(update=update)


def _pairs(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """For each new item that was there before, its place in the old list: equal content first, then what is alike."""
    old_words = [words_of(item) for item in old]
    new_words = [words_of(item) for item in new]
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, old_words, new_words, autojunk=False).get_matching_blocks():
        pairs.update((block.b + step, block.a + step) for step in range(block.size))
    taken = set(pairs.values())
    left = [at for at in range(len(old)) if at not in taken]
    by_words = {old_words[at]: at for at in reversed(left)}
    for at, words in enumerate(new_words):  # moved
        if at not in pairs and words in by_words:
            pairs[at] = by_words.pop(words)
    left = [at for at in left if at not in set(pairs.values())]
    wanted = [at for at in range(len(new)) if at not in pairs]
    alike = most_alike({at: old[at] for at in left}, {at: new[at] for at in wanted}, _LEAST_ALIKE)
    return pairs | {after: before for before, after in alike.items()}
