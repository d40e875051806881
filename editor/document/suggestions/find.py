"""The place of a suggestion found again by its words and those around them, after the text was edited elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from editor.document.compare.hunks import read_markup
from editor.document.paths import NoSuchField
from editor.document.suggestions.apply import Words, placed
from editor.document.suggestions.derive_words import placing
from editor.document.suggestions.record_paths import story_of
from editor.document.suggestions.story import Story, story_at
from editor.document.text.inline import text_of
from schemas import Issue
from schemas.suggestion import FormatWords, ReplaceWords, SuggestionRecord

_ENOUGH = 8
"""Letters around an insertion, or an outdated record, that have to be the same; fewer are there by chance."""


def with_found_places(issue: Issue) -> Issue:
    """An issue as it was read from a file, with its suggestions where their words are now.

    The file may have been edited by another program, which does not know of suggestions.
    """
    records = issue.review.suggestions
    found = tuple([_found_in(issue, record) for record in records])
    if all(one is two for one, two in zip(records, found, strict=True)):
        return issue
    return issue.model_copy(update={"review": issue.review.model_copy(update={"suggestions": found})})


def _found_in(issue: Issue, record: SuggestionRecord) -> SuggestionRecord:
    if not isinstance(record, ReplaceWords | FormatWords):
        return record
    path = story_of(issue, record)
    try:
        return found_again(record, story_at(issue, path)) if path is not None else record
    except NoSuchField:
        return record


def found_again(record: Words, story: Story) -> Words:
    """The record where its words are in the text; outdated where they are not, or where they are more than once."""
    if not record.outdated and placed(story, record) is not None and _fits(record, story):
        return record
    place = _place(record, story)
    if place is None or _is_there(record, story, place):
        return record if record.outdated else record.model_copy(update={"outdated": True})
    values = {**placing(story, *place), "outdated": False}
    moved = record.model_copy(update=values)
    return moved if placed(story, moved) is not None else record.model_copy(update={"outdated": True})


def _fits(record: Words, story: Story) -> bool:
    """Whether something around the place is as the record knows it."""
    place = placed(story, record)
    if place is None:
        return False
    words = text_of(story.runs)
    if place.start < place.end:
        return True
    if not record.before and not record.after:
        return not words
    return _agreement(record, words, place.start, place.end) >= min(_ENOUGH, len(record.before) + len(record.after))


def _place(record: Words, story: Story) -> tuple[int, int] | None:
    words = text_of(story.runs)
    old = text_of(read_markup(record.old, inline=story.inline))
    if isinstance(record, ReplaceWords) and record.lines and not old and not story.lines:
        return (0, 0)
    found = [(_agreement(record, words, start, start + len(old)), start) for start in _candidates(record, old, words)]
    if not found:
        return None
    best = max(found)
    if sum(score == best[0] for score, _ in found) > 1:
        return None
    enough = min(_ENOUGH, len(record.before) + len(record.after))
    # What was given up comes back with its surroundings only: its words alone may stand anywhere.
    if ((not old or record.outdated) and best[0] < enough) or (len(found) > 1 and best[0] == 0):
        return None
    return best[1], best[1] + len(old)


def _is_there(record: Words, story: Story, place: tuple[int, int]) -> bool:
    """Whether the words that a record inserts stand at its place already: somebody else has inserted them."""
    if place[0] != place[1] or not isinstance(record, ReplaceWords):
        return False
    words, new = text_of(story.runs), text_of(read_markup(record.new, inline=story.inline))
    return bool(new) and (words[: place[0]].endswith(new) or words[place[0] :].startswith(new))


def _candidates(record: Words, old: str, words: str) -> Iterator[int]:
    if old:
        start = words.find(old)
        while start >= 0:
            yield start
            start = words.find(old, start + 1)
        return
    seen: set[int] = set()
    for mark, shift in ((record.before[-_ENOUGH:], len(record.before[-_ENOUGH:])), (record.after[:_ENOUGH], 0)):
        start = words.find(mark) if mark else -1
        while start >= 0:
            if start + shift not in seen:
                seen.add(start + shift)
                yield start + shift
            start = words.find(mark, start + 1)


def _agreement(record: Words, words: str, start: int, end: int) -> int:
    """How many letters right before and right behind the place are as the record knows them."""
    before = words[:start]
    score = 0
    for one, two in zip(reversed(record.before), reversed(before), strict=False):
        if one != two:
            break
        score += 1
    for one, two in zip(record.after, words[end:], strict=False):
        if one != two:
            break
        score += 1
    return score
