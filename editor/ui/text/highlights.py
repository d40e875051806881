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
from editor.ui.look.tokens import Tokens, person_colour


class HighlightKind(StrEnum):
    """The reason for a highlight. Spelling and style are underlined only: a wave and dots, in different colours."""

    COMMENT = "comment"
    CURRENT = "current"
    INSERTED = "inserted"
    DELETED = "deleted"
    SPELLING = "spelling"
    STYLE = "style"
    FOUND = "found"


class Highlight(NamedTuple):
    """A highlighted range of one text, as it is read. `start` and `length` count code points.

    A length of 0 marks a position between two characters, where text was removed or is to be inserted: `words`. They
    are shown there, and are no part of the text. `person` is the number of who suggests it, 0 for nobody; `tip` says
    who and what.
    """

    path: FieldPath
    start: int
    length: int
    kind: HighlightKind
    person: int = 0
    words: str = ""
    tip: str = ""


class HighlightSpan(NamedTuple):
    """A range with all the kinds of highlight that apply to it."""

    start: int
    end: int
    highlights: frozenset[HighlightKind]
    person: int = 0
    words: str = ""
    tip: str = ""


def highlight_spans(tinted: Iterable[Highlight], length: int) -> list[HighlightSpan]:
    """Return the highlights of a text as ordered spans that do not overlap, cut off at `length` code points.

    Highlights of length 0 give empty spans, one for each person and words.
    """
    events: dict[int, list[tuple[Highlight, int]]] = {}
    points: dict[tuple[int, int, str], list[Highlight]] = {}
    for one in tinted:
        start, end = min(one.start, length), min(one.start + one.length, length)
        if one.length == 0:
            points.setdefault((start, one.person, one.words), []).append(one)
        elif start < end:
            events.setdefault(start, []).append((one, 1))
            events.setdefault(end, []).append((one, -1))
    found = [
        HighlightSpan(at, at, frozenset(one.kind for one in group), person, words, _tips(group))
        for (at, person, words), group in points.items()
    ]
    found += _cut(events)
    return sorted(found, key=lambda one: one[:2])


def _cut(events: dict[int, list[tuple[Highlight, int]]]) -> Iterable[HighlightSpan]:
    active: list[Highlight] = []
    open_since, over = 0, HighlightSpan(0, 0, frozenset())
    for position in sorted(events):
        for one, step in events[position]:
            if step > 0:
                active.append(one)
            else:
                active.remove(one)
        person = next((one.person for one in active if one.person), 0)
        now = HighlightSpan(0, 0, frozenset(one.kind for one in active), person, "", _tips(active))
        if now != over:
            if over.highlights:
                yield over._replace(start=open_since, end=position)
            open_since, over = position, now


def _tips(highlights: Iterable[Highlight]) -> str:
    return "\n".join(dict.fromkeys(one.tip for one in highlights if one.tip))


WORDS = frozenset({HighlightKind.SPELLING, HighlightKind.STYLE})
_WITHOUT_LINE = WORDS | {HighlightKind.FOUND}


def word_colour(highlights: frozenset[HighlightKind], tokens: Tokens) -> QColor:
    """Return the colour of the underline of misspelled words and deviations from the house style."""
    return QColor(tokens.error if HighlightKind.SPELLING in highlights else tokens.link)


def is_tint_only(highlights: frozenset[HighlightKind]) -> bool:
    """Return whether text is tinted without a line below it: search results, which may be underlined as misspelled."""
    return highlights <= _WITHOUT_LINE


def background_colour(span: HighlightSpan, tokens: Tokens) -> QColor:
    """Return the background colour. The current annotation takes precedence, then who suggests it."""
    kinds = span.highlights
    if HighlightKind.FOUND in kinds:
        return QColor(tokens.tint_found)
    if span.person and HighlightKind.CURRENT not in kinds:
        return QColor(person_colour(tokens, span.person, tint=True))
    for kind in (HighlightKind.CURRENT, HighlightKind.DELETED, HighlightKind.INSERTED):
        if kind in kinds:
            return QColor(getattr(tokens, f"tint_{kind}"))
    return QColor(tokens.tint_comment)


def line_colour(span: HighlightSpan, tokens: Tokens) -> QColor:
    """Return the colour of underlines, strikeouts and insertion marks."""
    if span.person:
        return QColor(person_colour(tokens, span.person))
    if HighlightKind.DELETED in span.highlights:
        return QColor(tokens.error)
    return QColor(tokens.ok if HighlightKind.INSERTED in span.highlights else tokens.warning)


def highlight_format(span: HighlightSpan, tokens: Tokens) -> QTextCharFormat:
    """Return the format of highlighted text. It does not change the layout."""
    form = QTextCharFormat()
    highlights = span.highlights
    if highlights & WORDS:
        styles = QTextCharFormat.UnderlineStyle
        is_spelling = HighlightKind.SPELLING in highlights
        form.setUnderlineStyle(styles.WaveUnderline if is_spelling else styles.DotLine)
        form.setUnderlineColor(word_colour(highlights, tokens))
        if highlights <= WORDS:
            return form
    form.setBackground(background_colour(span, tokens))
    colour = line_colour(span, tokens)
    if HighlightKind.DELETED in highlights:
        form.setFontStrikeOut(True)
        form.setForeground(colour)
    elif HighlightKind.INSERTED in highlights:
        form.setForeground(colour)
    if HighlightKind.DELETED not in highlights and not highlights & WORDS and not is_tint_only(highlights):
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(colour)
    return form


def is_light(tokens: Tokens) -> bool:
    """Return whether highlights darken the background, as in the light colour scheme."""
    return QColor(tokens.base).lightness() > 127


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
