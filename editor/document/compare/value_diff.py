"""Values of an issue as readable text, and their comparison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from editor.document.compare.phrases import by_phrases, plain_text_diff
from editor.document.compare.word_diff import ChangeKind, DiffPart, word_diff
from editor.document.text.inline import Run, escaped, joined, parse, text_of
from editor.document.written_dates import date_label
from schemas import Item, Kind, Part, specs_of


def readable_runs(value: Any, between: str = " · ", *, is_inline: bool = False) -> tuple[Run, ...]:
    """Return a value as readable runs, its fields and items separated by `between`, without empty ones.

    `is_inline` says whether a text is limited Markdown. For texts in a part, the schema decides.
    """
    return joined(_runs(value, between, is_inline=is_inline))


def whole_value(change: ChangeKind, value: Any) -> tuple[DiffPart, ...]:
    """Return a value as one part of a diff; no part if it is empty."""
    runs = readable_runs(value)
    return (DiffPart(change, runs),) if runs else ()


def excerpt(item: Item, most: int = 60) -> str:
    """Return the first words of an item, at most `most` characters."""
    text = text_of(readable_runs(item))
    return text if len(text) <= most else f"{text[: text.rfind(' ', 0, most) + 1 or most].rstrip()} …"


def value_diff(old: Any, new: Any, *, is_inline: bool = False) -> tuple[DiffPart, ...]:
    """Compare two values of a field: texts and lists by words, dates and items as a whole."""
    if isinstance(old, str) and isinstance(new, str):
        return by_phrases(word_diff(old, new)) if is_inline else plain_text_diff(old, new)
    if any(isinstance(value, dt.date | Item) for value in (old, new)):  # an item: a paragraph that became a list
        return (*whole_value(ChangeKind.DELETED, old), *whole_value(ChangeKind.INSERTED, new))
    return word_diff(*(escaped(text_of(readable_runs(value))) for value in (old, new)))


def _runs(value: Any, between: str, *, is_inline: bool) -> Iterator[Run]:
    match value:
        case None:
            return
        case str():
            yield from parse(value) if is_inline else (Run(value),)
        case dt.date():
            yield Run(date_label(value))
        case Part():
            fields = specs_of(type(value)).items()
            held = (_runs(getattr(value, name), between, is_inline=spec.kind is Kind.INLINE) for name, spec in fields)
            yield from _with_between(held, between)
        case tuple():
            are_items = bool(value) and isinstance(value[0], Item)
            yield from _with_between(
                (_runs(one, between, is_inline=False) for one in value), between if are_items else ", "
            )
        case _:
            yield Run(str(value))


def _with_between(parts: Iterable[Iterable[Run]], between: str) -> Iterator[Run]:
    is_first = True
    for part in parts:
        runs = joined(part)
        if runs:
            if not is_first:
                yield Run(between)
            yield from runs
            is_first = False
