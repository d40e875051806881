"""Suggested removals of whole paragraphs or bullets, where their lines have got other neighbours."""

from __future__ import annotations

from editor.document.compare.hunks import length_of
from editor.document.suggestions.apply import Placed
from editor.document.suggestions.derive_words import placing
from editor.document.suggestions.story import Story, StoryLine
from schemas.suggestion import LineName, ReplaceWords


def removal_moved(record: ReplaceWords, place: Placed, before: Story, after: Story) -> ReplaceWords | None:
    """The removal of the same lines where they are now; None where it removes other things, or its lines changed.

    The record of a removal holds the line feed towards a neighbour, and the neighbour's name. Both are others after
    somebody has moved a line. Lines with something else between them now cannot be one removal: it is outdated.
    """
    lines = _removed(record, place, before)
    if not lines:
        return None
    places = {(line.id, line.runs): number for number, line in enumerate(after.lines)}
    numbers = [places.get((line.id, line.runs), -1) for line in lines]
    first, last = numbers[0], numbers[-1]
    if -1 in numbers:
        return None
    if numbers != list(range(first, last + 1)):
        return record.model_copy(update={"outdated": True})
    start, end, neighbour = _with_line_feed(after, first, last)
    name = () if neighbour is None else (LineName(id=neighbour.id, bullets=neighbour.bullets),)
    return record.model_copy(update={**placing(after, start, end), "lines": name, "outdated": False})


def _removed(record: ReplaceWords, place: Placed, story: Story) -> tuple[StoryLine, ...]:
    """The whole lines that a record removes, with a line feed before or behind them; none if it does anything else."""
    if record.new or len(record.lines) != 1:
        return ()
    first, last = story.line_at(place.start), story.line_at(place.end)
    starts = place.start == story.starts[first]
    ends = place.end == _end(story, last)
    if starts and place.end == story.starts[last]:
        return story.lines[first:last]
    if ends and place.start == _end(story, first):
        return story.lines[first + 1 : last + 1]
    return ()


def _with_line_feed(story: Story, first: int, last: int) -> tuple[int, int, StoryLine | None]:
    """Where lines begin and end with the line feed that goes with them, and the line that stays beside them."""
    if first:
        return _end(story, first - 1), _end(story, last), story.lines[first - 1]
    if last + 1 < len(story.lines):
        return 0, story.starts[last + 1], story.lines[last + 1]
    return 0, _end(story, last), None


def _end(story: Story, line: int) -> int:
    return story.starts[line] + length_of(story.lines[line].runs)
