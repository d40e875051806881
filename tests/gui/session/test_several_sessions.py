"""Two and three people with real sessions on one file, in any order of edits, decisions, saves and reloads."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from editor.document.installed_theme import InstalledTheme
from editor.document.suggestions.content import content_of
from editor.document.suggestions.review import as_suggested, open_records
from editor.files.issue_file import load_issue, save_issue
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from editor.session.review.mode import Mode
from editor.session.review.reviewing import Reviewer, Reviewing
from editor.session.storage.merging import Merging
from tests.properties.suggestion_cases import ISSUE, edits, said

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
NAMES = {"Sample Author": "w", "Sample Editor": "x", "Another Editor": "y"}
LONG = os.environ.get("NEWSDESK_FAULTS") == "long"
STEPS = 14


class Person:
    """Somebody with a program of their own."""

    def __init__(self, name: str, file: Path, theme: InstalledTheme) -> None:
        issue, stored = open_issue(file)
        self.name = name
        self.session = Session(issue, theme, stored=stored, check=lambda issue: ())
        self.reviewing = Reviewing(self.session, lambda: Reviewer(name), lambda: AT, self.session)
        self.merging = Merging(self.session, self.session)

    def edit(self, data: st.DataObject, number: int) -> None:
        """One edit of what is shown."""
        seen = content_of(self.session.issue)
        edit, _ = data.draw(edits(seen, f"{NAMES[self.name]}q", f"{number}q"), label=f"{self.name} edits")
        before = content_of(self.session.whole)
        self.session.try_edit(edit, "Edit")
        if self.reviewing.is_suggesting:
            assert content_of(self.session.whole) == before

    def decide(self, data: st.DataObject, deed: str) -> None:
        """Accept or reject a suggestion that is open."""
        if known := self.reviewing.suggestions:
            card = data.draw(st.sampled_from(known), label=f"{self.name} {deed}s")
            before = content_of(self.session.whole)
            if deed == "accept":
                self.reviewing.accept(card)
            else:
                self.reviewing.reject(card)
                assert content_of(self.session.whole) == before

    def open(self) -> set[str]:
        return {one.id for one in open_records(self.session.whole.review)}

    def decided(self) -> set[str]:
        return {one.id for one in self.session.whole.review.decisions}


@settings(max_examples=500 if LONG else 15)
@given(data=st.data(), count=st.integers(2, 3))
def test_nothing_is_lost_and_nothing_returns(
    qapp: QApplication, theme: InstalledTheme, data: st.DataObject, count: int
) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "issue.json"
        save_issue(ISSUE, file)
        people = [Person(name, file, theme) for name in list(NAMES)[:count]]
        for number in range(STEPS):
            person = data.draw(st.sampled_from(people))
            deed = data.draw(st.sampled_from(["edit", "edit", "edit", "mode", "accept", "reject", "save", "undo"]))
            if deed == "edit":
                person.edit(data, number)
            elif deed == "mode":
                person.reviewing.enter(data.draw(st.sampled_from([Mode.WRITING, Mode.SUGGESTING])))
            elif deed == "undo":
                person.session.undo()
            elif deed == "save":
                _save(person, file)
            else:
                person.decide(data, deed)
            wanted = as_suggested(person.session.whole, person.name).issue
            shown = wanted if person.reviewing.is_suggesting else person.session.whole
            assert said(person.session.issue) == said(shown)
        for person in people:
            _save(person, file)
        assert people[-1].session.whole == load_issue(file)


def _save(person: Person, file: Path) -> None:
    base = person.session.saved_issue
    ours, theirs = person.session.whole, load_issue(file)
    person.merging.save()
    after, decided = person.open(), person.decided()
    known = {one.id for one in open_records(base.review)}
    for side, other in ((ours, theirs), (theirs, ours)):
        there = {one.id for one in (*other.review.suggestions, *other.review.decisions)}
        for record in open_records(side.review):
            taken_back = record.id in known and record.id not in there
            assert record.id in after | decided or taken_back
        for decision in side.review.decisions:
            undone = any(one.id == decision.id for one in base.review.decisions) and not any(
                one.id == decision.id for one in other.review.decisions
            )
            assert decision.id in decided or undone
            assert decision.id not in after or undone
