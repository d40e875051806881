"""Fixes that replace some words of a field, wherever typing has moved them since."""

from __future__ import annotations

from difflib import SequenceMatcher

from editor.document.editing.edits import applied
from editor.document.field_specs import spec_at
from editor.document.findings import Fix
from editor.document.paths import FieldPath, NoSuchField, value_at
from editor.document.search import Occurrence, replace_edit
from editor.document.text.inline import plain
from schemas import Issue, Kind


def replace_words(label: str, path: FieldPath, start: int, old: str, new: str) -> Fix:
    """Put `new` for `old` at character `start` of the text as read, or at the nearest place that has `old`.

    Does nothing where the field or the words are gone.
    """

    def apply(issue: Issue) -> Issue:
        try:
            found = nearest(text_at(issue, path), old, start)
            if found is None:
                return issue
            for first, last, letters in reversed(_changes(old, new)):
                place = Occurrence(path, found + first, last - first)
                issue = applied(issue, replace_edit(issue, (place,), letters))
            return issue
        except NoSuchField:
            return issue

    return Fix(label, apply)


def _changes(old: str, new: str) -> list[tuple[int, int, str]]:
    """The smallest stretches of `old` to replace, so that words between them keep their links and their style."""
    changes: list[tuple[int, int, str]] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "insert":  # takes a neighbor along: the letters have the style of a character that is there
            changes.append((first - 1, first, old[first - 1] + new[start:end]) if first else (0, 1, new[:end] + old[0]))
        elif tag != "equal":
            changes.append((first, last, new[start:end]))
    return changes


def text_at(issue: Issue, path: FieldPath) -> str:
    """The text of a field as read, its lines joined by line breaks. Raises NoSuchField."""
    value = value_at(issue, path)
    if isinstance(value, tuple):
        return "\n".join(value)
    spec = spec_at(issue, path)
    return plain(value) if spec is not None and spec.kind is Kind.INLINE else str(value)


def nearest(text: str, words: str, start: int) -> int | None:
    """Where `words` are in `text`, as near to `start` as possible; None where they are not."""
    if text.startswith(words, start):
        return start
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - start), default=None)
