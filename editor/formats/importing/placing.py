"""Puts what found no place in an import into a chosen field, and finds an issue's sections in its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from editor.document.editing.edits import InsertItem, SetValue, applied
from editor.document.form_structure import item_model
from editor.document.path_labels import path_label
from editor.document.paths import ROOT, FieldPath, value_at
from editor.document.sections import section_paths
from editor.document.text.inline import Run, plain
from editor.document.text.inline_writer import markdown
from editor.formats.notes import Note
from editor.formats.source.document import SourceDocument, TableBlock, TextBlock, text_of
from schemas import Bullet, Bullets, Issue, Item, Kind, Paragraph, Part, new_id, specs_of

_BULLET = "- "
_TEXTS = frozenset((Kind.LINE, Kind.INLINE, Kind.CHINESE))


@dataclass(frozen=True, slots=True)
class Destination:
    """A field that a text can be put into: texts get more paragraphs, news lists an item, short fields more words."""

    path: FieldPath
    label: str


def destinations(issue: Issue) -> tuple[Destination, ...]:
    """The fields of an issue that can take a text, in the order of the form."""
    return tuple(Destination(path, path_label(issue, path)) for path in _paths(ROOT, issue))


def _paths(path: FieldPath, part: Part) -> Iterator[FieldPath]:
    for name, spec in specs_of(type(part)).items():
        value = getattr(part, name)
        if spec.kind is Kind.BLOCKS or spec.kind in _TEXTS:
            yield path / name
        elif spec.kind is Kind.ITEMS:
            if _text_field(part, name):
                yield path / name
            elif isinstance(value, tuple):
                for item in value:
                    yield from _paths(path / name / item.id, item)
        elif isinstance(value, Part):
            yield from _paths(path / name, value)


def _text_field(owner: Part, name: str) -> str:
    """The field of a list's items that holds their text; "" where their texts are parts of their own."""
    model = item_model(type(owner), name)
    return "text" if "text" in model.model_fields else ""


def with_note(issue: Issue, path: FieldPath, note: Note) -> Issue:
    """The issue with the text of a note in a field from `destinations`, behind what is there."""
    return with_text(issue, path, note.markup or _escaped(note.text))


def with_text(issue: Issue, path: FieldPath, text: str) -> Issue:
    """The issue with lines of limited Markdown in a field from `destinations`, behind what is there."""
    paragraphs = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    value = value_at(issue, path)
    owner: Part = value_at(issue, path.parent)
    spec = specs_of(type(owner))[path[-1]]
    if spec.kind is Kind.BLOCKS:
        for at, block in enumerate(_blocks(paragraphs)):
            issue = applied(issue, InsertItem(path, len(value) + at, block))
        return issue
    if spec.kind is Kind.ITEMS:
        model = item_model(type(owner), path[-1])
        words = " ".join(paragraphs).removeprefix(_BULLET)
        item = model.model_validate({"id": new_id(), "text": words})
        return applied(issue, InsertItem(path, len(value), item))
    words = " ".join(paragraphs)
    words = words if spec.kind is Kind.INLINE else plain(words)
    return applied(issue, SetValue(path, f"{value} {words}".strip()))


def _blocks(lines: Sequence[str]) -> Iterator[Paragraph | Bullets]:
    """Lines as paragraphs, those that begin as bullets as lists."""
    for is_list, group in groupby(lines, lambda line: line.startswith(_BULLET)):
        if is_list:
            yield Bullets(
                id=new_id(), items=tuple(Bullet(id=new_id(), text=line.removeprefix(_BULLET)) for line in group)
            )
        else:
            yield from (Paragraph(id=new_id(), text=line) for line in group)


def _escaped(text: str) -> str:
    return "\n".join(markdown((Run(line),)) for line in text.splitlines())


def section_places(issue: Issue, document: SourceDocument) -> dict[FieldPath, int]:
    """The place of the source at which each section of an issue begins, as far as its words are found there."""
    blocks = [(block.place, _text(block)) for block in document.blocks]
    found: dict[FieldPath, int] = {}
    for path in section_paths(issue):
        words = next(_words(value_at(issue, path) if path != ROOT else issue), "")
        place = next((place for place, text in blocks if words and words in text), 0)
        if place:
            found[path] = place
    return found


def _text(block: object) -> str:
    if isinstance(block, TextBlock):
        return " ".join(block.text.split())
    if isinstance(block, TableBlock):
        return " ".join(text_of(cell) for row in block.rows for cell in row)
    return ""


def _words(value: object) -> Iterator[str]:
    """The texts of a section, the first of which tells where it begins."""
    if isinstance(value, str) and value:
        yield plain(value)[:60]
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            if not (isinstance(value, Item) and name == "id"):
                yield from _words(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
