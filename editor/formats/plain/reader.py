"""Plain text as a source document: one block for each line; only the sections' readers know what belongs together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.formats.plain.markdown import HEADING, Dialect, dialect_of, is_row, is_rule, read_line, without_block_marks
from editor.formats.source.document import BlockKind, SourceDocument, SourceRun, TextBlock, Unit
from editor.formats.text_form.lines import Line

_STAR_BULLET = re.compile(r"[*+][ \t]+(?=\S)")
_RULE = re.compile(r"([-*_=–—])(?:\s*\1){2,}")


def read_plain(lines: Sequence[Line]) -> SourceDocument:
    """The document of some lines. Markup is read where the text as a whole is Markdown, links wherever they are."""
    dialect = dialect_of(line.text for line in lines)
    blocks = tuple(_block(line, dialect) for line in lines)
    return SourceDocument(Unit.LINE, blocks, is_broken_by_hand=True)


def _block(line: Line, dialect: Dialect) -> TextBlock:
    text, kind, level = line.text, BlockKind.PARAGRAPH, 0
    is_markdown = dialect is Dialect.MARKDOWN
    begins = True if is_markdown and is_row(text) else None
    if is_markdown and not is_rule(text):
        text = without_block_marks(text)
    if _RULE.fullmatch(text) or (is_markdown and is_rule(text)):
        return TextBlock(kind, (SourceRun("---"),), line.number, gap=line.gap, begins=None)
    bullet = _STAR_BULLET.match(text)
    heading = HEADING.match(text) if is_markdown else None
    if bullet:
        text, kind = text[bullet.end() :], BlockKind.ITEM
    elif heading:
        text, kind, level = heading["words"], BlockKind.HEADING, text.index(" ")
    return TextBlock(
        kind, read_line(text, dialect), line.number, level, gap=line.gap, begins=begins, indent=line.indent
    )
