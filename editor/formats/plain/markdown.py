"""Markdown as chat and notes programs write it, read so that ordinary asterisks stay asterisks.

Only what cannot be anything else counts: `**bold**` and `*italic*` with nothing of a word right outside and no space
right inside (`2*1000 MW`, `*ST`, `A*STAR`, `603***` are none), `[words](https://…)`, `` `code` ``, `## headings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

from editor.formats.rules.reading import CELL_BORDER
from editor.formats.source.document import Role, SourceRun

_LINK = r"(?<!!)\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])+)\]\((?P<address>(?:https?://|mailto:)(?:[^\s()<>]|\([^\s()<>]*\))+|<[^<>\n]+>|#)(?:\s+\"[^\"]*\")?\)"
_BOTH = r"(?<![\w*_\\])(?P<both>\*\*\*|___)(?=[^\s*_])(?P<all>(?:(?!(?P=both)).)+?)(?<=[^\s\\*_])(?P=both)(?![\w*_])"
_STRUCK = r"(?<![\w~\\])~~(?=[^\s~])(?P<struck>[^~\n]+?)(?<=[^\s~])~~(?![\w~])"
_STRONG = (
    r"(?<![\w*_\\])(?P<strong>\*\*|__)(?=[^\s*_])(?P<bold>(?:(?!(?P=strong)).)+?)(?<=[^\s\\])(?P=strong)(?![\w*_])"
)
_EMPHASIS = r"(?<![\w*_\\])(?P<mark>[*_])(?=[^\s*_])(?P<italic>(?:(?!(?P=mark)).)+?)(?<=[^\s\\])(?P=mark)(?![\w*_])"
_CODE = r"(?<![\w`])`(?P<code>[^`\n]+)`(?![\w`])"
_ESCAPE = r"\\(?P<escaped>[!-/:-@\[-`{-~])"
_INLINE = re.compile("|".join((_ESCAPE, _CODE, _LINK, _BOTH, _STRONG, _EMPHASIS, _STRUCK)))
_LINK_ALONE = re.compile(_LINK)
_STRONG_ALONE = re.compile(f"{_BOTH}|{_STRONG}")
HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>\S.*?)(?:[ \t]+#+)?$")
_RUN_IN = re.compile(r"(?:[-•][ \t]+)?(?P<mark>[*_])[^\s*_][^*_]{1,30}:(?P=mark)[ \t]")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}|\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?")
_ROW = re.compile(r"\|(?P<cells>.*\S.*)\|")
_CELL_END = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_DEEPEST = 4


class Dialect(Enum):
    """How much of a text's markup is read."""

    NONE = auto()
    LINKS = auto()
    MARKDOWN = auto()


def dialect_of(lines: Iterable[str]) -> Dialect:
    """What some lines are written in: Markdown where words are bold, a heading is marked or a run-in label is italic.

    In a text with nothing but links, asterisks are asterisks.
    """
    found = Dialect.NONE
    for line in lines:
        if _STRONG_ALONE.search(line) or HEADING.match(line) or _RUN_IN.match(line):
            return Dialect.MARKDOWN
        if _LINK_ALONE.search(line):
            found = Dialect.LINKS
    return found


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return _ROW.fullmatch(line) is not None and not is_rule(line)


def is_rule(line: str) -> bool:
    """Whether a line is a rule, or the line below the head of a table."""
    return _RULE.fullmatch(line) is not None


def without_block_marks(line: str) -> str:
    """A line without the marks of a quotation and without the borders of a table's cells but those between two."""
    quote = _QUOTE.match(line)
    line = line[quote.end() :] if quote else line
    row = _ROW.fullmatch(line)
    return CELL_BORDER.join(_CELL_END.split(row["cells"].strip())) if row else line


def read_line(line: str, dialect: Dialect) -> tuple[SourceRun, ...]:
    """The runs of one line in a dialect."""
    if dialect is Dialect.MARKDOWN:
        return read_markdown(line)
    return read_links(line) if dialect is Dialect.LINKS else (SourceRun(line),)


def read_links(line: str) -> tuple[SourceRun, ...]:
    """A line with its links alone; all other marks stay."""
    runs: list[SourceRun] = []
    end = 0
    for found in _LINK_ALONE.finditer(line):
        runs.append(SourceRun(line[end : found.start()]))
        runs.append(SourceRun(found["words"], link=_address(found["address"])))
        end = found.end()
    runs.append(SourceRun(line[end:]))
    return tuple(run for run in runs if run.text)


def read_markdown(
    line: str, *, strong: bool = False, emphasis: bool = False, link: str | None = None, depth: int = 0
) -> tuple[SourceRun, ...]:
    """The runs of one line; what is no markup stays to the letter."""
    runs: list[SourceRun] = []
    end = 0
    for found in _INLINE.finditer(line) if depth < _DEEPEST else ():
        runs.append(SourceRun(line[end : found.start()], strong, emphasis, link))
        end = found.end()
        if found["escaped"]:
            runs.append(SourceRun(found["escaped"], strong, emphasis, link))
        elif found["code"]:
            runs.append(SourceRun(found["code"], strong, emphasis, link))
        elif found["words"]:
            address = _address(found["address"])
            runs += read_markdown(found["words"], strong=strong, emphasis=emphasis, link=address, depth=depth + 1)
        elif found["all"]:
            runs += read_markdown(found["all"], strong=True, emphasis=True, link=link, depth=depth + 1)
        elif found["struck"]:
            runs.append(SourceRun(found["struck"], strong, emphasis, link, role=Role.STRUCK))
        elif found["bold"]:
            runs += read_markdown(found["bold"], strong=True, emphasis=emphasis, link=link, depth=depth + 1)
        else:
            runs += read_markdown(found["italic"], strong=strong, emphasis=True, link=link, depth=depth + 1)
    runs.append(SourceRun(line[end:], strong, emphasis, link))
    return tuple(run for run in runs if run.text)


def _address(text: str) -> str:
    address = text[1:-1] if text.startswith("<") else text
    return "" if address == "#" else address
