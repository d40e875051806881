"""The sections of an issue, derived from the schema: outline, forms, approvals, pages and contents share them.

- A list of the issue itself (`top5`) has one section per item.
- A part that consists of lists (`noteworthy`) has one section per list.
- A part with a list beside other fields (`imprint`) is one section.
- All other fields of the issue form the masthead, at the empty path.

So a list that is added to the schema is a section without a change here. A section is addressed by its path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from editor.document.paths import ROOT, FieldPath, value_at
from schemas import Issue, Item, Kind, Part, Spec, specs_of
from schemas.theme import Wording

MASTHEAD = ROOT
MASTHEAD_LABEL = "Masthead"

_MASTHEAD_KEY = "masthead"
_THEME_WORDS = {"top5": "top"}
"""Fields whose wording has another name in the theme."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `fields` are those of its form; None for all fields of the value at `path`.

    `number` counts from 1 in a list of sections, `items` is the length of a section that is a list; None elsewhere.
    """

    path: FieldPath
    label: str
    group: str = ""
    fields: tuple[str, ...] | None = None
    number: int | None = None
    items: int | None = None


def sections(issue: Issue, words: Wording | None = None) -> tuple[Section, ...]:
    """All sections in the order of the schema, labelled in the words of a theme or, without one, of the schema."""
    found = [Section(MASTHEAD, MASTHEAD_LABEL, fields=masthead_fields())]
    for name, spec in specs_of(Issue).items():
        if name not in masthead_fields():
            found += _sections_of_field(issue, name, spec, words)
    return tuple(found)


def section_paths(issue: Issue) -> tuple[FieldPath, ...]:
    """The paths of all sections, in order."""
    return tuple(section.path for section in sections(issue))


def section_keys(issue: Issue) -> tuple[str, ...]:
    """The keys of all sections, in order."""
    return tuple(map(section_key, section_paths(issue)))


@cache
def masthead_fields() -> tuple[str, ...]:
    """The fields of the issue that no other section holds."""
    return tuple(
        name
        for name, spec in specs_of(Issue).items()
        if spec.kind is not Kind.ITEMS and not (spec.kind is Kind.PART and _has_lists(part_model(name)))
    )


def section_path(path: FieldPath) -> FieldPath:
    """The section that a field belongs to, whether the issue has it or not; the masthead for all other paths."""
    if not path or path[0] in masthead_fields() or path[0] not in specs_of(Issue):
        return MASTHEAD
    if specs_of(Issue)[path[0]].kind is Kind.ITEMS:
        return FieldPath(path[:2]) if len(path) > 1 else MASTHEAD
    model = part_model(path[0])
    if consists_of_lists(model):
        return FieldPath(path[:2]) if len(path) > 1 else path / next(iter(specs_of(model)))
    return FieldPath(path[:1])


def section_content(issue: Issue, path: FieldPath) -> Any:
    """The value of the section at `path`; for the masthead a tuple of values. Raises NoSuchField."""
    if path == MASTHEAD:
        return tuple(getattr(issue, name) for name in masthead_fields())
    return value_at(issue, path)


def section_key(path: FieldPath) -> str:
    """The id of a field's section in approvals: `masthead`, `entry-<id>`, `policy-news`, `imprint`.

    Approvals in files have these ids, so the names and nouns in the schema that they are made of cannot change.
    """
    section = section_path(path)
    if section == MASTHEAD:
        return _MASTHEAD_KEY
    spec = specs_of(Issue)[section[0]]
    return f"{_slug(spec.item or section[0])}-{section[1]}" if spec.kind is Kind.ITEMS else _part_keys()[section]


@cache
def part_model(field: str) -> type[Part]:
    """The model of a part of the issue. Raises KeyError or TypeError for other fields."""
    model = Issue.model_fields[field].annotation
    if not (isinstance(model, type) and issubclass(model, Part)):
        raise TypeError(f"Issue.{field} is not a part.")
    return model


@cache
def consists_of_lists(model: type[Part]) -> bool:
    """Whether a part of the issue has no fields but lists of items, each of which is a section."""
    return not issubclass(model, Item) and {spec.kind for spec in specs_of(model).values()} == {Kind.ITEMS}


def lists_of(part: Part) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The lists of items in a part by the names of their fields, in the order of the schema."""
    specs = specs_of(type(part)).items()
    return tuple((name, getattr(part, name)) for name, spec in specs if spec.kind is Kind.ITEMS)


def themed_label(name: str, spec: Spec, words: Wording | None) -> str:
    """The theme's word for a field where it has one, else the label in the schema."""
    word = getattr(words, _THEME_WORDS.get(name, name), None)
    return word if isinstance(word, str) else spec.label


def _sections_of_field(issue: Issue, name: str, spec: Spec, words: Wording | None) -> Iterator[Section]:
    value = getattr(issue, name)
    label = themed_label(name, spec, words)
    if spec.kind is Kind.ITEMS:
        for number, item in enumerate(value, start=1):
            yield _section_of_item(name, item.id, getattr(item, "title", ""), label, number)
    elif consists_of_lists(part_model(name)):
        for inner, inner_spec in specs_of(part_model(name)).items():
            length = len(getattr(value, inner))
            yield Section(FieldPath((name, inner)), themed_label(inner, inner_spec, words), group=label, items=length)
    else:
        yield Section(FieldPath((name,)), label)


@lru_cache(maxsize=1024)  # one call per entry and keystroke, mostly with the same values
def _section_of_item(name: str, item_id: str, title: str, group: str, number: int) -> Section:
    return Section(FieldPath((name, item_id)), title, group=group, number=number)


@cache
def _part_keys() -> Mapping[FieldPath, str]:
    """The keys of the sections that are parts, or lists in a part.

    A list has the name of its field, after that of its part where a part or an earlier list has the same name.
    """
    parts = {name: part_model(name) for name, spec in specs_of(Issue).items() if spec.kind is Kind.PART}
    taken = {_MASTHEAD_KEY, *map(_slug, parts)}
    keys = {FieldPath((name,)): _slug(name) for name in parts}
    for name, model in parts.items():
        for inner in specs_of(model) if consists_of_lists(model) else ():
            key = _slug(inner) if _slug(inner) not in taken else f"{_slug(name)}-{_slug(inner)}"
            taken.add(key)
            keys[FieldPath((name, inner))] = key
    return keys


def _has_lists(model: type[Part]) -> bool:
    return any(spec.kind is Kind.ITEMS for spec in specs_of(model).values())


def _slug(name: str) -> str:
    return name.replace("_", "-").replace(" ", "-")
