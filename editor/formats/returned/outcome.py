"""What bringing back a copy makes of an issue, and why it cannot be done."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.text.phrasing import capitalised, counted
from editor.formats.notes import Note
from schemas import Issue
from schemas.review import Comment, Thread
from schemas.suggestion import Reply, SuggestionRecord


class NotACopy(Exception):
    """A file is no copy of the issue. `message` says what it is, `help` what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The issue with what people did in a copy of it.

    `suggestions` are those that are new or changed, `threads` the ids of new ones. `unsigned` tells that the copy has
    changes that nobody signed, which are suggested by whoever returned it. `tables` counts those that were left out.
    """

    issue: Issue
    suggestions: tuple[SuggestionRecord, ...] = ()
    threads: tuple[str, ...] = ()
    replies: int = 0
    resolved: int = 0
    reopened: int = 0
    unsigned: bool = False
    tables: int = 0
    notes: tuple[Note, ...] = ()

    @property
    def summary(self) -> str:
        """What happened to threads that there were already; "" for nothing."""
        parts = []
        if self.replies:
            parts.append(counted(self.replies, "new reply", "new replies"))
        for number, done in ((self.resolved, "resolved"), (self.reopened, "reopened")):
            if number:
                parts.append(f"{counted(number, 'comment')} {done}")
        return f"{capitalised(', '.join(parts))}." if parts else ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing new."""
        return not (self.suggestions or self.threads or self.replies or self.resolved or self.reopened)


def new_suggestions(before: Issue, after: Issue) -> tuple[SuggestionRecord, ...]:
    """The suggestions of an issue that were not there, or were others."""
    known = {one.id: one for one in before.review.suggestions}
    return tuple(
        one
        for one in after.review.suggestions
        if one.id not in known or one.model_copy(update={"replies": known[one.id].replies}) != known[one.id]
    )


@dataclass(frozen=True, slots=True)
class Continued:
    """A thread or suggestion that there was already, with what a copy adds to it."""

    about: Thread | SuggestionRecord
    comments: tuple[Comment | Reply, ...] = ()
    is_resolved: bool = False
    """Whether it was open before and is resolved now."""
    is_reopened: bool = False


def continued(before: Issue, after: Issue) -> tuple[Continued, ...]:
    """What a copy adds to known threads and suggestions, in the order of the issue."""
    found: list[Continued] = []
    threads = {one.id: one for one in before.review.threads}
    for thread in after.review.threads:
        was = threads.get(thread.id, thread)
        comments = thread.comments[len(was.comments) :]
        if comments or thread.resolved is not was.resolved:
            is_resolved, is_reopened = thread.resolved > was.resolved, was.resolved > thread.resolved
            found.append(Continued(thread, comments, is_resolved=is_resolved, is_reopened=is_reopened))
    records = {one.id: one for one in before.review.suggestions}
    for record in after.review.suggestions:
        replies = record.replies[len(records.get(record.id, record).replies) :]
        if replies:
            found.append(Continued(record, replies))
    return tuple(found)
