"""Paragraphs and bullets that two people turned into each other, moved, removed or added: merged line by line.

A bullet that becomes a paragraph, or comes into another list, is the same line: item by item it would be one that is
gone, and another one that is new beside what the other side made of the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from editor.document.compare.hunks import Runs, merged_texts, write_markup
from editor.document.merging.conflict import Conflict
from editor.document.merging.order import merged_order
from editor.document.paths import FieldPath
from editor.document.suggestions.story import Story, StoryLine, story_of_blocks, tidied, value_of
from schemas import Block, Bullet, Item, Paragraph

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class MergedLines:
    """The merged blocks, with our words and order in each conflict."""

    blocks: Blocks
    conflicts: tuple[Conflict, ...]


def is_rearranged(path: FieldPath, base: Blocks, side: Blocks, other: Blocks) -> bool:
    """Whether a side did more to the lines than change words in them, or add some between them."""
    was, now = _lines(path, base), _lines(path, side)
    kept = {line.subpath for line in was}
    return [line.subpath for line in was] != [line.subpath for line in now if line.subpath in kept] or (
        may_have_cut(path, base, side, other)
    )


def may_have_cut(path: FieldPath, base: Blocks, side: Blocks, other: Blocks) -> bool:
    """Whether words may have come from one line into another, as by a split or a join.

    A line that the other side has too says nothing: one of them took it over from the other.
    """
    was, now, their = (_by_id(_lines(path, blocks)) for blocks in (base, side, other))
    gone = was.keys() - now.keys()
    new = {name for name, line in now.items() if name not in was and their.get(name) != line}
    changed = any(now[name].runs != line.runs for name, line in was.items() if name in now)
    return bool((gone and (new or changed)) or (new and changed))


def is_balanced(path: FieldPath, sides: tuple[Blocks, Blocks, Blocks], merged: Blocks) -> bool:
    """Whether no letter is there that nobody wrote, and none is gone that nobody deleted.

    `sides` are the base, ours and theirs. Letters are counted, as joining lines makes other words.
    """
    was, own, other, now = (_letters(path, blocks) for blocks in (*sides, merged))
    return all(_fits(was[letter], own[letter], other[letter], now[letter]) for letter in was | own | other | now)


def are_lines_equal(path: FieldPath, one: Blocks, other: Blocks) -> bool:
    """Whether two results have the same lines in the same order and lists, but for lists without bullets."""
    return _lines(path, one) == _lines(path, other)


def has_same_lines(path: FieldPath, one: Blocks, other: Blocks) -> bool:
    """Whether two results have the same lines with words, in whatever order, lists and items."""
    first, second = (Counter(line.runs for line in _lines(path, blocks) if line.runs) for blocks in (one, other))
    return first == second


def _fits(was: int, own: int, other: int, now: int) -> bool:
    """Whether there are as many of a letter as two sides left. What both deleted or wrote alike is counted once."""
    low, high = sorted((own - was, other - was))
    if high <= 0:
        return low + high <= now - was <= low
    return (high <= now - was <= low + high) if low >= 0 else (low <= now - was <= high)


def merged_lines(path: FieldPath, base: Blocks, ours: Blocks, theirs: Blocks) -> MergedLines | None:
    """Both sides' changes line by line; None where a line cannot be told by its id."""
    stories = [story_of_blocks(path, blocks) for blocks in (base, ours, theirs)]
    was, own, other = (_by_id(story.lines) for story in stories)
    if any(len(lines) < len(story.lines) for lines, story in zip((was, own, other), stories, strict=True)):
        return None
    merging = _Merging()
    for name in dict.fromkeys((*was, *own, *other)):
        if name not in was and name in own and name in other and own[name] != other[name]:
            return None
        merging.line(was.get(name), own.get(name), other.get(name))
    order = merged_order(tuple(was), tuple(own), tuple(other))
    after = merging.in_order(stories[1], order.ids, was)
    value = _blocks(after, ours)
    conflicts = merging.conflicts(after)
    if order.is_conflict:
        turned_round = merged_order(tuple(was), tuple(other), tuple(own))
        their_value = _blocks(merging.in_order(stories[1], turned_round.ids, was), ours)
        conflicts.append(Conflict(path, base, value, their_value))
    return MergedLines(value, tuple(conflicts))


@dataclass(frozen=True, slots=True)
class _Question:
    """A line that both sides changed: all three states of it, and its words with ours and with theirs."""

    sides: tuple[StoryLine | None, StoryLine | None, StoryLine | None]
    words: tuple[Runs, Runs] | None


class _Merging:
    """Merges the lines, whatever their order."""

    def __init__(self) -> None:
        self._kept: dict[str, StoryLine] = {}
        self._questions: dict[str, _Question] = {}

    def line(self, base: StoryLine | None, ours: StoryLine | None, theirs: StoryLine | None) -> None:
        """Take what both sides made of a line."""
        here = ours if ours is not None else theirs
        if here is None:
            return
        if base is None:
            self._kept[here.id] = here
        elif ours is None or theirs is None:
            if here.runs != base.runs:
                self._kept[here.id] = here
                self._questions[here.id] = _Question((base, ours, theirs), None)
        else:
            self._both(base, ours, theirs)

    def _both(self, base: StoryLine, ours: StoryLine, theirs: StoryLine) -> None:
        both = merged_texts(base.runs, ours.runs, theirs.runs)
        source = theirs.source if ours.source == base.source else ours.source
        self._kept[base.id] = StoryLine(base.id, _list_of(base, ours, theirs), both.ours, source)
        if both.is_conflict:
            self._questions[base.id] = _Question((base, ours, theirs), (both.ours, both.theirs))

    def in_order(self, story: Story, order: Sequence[str], was: Mapping[str, StoryLine]) -> Story:
        """The lines in an order. What was one list, and is together again, is one list."""
        made: list[StoryLine] = []
        for line in (self._kept[name] for name in order if name in self._kept):
            above = made[-1] if made else None
            if above is not None and above.bullets and line.bullets and above.id in was and line.id in was:
                is_one = was[above.id].bullets == was[line.id].bullets != ""
                line = replace(line, bullets=above.bullets) if is_one else line
            made.append(line)
        return replace(story, lines=tidied(made))

    def conflicts(self, after: Story) -> list[Conflict]:
        """The questions at the places where the lines are now."""
        found: list[Conflict] = []
        for line in after.lines:
            question = self._questions.get(line.id)
            if question is None:
                continue
            path = line.subpath.under(after.path)
            if question.words is None:
                items = (_item(one, is_bullet=bool(line.bullets)) for one in question.sides)
                found.append(Conflict(path, *items))
            else:
                mine, other = (write_markup(runs, inline=True) for runs in question.words)
                base = question.sides[0]
                found.append(Conflict(path / "text", base.source if base is not None else "", mine, other))
        return found


def _list_of(base: StoryLine, ours: StoryLine, theirs: StoryLine) -> str:
    """The list that a line is in, empty for a paragraph: who turned it decides before who divided its list."""
    for one, other in ((ours, theirs), (theirs, ours)):
        if bool(one.bullets) != bool(base.bullets):
            return one.bullets
        if bool(other.bullets) != bool(base.bullets):
            return other.bullets
    return theirs.bullets if ours.bullets == base.bullets else ours.bullets


def _item(line: StoryLine | None, *, is_bullet: bool) -> Item | None:
    if line is None:
        return None
    return (Bullet if is_bullet else Paragraph)(id=line.id, text=line.source)


def _blocks(story: Story, before: Blocks) -> Blocks:
    value = value_of(story.lines, story, before)
    assert isinstance(value, tuple)
    return value


def _lines(path: FieldPath, blocks: Blocks) -> tuple[StoryLine, ...]:
    return story_of_blocks(path, blocks).lines


def _by_id(lines: Sequence[StoryLine]) -> dict[str, StoryLine]:
    return {line.id: line for line in lines}


def _letters(path: FieldPath, blocks: Blocks) -> Counter[str]:
    words = story_of_blocks(path, blocks).words
    return Counter(letter for letter in words if not letter.isspace())
