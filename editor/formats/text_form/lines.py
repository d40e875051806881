"""A source as lines, whatever program wrote it, and which of them are one paragraph broken by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.document.text.scripts import columns
from editor.formats.rules.joining import BREAK_HYPHEN, begins_part, ends_sentence, is_full, joined
from editor.formats.source.document import Stated

__all__ = ["Line", "continues", "filled", "hand_broken_width", "joined", "one_line", "split_lines"]

# Word's soft break, page breaks and Unicode's separators end a line without starting a new one in an editor's count.
_INNER_BREAK = re.compile("[\v\f\x85\u2028\u2029]")
_BREAK = re.compile("\r\n|\r|\n")
_JOINED = re.compile("[\t\n\r\v\f\x85\u2028\u2029]+")
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"
"""What a line may begin and end with unseen: all white space, and two marks of no width that programs leave."""

_HALF = re.compile("[\ud800-\udfff]")

_WIDEST = 130
"""Columns. A line longer than this was not broken by hand or by a mail program."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it. `index` counts such lines from 0; `gap` tells of a blank line before it."""

    number: int
    index: int
    text: str
    indent: int
    gap: bool
    shields: bool = True
    """Whether a backslash before something else says that it is plain text, as in the text form."""
    begins: bool | None = None
    """Whether a paragraph begins here or goes on, where the source itself says it."""
    stated: Stated = ()


def split_lines(source: str) -> tuple[Line, ...]:
    """The lines that are not blank, trimmed, numbered as a text editor numbers them."""
    # Half a character (from a clipboard) is no text: it could not be saved.
    source = _HALF.sub("\ufffd", source.removeprefix("\ufeff"))
    lines: list[Line] = []
    gap = True
    for number, whole in enumerate(_BREAK.split(source), 1):
        for piece in _INNER_BREAK.split(whole):
            text = piece.strip(_BLANK)
            if not text:
                gap = True
                continue
            lines.append(Line(number, len(lines), text, len(piece) - len(piece.lstrip()), gap))
            gap = False
    return tuple(lines)


def one_line(text: str) -> str:
    """A text without line breaks and tabs, trimmed; every other character is kept."""
    return _JOINED.sub(" ", text).strip(_BLANK)


def filled(text: str) -> list[str]:
    """The text on one line; nothing where it is empty."""
    line = one_line(text)
    return [line] if line else []


def hand_broken_width(lines: tuple[Line, ...]) -> int | None:
    """The width in columns at which the source's paragraphs were broken by hand; None where each is one long line."""
    narrow = [width for line in lines if (width := columns(line.text)) <= _WIDEST]
    if not narrow or len(narrow) < 0.95 * len(lines):
        return None
    return max(narrow)


def continues(before: Line, line: Line, width: int | None, *, bullet: Line | None = None) -> bool:
    """Whether `line` goes on with the paragraph, or the bullet, of which `before` is the last line so far.

    `bullet` is the line that has the bullet's mark. Only recognisable cases count: a line that begins in small
    letters, one whose first word had no room on the line before, one behind an unfinished sentence, one indented
    below its bullet.
    """
    if line.begins is not None:
        return not line.begins
    indented = bullet is not None and line.indent >= bullet.indent + 2
    if line.gap or indented:
        return indented
    if line.text[0].islower():
        return True
    if begins_part(line.text):
        return False
    if before.text.endswith(BREAK_HYPHEN):
        return True
    if width is not None and is_full(before.text, line.text, width - before.indent):
        return True
    return bullet is None and not ends_sentence(before.text)
