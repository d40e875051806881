"""Parse one line of limited Markdown into runs. Long lines are parsed in parts, so that typing reparses one part.

A part ends after a space where all markup is closed. CommonMark considers only the characters next to a delimiter, and
the start of a text counts as a space, so each part can be parsed independently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from markdown_it import MarkdownIt
from markdown_it.token import Token

from editor.document.text.inline_runs import Run, joined, merged_run, style_of

PART = 400
"""Characters. Longer lines are parsed in parts of about this length."""

_MAX_TRIES = 40
"""The number of words tried as the start of the next part."""

_OPEN = re.compile(r"[*_\[]")
_SPACE_AND_WORD = re.compile(r" ([^ ]{1,40})")
# Most texts contain none of these and need no parser, which is forty times as fast.
_MARKUP = re.compile(r"[\\*_\[\]\r\0]")


def _parser(*rules: str) -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(["emphasis", "balance_pairs", "escape", "newline", *rules])
    parser.disable("text_join")  # escaped characters stay separate tokens, distinct from unclosed markup
    # Addresses are kept as written. Rules decide whether they may be published.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = _parser("link")
# For each bracket the rule for links looks for the end of a label. Without this end nothing can be a link.
_PARSER_WITHOUT_LINKS = _parser()
_END_OF_LABEL = "]("


def read_line(line: str) -> tuple[Run, ...]:
    """Return the runs of one line."""
    if not _MARKUP.search(line):
        return (Run(line),) if line else ()
    # A carriage return absorbs the spaces before it, at which a part could end.
    return read_part(line)[0] if len(line) < 2 * PART or "\r" in line else _part_by_part(line)


def read_part(line: str) -> tuple[tuple[Run, ...], bool]:
    """Return the runs of a line or part, and whether all its markup is closed."""
    parser = _PARSER if _END_OF_LABEL in line else _PARSER_WITHOUT_LINKS
    tokens = parser.parseInline(line)[0].children or []
    is_closed = not any(token.type == "text" and _OPEN.search(token.content) for token in tokens)
    return joined(_runs(tokens)), is_closed


_cached_part = lru_cache(maxsize=4_000)(read_part)


def _part_by_part(line: str) -> tuple[Run, ...]:
    found: list[Run] = []
    start = 0
    while start < len(line):
        stop, runs = _next_part(line, start)
        if found and runs and style_of(found[-1]) == style_of(runs[0]):
            found[-1] = merged_run([found[-1], runs[0]])
            runs = runs[1:]
        found.extend(runs)
        start = stop
    return tuple(found)


def _next_part(line: str, start: int) -> tuple[int, tuple[Run, ...]]:
    """Return the end and the runs of the part that starts at `start`."""
    length = PART
    while True:
        stop = _end_of_part(line, start + length)
        runs, is_closed = (_cached_part if stop - start < 3 * PART else read_part)(line[start:stop])
        if is_closed or stop == len(line):
            return stop, runs
        length *= 2


def _end_of_part(line: str, earliest: int) -> int:
    """Return a position after a space, before a word that can start a part.

    The choice depends only on the word itself, so that the parts after a change stay the same.
    """
    first = 0
    for tried, found in enumerate(_SPACE_AND_WORD.finditer(line, earliest)):
        if crc32(found.group(1).encode(errors="replace")) % 4 == 0:
            return found.start(1)
        first = first or found.start(1)
        if tried == _MAX_TRIES:
            return first
    return len(line)


def _runs(tokens: Iterable[Token]) -> Iterable[Run]:
    strong = emphasis = 0
    link: str | None = None
    for token in tokens:
        match token.type:
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "em_open":
                emphasis += 1
            case "em_close":
                emphasis -= 1
            case "link_open":
                link = str(token.attrs.get("href", ""))
            case "link_close":
                link = None
            case "softbreak" | "hardbreak":
                yield Run(" ", strong > 0, emphasis > 0, link)
            case _:
                yield Run(token.content, strong > 0, emphasis > 0, link)
