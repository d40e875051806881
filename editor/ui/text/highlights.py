"""Highlights of commented or suggested text. They are drawn over a text and are not part of it.

Overlapping highlights are split into spans that do not overlap: text that is drawn twice looks bolder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QColor, QTextCharFormat

from editor.document.findings import MISSPELLED, Finding
from editor.document.paths import FieldPath
from editor.ui.look.tokens import LIGHT, Tokens


class HighlightKind(StrEnum):
    """The reason for a highlight. Spelling and style are underlined only: a wave and dots, in different colours."""

    COMMENT = "comment"
    CURRENT = "current"
    INSERTED = "inserted"
    DELETED = "deleted"
    SPELLING = "spelling"
    STYLE = "style"


class Highlight(NamedTuple):
    """A highlighted range of one text, as it is read. `start` and `length` count code points.

    A length of 0 marks a position between two characters, where text was removed or is to be inserted.
    """

    path: FieldPath
    start: int
    length: int
    kind: HighlightKind


class HighlightSpan(NamedTuple):
    """A range with all the kinds of highlight that apply to it."""

    start: int
    end: int
    highlights: frozenset[HighlightKind]


def highlight_spans(tinted: Iterable[Highlight], length: int) -> list[HighlightSpan]:
    """Return the highlights of a text as ordered spans that do not overlap, cut off at `length` code points.

    Highlights of length 0 give empty spans.
    """
    events: dict[int, list[tuple[HighlightKind, int]]] = {}
    points: dict[int, set[HighlightKind]] = {}
    for one in tinted:
        start, end = min(one.start, length), min(one.start + one.length, length)
        if one.length == 0:
            points.setdefault(start, set()).add(one.kind)
        elif start < end:
            events.setdefault(start, []).append((one.kind, 1))
            events.setdefault(end, []).append((one.kind, -1))
    found = [HighlightSpan(at, at, frozenset(highlights)) for at, highlights in points.items()]
    found += _cut(events)
    return sorted(found, key=lambda one: one[:2])


def _cut(events: dict[int, list[tuple[HighlightKind, int]]]) -> Iterable[HighlightSpan]:
    depth = dict.fromkeys(HighlightKind, 0)
    open_since, over = 0, frozenset[HighlightKind]()
    for position in sorted(events):
        for kind, step in events[position]:
            depth[kind] += step
        now = frozenset(kind for kind, count in depth.items() if count)
        if now != over:
            if over:
                yield HighlightSpan(open_since, position, over)
            open_since, over = position, now


WORDS = frozenset({HighlightKind.SPELLING, HighlightKind.STYLE})


def word_colour(highlights: frozenset[HighlightKind], tokens: Tokens) -> QColor:
    """Return the colour of the underline of misspelled words and deviations from the house style."""
    return QColor(tokens.error if HighlightKind.SPELLING in highlights else tokens.link)


def background_colour(highlights: frozenset[HighlightKind], tokens: Tokens) -> QColor:
    """Return the background colour. The current annotation takes precedence."""
    for kind in (HighlightKind.CURRENT, HighlightKind.DELETED, HighlightKind.INSERTED):
        if kind in highlights:
            return QColor(getattr(tokens, f"tint_{kind}"))
    return QColor(tokens.tint_comment)


def line_colour(highlights: frozenset[HighlightKind], tokens: Tokens) -> QColor:
    """Return the colour of underlines, strikeouts and insertion marks."""
    if HighlightKind.DELETED in highlights:
        return QColor(tokens.error)
    return QColor(tokens.ok if HighlightKind.INSERTED in highlights else tokens.warning)


def highlight_format(highlights: frozenset[HighlightKind], tokens: Tokens) -> QTextCharFormat:
    """Return the format of highlighted text. It does not change the layout."""
    form = QTextCharFormat()
    if highlights & WORDS:
        styles = QTextCharFormat.UnderlineStyle
        is_spelling = HighlightKind.SPELLING in highlights
        form.setUnderlineStyle(styles.WaveUnderline if is_spelling else styles.DotLine)
        form.setUnderlineColor(word_colour(highlights, tokens))
        if highlights <= WORDS:
            return form
    form.setBackground(background_colour(highlights, tokens))
    colour = line_colour(highlights, tokens)
    if HighlightKind.DELETED in highlights:
        form.setFontStrikeOut(True)
        form.setForeground(colour)
    elif HighlightKind.INSERTED in highlights:
        form.setForeground(colour)
    if HighlightKind.DELETED not in highlights and not highlights & WORDS:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(colour)
    return form


def is_light(tokens: Tokens) -> bool:
    """Return whether highlights darken the background, as in the light colour scheme."""
    return tokens is LIGHT


def word_highlights(findings: Iterable[Finding], depth: int) -> tuple[Highlight, ...]:
    """The underlines of findings about words. The paths are relative to the field, whose path has this depth."""
    kinds = {True: HighlightKind.SPELLING, False: HighlightKind.STYLE}
    return tuple(
        Highlight(FieldPath(one.path[depth:]), one.excerpt.start, len(one.excerpt.text), kinds[one.rule in MISSPELLED])
        for one in findings
        if one.excerpt is not None and one.excerpt.text
    )


def group_by_segment(highlights: Sequence[Highlight], depth: int) -> dict[str, list[Highlight]]:
    """Group highlights by the segment of their path at `depth`. Shorter paths are left out."""
    found: dict[str, list[Highlight]] = {}
    for one in highlights:
        if len(one.path) > depth:
            found.setdefault(one.path[depth], []).append(one)
    return found
