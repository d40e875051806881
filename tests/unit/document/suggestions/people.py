"""An author and an editor, each with a copy of one issue, and a file that both save to."""

from __future__ import annotations

import datetime as dt

from editor.document.editing.diff import changes
from editor.document.editing.edits import Edit, MoveItem, SetValue, applied
from editor.document.merging.merge import merged
from editor.document.paths import path, value_at
from editor.document.suggestions.cards import Card, cards
from editor.document.suggestions.describe import description_of
from editor.document.suggestions.description import Description
from editor.document.suggestions.follow import with_rebased_suggestions
from editor.document.suggestions.merge import with_merged_suggestions
from editor.document.suggestions.review import (
    accepted,
    as_suggested,
    next_counter,
    open_records,
    rejected,
    suggested,
)
from editor.document.suggestions.signature import Signature
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Noteworthy, Paragraph
from schemas.suggestion import SuggestionRecord

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
COMMENT = "top5/e1/comment"
FIRST = "Beijing wants more data. Local governments will drive the plan and fast grow. It costs too little to fail."
ISSUE = Issue(
    headline="Data and growth",
    top5=(
        Entry(
            id="e1",
            title="Beijing helps firms drive and grow",
            comment=(Paragraph(id="p1", text=FIRST), Paragraph(id="p2", text="Firms are waiting for the rules.")),
        ),
        Entry(
            id="e2",
            title="Two",
            at_a_glance=(
                Bullets(
                    id="b1",
                    items=(Bullet(id="x", text="Tax cuts"), Bullet(id="y", text="Loans"), Bullet(id="z", text="Land")),
                ),
            ),
        ),
        *(Entry(id=f"e{number}", title=f"Entry number {number}") for number in (3, 4, 5)),
    ),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="A notice on exports."),)),
)


class Person:
    """Somebody who has the issue open."""

    def __init__(self, name: str, issue: Issue = ISSUE) -> None:
        self.name = name
        self.issue = self.saved = issue
        self.conflicts = 0

    def text(self, at: str) -> str:
        """A text of the content."""
        return str(value_at(self.issue, path(at)))

    def lines(self, at: str = COMMENT) -> list[str]:
        """The paragraphs and bullets of a field."""
        found: list[str] = []
        for block in value_at(self.issue, path(at)):
            found += [bullet.text for bullet in block.items] if isinstance(block, Bullets) else [block.text]
        return found

    def write(self, *edits: Edit) -> None:
        """Change the content."""
        for edit in edits:
            self.issue = with_rebased_suggestions(self.issue, applied(self.issue, edit))

    def replace(self, at: str, old: str, new: str) -> None:
        """Type in the content."""
        self.write(SetValue(path(at), self.text(at).replace(old, new, 1)))

    def suggest(self, *edits: Edit) -> None:
        """Edit what this person sees, as one action each."""
        for edit in edits:
            seen = as_suggested(self.issue, self.name).issue
            shown = applied(seen, edit)
            sign = Signature(self.name, AT, next_counter(self.issue.review))
            moved = frozenset({edit.path} if isinstance(edit, MoveItem) else ())
            self.issue = suggested(self.issue, shown, changes(seen, shown), sign, moved=moved)

    def suggest_replacing(self, at: str, old: str, new: str) -> None:
        """Type in what this person sees."""
        seen = as_suggested(self.issue, self.name).issue
        self.suggest(SetValue(path(at), str(value_at(seen, path(at))).replace(old, new, 1)))

    @property
    def open(self) -> tuple[SuggestionRecord, ...]:
        """The suggestions that nobody has decided."""
        return open_records(self.issue.review)

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown of them."""
        return cards(self.open)

    @property
    def said(self) -> list[Description]:
        """The cards in words."""
        return [description_of(self.issue, card) for card in self.cards]

    def accept(self, *records: SuggestionRecord) -> tuple[SuggestionRecord, ...]:
        """Accept suggestions, all of them without any named; those that stay open."""
        outcome = accepted(self.issue, [one.id for one in records or self.open], by=self.name, at=AT)
        self.issue = outcome.issue
        return outcome.left

    def reject(self, *records: SuggestionRecord) -> None:
        """Reject suggestions, all of them without any named."""
        self.issue = rejected(self.issue, [one.id for one in records or self.open], by=self.name, at=AT).issue


def save(person: Person, file: Issue) -> Issue:
    """What the file holds after somebody saved there."""
    if file is not person.saved:
        both = merged(person.saved, person.issue, file)
        person.conflicts += len(both.conflicts)
        person.issue = with_merged_suggestions(both.issue, person.saved, person.issue, file)
    person.saved = person.issue
    return person.issue


__all__ = ["AT", "COMMENT", "FIRST", "ISSUE", "Person", "changes", "save"]
