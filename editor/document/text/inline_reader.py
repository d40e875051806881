"""Reads one line of limited Markdown into runs; a long line in parts, so that a letter more costs one part.

A part ends behind a space where all markup is closed. CommonMark looks at nothing else beside a delimiter than the
characters next to it, and the start of a text counts as a space: so what follows reads as it does by itself.
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
"""Characters. Longer lines are read in parts of about this length."""

_MAX_TRIES = 40
"""Words that are looked at for one that is fit to begin a part."""

_OPEN = re.compile(r"[*_\[]")
_SPACE_AND_WORD = re.compile(r" ([^ ]{1,40})")
# Most texts have none of these, and need no parser: one run, forty times as fast.
_MARKUP = re.compile(r"[\\*_\[\]\r\0]")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(["emphasis", "balance_pairs", "link", "escape", "newline"])
    parser.disable("text_join")  # what was escaped stays a token of its own, and is told from markup that is open
    # Addresses are kept as written: whether one may be published is a rule's business, not the parser's.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


def read_line(line: str) -> tuple[Run, ...]:
    """The runs of one line."""
    if not _MARKUP.search(line):
        return (Run(line),) if line else ()
    # A carriage return takes the spaces before it along, which a part might end with.
    return read_part(line)[0] if len(line) < 2 * PART or "\r" in line else _part_by_part(line)


def read_part(line: str) -> tuple[tuple[Run, ...], bool]:
    """The runs of a line or part, and whether all markup in it is closed."""
    tokens = _PARSER.parseInline(line)[0].children or []
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
    """Where it ends, and how it reads."""
    length = PART
    while True:
        stop = _end_of_part(line, start + length)
        runs, is_closed = (_cached_part if stop - start < 3 * PART else read_part)(line[start:stop])
        if is_closed or stop == len(line):
            return stop, runs
        length *= 2


def _end_of_part(line: str, earliest: int) -> int:
    """Behind a space, before a word that is fit to begin a part. Which ones are, depends on nothing before them, so
    that the parts behind a change stay the same."""
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
