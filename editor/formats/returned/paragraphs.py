"""The paragraphs of a Word document with the fields that are in them, in a form in which two documents compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.document.suggestions.story import RICH_FIELDS
from editor.document.text.inline import Run, joined, sliced, text_of
from editor.formats.rules.reading import read_blocks, read_runs
from editor.formats.source.document import (
    Block,
    BlockKind,
    SourceBookmark,
    SourceDocument,
    SourceRun,
    TableBlock,
    TextBlock,
)
from editor.formats.source.remarks import Remark
from schemas.theme import Wording

LINE_BREAK = "\v"
_HOST = re.compile(r"https?://[^/?#]+/")
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class FieldRange:
    """Where a field is in the text of its paragraph."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document, without the run-in label of a rich field, whose name is `label`.

    `block` is the index of its first block, -1 for one that shows no text.
    """

    kind: BlockKind
    runs: Runs
    fields: tuple[FieldRange, ...] = ()
    block: int = -1
    place: int = 0
    label: str = ""

    @property
    def text(self) -> str:
        """The words as they are read; a line break is a vertical tab."""
        return text_of(self.runs)

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind is BlockKind.ITEM


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """All paragraphs, and remarks about what is no text. Tables are paragraphs only if they are kept."""

    found: tuple[Paragraph, ...]
    remarks: tuple[Remark, ...]
    tables: int


def paragraphs_of(
    document: SourceDocument, paths: Mapping[str, str], words: Wording, *, keep_tables: bool = False
) -> Paragraphs:
    """The paragraphs of a document; `paths` are those of the fields by their bookmarks."""
    remarks: list[Remark] = []
    found: list[Paragraph] = []
    tables = 0
    marks: dict[int, list[tuple[str, SourceBookmark]]] = {}
    for bookmark in document.bookmarks:
        if bookmark.name in paths:
            marks.setdefault(bookmark.block, []).append((paths[bookmark.name], bookmark))
    for index, group in _grouped(document.blocks):
        first = group[0]
        if isinstance(first, TableBlock):
            tables += 1
            rows, said = read_blocks((first,))
            remarks += said
            if keep_tables:
                found += (Paragraph(BlockKind.PARAGRAPH, row.runs, (), index, row.place) for row in rows)
            continue
        if not isinstance(first, TextBlock) or first.kind in (BlockKind.NOTE, BlockKind.RUNNING_ELEMENT):
            if not isinstance(first, TextBlock) or first.kind is BlockKind.NOTE:
                remarks += read_blocks((first,))[1]
            continue
        lines = [block for block in group if isinstance(block, TextBlock)]
        found.append(_without_label(_paragraph(index, lines, marks, remarks), words))
    return Paragraphs(tuple(found), tuple(remarks), tables)


def _grouped(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """The blocks of each paragraph: its lines are blocks of their own."""
    group: list[Block] = []
    start = 0
    for index, block in enumerate(blocks):
        if group and isinstance(block, TextBlock) and block.begins is None:
            group.append(block)
            continue
        if group:
            yield start, group
        group, start = [block], index
    if group:
        yield start, group


def _paragraph(
    index: int,
    lines: Sequence[TextBlock],
    marks: Mapping[int, Sequence[tuple[str, SourceBookmark]]],
    remarks: list[Remark],
) -> Paragraph:
    runs: list[Run] = []
    starts: list[int] = []
    for number, line in enumerate(lines):
        if number:
            runs.append(Run(LINE_BREAK))
        starts.append(len(text_of(runs)))
        runs += _runs(line.runs, line.place, remarks)

    def position(block: int, offset: int) -> int:
        number = min(max(block - index, 0), len(lines) - 1)
        return starts[number] + len(text_of(_runs(_until(lines[number].runs, offset), 0, [])))

    fields = tuple(
        FieldRange(path, position(one.block, one.start), position(one.end_block, one.end))
        for number in range(len(lines))
        for path, one in marks.get(index + number, ())
    )
    return Paragraph(lines[0].kind, joined(runs), fields, index, lines[0].place)


def _without_label(paragraph: Paragraph, words: Wording) -> Paragraph:
    """A paragraph without the bold label of a rich field in front of it."""
    if not paragraph.runs or not paragraph.runs[0].strong:
        return paragraph
    text = paragraph.text
    for name in RICH_FIELDS:
        label = f"{getattr(words, name)}:"
        if text.startswith(label):
            size = len(label) + (text[len(label) : len(label) + 1] == " ")
            fields = (
                FieldRange(one.path, max(0, one.start - size), max(0, one.end - size)) for one in paragraph.fields
            )
            return replace(paragraph, runs=sliced(paragraph.runs, size), fields=tuple(fields), label=name)
    return paragraph


def canonical(address: str) -> str:
    """An address in the form in which two are compared: LibreOffice puts a slash behind a host alone."""
    return address.removesuffix("/") if _HOST.fullmatch(address) else address


def _runs(runs: Iterable[SourceRun], place: int, remarks: list[Remark]) -> list[Run]:
    """Runs one by one: what a run becomes must not depend on where another program parted it from the next."""
    found = (read for run in runs for read in read_runs((run,), place, remarks))
    return [replace(read, link=canonical(read.link)) if read.link else read for read in found]


def _until(runs: Iterable[SourceRun], offset: int) -> Iterator[SourceRun]:
    for run in runs:
        if offset <= 0:
            return
        text = run.text[:offset]
        offset -= len(run.text)
        yield SourceRun(text, run.strong, run.emphasis, run.link, run.script, run.role, run.font)
