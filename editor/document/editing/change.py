"""A step from one issue to the next, with the edits that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from editor.document.editing.diff import changed_paths, changes
from editor.document.editing.edits import CompoundEdit, Edit, SetValue
from editor.document.paths import FieldPath
from schemas import Issue, Item, Part

REVIEW = "review"
"""The field of an issue that is not part of its content."""
_NOT_CONTENT = frozenset({REVIEW, "ignored"})


@dataclass(frozen=True, eq=False)
class Change:
    """`edits`, applied in this order to `before`, give `after`. Each changes one field or one item of a list."""

    before: Issue
    after: Issue
    edits: tuple[Edit, ...]

    @classmethod
    def between(cls, before: Issue, after: Issue) -> Change:
        """The change with the smallest edits. Parts that both issues share are not compared."""
        return cls(before, after, changes(before, after))

    @cached_property
    def paths(self) -> frozenset[FieldPath]:
        """The smallest paths whose values changed; a list's own where items were added, removed or moved."""
        return changed_paths(self.edits)

    @cached_property
    def content_paths(self) -> frozenset[FieldPath]:
        """Those of `paths` that are printed: not in the review, and not findings that are ignored."""
        return frozenset(path for path in self.paths if path[0] not in _NOT_CONTENT)

    @cached_property
    def content_edits(self) -> tuple[Edit, ...]:
        """Those of `edits` that change what is printed."""
        return tuple(
            edit for edit in self.edits if next(iter(changed_paths((edit,))), (REVIEW,))[0] not in _NOT_CONTENT
        )

    def concerns(self, path: FieldPath) -> bool:
        """Whether the value at `path` may have changed."""
        return any(path[: len(one)] == one or one[: len(path)] == path for one in self.paths)


def is_smallest(edit: Edit) -> bool:
    """Whether an edit changes one field or one item of a list, so that comparing could not find a smaller one."""
    match edit:
        case SetValue(_, value):
            return not isinstance(value, Part) and not (
                isinstance(value, tuple) and any(_is_item(one) for one in value)
            )
        case CompoundEdit():
            return False
        case _:
            return True


def is_typing(edit: Edit) -> bool:
    """Whether an edit replaces one text. Every path that existed before it exists after it."""
    return isinstance(edit, SetValue) and isinstance(edit.value, str)


def _is_item(value: object) -> bool:
    return isinstance(value, Item)
