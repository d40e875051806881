"""The structure of a form, derived from a model: its rows of fields and the items of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args

from schemas import Item, Kind, Part, Spec, specs_of

_SHORT_LINE = 60
_SHORT_EXAMPLE = 24
_SHORT_KINDS = frozenset({Kind.DATE, Kind.MAIL, Kind.LINES, Kind.CHOICE})


def is_short(spec: Spec) -> bool:
    """Whether half a row is wide enough for the field."""
    if spec.kind is Kind.LINE:
        if spec.target is not None:
            return spec.target.most <= _SHORT_LINE
        return len(spec.example) <= _SHORT_EXAMPLE
    return spec.kind in _SHORT_KINDS


def is_period(model: type[Part]) -> bool:
    """Whether a part consists of two dates, the first and the last day."""
    kinds = [spec.kind for spec in specs_of(model).values()]
    return kinds == [Kind.DATE, Kind.DATE]


def rows(specs: Mapping[str, Spec]) -> tuple[tuple[str, ...], ...]:
    """Return the field names by row: two in a row if both are short, or if a link follows a short field."""
    found: list[tuple[str, ...]] = []
    for name, spec in specs.items():
        before = found[-1] if found else ()
        may_join = is_short(spec) or spec.kind is Kind.LINK
        if may_join and len(before) == 1 and _takes_another(specs[before[0]], spec):
            found[-1] = (*before, name)
        else:
            found.append((name,))
    return tuple(found)


def _takes_another(before: Spec, after: Spec) -> bool:
    if after.kind is Kind.DATE or before.kind is Kind.DATE:
        return before.kind is after.kind
    return is_short(before)


@cache
def item_model(owner: type[Part], field: str) -> type[Item]:
    """Return the model of a list field's items. Raises TypeError if the field is not a list of one model."""
    for argument in get_args(owner.model_fields[field].annotation):
        if isinstance(argument, type) and issubclass(argument, Item):
            return argument
    raise TypeError(f"{owner.__name__}.{field} is not a list of items.")


def item_noun(spec: Spec | None, model: type[Part]) -> str:
    """Return the noun for one item in a sentence, such as "news item"; by default the model's name."""
    return (spec.item if spec is not None else "") or " ".join(_words(model.__name__)).lower()


def _words(name: str) -> Iterable[str]:
    return re.findall(r"[A-Z][a-z0-9]*|[a-z0-9]+", name)
