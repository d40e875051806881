"""Any value of an issue as it is read out, and what differs between two of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from editor.document.compare.phrases import phrased, plain_changes
from editor.document.compare.words import Change, Piece, compared
from editor.document.text.inline import Run, escaped, joined, parse, words_of
from editor.document.written_dates import written
from schemas import Item, Kind, Part, specs_of


def read_out(value: Any, between: str = " · ", *, is_inline: bool = False) -> tuple[Run, ...]:
    """A value as it reads, with `between` its fields and items; what is empty is passed over.

    `is_inline` says that a text is limited Markdown; of the texts in a part the schema says it.
    """
    return joined(_runs(value, between, is_inline=is_inline))


def whole(change: Change, value: Any) -> tuple[Piece, ...]:
    """All of a value as one piece that came or went; none where it is empty."""
    runs = read_out(value)
    return (Piece(change, runs),) if runs else ()


def beginning(item: Item, most: int = 60) -> str:
    """The first words of an item, `most` characters at most, so that one knows it again."""
    text = words_of(read_out(item))
    return text if len(text) <= most else f"{text[: text.rfind(' ', 0, most) + 1 or most].rstrip()} …"


def value_changes(old: Any, new: Any, *, is_inline: bool = False) -> tuple[Piece, ...]:
    """What differs between two values of one field: texts and lists by words, dates and items as a whole."""
    if isinstance(old, str) and isinstance(new, str):
        return phrased(compared(old, new)) if is_inline else plain_changes(old, new)
    if any(isinstance(value, dt.date | Item) for value in (old, new)):  # an item: a paragraph that became a list
        return (*whole(Change.DELETED, old), *whole(Change.INSERTED, new))
    return compared(*(escaped(words_of(read_out(value))) for value in (old, new)))


def _runs(value: Any, between: str, *, is_inline: bool) -> Iterator[Run]:
    match value:
        case None:
            return
        case str():
            yield from parse(value) if is_inline else (Run(value),)
        case dt.date():
            yield Run(written(value))
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
