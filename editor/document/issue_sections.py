"""An issue as a desk goes through it: masthead, each entry, each news list, imprint. Read from the schema.

Lists of items whose item is a page's worth (a list of the issue itself) give one section per item; a part that has
nothing but lists gives one per list; a part with a list in it is one; all the rest together is the masthead. So a
field added to the schema stands in a section without a line of code here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from editor.document.paths import ROOT, FieldPath, value_at
from schemas import Issue, Kind, Part, specs_of

MASTHEAD = ROOT


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the outline. `fields` are those of the form, None for all that the path has.

    `number` counts from 1 in a list of sections, `items` says how many a list holds; both are None elsewhere.
    """

    path: FieldPath
    label: str
    group: str = ""
    fields: tuple[str, ...] | None = None
    number: int | None = None
    items: int | None = None


def sections(issue: Issue, groups: dict[str, str] | None = None) -> tuple[Section, ...]:
    """All sections in order. `groups` gives the newsletter's own names for fields of the issue (`top5`)."""
    named = groups or {}
    head = tuple(name for name, kind in _kinds(Issue).items() if not _stands_alone(issue, name, kind))
    found = [Section(MASTHEAD, "Masthead", fields=head)]
    for name, spec in specs_of(Issue).items():
        if _stands_alone(issue, name, spec.kind):
            found += _of_field(issue, name, named.get(name, spec.label))
    return tuple(found)


def section_path(issue: Issue, path: FieldPath) -> FieldPath:
    """The path of the section in which a field is written; the masthead for what leads nowhere else."""
    if not path:
        return MASTHEAD
    name = path[0]
    kind = _kinds(Issue).get(name)
    if kind is None or not _stands_alone(issue, name, kind):
        return MASTHEAD
    value = getattr(issue, name)
    if kind is Kind.ITEMS or _is_all_lists(value):
        inner = path[1:2] or (next(iter(specs_of(type(value))), "") if isinstance(value, Part) else "",)
        return FieldPath((name, *inner))
    return FieldPath((name,))


def _of_field(issue: Issue, name: str, label: str) -> Iterator[Section]:
    value = value_at(issue, FieldPath((name,)))
    if isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield _of_item(name, item.id, getattr(item, "title", ""), label, number)
    elif _is_all_lists(value):
        part: Part = value
        for inner, spec in specs_of(type(part)).items():
            held = len(getattr(part, inner))
            yield Section(FieldPath((name, inner)), spec.label, group=label, items=held)
    else:
        yield Section(FieldPath((name,)), label)


@lru_cache(maxsize=1024)  # hundreds of entries are asked for with each letter, and stay what they are
def _of_item(name: str, item_id: str, title: str, group: str, number: int) -> Section:
    return Section(FieldPath((name, item_id)), title, group=group, number=number)


def _stands_alone(issue: Issue, name: str, kind: Kind) -> bool:
    if kind is not Kind.PART:
        return kind is Kind.ITEMS
    part: Part = getattr(issue, name)
    return Kind.ITEMS in _kinds(type(part)).values()


def _is_all_lists(part: Part) -> bool:
    return set(_kinds(type(part)).values()) == {Kind.ITEMS}


@lru_cache(maxsize=64)
def _kinds(model: type[Part]) -> dict[str, Kind]:
    return {name: spec.kind for name, spec in specs_of(model).items()}
