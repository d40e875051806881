"""Three-way merge of an issue, field by field.

Parts are merged by field, lists by the ids of their items, and texts word by word. If both sides changed the same
words or the same other value, there is a conflict: the result has our value, the conflict has both; of a text, both
have what else either side changed in it. An item that one side removed and the other changed is kept as changed, with
a conflict. The review never has conflicts: our value is
kept, and of two approvals of a section or two publication records, the later one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from editor.document.compare.hunks import merged_texts, read_markup, write_markup
from editor.document.merging.conflict import Conflict
from editor.document.merging.lines import (
    are_lines_equal,
    has_same_lines,
    is_balanced,
    is_rearranged,
    may_have_cut,
    merged_lines,
)
from editor.document.merging.order import merged_order
from editor.document.paths import ROOT, FieldPath
from editor.document.suggestions.merge_text import merged_blocks
from editor.document.suggestions.story import RICH_FIELDS
from schemas import Issue, Item, Part
from schemas.review import Approval, PublicationRecord

_FIXED = frozenset({"id", "type", "format", "version"})
_REVIEW = ("review",)
_BOUND = (Approval, PublicationRecord)
"""Records that apply to one content and are not merged by field."""
_RICH_DEPTH = 3
_INLINE = frozenset({"text"})
_TEXTS = frozenset({"text", "title", "contents_title", "headline", "title_zh", "name", "label"})
Items = tuple[Item, ...]
P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The merged issue, with our value for each conflict."""

    issue: Issue
    conflicts: tuple[Conflict, ...]


def merged(base: Issue, ours: Issue, theirs: Issue) -> MergeResult:
    """Merge both sides' changes since `base`."""
    return MergeResult(*merged_part(base, ours, theirs))


def merged_part(base: P, ours: P, theirs: P) -> tuple[P, tuple[Conflict, ...]]:
    """Merge both sides' changes of an issue or another part since `base`, and return it with the conflicts."""
    merge = _Merge()
    value = merge.value(ROOT, base, ours, theirs)
    return cast(P, value), tuple(merge.conflicts)


@dataclass
class _Merge:
    conflicts: list[Conflict] = field(default_factory=list)

    def value(self, path: FieldPath, base: Any, ours: Any, theirs: Any) -> Any:
        if ours is theirs or ours == theirs or theirs is base or theirs == base:
            return ours
        if ours is base or ours == base:
            return theirs
        for kind in _BOUND:
            if isinstance(ours, kind) and isinstance(theirs, kind):
                return max(ours, theirs, key=lambda mark: (mark.at, mark.model_dump_json()))
        both = _merged_text(path, base, ours, theirs)
        if both is not None:
            mine, other = both
            if mine != other:
                self._ask(Conflict(path, base, mine, other))
            return mine
        if _is_rich(path) and _are_items(ours) and _are_items(theirs):
            return self._blocks(path, base, ours, theirs)
        if isinstance(ours, Part) and type(ours) is type(theirs):
            return self._part(path, base if type(base) is type(ours) else None, ours, theirs)
        if _are_items(ours) and _are_items(theirs) and (ours or theirs):
            return self._items(path, base if _are_items(base) else (), ours, theirs)
        self._ask(Conflict(path, None if base is _NOTHING else base, ours, theirs))
        return ours

    def _ask(self, conflict: Conflict) -> None:
        if conflict.path[:1] != _REVIEW:
            self.conflicts.append(conflict)

    def _blocks(self, path: FieldPath, base: Any, ours: Any, theirs: Any) -> Any:
        """Both sides' blocks, item by item. Where that leaves questions, word by word, if that leaves none."""
        by_items = _Merge()
        value: Any = by_items._items(path, base if _are_items(base) else (), ours, theirs)
        if base and ours and theirs:
            if is_rearranged(path, base, ours, theirs) or is_rearranged(path, base, theirs, ours):
                rearranged = self._rearranged(path, base, ours, theirs)
                # The same lines after all: item by item, a list without bullets stays, too.
                return value if not by_items.conflicts and are_lines_equal(path, value, rearranged) else rearranged
            if by_items.conflicts:
                by_words = merged_blocks(path, base, ours, theirs)
                if by_words is not None:
                    return by_words
        self.conflicts += by_items.conflicts
        return value

    def _rearranged(self, path: FieldPath, base: Any, ours: Any, theirs: Any) -> Any:
        """Both sides' blocks where lines were moved, turned, removed, split or joined: words are never there twice.

        Line by line, if the words stayed in their lines, and word by word otherwise; the other way where that leaves
        questions.
        """
        sides = base, ours, theirs
        has_cut = may_have_cut(path, base, ours, theirs) or may_have_cut(path, base, theirs, ours)
        by_lines = merged_lines(path, *sides)
        if by_lines is not None and not by_lines.conflicts and not has_cut:
            return by_lines.blocks
        by_words = merged_blocks(path, *sides)
        if by_words is not None and is_balanced(path, sides, by_words):
            # Where no words went from one line into another after all, the lines stay what they are.
            is_same = (
                by_lines is not None and not by_lines.conflicts and has_same_lines(path, by_lines.blocks, by_words)
            )
            return by_lines.blocks if by_lines is not None and is_same else by_words
        if by_lines is None or (has_cut and not is_balanced(path, sides, by_lines.blocks)):
            self._ask(Conflict(path, *sides))
            return ours
        self.conflicts += by_lines.conflicts
        return by_lines.blocks

    def _part(self, path: FieldPath, base: Part | None, ours: Part, theirs: Part) -> Part:
        changes: dict[str, Any] = {}
        for name in type(ours).model_fields:
            if name in _FIXED:
                continue
            own = getattr(ours, name)
            # An item that both sides added with the same id has no base: every difference is a conflict.
            before = getattr(base, name) if base is not None else _NOTHING
            both = self.value(path / name, before, own, getattr(theirs, name))
            if both is not own:
                changes[name] = both
        return ours.model_copy(update=changes) if changes else ours

    def _items(self, path: FieldPath, base: Items, ours: Items, theirs: Items) -> Items:
        was, own, other = _by_id(base), _by_id(ours), _by_id(theirs)
        kept: dict[str, Item] = {}
        for item_id in dict.fromkeys((*was, *own, *other)):
            item = self._item(path / item_id, was.get(item_id), own.get(item_id), other.get(item_id))
            if item is not None:
                kept[item_id] = item
        order = self._order(path, list(was), list(own), list(other))
        return tuple(kept[item_id] for item_id in order if item_id in kept)

    def _item(self, path: FieldPath, base: Item | None, ours: Item | None, theirs: Item | None) -> Item | None:
        if ours is not None and theirs is not None:
            return cast(Item, self.value(path, base, ours, theirs))
        here = ours if ours is not None else theirs
        if base is None or here is None:  # added by one side, or removed by both
            return here
        if here == base:  # removed by one side, untouched by the other
            return None
        self._ask(Conflict(path, base, ours, theirs))
        return here

    def _order(self, path: FieldPath, base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
        """Return all ids in the merged order, including removed ones as anchors."""
        order = merged_order(base, ours, theirs)
        if order.is_conflict:
            self._ask(Conflict(path, tuple(base), tuple(ours), tuple(theirs)))
        return order.ids


def _is_rich(path: FieldPath) -> bool:
    return len(path) == _RICH_DEPTH and path[-1] in RICH_FIELDS


def _merged_text(path: FieldPath, base: Any, ours: Any, theirs: Any) -> tuple[str, str] | None:
    """Both sides' words of a text, with ours and with theirs where both changed the same; None for other values."""
    if path[:1] == _REVIEW:
        return None
    if not all(isinstance(side, str) for side in (base, ours, theirs)) or path[-1] not in _TEXTS:
        return None
    inline = path[-1] in _INLINE
    sides = (read_markup(side, inline=inline) for side in (base, ours, theirs))
    # Two endings of one title are a question, two new sentences of a paragraph are not.
    both = merged_texts(*sides, both_at_one_place=inline)
    mine = write_markup(both.ours, inline=inline)
    return mine, write_markup(both.theirs, inline=inline) if both.is_conflict else mine


_NOTHING = object()


def _are_items(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, Item) for item in value)


def _by_id(items: Items) -> Mapping[str, Item]:
    return {item.id: item for item in items}
