"""What bringing back a copy makes of an issue, and why it cannot be done."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.text.phrasing import capitalised, counted
from editor.formats.notes import Note
from schemas import Issue
from schemas.suggestion import SuggestionRecord


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
