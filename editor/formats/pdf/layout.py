"""The blocks of a PDF without tags, guessed from where its text stands on the pages: columns, heads, paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import mean, median

from editor.formats.pdf.assembly import lines_of, runs_of, text_of_line
from editor.formats.pdf.piece import NOTE_MARK, Piece, apart
from editor.formats.pdf.pieces import PageText
from editor.formats.rules.joining import ends_sentence
from editor.formats.source.document import Block, BlockKind, SourceRun, TextBlock

_GUTTER = 1.4
"""Letter heights of empty space between two columns."""

_COLUMN_LINES = 4
"""Lines that a column has at least."""

_COLUMN_LETTERS = 16
"""Letters that the lines of a column have on average, at least; dates and figures beside a text have fewer."""

_MARGIN = 0.12
"""Part of a page's height at its top and bottom where running heads are."""

_SAME_HEADS = 3
"""Pages on which a running head is at least."""

_HEADING_SIZE = 1.15
_NOTE_SIZE = 0.92
_APART = 1.3
"""Usual leadings from baseline to baseline beyond which a new paragraph begins."""

_ITEM = re.compile(r"(?:[•·▪▫◦●○■□‣\uf0b7\uf0a7➢✓]|[–—-](?=\s))\s*")
_NUMBER = re.compile(r"\(?(?:[0-9]{1,3}[.)]|[a-zA-Z]\))\s")
_DIGITS = re.compile(r"[0-9]+")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text."""

    pieces: tuple[Piece, ...]
    text: str

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def y(self) -> float:
        return max(self.pieces, key=lambda piece: piece.size).y

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)

    @property
    def is_strong(self) -> bool:
        return all(piece.strong for piece in self.pieces if piece.text.strip())


def guessed_blocks(pages: Sequence[PageText]) -> tuple[Block, ...]:
    """The blocks of a document in the order in which a reader meets them."""
    rows = [list(_rows(page)) for page in pages]
    heads = _running_heads(pages, [_in_lines(page) for page in rows])
    body = _body_size(rows)
    builder = _Builder(body)
    furniture: list[Block] = []
    for number, page in enumerate(rows):
        kept: list[Row] = []
        for row in page:
            if any(piece in heads for piece in row.pieces):
                furniture.append(TextBlock(BlockKind.RUNNING_ELEMENT, (SourceRun(row.text),), number + 1))
            else:
                kept.append(row)
        for column in _columns(kept, 0):
            text, notes = _without_notes(column, body, follows=bool(builder.open or builder.blocks))
            builder.read(text)
            furniture += (TextBlock(BlockKind.NOTE, runs_of(note)[0], number + 1) for note in notes)
    builder.flush()
    return (*builder.blocks, *furniture)


def _without_notes(rows: list[Row], body: float, *, follows: bool) -> tuple[list[Row], list[list[Piece]]]:
    """The lines of a column, and the notes below them: small lines from one on that begins with a mark of its own.

    `follows` tells whether any text is before these lines.
    """
    first = len(rows)
    while first and rows[first - 1].size < _NOTE_SIZE * body:
        first -= 1
    notes: list[list[Piece]] = []
    for row in rows[first:]:
        if (follows or first) and len(row.pieces) > 1 and NOTE_MARK.fullmatch(row.pieces[0].text):
            notes.append([apart(row.pieces[0]), *row.pieces[1:]])
        elif notes:
            notes[-1] += row.pieces
        else:
            first += 1
    return rows[:first], notes


def _rows(page: PageText) -> Iterator[Row]:
    """The lines of a page from top to bottom; pieces of two columns on one height are two lines."""
    visible = [piece for piece in page.pieces if piece.text.strip()]
    if not visible:
        return
    usual = median(piece.size for piece in visible)
    small = [piece for piece in visible if piece.size < 0.85 * usual]
    ordered = sorted(
        (piece for piece in visible if piece.size >= 0.85 * usual),
        key=lambda piece: (-round(piece.y / 2), piece.left),
    )
    lines: list[list[Piece]] = []
    for piece in ordered:
        for line in reversed(lines[-12:]):
            last = line[-1]
            size = max(last.size, piece.size)
            if abs(last.y - piece.y) < 0.5 * size and -0.5 * size < piece.left - last.right < _GUTTER * size:
                line.append(piece)
                break
        else:
            lines.append([piece])
    _put_small(small, lines)
    for line in lines:
        line.sort(key=lambda piece: piece.left)
        text = " ".join(text_of_line(part).strip() for part in lines_of(line))
        if text.strip():
            yield Row(tuple(line), text.strip())


def _put_small(small: Sequence[Piece], lines: list[list[Piece]]) -> None:
    """Put raised and lowered letters on the line whose text they follow; all others are lines of their own."""
    own: list[list[Piece]] = []
    for piece in sorted(small, key=lambda piece: (-round(piece.y / 2), piece.left)):
        for line in (*lines, *own):
            if any(_follows(piece, other) for other in line):
                line.append(piece)
                break
        else:
            own.append([piece])
    lines += own


def _follows(piece: Piece, other: Piece) -> bool:
    near = -0.3 * other.size < piece.left - other.right < 0.6 * other.size
    return near and abs(piece.y - other.y) < 0.6 * other.size


def _running_heads(pages: Sequence[PageText], rows: Sequence[Sequence[Row]]) -> set[Piece]:
    """The pieces of lines at the edge of several pages that differ in nothing but numbers."""
    edge: dict[tuple[str, int], list[tuple[int, Row]]] = {}
    for number, (page, page_rows) in enumerate(zip(pages, rows, strict=True)):
        for row in page_rows:
            if row.y > (1 - _MARGIN) * page.height or row.y < _MARGIN * page.height:
                edge.setdefault((_DIGITS.sub("0", row.text), round(row.y / 4)), []).append((number, row))
    repeated = (same for same in edge.values() if len({page for page, _ in same}) >= _SAME_HEADS)
    return {piece for same in repeated for _, row in same for piece in row.pieces}


def _body_size(rows: Sequence[Sequence[Row]]) -> float:
    sizes: Counter[float] = Counter()
    for page in rows:
        for row in page:
            sizes[round(row.size, 1)] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _columns(rows: Sequence[Row], depth: int) -> Iterator[list[Row]]:
    """Areas in reading order: cut at the widest gutter that runs through all lines, else at the widest gap (XY cut)."""
    if len(rows) < 2 * _COLUMN_LINES or depth > _DEEPEST:
        yield _in_lines(rows)
        return
    size = median(row.size for row in rows)
    gutter = _gutter(rows, size)
    if gutter is not None:
        for side in ([row for row in rows if row.right <= gutter], [row for row in rows if row.left >= gutter]):
            yield from _columns(side, depth + 1)
        return
    cut = _widest_gap(rows, size)
    if cut is None:
        yield _in_lines(rows)
        return
    yield from _columns([row for row in rows if row.y >= cut], depth + 1)
    yield from _columns([row for row in rows if row.y < cut], depth + 1)


def _in_lines(rows: Sequence[Row]) -> list[Row]:
    """The lines of one column from top to bottom; what stands on one height (a date and its text) is one line."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: (-row.y, row.left)):
        if lines and abs(lines[-1][0].y - row.y) < 0.4 * max(lines[-1][0].size, row.size):
            lines[-1].append(row)
        else:
            lines.append([row])
    found = []
    for line in lines:
        line.sort(key=lambda row: row.left)
        text = "\t".join(row.text for row in line)
        found.append(Row(tuple(piece for row in line for piece in row.pieces), text))
    return found


def _is_column(rows: Sequence[Row]) -> bool:
    """Whether lines are those of a text, and not of the labels or the figures beside one."""
    return len(rows) >= _COLUMN_LINES and mean(len(row.text) for row in rows) >= _COLUMN_LETTERS


def _gutter(rows: Sequence[Row], size: float) -> float | None:
    """The middle of the widest strip from top to bottom that no line crosses."""
    spans = sorted((row.left, row.right) for row in rows)
    best: tuple[float, float] | None = None
    reach = spans[0][1]
    for left, right in spans[1:]:
        width = left - reach
        if width > size and (best is None or width > best[0]):
            middle = (left + reach) / 2
            sides = [row for row in rows if row.right <= middle], [row for row in rows if row.left >= middle]
            if all(map(_is_column, sides)):
                best = (width, middle)
        reach = max(reach, right)
    return best[1] if best else None


def _widest_gap(rows: Sequence[Row], size: float) -> float | None:
    """The height at which two parts of an area stand farthest apart."""
    heights = sorted({row.y for row in rows}, reverse=True)
    gaps = [(upper - lower, (upper + lower) / 2) for upper, lower in pairwise(heights)]
    widest = max(gaps, default=(0.0, 0.0))
    usual = median(gap for gap, _ in gaps) if gaps else 0.0
    return widest[1] if widest[0] > max(1.2 * size, 1.5 * usual) else None


@dataclass
class _Builder:
    """Puts lines together into paragraphs, over columns and pages."""

    body: float
    blocks: list[Block] = field(default_factory=list)
    open: list[Row] = field(default_factory=list)
    gap: bool = True

    def read(self, rows: Sequence[Row]) -> None:
        """Take in one column."""
        if not rows:
            return
        steps = [upper.y - lower.y for upper, lower in pairwise(rows) if upper.y > lower.y]
        leading = median(steps) if steps else 1.2 * self.body
        leading = min(leading, 1.6 * self.body)
        usual = median(row.size for row in rows)
        right = max(row.right for row in rows)
        left = min(row.left for row in rows)
        for number, row in enumerate(rows):
            above = rows[number - 1] if number else None
            own_leading = leading * min(1.0, row.size / usual)
            if self._begins(row, above, own_leading, left, right):
                self.flush()
                self.gap = above is None or above.y - row.y > _APART * own_leading
            self.open.append(row)

    def _begins(self, row: Row, above: Row | None, leading: float, left: float, right: float) -> bool:
        """Whether a line begins a paragraph."""
        if not self.open:
            return True
        last = self.open[-1]
        if self._is_heading(row) != self._is_heading(last) or abs(row.size - last.size) > 0.12 * self.body:
            return True
        if _ITEM.match(row.text) or _NUMBER.match(row.text):
            return True
        is_row = abs(row.left - last.left) < 0.3 * row.size and "\t" in last.text
        if "\t" in row.text or is_row:  # of a table, or a date beside its text
            return True
        if above is None:  # the next column or page: only what plainly goes on
            return ends_sentence(last.text) or not (row.text[0].islower() or last.text.endswith(("-", ",")))
        if above.y - row.y > _APART * leading:
            return True
        hangs = any(abs(piece.left - row.left) < 0.3 * row.size for piece in last.pieces)
        starts_in = row.left - left > 0.8 * row.size and abs(last.left - left) < 0.5 * row.size and not hangs
        is_item = bool(_ITEM.match(self.open[0].text))
        is_short = right - last.right > 0.25 * (right - left) and ends_sentence(last.text)
        return (starts_in and not is_item) or (is_short and not row.text[0].islower())

    def _is_heading(self, row: Row) -> bool:
        return row.size > _HEADING_SIZE * self.body

    def flush(self) -> None:
        """End the open paragraph: each of its lines becomes a block, so that labels in it are still found."""
        rows, self.open = self.open, []
        heading = bool(rows) and self._is_heading(rows[0])
        kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        if heading:
            self._put(kind, [piece for row in rows for piece in row.pieces], self.gap, begins=True)
            return
        for number, row in enumerate(rows):
            self._put(kind, row.pieces, self.gap and number == 0, begins=number == 0)

    def _put(self, kind: BlockKind, pieces: Sequence[Piece], gap: bool, *, begins: bool) -> None:
        runs = runs_of(pieces)[0]
        if kind is BlockKind.HEADING:
            runs = tuple(replace(run, strong=False, emphasis=False) for run in runs)
        item = _ITEM.match(runs[0].text) if runs and begins else None
        if item and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.ITEM
            first = replace(runs[0], text=runs[0].text[item.end() :].lstrip())
            runs = tuple(run for run in (first, *runs[1:]) if run.text)
        if runs:
            place = pieces[0].page + 1
            level = 2 if kind is BlockKind.HEADING else 0
            self.blocks.append(TextBlock(kind, runs, place, level, gap=gap, begins=begins))
