"""How styled runs and bullets are shown in a QTextDocument, and read back from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from editor.document.text.inline import Run, joined
from editor.document.text.utf16 import utf16_length, utf16_slice
from editor.ui.look.tokens import Tokens

LINE_HEIGHT = 1.1
_BOLD = 600

# QTextDocument takes these for paragraph ends or objects. Each is replaced by one character, so that positions stay
# valid.
_UNDISPLAYABLE = dict.fromkeys(map(ord, "\n\r\x0b\x0c\x85\u2028\u2029\ufdd0\ufdd1\ufffc\0"), " ")


class Style(NamedTuple):
    """The character style of a run."""

    strong: bool = False
    emphasis: bool = False
    link: str | None = None


class StyleSpan(NamedTuple):
    """A range of one style in a block, in UTF-16 offsets."""

    start: int
    end: int
    style: Style


PLAIN = Style()


def style_of(run: Run) -> Style:
    """Return the style of a run."""
    return Style(run.strong, run.emphasis, run.link)


def style_in(form: QTextCharFormat) -> Style:
    """Return the style that a format shows."""
    return Style(form.fontWeight() >= _BOLD, form.fontItalic(), form.anchorHref() if form.isAnchor() else None)


def displayable(text: str) -> str:
    """Replace the characters that a QTextDocument cannot hold by spaces. The length stays the same."""
    return text.translate(_UNDISPLAYABLE)


def char_format(style: Style, tokens: Tokens) -> QTextCharFormat:
    """Return the format of a style. A link without an address is marked as incomplete."""
    form = QTextCharFormat()
    if style.strong:
        form.setFontWeight(QFont.Weight.Bold)
    if style.emphasis:
        form.setFontItalic(True)
    if style.link is not None:
        form.setAnchor(True)
        form.setAnchorHref(style.link)
        colour = QColor(tokens.link if style.link else tokens.warning)
        kind = QTextCharFormat.UnderlineStyle
        form.setForeground(colour)
        form.setUnderlineColor(colour)
        form.setUnderlineStyle(kind.SingleUnderline if style.link else kind.DashUnderline)
    return form


def block_format(is_bullet: bool, gap: float) -> QTextBlockFormat:
    """Return the format of a paragraph or bullet. `gap` is the space below a paragraph, in pixels."""
    form = QTextBlockFormat()
    form.setLineHeight(LINE_HEIGHT * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setIndent(1 if is_bullet else 0)
    form.setBottomMargin(gap / 2 if is_bullet else gap)
    return form


def is_bullet(block: QTextBlock) -> bool:
    """Return whether a block is a bullet."""
    return block.blockFormat().indent() > 0


def style_spans(block: QTextBlock) -> list[StyleSpan]:
    """Return the style spans of a block, with adjacent spans of one style joined."""
    found: list[StyleSpan] = []
    for piece in block.textFormats():
        style, end = style_in(piece.format), piece.start + piece.length
        if found and found[-1].style == style and found[-1].end == piece.start:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(StyleSpan(piece.start, end, style))
    return found


def runs_in(block: QTextBlock, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
    """Return the runs between two positions in a block (UTF-16 offsets)."""
    text = block.text()
    end = block.length() - 1 if end is None else end
    pieces = style_spans(block)
    if len(pieces) == 1:
        return joined([Run(utf16_slice(text, start, end), *pieces[0].style)])
    if not text.isascii():
        clipped = ((max(start, piece.start), min(end, piece.end), piece.style) for piece in pieces)
        return joined(Run(utf16_slice(text, one, two), *style) for one, two, style in clipped if one < two)
    # In ASCII text, offsets are characters. Adjacent spans already differ in style.
    words = ((text[max(start, one) : min(end, two)], style) for one, two, style in pieces if one < end and two > start)
    return tuple([Run(word, *style) for word, style in words if word])


def insert_runs(cursor: QTextCursor, runs: Iterable[Run], tokens: Tokens) -> None:
    """Insert runs at the cursor."""
    for run in runs:
        cursor.insertText(displayable(run.text), char_format(style_of(run), tokens))


def show_runs(block: QTextBlock, runs: tuple[Run, ...], tokens: Tokens) -> None:
    """Make a block show these runs, changing only what differs."""
    old, new = block.text(), displayable("".join(run.text for run in runs))
    if old != new:
        start, kept = _common(old, new)
        position = block.position() + utf16_length(old[:start])
        cursor = QTextCursor(block)
        cursor.setPosition(position)
        cursor.setPosition(position + utf16_length(old[start : len(old) - kept]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[start : len(new) - kept], char_format(PLAIN, tokens))
    wanted: list[StyleSpan] = []
    for run in runs:
        begin = wanted[-1].end if wanted else 0
        wanted.append(StyleSpan(begin, begin + utf16_length(run.text), style_of(run)))
    if wanted and wanted != style_spans(block):
        for piece in wanted:
            select(block, piece.start, piece.end).setCharFormat(char_format(piece.style, tokens))


def select(block: QTextBlock, start: int, end: int) -> QTextCursor:
    """Return a new cursor that selects a part of a block."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def apply_style(
    document: QTextDocument, start: int, end: int, change: Callable[[Style], Style], tokens: Tokens
) -> None:
    """Change the style of everything between two positions of a document."""
    edit = QTextCursor(document)
    edit.beginEditBlock()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        for piece in style_spans(block):
            one = max(start - block.position(), piece.start)
            two = min(end - block.position(), piece.end)
            if one < two:
                select(block, one, two).setCharFormat(char_format(change(piece.style), tokens))
        block = block.next()
    edit.endEditBlock()


def _common(old: str, new: str) -> tuple[int, int]:
    """Return the lengths of the common prefix and of the common suffix of the rest."""
    most = min(len(old), len(new))
    start = _shared(old, new, most)
    return start, _shared(old[::-1], new[::-1], most - start)


def _shared(one: str, two: str, most: int) -> int:
    low, high = 0, most
    while low < high:  # comparing slices is faster than comparing characters
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == two[low:middle] else (low, middle - 1)
    return low


def map_position(old: str, new: str, position: int) -> int:
    """Map a position (UTF-16 offset) in the old text to the new text."""
    start, kept = _common(old, new)
    if position <= utf16_length(old[:start]):
        return position
    behind = utf16_length(old) - position
    return (
        utf16_length(new) - behind
        if behind <= utf16_length(old[len(old) - kept :])
        else utf16_length(new[: len(new) - kept])
    )
