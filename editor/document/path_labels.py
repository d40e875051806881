"""Paths and sections in words: the names that findings, review, undo, forms and the command line show.

`Entry 1, MERICS comment, 5th paragraph, 1st bullet`; `Policy news, item 3, Source, Link`.
"""

from __future__ import annotations

from typing import Any

from editor.document.form_structure import item_model, item_noun
from editor.document.paths import FieldPath, value_or_none
from editor.document.sections import MASTHEAD, MASTHEAD_LABEL, consists_of_lists
from editor.document.text.phrasing import capitalised, ordinal
from schemas import Issue, Item, Kind, Part, specs_of

_LONGEST_TITLE = 60  # characters
_BLOCK = "paragraph"
"""What a block of a text is called. Bullet lists are counted with the paragraphs, as in a word processor."""


def path_label(issue: Issue, path: FieldPath) -> str:
    """The path in words as far as it leads somewhere; empty for the issue itself."""
    return ", ".join(path_label_parts(issue, path))


def path_label_parts(issue: Issue, path: FieldPath) -> tuple[str, ...]:
    """The parts of `path_label`, from the section to the field."""
    parts: list[str] = []
    value: Any = issue
    owner: type[Part] = type(issue)
    field = noun = ""
    for depth, segment in enumerate(path):
        if isinstance(value, Part) and segment in type(value).model_fields:
            owner, field = type(value), segment
            value = getattr(value, field)
            label = _label(owner, field)
            is_group = isinstance(value, Part) and consists_of_lists(type(value)) and depth + 1 < len(path)
            if not is_group and label.casefold() != noun:  # the text of a paragraph is the paragraph
                parts.append(label)
            noun = ""
            continue
        index = _index(value, segment)
        if index is None:
            break
        value = value[index]
        noun = _noun(owner, field, type(value))
        parts[-1:] = _item_label_parts(owner, field, noun, index + 1)
    return tuple(parts)


def item_label(owner: type[Part], field: str, number: int) -> str:
    """The item of that number, from 1, in a list: `Entry 2`; `Policy news, item 3`; `1st author`."""
    return ", ".join(_item_label_parts(owner, field, _noun(owner, field), number))


def section_label(issue: Issue, path: FieldPath) -> str:
    """The name of the section at `path`: `Masthead`, `Entry 2`, `Policy news`; `A removed entry` where it is gone."""
    if path == MASTHEAD:
        return MASTHEAD_LABEL
    if value_or_none(issue, path) is None:
        spec = specs_of(type(issue)).get(path[0])
        return f"A removed {spec.item if spec is not None and spec.item else 'section'}"
    return path_label(issue, path)


def section_title(issue: Issue, path: FieldPath, *, longest: int | None = _LONGEST_TITLE) -> str:
    """`section_label` with the title, cut to `longest` characters: `Entry 2: Beijing opens new funding channels`."""
    label = section_label(issue, path)
    value = value_or_none(issue, path)
    title = " ".join(str(getattr(value, "title", "")).split()) if isinstance(value, Item) else ""
    if longest is not None and len(title) > longest:
        title = f"{title[: longest - 1].rstrip()}…"
    return f"{label}: {title}" if title else label


def _item_label_parts(owner: type[Part], field: str, noun: str, number: int) -> tuple[str, ...]:
    spec = specs_of(owner).get(field)
    if issubclass(owner, Issue):
        return (f"{capitalised(noun)} {number}",)
    if consists_of_lists(owner):
        return _label(owner, field), f"{noun.rpartition(' ')[2]} {number}"
    if spec is not None and spec.kind is Kind.BLOCKS:
        return spec.label, f"{ordinal(number)} {noun}"
    return (f"{ordinal(number)} {noun}",)


def _noun(owner: type[Part], field: str, model: type[Item] | None = None) -> str:
    spec = specs_of(owner).get(field)
    if spec is not None and spec.kind is Kind.BLOCKS:
        return _BLOCK
    return item_noun(spec, model or item_model(owner, field))


def _label(owner: type[Part], field: str) -> str:
    spec = specs_of(owner).get(field)
    return spec.label if spec is not None else capitalised(field.replace("_", " "))


def _index(value: Any, item_id: str) -> int | None:
    if not isinstance(value, tuple):
        return None
    found = (index for index, item in enumerate(value) if isinstance(item, Item) and item.id == item_id)
    return next(found, None)
