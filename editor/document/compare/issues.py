"""Compare two issues by section, by field and word by word, with moved items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from editor.document.compare.matching import with_ids_of
from editor.document.compare.value_diff import value_diff, whole_value
from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.editing.diff import changes
from editor.document.editing.edits import CompoundEdit, Edit, InsertItem, MoveItem, RemoveItem, SetValue
from editor.document.field_specs import is_inline
from editor.document.path_labels import path_label, section_title
from editor.document.paths import FieldPath, path_exists, value_at, value_or_none
from editor.document.sections import section_path, section_paths
from schemas import Issue

_NOT_CONTENT = frozenset({"review", "schema_reference", "format", "version"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `verb` is "" for a changed text, else "added", "removed" or "moved"."""

    path: FieldPath
    place: str
    pieces: tuple[DiffPart, ...]
    verb: str = ""


@dataclass(frozen=True, slots=True)
class SectionDifferences:
    """The differences in the section at `path`, in the order in which they are found."""

    path: FieldPath
    title: str
    differences: tuple[Difference, ...]


class Cancelled(Exception):
    """The comparison was cancelled."""


def compare_issues(
    before: Issue, after: Issue, is_wanted: Callable[[], bool] = lambda: True
) -> tuple[SectionDifferences, ...]:
    """Return the sections that differ, in the order of the pages of `after`; removed entries are last.

    Items that have other ids are compared with those that say the same, see `matching.py`. Paths are those of `after`.
    Raises Cancelled within about a second after `is_wanted` returns false.
    """
    found: dict[FieldPath, list[Difference]] = {}
    before = with_ids_of(after, before)
    for difference in _differences(before, after, _of_content(changes(before, after))):
        if not is_wanted():
            raise Cancelled
        found.setdefault(section_path(difference.path), []).append(difference)
    order = {path: index for index, path in enumerate(section_paths(after))}
    paths = sorted(found, key=lambda path: order.get(path, len(order)))
    return tuple(SectionDifferences(path, _title(before, after, path), tuple(found[path])) for path in paths)


def as_text(differing: tuple[SectionDifferences, ...]) -> str:
    """Return the differences as text for a terminal: `[-deleted-]`, `{+inserted+}`, with a few words of context."""
    lines: list[str] = []
    for section in differing:
        lines.append(section.title)
        for difference in section.differences:
            verb = f"{difference.verb}: " if difference.verb else ""
            lines.append(f"  {difference.place}")
            lines.append(f"    {verb}{_marked(difference.pieces)}")
    return "".join(f"{line}\n" for line in lines)


def _of_content(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the edits of the content, without those of the review."""
    return tuple(edit for edit in edits if isinstance(edit, CompoundEdit) or edit.path[0] not in _NOT_CONTENT)


def _differences(before: Issue, after: Issue, edits: tuple[Edit, ...]) -> Iterator[Difference]:
    for edit in edits:
        match edit:
            case SetValue(path, value):
                pieces = value_diff(value_or_none(before, path), value, is_inline=is_inline(after, path))
                yield Difference(path, path_label(after, path), pieces)
            case InsertItem(path, _, item):
                place = path / item.id
                yield Difference(place, path_label(after, place), whole_value(ChangeKind.INSERTED, item), "added")
            case RemoveItem(path):
                gone = value_at(before, path)
                yield Difference(path, path_label(before, path), whole_value(ChangeKind.DELETED, gone), "removed")
            case MoveItem(path, _):
                moved = value_at(after, path)
                from_, to = path_label(before, path), path_label(after, path)
                yield Difference(path, f"{from_} → {to}", whole_value(ChangeKind.SAME, moved), "moved")
            case CompoundEdit(edits):
                yield from _differences(before, after, edits)


def _title(before: Issue, after: Issue, path: FieldPath) -> str:
    """The section's title in `after`, or in `before` if it was removed."""
    return section_title(after if path_exists(after, path) else before, path, longest=None)


def _marked(pieces: tuple[DiffPart, ...]) -> str:
    marked: list[str] = []
    for index, piece in enumerate(pieces):
        match piece.change:
            case ChangeKind.DELETED:
                marked.append(f"[-{piece.text}-]")
            case ChangeKind.INSERTED:
                marked.append(f"{{+{piece.text}+}}")
            case ChangeKind.SAME:
                marked.append(_shortened(piece.text, first=index == 0, last=index == len(pieces) - 1))
    return "".join(marked)


_AROUND = 40  # characters of context before and after a change


def _shortened(text: str, *, first: bool, last: bool) -> str:
    if first and last:
        return text if len(text) <= 2 * _AROUND else text[: 2 * _AROUND] + "…"
    if first:
        return text if len(text) <= _AROUND else "…" + text[-_AROUND:]
    if last:
        return text if len(text) <= _AROUND else text[:_AROUND] + "…"
    return text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]} … {text[-_AROUND:]}"
