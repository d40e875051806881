"""What state a suggestion is in: whether it can be applied to the content as it is."""

from __future__ import annotations

from editor.document.paths import NoSuchField
from editor.document.suggestions.apply import changed_story, placed
from editor.document.suggestions.item_edits import item_edit
from editor.document.suggestions.record_paths import story_of
from editor.document.suggestions.story import story_at
from schemas import Issue
from schemas.suggestion import FormatWords, ReplaceWords, SuggestionRecord


def is_outdated(issue: Issue, record: SuggestionRecord) -> bool:
    """Whether what a suggestion wanted to change is gone, or has been done: it applies nothing."""
    if record.outdated:
        return True
    story = story_of(issue, record)
    if story is None:
        return item_edit(issue, issue, record) is None
    try:
        found = story_at(issue, story)
    except NoSuchField:
        return True
    if isinstance(record, ReplaceWords | FormatWords):
        return placed(found, record) is None
    return not changed_story(found, (record,))[1]
