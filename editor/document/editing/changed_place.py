"""Where a change that was undone or redone is looked at."""

from __future__ import annotations

from editor.document.editing.change import Change
from editor.document.paths import FieldPath, path_exists, value_or_none
from schemas import Issue, Item


def changed_place(change: Change, issue: Issue, section: FieldPath) -> FieldPath | None:
    """Return the most specific changed path that `issue` has; of a list, the item that was added or moved.

    If two items swapped places, either may have moved: one in `section` is preferred. None if the issue has no changed
    path.
    """
    for path in sorted(change.content_paths, key=lambda path: (-len(path), path)):
        if path_exists(issue, path):
            return _changed_item(change, path, section)
    return None


def _changed_item(change: Change, path: FieldPath, section: FieldPath) -> FieldPath:
    items = value_or_none(change.after, path)
    before = value_or_none(change.before, path) or ()
    if not isinstance(items, tuple) or not all(isinstance(item, Item) for item in items):
        return path
    old: list[str] = [item.id for item in before]
    new: list[str] = [item.id for item in items]
    found = [one for one in new if one not in old]
    if not found and new != old and len(new) == len(old):
        found = [one for one in new if _without(one, new) == _without(one, old)]
    if not found:
        return path
    return next((path / one for one in found if section[: len(path) + 1] == path / one), path / found[0])


def _without(name: str, names: list[str]) -> list[str]:
    return [one for one in names if one != name]
