"""Both versions of a conflict in one text, to be edited into what is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from editor.document.compare.hunks import Runs
from editor.document.compare.phrases import by_phrases
from editor.document.compare.word_diff import ChangeKind, DiffPart, diff_runs, word_diff
from editor.document.field_specs import is_inline
from editor.document.merging.conflict import Conflict
from editor.document.merging.conflicts import theirs_now
from editor.document.merging.order import merged_order
from editor.document.paths import value_or_none
from editor.document.suggestions.story import Story, StoryLine, story_of_blocks, tidied, value_of
from editor.document.text.inline import Run, escaped, joined, text_of
from editor.document.text.inline_writer import markdown
from schemas import Block, Bullets, Issue, Paragraph


def both_texts(issue: Issue, conflict: Conflict) -> str | None:
    """Both wordings in one text, mine before theirs where they differ; None for values that are no text.

    The text is limited Markdown where the field is.
    """
    now = value_or_none(issue, conflict.path)
    if not all(isinstance(side, str) for side in (conflict.ours, conflict.theirs, now)):
        return None
    ours, theirs = str(now), theirs_now(issue, conflict)
    if is_inline(issue, conflict.path):
        return markdown(_in_turn(word_diff(ours, theirs)))
    return text_of(_in_turn(word_diff(escaped(ours), escaped(theirs))))


def both_blocks(issue: Issue, conflict: Conflict) -> tuple[Block, ...] | None:
    """The paragraphs and bullets of both versions; None for other values, and where only the order differs.

    A line that both have is there once, with both wordings, mine before theirs. A line that only they have follows
    the line that it follows in their version.
    """
    now = value_or_none(issue, conflict.path)
    if not all(map(_are_blocks, (now, conflict.base, conflict.ours, conflict.theirs))):
        return None
    was, own, other = (story_of_blocks(conflict.path, blocks) for blocks in (conflict.base, now, conflict.theirs))
    lines, theirs = _by_id(own), _by_id(other)
    words = {line.runs for line in own.lines}
    for name, line in theirs.items():
        if name in lines:
            lines[name] = _with_both(lines[name], line)
        elif line.runs not in words:
            lines[name] = line
    order = merged_order(tuple(_by_id(was)), tuple(_by_id(own)), tuple(theirs)).ids
    made = tidied(lines[name] for name in order if name in lines)
    value = value_of(made, Story(conflict.path, made, inline=True, rich=True), now)
    assert isinstance(value, tuple)
    return value if value != now else None


def _with_both(mine: StoryLine, theirs: StoryLine) -> StoryLine:
    if mine.runs == theirs.runs:
        return mine
    return replace(mine, runs=_in_turn(diff_runs(mine.runs, theirs.runs)), source="")


def _in_turn(parts: Sequence[DiffPart]) -> Runs:
    """What is alike once, and where it differs, mine and theirs one after the other."""
    pieces = by_phrases(parts)
    runs: list[Run] = []
    for number, piece in enumerate(pieces):
        if number and piece.change is ChangeKind.INSERTED and pieces[number - 1].change is ChangeKind.DELETED:
            runs.append(Run(" "))
        runs += piece.runs
    return joined(runs)


def _are_blocks(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(block, Paragraph | Bullets) for block in value)


def _by_id(story: Story) -> dict[str, StoryLine]:
    """The lines by their ids, which are repeated in damaged files only: then by their places, too."""
    found: dict[str, StoryLine] = {}
    for line in story.lines:
        found.setdefault(line.id if line.id not in found else str(line.subpath), line)
    return found
