"""Plain text of the clipboard, made fit for a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.document.text.inline import Run
from editor.document.text.inline import joined as joined_runs
from editor.document.text.look_alikes import unified
from editor.formats.clipboard.pasted import MOST_CHARACTERS, Pasted, PastedBlock, limited
from editor.formats.plain.markdown import (
    HEADING,
    Dialect,
    dialect_of,
    is_row,
    is_rule,
    read_line,
    without_block_marks,
)
from editor.formats.rules.characters import LINE_END, cleaned, missed, spaced, without_dropped
from editor.formats.rules.joining import joined, marked_hyphens, wrapped
from editor.formats.rules.reading import ReadBlock, read_runs
from editor.formats.source.document import BlockKind
from editor.formats.source.remarks import Remark, RemarkKind, sentences

_MOST_READ = 20_000_000  # characters; beyond it not even the rest is counted letter by letter
_BULLET = re.compile(r"\s*(?:[-*•‣▪▫◦●○·\uf0b7\uf0a7](?:\s+|$)|[o§–—]\t\s*)")

_KEEPS_MARKS = "To keep the marks, paste with Ctrl+Shift+V."


def lines_of(text: str) -> list[str]:
    """The lines of a text, cleaned and without spaces at their ends; empty lines are empty strings."""
    return [spaced(line).strip() for line in LINE_END.split(without_dropped(text[:_MOST_READ]))]


def one_line(text: str, room: int) -> Pasted:
    """The text as at most one block of at most `room` characters.

    Lines are joined by spaces, Chinese ones without. A part of a line keeps the spaces at its ends.
    """
    text, unread = text[:_MOST_READ], len(text) - _MOST_READ
    if LINE_END.search(text):
        lines = [line for line in lines_of(text) if line]
        marked, made = marked_hyphens(lines, [False] * len(lines))
        line = joined(marked)
        remarks = [Remark(RemarkKind.HYPHEN, word) for word in made]
    else:
        line, remarks = cleaned(text), []
    blocks = [PastedBlock((Run(unified(line)),))] if line else []
    return limited(blocks, room, notes=sentences([*remarks, *_missed(text)]), unread=unread)


def from_text(text: str, room: int = MOST_CHARACTERS, *, reads_markdown: bool = False) -> Pasted:
    """Plain text as paragraphs and bullets.

    Lines that were broken because they were full are one paragraph. A line that begins with a bullet or a hyphen is a
    bullet. A part of a line keeps the spaces at its ends. With `reads_markdown`, Markdown marks become formatting.
    """
    text, unread = text[:_MOST_READ], len(text) - _MOST_READ
    raw = [line.rstrip() for line in LINE_END.split(without_dropped(text))]
    dialect = dialect_of(raw) if reads_markdown else Dialect.NONE
    if len(raw) == 1 and not _BULLET.match(raw[0]) and dialect is Dialect.NONE:
        line = cleaned(text)
        blocks = [PastedBlock((Run(unified(line)),))] if line and not _is_blank(line, text) else []
        return limited(blocks, room, notes=sentences(_missed(text)), unread=unread)
    marked = dialect is not Dialect.NONE
    found: list[PastedBlock] = []
    remarks = [Remark(RemarkKind.MARKDOWN)] if marked else []
    if dialect is Dialect.MARKDOWN:
        raw = list(_without_block_marks(raw, remarks))
    for words, is_bullet in _paragraphs(raw, remarks):
        heading = HEADING.match(words) if dialect is Dialect.MARKDOWN and not is_bullet else None
        read = read_runs(read_line(heading["words"] if heading else words, dialect), 0, remarks)
        if read:
            found.append(PastedBlock(read, is_bullet))
    notes = sentences([*remarks, *_missed(text)])
    return limited(found, room, notes=(*notes, _KEEPS_MARKS) if marked else notes, unread=unread)


def _without_block_marks(raw: list[str], remarks: list[Remark]) -> Iterator[str]:
    """Lines of Markdown without rules and marks of quotations; each row of a table stands alone."""
    in_table = False
    for line in raw:
        bare = line.strip()
        if is_rule(bare):
            yield ""
            continue  # a table goes on below its head
        text = without_block_marks(bare) if bare.startswith((">", "|")) else line
        if is_row(bare):
            if not in_table:
                remarks.append(Remark(RemarkKind.TABLE, text))
            yield from ("", text, "")
        else:
            yield text
        in_table = is_row(bare)


def _is_blank(line: str, text: str) -> bool:
    return not line.strip() and ("\t" in text or not line.isascii())


def _paragraphs(raw: list[str], remarks: list[Remark]) -> Iterator[tuple[str, bool]]:
    """The paragraphs and bullets of some lines."""
    for group in _groups(raw):
        lines = [spaced(line).strip() for line in group]
        bullet = _BULLET.match(group[0])
        if bullet:
            lines[0] = spaced(group[0][bullet.end() :]).strip()
        for pieces in wrapped([line for line in lines if line]):
            joinable, made = marked_hyphens(pieces, [False] * len(pieces))
            remarks.extend(Remark(RemarkKind.HYPHEN, word) for word in made)
            yield joined(joinable), bullet is not None


def _groups(raw: list[str]) -> Iterator[list[str]]:
    """Lines that may belong together: between blank lines, and from one bullet to the next."""
    group: list[str] = []
    for line in raw:
        if group and (not line.strip() or _BULLET.match(line)):
            yield group
            group = []
        if line.strip():
            group.append(line)
    if group:
        yield group


def pasted(blocks: Iterable[ReadBlock]) -> list[PastedBlock]:
    """Blocks as a field knows them: an item of an ordered list is a paragraph that begins with its number."""
    found: list[PastedBlock] = []
    for block in blocks:
        if block.number:
            found.append(PastedBlock(joined_runs((Run(f"{block.number} "), *block.runs))))
        else:
            found.append(PastedBlock(block.runs, block.kind is BlockKind.ITEM))
    return found


def _missed(text: str) -> list[Remark]:
    return [Remark(RemarkKind.CONTROL)] * missed(text)
