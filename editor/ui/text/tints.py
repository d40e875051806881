"""Words that are tinted: commented on, suggested to go or to come. Tints lie over a text and are no part of it.

Where tints overlap, their stretches are cut so that no two do: a letter that is drawn twice looks bolder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QColor, QTextCharFormat

from editor.document.paths import FieldPath
from editor.ui.look.tokens import LIGHT, Tokens


class Tint(StrEnum):
    """Why words are tinted."""

    COMMENT = "comment"
    CURRENT = "current"
    INSERTED = "inserted"
    DELETED = "deleted"


class Tinted(NamedTuple):
    """Words of one text as it is read; `start` and `length` count code points.

    A length of 0 is a mark between two letters: something went, or is to come, there.
    """

    path: FieldPath
    start: int
    length: int
    tint: Tint


class Stretch(NamedTuple):
    """A stretch with all tints that lie over it."""

    start: int
    end: int
    tints: frozenset[Tint]


def stretches(tinted: Iterable[Tinted], length: int) -> list[Stretch]:
    """The tints of a text of so many letters: cut where they overlap, in order, none past its end.

    Marks between two letters are stretches without a length.
    """
    events: dict[int, list[tuple[Tint, int]]] = {}
    points: dict[int, set[Tint]] = {}
    for one in tinted:
        start, end = min(one.start, length), min(one.start + one.length, length)
        if one.length == 0:
            points.setdefault(start, set()).add(one.tint)
        elif start < end:
            events.setdefault(start, []).append((one.tint, 1))
            events.setdefault(end, []).append((one.tint, -1))
    found = [Stretch(at, at, frozenset(tints)) for at, tints in points.items()]
    found += _cut(events)
    return sorted(found, key=lambda one: one[:2])


def _cut(events: dict[int, list[tuple[Tint, int]]]) -> Iterable[Stretch]:
    depth = dict.fromkeys(Tint, 0)
    open_since, over = 0, frozenset[Tint]()
    for position in sorted(events):
        for tint, step in events[position]:
            depth[tint] += step
        now = frozenset(tint for tint, count in depth.items() if count)
        if now != over:
            if over:
                yield Stretch(open_since, position, over)
            open_since, over = position, now


def ground(tints: frozenset[Tint], tokens: Tokens) -> QColor:
    """What lies under the words; the current mark is the strongest."""
    for tint in (Tint.CURRENT, Tint.DELETED, Tint.INSERTED):
        if tint in tints:
            return QColor(getattr(tokens, f"tint_{tint}"))
    return QColor(tokens.tint_comment)


def line_colour(tints: frozenset[Tint], tokens: Tokens) -> QColor:
    """What words are underlined or struck in, and what marks a place between two letters."""
    if Tint.DELETED in tints:
        return QColor(tokens.error)
    return QColor(tokens.ok if Tint.INSERTED in tints else tokens.warning)


def tint_format(tints: frozenset[Tint], tokens: Tokens) -> QTextCharFormat:
    """How tinted words look; nothing that moves a letter."""
    form = QTextCharFormat()
    form.setBackground(ground(tints, tokens))
    colour = line_colour(tints, tokens)
    if Tint.DELETED in tints:
        form.setFontStrikeOut(True)
        form.setForeground(colour)
    elif Tint.INSERTED in tints:
        form.setForeground(colour)
    if Tint.DELETED not in tints:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(colour)
    return form


def is_light(tokens: Tokens) -> bool:
    """Whether tints darken what they lie over."""
    return tokens is LIGHT


def by_next(tints: Sequence[Tinted], depth: int) -> dict[str, list[Tinted]]:
    """Tints by the segment of their path at `depth`; those that end above it are left out."""
    found: dict[str, list[Tinted]] = {}
    for one in tints:
        if len(one.path) > depth:
            found.setdefault(one.path[depth], []).append(one)
    return found
