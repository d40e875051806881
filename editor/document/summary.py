"""One-line summaries of the changes between two issues, for recovered work, versions and messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from editor.document.editing.diff import changes
from editor.document.editing.edits import Edit, InsertItem, MoveItem, RemoveItem, SetValue
from editor.document.paths import FieldPath
from editor.document.review.review_summary import review_summary
from editor.document.text.phrasing import capitalised, counted
from schemas import Entry, Issue, Noteworthy, Spec, spec_of, specs_of

_NOTHING = "No changes"
_SUMMARIZED_SEPARATELY = frozenset({"top5", "noteworthy", "review"})
_VERBS = ("added", "removed", "changed", "moved")


def summary(before: Issue, after: Issue) -> str:
    """Return a text such as `Entry 2: title, MERICS comment; 1 policy news item added; imprint`, or "No changes"."""
    affected = [_affected(edit) for edit in changes(before, after)]
    parts = [
        *_entries(after, affected),
        *_news(affected),
        *_others(affected),
        *review_summary(before.review, after.review),
    ]
    whole = "; ".join(parts) or _NOTHING
    return capitalised(whole)


def _affected(edit: Edit) -> tuple[FieldPath, str]:
    match edit:
        case InsertItem(path, _, item):
            return path / item.id, "added"
        case RemoveItem(path):
            return path, "removed"
        case SetValue(path, _):
            return path, "changed"
        case MoveItem(path, _):
            return path, "moved"
        case _:
            raise TypeError("Changes are single edits.")


def _entries(after: Issue, affected: list[tuple[FieldPath, str]]) -> Iterator[str]:
    fields: dict[str, dict[str, None]] = {}
    whole: Counter[str] = Counter()
    for place, verb in affected:
        match place:
            case ("top5", entry_id, name, *_):
                fields.setdefault(entry_id, {})[_label(spec_of(Entry, name))] = None
            case ("top5", _):
                whole[verb] += 1
    for number, entry in enumerate(after.top5, 1):
        if entry.id in fields:
            yield f"entry {number}: {', '.join(fields[entry.id])}"
    yield from _by_verb(whole, "entry", "entries")


def _news(affected: list[tuple[FieldPath, str]]) -> Iterator[str]:
    for name, spec in specs_of(Noteworthy).items():
        items: dict[str, set[str]] = {}
        for place, verb in affected:
            if place[:2] == ("noteworthy", name):
                items.setdefault(verb if len(place) == 3 else "changed", set()).add(place[2])
        noun = f"{_label(spec)} item"
        yield from _by_verb(Counter({verb: len(ids) for verb, ids in items.items()}), noun, f"{noun}s")


def _others(affected: list[tuple[FieldPath, str]]) -> Iterator[str]:
    specs = specs_of(Issue)
    names = dict.fromkeys(place[0] for place, _ in affected if place[0] not in _SUMMARIZED_SEPARATELY)
    for name in names:
        yield _label(specs[name]) if name in specs else name.replace("_", " ")


def _by_verb(numbers: Counter[str], one: str, many: str) -> Iterator[str]:
    for verb in _VERBS:
        if number := numbers[verb]:
            yield f"{counted(number, one, many)} {verb}"


def _label(spec: Spec) -> str:
    """Return the field's label for use inside a sentence; abbreviations keep their capitals."""
    return spec.label if spec.label[1:2].isupper() else spec.label[0].lower() + spec.label[1:]
