"""Tracked changes of a document that becomes a new issue: suggestions of those who made them, or decided at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import StrEnum

from editor.formats.importing.review_import import Reviewed, with_threads
from editor.formats.importing.review_notes import UNKNOWN_AUTHOR, changes_note, thread_note
from editor.formats.importing.source import ImportedSource, read_rejected
from editor.formats.notes import Note
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.returned.outcome import NotACopy
from editor.formats.source.document import ChangesRead, SourceDocument
from schemas import Theme


class TrackedChanges(StrEnum):
    """What becomes of tracked changes."""

    SUGGEST = "suggest"
    """They become suggestions of their authors, with their times."""
    ACCEPT = "accept"
    REJECT = "reject"


def as_new_issue(
    read: ImportedSource, data: bytes, theme: Theme, changes: TrackedChanges, now: dt.datetime
) -> Reviewed:
    """A source as a new issue, with a thread for each comment.

    `read` was read from `data` with changes accepted; without tracked changes, `data` is not looked at.
    """
    document = read.document
    if document is None or not document.changes or changes is TrackedChanges.ACCEPT:
        return with_threads(read.issue, read, now)
    rejected = read_rejected(read.kind, data, theme)
    if changes is TrackedChanges.REJECT:
        return with_threads(rejected.issue, rejected, now)
    try:
        found = bring_back(
            rejected.issue, data, theme, Returned(UNKNOWN_AUTHOR, now), keep_tables=True, may_be_other=True
        )
    except NotACopy:  # too much of it is new: it can only be read as it is
        return with_threads(read.issue, read, now)
    said = changes_note(replace(document, changes_read=ChangesRead.SUGGESTED))
    # Places count the paragraphs of the text with all changes, which is the one that is shown.
    notes = [said, *_others(read)]
    for note in (*_others(rejected), *found.notes):
        if note.message not in {each.message for each in notes}:
            notes.append(note)
    return Reviewed(found.issue, tuple(sorted(notes, key=lambda note: note.line)))


def _others(read: ImportedSource) -> tuple[Note, ...]:
    """The notes that are not about the review, which `bring_back` has notes of its own for."""
    document = read.document
    about = set(_about_review(document)) if document is not None else set()
    return tuple(note for note in read.notes if note not in about)


def _about_review(document: SourceDocument) -> tuple[Note, ...]:
    return (changes_note(document), *(thread_note(document, thread) for thread in document.threads))
