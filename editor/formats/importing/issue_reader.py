"""A source document as an issue: its blocks become lines of limited Markdown, which the sections' readers place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from editor.document.text.inline import parse, text_of
from editor.document.text.inline_writer import markdown
from editor.formats.importing.plain_fields import with_plain_fields
from editor.formats.importing.review_notes import review_notes
from editor.formats.notes import Note, Notes, without_heading_mark
from editor.formats.rules.joining import marked_hyphens
from editor.formats.rules.reading import ReadBlock, read_blocks
from editor.formats.source.document import BlockKind, SourceDocument, SourceNote, Unit
from editor.formats.source.remarks import Remark, RemarkKind, is_left_out, needs_person, sentence
from editor.formats.text_form.lines import Line, hand_broken_width
from editor.formats.text_form.reader import Imported, read_lines
from schemas import Theme


def read_document(document: SourceDocument, theme: Theme) -> Imported:
    """The issue that a document holds, with notes for everything else. Never fails."""
    blocks, remarks = read_blocks(document.blocks, keeps_tabs=True)
    lines = [_line(block, index) for index, block in enumerate(blocks)]
    width = None
    if document.is_broken_by_hand:
        width = hand_broken_width(tuple(lines))
        lines, made = _with_marked_hyphens(lines)
        remarks = (*remarks, *made)
    imported = read_lines(lines, theme, Notes(document.unit), width, takes_lone_headline=False)
    issue, losses = with_plain_fields(imported.issue)
    notes = [
        *map(_readable, imported.notes),
        *_notes(remarks, document.unit),
        *(_note(note, document.unit) for note in document.notes),
        *review_notes(document),
        *(Note(0, message, unit=document.unit, needs_person=True) for message in losses),
    ]
    return Imported(issue, tuple(sorted(notes, key=lambda note: note.line)))


def _line(block: ReadBlock, index: int) -> Line:
    text = markdown(block.runs).strip()
    if block.number:
        text = f"{block.number} {text}"
    elif block.kind is BlockKind.ITEM:
        text = f"- {text}"
    elif block.kind is BlockKind.HEADING:
        text = f"## {text}"
    gap, begins, stated = block.gap, block.begins, block.stated
    return Line(block.place, index, text, block.indent, gap, shields=False, begins=begins, stated=stated)


def _with_marked_hyphens(lines: Sequence[Line]) -> tuple[list[Line], list[Remark]]:
    texts, made = marked_hyphens([line.text for line in lines], [line.gap for line in lines])
    changed = [line for line, text in zip(lines, texts, strict=True) if text != line.text]
    remarks = [Remark(RemarkKind.HYPHEN, word, line.number) for word, line in zip(made, changed, strict=True)]
    return [replace(line, text=text) for line, text in zip(lines, texts, strict=True)], remarks


def _notes(remarks: Iterable[Remark], unit: Unit) -> Iterable[Note]:
    """One note for all remarks of a kind at one place; one for all that belongs to the pages."""
    remarks = [replace(each, place=0) if each.kind is RemarkKind.RUNNING_ELEMENT else each for each in remarks]
    ordered = sorted(remarks, key=lambda remark: (remark.place, remark.kind))
    for (place, kind), group in groupby(ordered, key=lambda remark: (remark.place, remark.kind)):
        words = [remark.words for remark in group]
        yield Note(
            place,
            sentence(kind, words),
            unit=unit,
            needs_person=needs_person(kind),
            text="\n".join(filter(None, words)) if is_left_out(kind) else "",
        )


def _note(note: SourceNote, unit: Unit) -> Note:
    return Note(note.place, note.message, unit=unit, help=note.help, needs_person=note.needs_person, text=note.text)


def _readable(note: Note) -> Note:
    """A note about lines of limited Markdown, with their words as the source has them."""
    lines = [without_heading_mark(line) for line in note.text.split("\n")]
    return replace(note, text="\n".join(map(_words, lines)), markup="\n".join(lines))


def _words(line: str) -> str:
    """The words of a line, with the addresses of links that do not name themselves."""
    found = []
    for link, group in groupby(parse(line), lambda run: run.link):
        words = text_of(group)
        found.append(f"{words} ({link})" if link and link != words else words)
    return "".join(found)
