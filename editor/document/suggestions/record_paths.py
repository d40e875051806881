"""Where a record points: the path of its item or text, and the field whose text it changes."""

from __future__ import annotations

from editor.document.paths import FieldPath
from editor.document.suggestions.story import story_path
from schemas import Issue
from schemas.suggestion import AddItem, DropItem, SetField, ShiftItem, SuggestionRecord


def path_of(record: SuggestionRecord) -> FieldPath | None:
    """Where a record points; None where that is no path of the content."""
    try:
        found = FieldPath.parse(record.path)
    except ValueError:
        return None
    return found if found and found[0] != "review" else None


def item_path(record: SuggestionRecord) -> str:
    """The path of what a record is about; of an addition, that of the item that it would add."""
    return f"{record.path}/{record.item.get('id', '')}" if isinstance(record, AddItem) else record.path


def story_of(issue: Issue, record: SuggestionRecord) -> FieldPath | None:
    """The field whose text a record changes; None for records of values and of lists of items."""
    path = path_of(record)
    if path is None or isinstance(record, SetField | AddItem | DropItem):
        return None
    if isinstance(record, ShiftItem):
        found = story_path(issue, path / "text")
        return found if found is not None and len(found) < len(path) else None
    return story_path(issue, path)
