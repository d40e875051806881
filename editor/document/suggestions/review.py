"""The suggestions of a review: which are open, what accepting and rejecting make of them, and what stays as a trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from editor.document.editing.diff import changes
from editor.document.editing.edits import Edit, SetValue, applied
from editor.document.paths import FieldPath, path_exists, value_at, value_or_none
from editor.document.suggestions.apply import Applied, changed_story, with_suggestions
from editor.document.suggestions.derive import Unit, derived, touched_units
from editor.document.suggestions.group import grouped
from editor.document.suggestions.index import Records, index_of, with_replaced
from editor.document.suggestions.item_edits import is_same_item
from editor.document.suggestions.rebase import rebased
from editor.document.suggestions.record_paths import path_of, story_of
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import RICH_FIELDS, Story, story_at, story_path, value_of
from schemas import Issue, Item
from schemas.review import Review
from schemas.suggestion import Answer, Decision, DropItem, Reply, SuggestionRecord

_COUNTER = attrgetter("counter")
_ORDER = attrgetter("counter", "id")


class NoSuchSuggestion(KeyError):
    """An id that no open suggestion has."""

    def __str__(self) -> str:
        return f"There is no open suggestion {self.args[0]}."


@dataclass(frozen=True, slots=True)
class Decided:
    """The issue after decisions. `left` are suggestions that stay open, as they overlap others or are outdated."""

    issue: Issue
    done: Records
    left: Records


def open_records(review: Review) -> Records:
    """The suggestions that nobody has decided, in the order in which they were made."""
    decided = {one.id: one.revision for one in review.decisions}
    found = [one for one in review.suggestions if one.id not in decided or one.counter > decided[one.id]]
    return tuple(sorted(found, key=_ORDER))


def is_open(review: Review, record: SuggestionRecord) -> bool:
    """Whether nobody has decided a suggestion of the review as it is now."""
    return all(one.id != record.id or record.counter > one.revision for one in review.decisions)


def records_by(review: Review, author: str) -> Records:
    """The open suggestions of one person."""
    return tuple(one for one in open_records(review) if one.author == author)


def authors(review: Review) -> tuple[str, ...]:
    """The names of those who have open suggestions, in the order of the alphabet."""
    return tuple(sorted({one.author for one in open_records(review)}))


def next_counter(review: Review) -> int:
    """A counter that is higher than all that the review knows."""
    return 1 + max(index_of(review.suggestions).highest, max(map(_COUNTER, review.decisions), default=0))


def with_group(records: Records, ids: Iterable[str]) -> Records:
    """The open suggestions of these ids, and those of their groups. Raises NoSuchSuggestion."""
    known = {one.id: one for one in records}
    wanted: set[str] = set()
    for name in ids:
        if name not in known:
            raise NoSuchSuggestion(name)
        group = known[name].group
        wanted.update(one.id for one in records if one.id == name or (group and one.group == group))
    return tuple(one for one in records if one.id in wanted)


def as_suggested(issue: Issue, author: str) -> Applied:
    """The content as one person's open suggestions have it."""
    return with_suggestions(issue, records_by(issue.review, author))


def suggested(
    issue: Issue,
    shown: Issue,
    touched: Sequence[Edit],
    sign: Signature,
    *,
    moved: frozenset[FieldPath] = frozenset(),
    is_one_action: bool = True,
) -> Issue:
    """The issue in which a person suggests what `shown` says, after the edits `touched` of what they saw.

    `moved` are the items that the person is known to have moved.
    """
    units = touched_units(issue, touched)
    found = _records_for(issue.review, sign.author, units)
    own = tuple(found.values())
    after = derived(issue, shown, units, own, sign, moved=moved)
    if len(after) == len(own) and all(one is two for one, two in zip(own, after, strict=True)):
        return issue
    if is_one_action:
        after = grouped(own, after, lambda: records_by(issue.review, sign.author))
    return _with_records(issue, found, after)


def _records_for(review: Review, author: str, units: Iterable[Unit]) -> dict[int, SuggestionRecord]:
    """The open suggestions of one person that may be for these fields, in order, by their numbers."""
    index, records = index_of(review.suggestions), review.suggestions
    numbers = {number for unit in units for number in index.under(unit.prefix)}
    found = {number: record for number in numbers if (record := records[number]).author == author}
    if found and review.decisions:
        ids = {one.id for one in found.values()}
        decided = {one.id: one.revision for one in review.decisions if one.id in ids}
        found = {number: one for number, one in found.items() if one.counter > decided.get(one.id, -1)}
    return dict(sorted(found.items(), key=lambda item: _ORDER(item[1])))


def with_applied_fields(issue: Issue, shown: Issue, touched: Sequence[Edit], author: str) -> Issue:
    """`shown` after the edits `touched`, with the ids that a person's suggestions give to lines and lists.

    An editor makes ids of its own for new lines. What is seen is the same.
    """
    paths = {story for edit in touched if (story := rich_story(issue, edit)) is not None}
    for path in paths:
        if not path_exists(issue, path) or not path_exists(shown, path):
            continue
        own = [one for one in records_by(issue.review, author) if not one.outdated and story_of(issue, one) == path]
        after = changed_story(story_at(issue, path), own)[0].after
        if _names(after) != _names(story_at(shown, path)):
            value = value_of(after.lines, after, value_at(shown, path))
            shown = applied(shown, SetValue(path, value))
    return shown


def _names(story: Story) -> list[FieldPath]:
    """The paths of the lines; an empty field has none, whether or not it has a line to type in."""
    lines = story.lines
    return [] if len(lines) == 1 and not lines[0].runs else [line.subpath for line in lines]


def rich_story(issue: Issue, edit: Edit) -> FieldPath | None:
    """The field whose paragraphs an edit adds, removes or parts; None for any other edit."""
    if isinstance(edit, SetValue) and isinstance(edit.value, str):
        return None
    path = getattr(edit, "path", None)
    story = story_path(issue, path) if isinstance(path, FieldPath) else None
    return story if story is not None and story[-1] in RICH_FIELDS else None


def suggested_version(issue: Issue, version: Issue, sign: Signature) -> Issue:
    """The issue in which a person suggests what makes it `version`. Their earlier suggestions stay as they are.

    The difference to the content is suggested, less what the person suggests already.
    """
    seen = as_suggested(issue, sign.author).issue
    same = version.model_copy(update={"review": seen.review, "theme": seen.theme})
    return suggested(issue, same, changes(seen, same), sign, is_one_action=False)


def accepted(issue: Issue, ids: Collection[str], *, by: str, at: dt.datetime) -> Decided:
    """The content with these suggestions in it, and the others kept true. Raises NoSuchSuggestion."""
    records = open_records(issue.review)
    wanted = with_group(records, ids)
    outcome = with_suggestions(issue, wanted)
    done = {one.id for one in outcome.done}
    others = tuple(one for one in issue.review.suggestions if one.id not in done)
    kept = rebased(others, issue, outcome.issue, outcome.stories)
    authors = {one.author for one in outcome.done}
    if len(authors) == 1:
        kept = tuple(_still_removing(one, issue, outcome.issue) if one.author in authors else one for one in kept)
    review = _with_traces(issue.review, outcome.done, Answer.ACCEPTED, by, at)
    after = outcome.issue.model_copy(update={"review": review.model_copy(update={"suggestions": kept})})
    return Decided(after, outcome.done, outcome.left)


def rejected(issue: Issue, ids: Collection[str], *, by: str, at: dt.datetime) -> Decided:
    """The content as it is, without these suggestions. One's own are withdrawn. Raises NoSuchSuggestion."""
    wanted = with_group(open_records(issue.review), ids)
    review = issue.review
    own = tuple(one for one in wanted if one.author == by)
    review = _with_traces(review, own, Answer.WITHDRAWN, by, at)
    review = _with_traces(review, tuple(one for one in wanted if one.author != by), Answer.REJECTED, by, at)
    return Decided(issue.model_copy(update={"review": review}), wanted, ())


def with_reply(review: Review, suggestion: str, text: str, *, by: str, at: dt.datetime) -> Review:
    """The review with one more reply to a suggestion. Raises NoSuchSuggestion."""
    if all(one.id != suggestion for one in open_records(review)):
        raise NoSuchSuggestion(suggestion)
    reply = Reply(author=by, at=at, text=text)
    records = tuple(
        one.model_copy(update={"replies": (*one.replies, reply)}) if one.id == suggestion else one
        for one in review.suggestions
    )
    return review.model_copy(update={"suggestions": records})


def without_traces(review: Review) -> Review:
    """The review once the issue was published: decided suggestions are not needed any more."""
    return review.model_copy(update={"suggestions": open_records(review), "decisions": ()})


def _still_removing(record: SuggestionRecord, before: Issue, after: Issue) -> SuggestionRecord:
    """A removal goes on to mean its item where only its own author's suggestions have changed that."""
    if not isinstance(record, DropItem) or (path := path_of(record)) is None:
        return record
    item = value_or_none(after, path)
    if not isinstance(item, Item) or not is_same_item(value_or_none(before, path), record.item):
        return record
    value = item.model_dump(mode="json")
    return record if value == record.item else record.model_copy(update={"item": value})


def _with_traces(review: Review, records: Records, answer: Answer, by: str, at: dt.datetime) -> Review:
    if not records:
        return review
    decided = {one.id for one in records}
    counter = next_counter(review)
    traces = [
        Decision(id=one.id, answer=answer, by=by, at=at, counter=counter, revision=one.counter) for one in records
    ]
    return review.model_copy(
        update={
            "suggestions": tuple(one for one in review.suggestions if one.id not in decided),
            "decisions": (*(one for one in review.decisions if one.id not in decided), *traces),
        }
    )


def _with_records(issue: Issue, before: Mapping[int, SuggestionRecord], after: Records) -> Issue:
    """The issue with the records `after` in place of `before`, which are by their numbers. New ones are the last."""
    there = issue.review.suggestions
    wanted = {one.id: one for one in after}
    if wanted.keys() == {old.id for old in before.values()}:
        records = with_replaced(there, {number: wanted[old.id] for number, old in before.items()})
    else:
        replaced = {old.id for old in before.values()}
        kept = [wanted.pop(one.id, one) for one in there if one.id in wanted or one.id not in replaced]
        records = (*kept, *wanted.values())
    review = issue.review.model_copy(update={"suggestions": records})
    return issue.model_copy(update={"review": review})
