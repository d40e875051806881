"""Notes about tracked changes and comments of a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from editor.document.text.phrasing import counted
from editor.formats.notes import Note
from editor.formats.source.document import ChangeKind, ChangesRead, SourceDocument, SourceThread
from editor.formats.source.remarks import shortened

UNKNOWN_AUTHOR = "an unknown author"


def review_notes(document: SourceDocument) -> Iterator[Note]:
    """One note about all tracked changes, and one for each thread, as if the text alone was imported."""
    if document.changes:
        yield changes_note(document)
    for thread in document.threads:
        yield thread_note(document, thread)


_DONE = {
    ChangesRead.ACCEPTED: "Tracked changes were accepted",
    ChangesRead.REJECTED: "Tracked changes were rejected",
    ChangesRead.SUGGESTED: "Tracked changes became suggestions",
}


def changes_note(document: SourceDocument) -> Note:
    """The note about all tracked changes. Suggestions can still be decided, so nobody has to look at them now."""
    decided = document.changes_read is not ChangesRead.SUGGESTED
    message = f"{_DONE[document.changes_read]}: {_by_author(document)}."
    return Note(0, message, unit=document.unit, needs_person=decided)


def _by_author(document: SourceDocument) -> str:
    authors = list(dict.fromkeys(change.author for change in document.changes))
    return "; ".join(f"{_numbers(document, author)} by {author or UNKNOWN_AUTHOR}" for author in authors)


def _numbers(document: SourceDocument, author: str) -> str:
    kinds = Counter(change.kind for change in document.changes if change.author == author)
    return " and ".join(counted(kinds[kind], kind.value) for kind in ChangeKind if kinds[kind])


def thread_note(document: SourceDocument, thread: SourceThread) -> Note:
    """The note about a comment that was not taken over."""
    place = document.blocks[thread.anchor.block].place if thread.anchor else thread.place
    first = thread.comments[0]
    about = f" on “{shortened(thread.words)}”" if thread.words else ""
    replies = f", with {counted(len(thread.comments) - 1, 'reply', 'replies')}," if len(thread.comments) > 1 else ""
    text = "\n".join(comment.text for comment in thread.comments)
    message = f"A comment by {first.author or UNKNOWN_AUTHOR}{about}{replies} was left out: “{shortened(first.text)}”"
    return Note(place, message, unit=document.unit, needs_person=not thread.resolved, text=text)
