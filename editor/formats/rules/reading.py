"""A source's blocks as text that a field can hold. What does not come in is named in a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from editor.document.text.inline import Run, joined
from editor.document.text.links import may_be_published
from editor.document.text.look_alikes import unified
from editor.document.text.scripts import meet_without_space
from editor.formats.rules.characters import cleaned, missed, without_dropped
from editor.formats.rules.raised import is_note_mark, is_ordinal, subscript, superscript
from editor.formats.rules.redirects import direct, is_opaque
from editor.formats.rules.symbol_fonts import read_symbols
from editor.formats.source.document import (
    HARD_BREAK,
    SOFT_BREAK,
    Block,
    BlockKind,
    ImageBlock,
    Role,
    Runs,
    Script,
    SourceRun,
    Stated,
    TableBlock,
    text_of,
)
from editor.formats.source.remarks import Remark, RemarkKind

_NAMED = {
    BlockKind.COMMENT: RemarkKind.COMMENT,
    BlockKind.NOTE: RemarkKind.NOTE,
    BlockKind.RUNNING_ELEMENT: RemarkKind.RUNNING_ELEMENT,
}
CELL_BORDER = " | "

_LEFT_OUT = {
    Role.STRUCK: RemarkKind.STRUCK,
    Role.NOTE_MARK: RemarkKind.NOTE_MARK,
    Role.READING: RemarkKind.READING,
}
_CLOSING = frozenset(".,;:!?)]”’")
_BREAKS = re.compile(rf" *[{SOFT_BREAK}{HARD_BREAK}][ {SOFT_BREAK}{HARD_BREAK}]*")


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A paragraph, list item or heading of clean text. `stated` has pieces of it with the scripts that they state."""

    kind: BlockKind
    runs: tuple[Run, ...]
    place: int
    level: int = 0
    number: str = ""
    gap: bool = True
    begins: bool | None = True
    indent: int = 0
    stated: Stated = ()

    @property
    def text(self) -> str:
        """The words as they are read."""
        return "".join(run.text for run in self.runs)


def read_blocks(
    blocks: Iterable[Block], *, keeps_tabs: bool = False
) -> tuple[tuple[ReadBlock, ...], tuple[Remark, ...]]:
    """All blocks that hold text after the rules, and the remarks, in the order of the source.

    Tabs become spaces, unless they are kept for whoever reads a table of contents.
    """
    remarks: list[Remark] = []
    found = [read for block in blocks for read in _read(block, remarks, keeps_tabs)]
    return tuple(found), tuple(remarks)


def _read(block: Block, remarks: list[Remark], keeps_tabs: bool) -> Iterator[ReadBlock]:
    if isinstance(block, ImageBlock):
        remarks.append(Remark(RemarkKind.PICTURE, block.description, block.place))
    elif isinstance(block, TableBlock):
        yield from _rows(block, remarks)
    elif block.kind in _NAMED:
        words = text_of(run for run in block.runs if run.role is not Role.NOTE_MARK)
        remarks.append(Remark(_NAMED[block.kind], words.strip(), block.place))
    else:
        runs = read_runs(block.runs, block.place, remarks, keeps_tabs=keeps_tabs)
        if runs:
            if block.level and block.kind is BlockKind.ITEM:
                remarks.append(Remark(RemarkKind.NESTED, "".join(run.text for run in runs), block.place))
            yield ReadBlock(
                block.kind, runs, block.place, block.level, block.number, block.gap, block.begins, block.indent,
                tuple((run.text, run.language) for run in block.runs if run.language),
            )  # fmt: skip


def _rows(table: TableBlock, remarks: list[Remark]) -> Iterator[ReadBlock]:
    first = ""
    for row in table.rows:
        cells = [runs for cell in row if (runs := read_runs(cell, table.place, remarks))]
        border = Run(CELL_BORDER)
        runs = joined(run for at, cell in enumerate(cells) for run in ((border, *cell) if at else cell))
        if runs:
            first = first or "".join(run.text for run in runs)
            yield ReadBlock(BlockKind.PARAGRAPH, runs, table.place)
    remarks.append(Remark(RemarkKind.TABLE, first, table.place))


def read_runs(runs: Runs, place: int, remarks: list[Remark], *, keeps_tabs: bool = False) -> tuple[Run, ...]:
    """The runs of one block after the rules; what is left out goes to `remarks`."""
    if all(_is_plain(run) for run in runs):
        found = [Run(run.text, run.strong, run.emphasis, None) for run in runs]
    else:
        found = _without_roles(runs, place, remarks)
    return joined(_clean(_without_breaks(found), place, remarks, keeps_tabs))


def _is_plain(run: SourceRun) -> bool:
    return run.role is Role.TEXT and run.script is Script.NORMAL and not run.font and run.link is None


def _without_roles(runs: Runs, place: int, remarks: list[Remark]) -> list[Run]:
    """What is text, without the spaces that would be left around words that are not."""
    found: list[Run] = []
    before = ""
    cut = False  # whether something was left out right before
    for (role, script, font, link), group in groupby(runs, lambda run: (run.role, run.script, run.font, run.link)):
        same = tuple(group)
        words = text_of(same)
        if role is Role.TEXT and script is Script.SUPER and is_note_mark(before, words):
            role = Role.NOTE_MARK
        if role in _LEFT_OUT:
            if words.strip():
                remarks.append(Remark(_LEFT_OUT[role], words.strip(), place))
            cut = True
            continue
        address = _address(link, words, place, remarks)
        if script is not Script.NORMAL:
            same = (replace(same[0], text=_raised(before, words, script, place, remarks)),)
        for run in same:
            text = run.text
            if font:
                text, unknown = read_symbols(text, font)
                if unknown:
                    remarks.append(Remark(RemarkKind.SYMBOL, f"{unknown} ({font})", place))
                    cut = cut or not text
            if cut and (not before or before[-1:].isspace()):
                text = text.lstrip(" ")
                if text[:1] in _CLOSING and found:
                    found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
            if text:
                before, cut = before[-80:] + text, False
                found.append(Run(text, run.strong, run.emphasis, address))
    if cut and found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return found


def _address(link: str | None, words: str, place: int, remarks: list[Remark]) -> str | None:
    if not link:
        return link
    address = cleaned(link).strip().replace(" ", "%20")
    if not may_be_published(address):
        if words.strip():
            remarks.append(Remark(RemarkKind.LINK, "", place))
        return None
    straight = direct(address)
    if straight != address and may_be_published(straight):
        remarks.append(Remark(RemarkKind.REDIRECT, straight, place))
        address = straight
    if is_opaque(address):
        remarks.append(Remark(RemarkKind.TRACKED, address, place))
    return address


def _raised(before: str, text: str, script: Script, place: int, remarks: list[Remark]) -> str:
    if script is Script.SUPER and is_ordinal(before, text):
        return text
    found = superscript(text) if script is Script.SUPER else subscript(text)
    if found is not None:
        return found
    remarks.append(Remark(RemarkKind.RAISED, text.strip(), place))
    return text


def _without_breaks(runs: list[Run]) -> list[Run]:
    """Line breaks as spaces, or as nothing between Chinese characters."""
    whole = "".join(run.text for run in runs)
    if SOFT_BREAK not in whole and HARD_BREAK not in whole:
        return runs
    cuts: list[tuple[int, int, str]] = []
    for found in _BREAKS.finditer(whole):
        left, right = whole[: found.start()][-2:], whole[found.end() : found.end() + 2]
        cuts.append((found.start(), found.end(), "" if meet_without_space(left, right) else " "))
    result: list[Run] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        pieces: list[str] = []
        at = start
        for first, last, put in cuts:
            if last <= start or first >= end:
                continue
            pieces += (whole[at : max(at, first)], put if first >= start else "")
            at = min(last, end)
        result.append(replace(run, text="".join(pieces) + whole[at:end]) if pieces else run)
        start = end
    return result


def _clean(runs: Iterable[Run], place: int, remarks: list[Remark], keeps_tabs: bool) -> Iterator[Run]:
    for run in runs:
        if run.text.isascii() and run.text.isprintable():  # most are
            yield run
            continue
        number = missed(run.text)
        remarks.extend(Remark(RemarkKind.CONTROL, "", place) for _ in range(number))
        text = unified(without_dropped(run.text) if keeps_tabs else cleaned(run.text))
        yield run if text == run.text else replace(run, text=text)
