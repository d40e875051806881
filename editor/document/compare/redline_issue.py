"""Combine two issues into one with redline marks, in the order of the pages.

The result is laid out like any other issue. Its texts contain marks (`redline_marks.py`), its dates may be
`RedlineDate`s, and its lists contain removed items as well. It is printed, and never saved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self, TypeVar, cast

from editor.document.compare.matching import with_ids_of
from editor.document.compare.phrases import by_phrases, plain_text_diff
from editor.document.compare.redline_marks import MARK, deleted, inserted, is_marked, marked, marked_runs, note
from editor.document.compare.sequences import diff_lists
from editor.document.compare.value_diff import excerpt
from editor.document.compare.word_diff import word_diff
from editor.document.editing.diff import changes
from editor.document.editing.edits import MoveItem
from editor.document.paths import ROOT, FieldPath
from editor.document.text.inline import escaped, text_of
from editor.document.text.inline_writer import markdown
from schemas import Bullet, Bullets, Entry, Issue, Item, Kind, NewsItem, Paragraph, Part, Person, specs_of
from schemas.theme import RedlineWording

_Part = TypeVar("_Part", bound=Part)
_OLD_POSITION = "was"  # suffix of an item's id for its entry at its old position


class ItemFate(StrEnum):
    """The change of a whole item. GHOST is the old position of a moved item."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    GHOST = "ghost"


class RedlineDate(dt.date):
    """A changed date. To code that does not know redlines, it is the newer of the two dates."""

    was: dt.date | None
    came: dt.date | None

    def __new__(cls, was: dt.date | None, came: dt.date | None) -> Self:
        """At least one of the two must be a date. Raises ValueError."""
        shown = came or was
        if shown is None:
            raise ValueError("a redline date needs at least one date")
        date = super().__new__(cls, shown.year, shown.month, shown.day)
        date.was, date.came = was, came
        return date


@dataclass(frozen=True)
class RedlineEntry:
    """An entry of the redline. `number` and `contents` (its title in the contents) are as printed, with marks.

    `fate` is None if the entry stayed.
    """

    entry: Entry
    number: str
    contents: str
    fate: ItemFate | None = None

    @property
    def has_pages(self) -> bool:
        """Whether it has pages, and not only a line in the contents."""
        return self.fate is not ItemFate.GHOST


@dataclass(frozen=True)
class RedlineIssue:
    """`issue` has all entries with pages, `entries` also those that are only in the contents.

    `fates` maps the paths of items to their changes.
    """

    issue: Issue
    entries: tuple[RedlineEntry, ...]
    fates: Mapping[str, ItemFate]


def redline_issue(before: Issue, after: Issue, words: RedlineWording) -> RedlineIssue:
    """Combine both issues. `words` is the wording for moved items."""
    after = _without_marks(after)
    before = with_ids_of(after, _without_marks(before))
    builder = _Builder(before, after, words)
    top = FieldPath(("top5",))
    entries = builder.items(top, before.top5, after.top5)
    parts = {
        name: builder.value(ROOT / name, spec.kind, getattr(before, name), getattr(after, name))
        for name, spec in specs_of(Issue).items()
        if name != "top5"
    }
    numbered = tuple(
        RedlineEntry(entry, builder.number(top, entry.id), builder.contents(top, entry), builder.fate(top, entry))
        for entry in cast(tuple[Entry, ...], entries)
    )
    issue = after.model_copy(
        update={**parts, "top5": tuple(one.entry for one in numbered if one.has_pages)},
    )
    return RedlineIssue(issue, numbered, builder.fates)


def _without_marks(issue: Issue) -> Issue:
    """Replace the characters that are used as marks."""
    text = issue.model_dump_json()
    return Issue.model_validate_json(MARK.sub("\ufffd", text)) if is_marked(text) else issue


class _Builder:
    def __init__(self, before: Issue, after: Issue, words: RedlineWording) -> None:
        self._words = words
        self._moved = frozenset(edit.path for edit in changes(before, after) if isinstance(edit, MoveItem))
        self._numbers: dict[FieldPath, tuple[int, int]] = {}
        self.fates: dict[str, ItemFate] = {}

    def number(self, path: FieldPath, item_id: str) -> str:
        """Return an item's number as printed; struck if the item was removed."""
        was, now = self._numbers[path / item_id.removesuffix(f"~{_OLD_POSITION}")]
        fate = self.fates.get(str(path / item_id))
        if fate in (ItemFate.REMOVED, ItemFate.GHOST):
            return deleted(str(was))
        return inserted(str(now)) if fate is ItemFate.ADDED else str(now)

    def fate(self, path: FieldPath, item: Item) -> ItemFate | None:
        """Return the change of an item of the list at `path`."""
        return self.fates.get(str(path / item.id))

    def contents(self, path: FieldPath, entry: Entry) -> str:
        """Return an entry's title in the contents."""
        if self.fate(path, entry) is ItemFate.MOVED:
            was, _ = self._numbers[path / entry.id]
            return f"{entry.contents_title} {self._moved_from(was)}"
        return _title(entry)

    def part(self, path: FieldPath, old: _Part, new: _Part) -> _Part:
        """Combine two states of a part."""
        if old == new:
            return new
        fields = {
            name: self.value(path / name, spec.kind, getattr(old, name), getattr(new, name))
            for name, spec in specs_of(type(new)).items()
        }
        if isinstance(old, Entry) and isinstance(new, Entry):  # the line in the contents
            fields["contents_title"] = _plain(_title(old), _title(new))
        return new.model_copy(update=fields)

    def value(self, path: FieldPath, kind: Kind, old: Any, new: Any) -> Any:
        """Combine two values of a field."""
        if old == new:
            return new
        if isinstance(old, dt.date | None) and isinstance(new, dt.date | None):
            return RedlineDate(old, new)
        if isinstance(new, Part):
            return self.part(path, old, new)
        if isinstance(new, tuple):
            if any(isinstance(one, Item) for one in (*old, *new)):
                return self.items(path, old, new)
            return tuple(marked(change, text) for change, text in diff_lists(old, new))
        if kind is Kind.INLINE:
            return markdown(marked_runs(by_phrases(word_diff(old, new))))
        return _plain(old, new)

    def items(self, path: FieldPath, old: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
        """Combine two states of a list. Removed items and old positions follow their predecessor."""
        was = {item.id: (index, item) for index, item in enumerate(old)}
        now = {item.id: (index, item) for index, item in enumerate(new)}
        for item_id in was | now:
            indexes = was.get(item_id, (-1,))[0], now.get(item_id, (-1,))[0]
            self._numbers[path / item_id] = indexes[0] + 1, indexes[1] + 1
        left: dict[str, list[Item]] = {"": []}
        previous = ""
        for item in old:
            index, kept = now.get(item.id, (-1, None))
            if kept is None or type(kept) is not type(item):
                left[previous].append(self._removed(path, item, again=kept is not None))
            elif path / item.id in self._moved:
                left[previous].append(self._ghost(path, item, index + 1))
            else:
                previous = item.id
                left[previous] = []
        found = list(left.pop(""))
        for item in new:
            index, kept = was.get(item.id, (-1, None))
            if kept is None or type(kept) is not type(item):
                found.append(self._added(path, item))
            elif path / item.id in self._moved:
                found.append(self._moved_here(path, kept, item, index + 1))
            else:
                found.append(self.part(path / item.id, kept, item))
            found += left.get(item.id, ())
        return tuple(found)

    def _removed(self, path: FieldPath, item: Item, *, again: bool) -> Item:
        struck = self.part(path / item.id, item, type(item)(id=item.id))
        if again:  # a new item has the same id
            self._numbers[path / f"{item.id}~{_OLD_POSITION}"] = self._numbers[path / item.id]
            struck = struck.model_copy(update={"id": f"{item.id}~{_OLD_POSITION}"})
        self.fates[str(path / struck.id)] = ItemFate.REMOVED
        return struck

    def _added(self, path: FieldPath, item: Item) -> Item:
        self.fates[str(path / item.id)] = ItemFate.ADDED
        return self.part(path / item.id, type(item)(id=item.id), item)

    def _moved_here(self, path: FieldPath, old: Item, new: Item, number: int) -> Item:
        self.fates[str(path / new.id)] = ItemFate.MOVED
        return _with_note(self._moved_from(number), self.part(path / new.id, old, new))

    def _moved_from(self, number: int) -> str:
        return note(self._words.moved_from.replace("{number}", str(number)))

    def _ghost(self, path: FieldPath, item: Item, number: int) -> Item:
        name = f"{item.id}~{_OLD_POSITION}"
        self.fates[str(path / name)] = ItemFate.GHOST
        mark = note(self._words.moved_to.replace("{number}", str(number)))
        text = f"{mark} {excerpt(item)}".rstrip()
        ghost: Item
        match item:
            case Entry():
                ghost = Entry(id=_OLD_POSITION, title=f"{deleted(_title(item))} {mark}")
            case Bullet():
                ghost = Bullet(id=_OLD_POSITION, text=escaped(text))
            case NewsItem():
                ghost = NewsItem(id=_OLD_POSITION, text=escaped(text))
            case Person():
                ghost = Person(id=_OLD_POSITION, name=text)
            case _:
                ghost = Paragraph(id=_OLD_POSITION, text=escaped(text))
        return ghost.model_copy(update={"id": name})


def _plain(old: str, new: str) -> str:
    return text_of(marked_runs(plain_text_diff(old, new)))


def _title(entry: Entry) -> str:
    return entry.contents_title or entry.title


def _with_note(mark: str, item: Item) -> Item:
    """Return the item with a note before its first words."""
    match item:
        case Entry():
            return item.model_copy(update={"title": f"{mark} {item.title}", "contents_title": _title(item)})
        case Person():
            return item.model_copy(update={"name": f"{mark} {item.name}"})
        case Paragraph() | Bullet() | NewsItem():
            return item.model_copy(update={"text": f"{mark} {item.text}"})
        case Bullets(items=(first, *others)):
            return item.model_copy(update={"items": (_with_note(mark, first), *others)})
        case _:
            return item
