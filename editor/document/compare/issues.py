"""Two issues compared: section by section, field by field, word by word; moved items as moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editor.document.changes import changes
from editor.document.compare.words import Change, Piece, compared
from editor.document.edits import Edit, InsertItem, MoveItem, RemoveItem, SetValue
from editor.document.inline import Run, escaped
from editor.document.paths import FieldPath, NoSuchField, value_at
from editor.document.places import place_of
from editor.document.review.proposals import is_inline
from editor.document.review.sections import section_of, sections
from schemas import Issue, Item, Part, specs_of


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one place. `verb` is empty for a text that changed, else added, removed or moved."""

    path: FieldPath
    place: str
    pieces: tuple[Piece, ...]
    verb: str = ""


@dataclass(frozen=True, slots=True)
class SectionDifferences:
    """One section's differences, in the order in which they are found; `key` as in the review."""

    key: str
    title: str
    differences: tuple[Difference, ...]


def compared_issues(before: Issue, after: Issue) -> tuple[SectionDifferences, ...]:
    """All sections that differ, in the order of the pages of `after`; removed entries come last."""
    found: dict[str, list[Difference]] = {}
    for difference in _differences(before, after, changes(before, after)):
        key = section_of(difference.path)
        if key:
            found.setdefault(key, []).append(difference)
    order = {section.key: index for index, section in enumerate(sections(after))}
    keys = sorted(found, key=lambda key: order.get(key, len(order)))
    return tuple(SectionDifferences(key, _title(before, after, key), tuple(found[key])) for key in keys)


def as_text(differing: tuple[SectionDifferences, ...]) -> str:
    """For a terminal: `[-what went-]`, `{+what came+}`, a few words around each."""
    lines: list[str] = []
    for section in differing:
        lines.append(section.title)
        for difference in section.differences:
            verb = f"{difference.verb}: " if difference.verb else ""
            lines.append(f"  {difference.place}")
            lines.append(f"    {verb}{_marked(difference.pieces)}")
    return "".join(f"{line}\n" for line in lines)


def _differences(before: Issue, after: Issue, edits: tuple[Edit, ...]) -> Iterator[Difference]:
    for edit in edits:
        match edit:
            case SetValue(path, value):
                yield _changed(before, after, path, value)
            case InsertItem(path, _, item):
                place = path / item.id
                yield Difference(place, place_of(after, place), (_whole(Change.INSERTED, item),), "added")
            case RemoveItem(path):
                gone = value_at(before, path)
                yield Difference(path, place_of(before, path), (_whole(Change.DELETED, gone),), "removed")
            case MoveItem(path, _):
                moved = value_at(after, path)
                from_, to = place_of(before, path), place_of(after, path)
                yield Difference(path, f"{from_} → {to}", (_whole(Change.SAME, moved),), "moved")
            case _:
                yield from _differences(before, after, edit.edits)


def _changed(before: Issue, after: Issue, path: FieldPath, value: Any) -> Difference:
    old = _value(before, path)
    place = place_of(after, path)
    if isinstance(old, str) and isinstance(value, str):
        inline = is_inline(after, path)
        one, two = (old, value) if inline else (escaped(old), escaped(value))
        return Difference(path, place, compared(one, two))
    return Difference(path, place, compared(escaped(_words(old)), escaped(_words(value))))


def _value(issue: Issue, path: FieldPath) -> Any:
    try:
        return value_at(issue, path)
    except NoSuchField:
        return None


def _whole(change: Change, item: Any) -> Piece:
    return Piece(change, (Run(_words(item)),))


def _words(value: Any) -> str:
    """A value as it would be read out."""
    if value is None:
        return ""
    if isinstance(value, Part):
        texts = (_words(getattr(value, name)) for name in specs_of(type(value)))
        return " · ".join(text for text in texts if text)
    if isinstance(value, tuple):
        joint = " · " if value and isinstance(value[0], Item) else ", "
        return joint.join(text for text in map(_words, value) if text)
    return str(value)


def _title(before: Issue, after: Issue, key: str) -> str:
    for issue in (after, before):
        for number, entry in enumerate(issue.top5, 1):
            if key == f"entry-{entry.id}":
                return f"Entry {number}: {entry.title}" if entry.title else f"Entry {number}"
    return key.replace("-", " ").capitalize()


def _marked(pieces: tuple[Piece, ...]) -> str:
    marked: list[str] = []
    for index, piece in enumerate(pieces):
        match piece.change:
            case Change.DELETED:
                marked.append(f"[-{piece.text}-]")
            case Change.INSERTED:
                marked.append(f"{{+{piece.text}+}}")
            case Change.SAME:
                marked.append(_shortened(piece.text, first=index == 0, last=index == len(pieces) - 1))
    return "".join(marked)


_AROUND = 40  # characters of what stays, before and behind a change


def _shortened(text: str, *, first: bool, last: bool) -> str:
    if first and last:
        return text if len(text) <= 2 * _AROUND else text[: 2 * _AROUND] + "…"
    if first:
        return text if len(text) <= _AROUND else "…" + text[-_AROUND:]
    if last:
        return text if len(text) <= _AROUND else text[:_AROUND] + "…"
    return text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]} … {text[-_AROUND:]}"
