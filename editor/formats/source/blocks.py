"""Collects the blocks of a word processor's document, with the places of changes and comments in their text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.formats.source.document import (
    HARD_BREAK,
    Anchor,
    Block,
    BlockKind,
    ChangeKind,
    ImageBlock,
    SourceBookmark,
    SourceRun,
    TextBlock,
    TrackedChange,
)
from editor.formats.source.tables import TableBuilder


@dataclass(frozen=True, slots=True)
class Form:
    """What a paragraph is."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    number: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """A tracked change while its words are read. `visible` tells whether they are in the text."""

    kind: ChangeKind
    author: str
    time: str
    visible: bool


@dataclass
class BlockCollector:
    """Puts runs together into blocks.

    Positions are kept as the number of the paragraph and code points in it, and become anchors when all is read: a
    paragraph may be parted at line breaks, may be one of a table's, or may be empty and no block at all.
    """

    blocks: list[Block] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    _tables: list[TableBuilder] = field(default_factory=list)
    _runs: list[SourceRun] = field(default_factory=list)
    _length: int = 0
    _count: int = 0
    _open: dict[str, tuple[int, int]] = field(default_factory=dict)
    _paragraph: int = 0
    _starts: dict[int, list[tuple[int, int, TextBlock]]] = field(default_factory=dict)
    """For each paragraph, the code points at which its blocks start and end."""

    _bookmarks: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    """By the ids of bookmarks: their names and starts, and then their ends."""

    _ranges: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    _changed: list[tuple[Pending, str, int, int]] = field(default_factory=list)

    @property
    def place(self) -> int:
        """The place of the next block."""
        return self._count + 1

    @property
    def is_empty(self) -> bool:
        """Whether the open paragraph has no text so far."""
        return not self._length

    def add(self, run: SourceRun) -> None:
        """Add a run to the open paragraph."""
        self._runs.append(run)
        self._length += len(run.text)

    def change(self, pending: Pending, words: str, start: int) -> None:
        """Keep a tracked change whose words start at a position of the open paragraph."""
        if not words:
            return
        last = self._changed[-1] if self._changed else None
        if last and last[0] == pending and last[2] == self._paragraph and self._meets(last, start, pending):
            self._changed[-1] = (pending, last[1] + words, last[2], last[3])
        else:
            self._changed.append((pending, words, self._paragraph, start))

    @staticmethod
    def _meets(last: tuple[Pending, str, int, int], start: int, pending: Pending) -> bool:
        return start == last[3] + (len(last[1]) if pending.visible else 0)

    @property
    def position(self) -> int:
        """Code points of the open paragraph so far."""
        return self._length

    def open_range(self, comment_id: str) -> None:
        """A comment's words start here."""
        self._open[comment_id] = (self._paragraph, self._length)

    def close_range(self, comment_id: str) -> None:
        """A comment's words end here; over several paragraphs, those in the first count."""
        paragraph, start = self._open.pop(comment_id, (self._paragraph, self._length))
        end = self._length if paragraph == self._paragraph else 1 << 30
        self._ranges[comment_id] = (paragraph, start, end)

    def open_bookmark(self, bookmark_id: str, name: str) -> None:
        """A bookmark starts here."""
        self._bookmarks[bookmark_id] = [(name, self._paragraph, self._length)]

    def close_bookmark(self, bookmark_id: str) -> None:
        """A bookmark ends here."""
        if bookmark_id in self._bookmarks:
            self._bookmarks[bookmark_id].append(("", self._paragraph, self._length))

    def mark_point(self, comment_id: str) -> None:
        """A comment is here; about no words, unless a range of words was closed before."""
        self._ranges.setdefault(comment_id, (self._paragraph, self._length, self._length))

    def end_paragraph(self, form: Form) -> None:
        """End the open paragraph: one block for each of its lines."""
        runs, self._runs = self._runs, []
        self._length = 0
        lines = _parted(runs) if form.kind is not BlockKind.ITEM else [(0, runs)]
        spans: list[tuple[int, int, TextBlock]] = []
        for number, (start, line) in enumerate(lines):
            text = "".join(run.text for run in line)
            if not text.strip():
                continue
            block = TextBlock(
                form.kind, tuple(line), self.place, form.level, form.number if number == 0 else "",
                gap=not spans, begins=None if spans else True, indent=form.indent,
            )  # fmt: skip
            spans.append((start, start + len(text), block))
            self.put(block)
        self._starts[self._paragraph] = spans
        self._paragraph += 1

    def picture(self, description: str) -> None:
        """Put a picture here."""
        self.put(ImageBlock(" ".join(description.split()), self.place))

    def put(self, block: Block) -> None:
        """Put a block into the open cell, or behind the others."""
        self._count += 1
        if self._tables:
            self._tables[-1].add(block)
        else:
            self.blocks.append(block)

    def begin_table(self) -> TableBuilder:
        """Start a table; its cells are begun and ended at what is returned."""
        self._tables.append(TableBuilder())
        return self._tables[-1]

    def end_table(self) -> None:
        """End the innermost table."""
        for block in self._tables.pop().blocks():
            if self._tables:
                self._tables[-1].add(block)
            else:
                self.blocks.append(block)

    def tracked(self) -> tuple[TrackedChange, ...]:
        """All changes with their anchors."""
        places = self._places()
        found = []
        for pending, words, paragraph, start in self._changed:
            length = len(words) if pending.visible else 0
            anchor = self._anchor(places, paragraph, start, start + length)
            found.append(TrackedChange(pending.author, pending.time, pending.kind, words, anchor))
        return tuple(found)

    def anchors(self) -> Mapping[str, tuple[Anchor, str]]:
        """The places and words of comments by their ids; those whose paragraph is no block are missing."""
        places = self._places()
        found: dict[str, tuple[Anchor, str]] = {}
        for comment_id, (paragraph, start, end) in self._ranges.items():
            anchor = self._anchor(places, paragraph, start, end)
            if anchor:
                block = self.blocks[anchor.block]
                text = block.text if isinstance(block, TextBlock) else ""
                found[comment_id] = (anchor, text[anchor.start : anchor.start + anchor.length])
        return found

    def bookmarks(self) -> tuple[SourceBookmark, ...]:
        """The bookmarks whose places are in blocks, each to the end of the paragraph that it starts in."""
        places = self._places()
        found = []
        for (name, paragraph, start), *ends in self._bookmarks.values():
            anchor = self._anchor(places, paragraph, start, start)
            end_paragraph, end = ends[-1][1:] if ends else (paragraph, start)
            last = self._anchor(places, paragraph, *((end, end) if end_paragraph == paragraph else (1 << 30,) * 2))
            if anchor is not None:
                last = last or self._last(places, paragraph) or anchor
                found.append(SourceBookmark(name, anchor.block, anchor.start, last.block, last.start))
        return tuple(found)

    def _last(self, places: dict[int, int], paragraph: int) -> Anchor | None:
        """The end of a paragraph."""
        spans = [span for span in self._starts.get(paragraph, ()) if id(span[2]) in places]
        return Anchor(places[id(spans[-1][2])], spans[-1][1] - spans[-1][0], 0) if spans else None

    def _places(self) -> dict[int, int]:
        return {id(block): index for index, block in enumerate(self.blocks)}

    def _anchor(self, places: dict[int, int], paragraph: int, start: int, end: int) -> Anchor | None:
        """A place in a block; in a table of data there is none, as its cells are no blocks."""
        spans = self._starts.get(paragraph, [])
        for first, last, block in spans:
            if start <= last and id(block) in places:
                begin = max(start, first) - first
                return Anchor(places[id(block)], begin, max(0, min(end, last) - first - begin))
        return None


def _parted(runs: list[SourceRun]) -> list[tuple[int, list[SourceRun]]]:
    """The lines of a paragraph, with the code points at which they start."""
    lines: list[tuple[int, list[SourceRun]]] = [(0, [])]
    at = 0
    for run in runs:
        if run.text == HARD_BREAK:
            lines.append((at + 1, []))
        else:
            lines[-1][1].append(run)
        at += len(run.text)
    return lines
