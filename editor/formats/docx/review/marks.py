"""The open suggestions of an issue by the fields and lists that they change, and those that no document can show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from editor.document.paths import FieldPath, NoSuchField, value_at
from editor.document.suggestions.apply import with_suggestions
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.review import open_records
from editor.document.suggestions.story import story_at
from editor.formats.docx.review.items import Shown, shown_items
from editor.formats.docx.review.pieces import Tag
from editor.formats.docx.review.stories import TrackedStory, tracked_story
from schemas import Issue, Item
from schemas.suggestion import AddItem, DropItem, SetField, ShiftItem, SuggestionRecord

I = TypeVar("I", bound=Item)  # noqa: E741
Records = tuple[SuggestionRecord, ...]


class ReviewMarks:
    """What reviewers suggest. Whatever was asked for counts as shown."""

    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        self._records = open_records(issue.review)
        self._shown: set[str] = set()
        self._stories: dict[str, list[SuggestionRecord]] = {}
        self._values: dict[str, SetField] = {}
        self._lists: dict[str, list[SuggestionRecord]] = {}
        for record in self._records:
            self._sort(record)

    def _sort(self, record: SuggestionRecord) -> None:
        path = path_of(record)
        if record.outdated or path is None:
            return
        story = story_of(self._issue, record)
        if story is not None:
            self._stories.setdefault(str(story), []).append(record)
        elif isinstance(record, SetField):
            if with_suggestions(self._issue, (record,)).done:
                self._values.setdefault(str(path), record)
        else:
            self._lists.setdefault(str(path if isinstance(record, AddItem) else path.parent), []).append(record)

    @property
    def shown(self) -> Records:
        """The suggestions that a document shows."""
        return tuple(record for record in self._records if record.id in self._shown)

    @property
    def left(self) -> Records:
        """The suggestions that it does not: they overlap others, are outdated, or have no place."""
        return tuple(record for record in self._records if record.id not in self._shown)

    def story(self, path: str, *, by: str | None = None) -> TrackedStory | None:
        """A text with its suggestions, or with those of one person; None where there are none."""
        records = [one for one in self._stories.get(path, ()) if by is None or one.author == by]
        if not records:
            return None
        try:
            story = story_at(self._issue, FieldPath.parse(path))
        except NoSuchField:
            return None
        found = tracked_story(story, records)
        self._shown.update(record.id for record in found.shown)
        return found if found.shown else None

    def value(self, path: str) -> SetField | None:
        """The suggested value of a field that is no text."""
        record = self._values.get(path)
        if record is not None:
            self._shown.add(record.id)
        return record

    def items(self, path: str, items: Sequence[I]) -> list[Shown[I]]:
        """The items of a list, with those that are added, removed and moved; one that somebody removes is not moved.

        Moves of several people can come to the same as those of one of them: whose own order could not be told from
        the document is not shown.
        """
        records = self._lists.get(path)
        if not records:
            return [Shown(item) for item in items]
        place = FieldPath.parse(path)
        shown: list[Shown[I]] = []
        done: list[SuggestionRecord] = []
        for _ in range(1 + len({one.author for one in records})):
            found = with_suggestions(self._issue, records)
            removed = {one.path for one in found.done if isinstance(one, DropItem)}
            done = [one for one in found.done if not isinstance(one, ShiftItem) or one.path not in removed]
            shown = list(shown_items(items, value_at(found.issue, place), done))
            hidden = next((one for one in self._movers(done) if not self._shows_order(shown, place, done, one)), None)
            if hidden is None:
                break
            records = [one for one in records if not isinstance(one, ShiftItem) or one.author != hidden]
        self._shown.update(record.id for record in done)
        return [self._with_own(path, one) for one in shown]

    @staticmethod
    def _movers(records: Sequence[SuggestionRecord]) -> dict[str, None]:
        return dict.fromkeys(one.author for one in records if isinstance(one, ShiftItem))

    def _shows_order(
        self, shown: Sequence[Shown[I]], place: FieldPath, records: Sequence[SuggestionRecord], author: str
    ) -> bool:
        """Whether the items are in the order that an author wants, for those who accept that author's changes."""
        own = with_suggestions(self._issue, [one for one in records if one.author == author]).issue
        return [one.id for one in value_at(own, place)] == [one.item.id for one in shown if one.is_there_for(author)]

    def _with_own(self, path: str, shown: Shown[I]) -> Shown[I]:
        """A moved item as its mover has it; what others suggest in an item that moves or goes is not shown."""
        change = shown.change
        if change is None or change.tag is Tag.INSERTED:
            return shown
        inside = f"{path}/{shown.item.id}/"
        own = [one for one in self._records if one.author == change.by.author and one.path.startswith(inside)]
        outcome = with_suggestions(
            self._issue, [one for one in own if not isinstance(one, ShiftItem) or one.path != path]
        )
        self._shown.update(record.id for record in outcome.done)
        if change.tag is not Tag.MOVED_TO:
            return shown
        item = value_at(outcome.issue, FieldPath.parse(path) / shown.item.id)
        return Shown(item, change)
