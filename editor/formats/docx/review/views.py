"""What a text with tracked changes reads as for those who accept the changes of some people."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.suggestions.apply import changed_story
from editor.document.suggestions.story import Story
from editor.document.text.inline import text_of
from editor.formats.docx.review.pieces import Tracked, TrackedLine, begins_with_paragraph
from schemas.suggestion import SuggestionRecord

_ReadLines = list[tuple[bool, str]]
"""Paragraphs by whether they are bullets, with their words; empty ones are not shown."""


def reads_as_suggested(story: Story, lines: Sequence[TrackedLine], records: Sequence[SuggestionRecord]) -> bool:
    """Whether the author's text, that of each reviewer alone and that of all is what the document shows.

    A paragraph in Word has one mark and one record of what it was before: people who part, join and turn the same
    lines cannot all be told from each other by them.
    """
    authors = sorted({one.author for one in records})
    views = [(), *((author,) for author in authors), tuple(authors)]
    return all(
        _read(lines, people) == _suggested(story, [one for one in records if one.author in people]) for people in views
    )


def _suggested(story: Story, records: Sequence[SuggestionRecord]) -> _ReadLines:
    after = changed_story(story, records)[0].after if records else story
    return [(bool(line.bullets), text) for line in after.lines if (text := text_of(line.runs).strip())]


def _read(lines: Sequence[TrackedLine], people: Sequence[str]) -> _ReadLines:
    """A paragraph whose mark is gone goes on in the next one, whose kind stays if it has words."""
    found: _ReadLines = []
    words = ""
    bullet: bool | None = None
    has_label = begins_with_paragraph(lines)
    for number, line in enumerate(lines):
        own = "".join(piece.run.text for piece in line.pieces if _is_there(piece.change, people))
        words += own
        if bullet is None or own:
            bullet = line.bullet if line.turned is None or line.turned.by.author in people else line.was_bullet
        if _is_there(line.mark, people):
            found.append((bullet, words.strip()))
            words, bullet = "", None
        elif not words and (number or not has_label):
            bullet = None
    return [one for one in (*found, (bool(bullet), words.strip())) if one[1]]


def _is_there(change: Tracked | None, people: Sequence[str]) -> bool:
    return change is None or change.goes is not (change.by.author in people)
