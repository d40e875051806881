"""A state machine of edits, undo, saves, reloads and crashes: nothing is lost or made up."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QCoreApplication

from editor.document.editing.change import Change
from editor.document.editing.edits import InsertItem, MoveItem, RemoveItem, SetValue, applied, duplicated
from editor.document.findings import Finding
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import ROOT, FieldPath, NoSuchField, path, value_at
from editor.document.rules import Checker
from editor.files.issue_file import load_issue, save_issue
from editor.files.journal.reader import read_journal
from editor.files.journal.recovery import recoverable_work
from editor.files.stored import open_issue
from editor.files.themes import load_theme
from editor.session.issue.session import PAUSE, Session
from editor.session.storage.journaling import Journaling
from schemas import Entry, Issue, Item, NewsItem, Part
from tests.properties.strategies import edited, issues, places_of

THEME: InstalledTheme = load_theme("merics")
LONG = os.environ.get("NEWSDESK_FAULTS") == "long"


def leaves(value: Any, base: FieldPath) -> Iterator[tuple[FieldPath, Any]]:
    """What a form would show: every field that holds no others, and the order of every list."""
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), base / name)
    elif isinstance(value, tuple) and value and isinstance(value[0], Item):
        yield base, tuple(item.id for item in value)
        for item in value:
            yield from leaves(item, base / item.id)
    else:
        yield base, value


class View:
    """Looks anew only at what it was told has changed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.shown = dict(leaves(session.issue, ROOT))
        session.changed.connect(self.refresh)

    def refresh(self, change: Change) -> None:
        paths = change.paths
        assert reduce(applied, change.edits, change.before) == change.after
        for told in paths:
            self.shown = {at: value for at, value in self.shown.items() if at[: len(told)] != told}
            try:
                self.shown.update(leaves(value_at(self._session.issue, told), told))
            except NoSuchField:
                # A step may both change an item and take it away: then its list is told as well.
                assert any(told[: len(other)] == other and other != told for other in paths)


class Desk(RuleBasedStateMachine):
    """The session against a model of it: the issues that were shown, in a list, and how far one has gone back."""

    @initialize(issue=issues)
    def open(self, issue: Issue) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self.file = self.folder / "issue.json"
        save_issue(issue.model_copy(update={"theme": "merics"}), self.file)
        self.now = 0.0
        self.begin()

    def begin(self) -> None:
        opened, stored = open_issue(self.file)
        self.session = Session(opened, THEME, stored=stored, clock=lambda: self.now)
        self.journaling = Journaling(self.session, self.folder / "journals")
        self.view = View(self.session)
        self.shown = [opened]
        self.position = 0

    def follow(self) -> None:
        """A step was made: what was undone before is gone for good."""
        if self.session.issue is not self.shown[self.position]:
            del self.shown[self.position + 1 :]
            self.shown.append(self.session.issue)
            self.position += 1

    @rule(data=st.data())
    def type_into_a_field(self, data: st.DataObject) -> None:
        texts = [at for at in places_of(self.session.issue) if isinstance(value_at(self.session.issue, at), str)]
        at = data.draw(st.sampled_from(texts))
        self.session.edit(SetValue(at, data.draw(st.text(max_size=8))), "Typing")
        self.follow()

    @rule(runs=st.lists(st.lists(st.text("ab", max_size=3), min_size=1, max_size=3), min_size=1, max_size=2))
    def type_on(self, runs: list[list[str]]) -> None:
        """Letters that merge into one step for each run: only the last is a state to come back to."""
        at = path("headline")
        for run in runs:
            self.now += PAUSE + 1
            for text in run:
                self.now += PAUSE - 1
                self.session.edit(SetValue(at, text), "Typing", merge=at)
            if self.session.issue == self.shown[self.position]:
                # Typed and taken back by hand: no step, but what was undone before is gone all the same.
                if any(text != self.shown[self.position].headline for text in run):
                    del self.shown[self.position + 1 :]
                self.shown[self.position] = self.session.issue
            else:
                self.follow()

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        issue = self.session.issue
        at, item = data.draw(st.sampled_from([("top5", Entry), ("noteworthy/policy_news", NewsItem)]))
        index = data.draw(st.integers(0, len(value_at(issue, path(at)))))
        self.session.edit(InsertItem(path(at), index, item()), "Add")
        self.follow()

    @rule(data=st.data(), kind=st.sampled_from(["remove", "move", "duplicate"]))
    def arrange(self, data: st.DataObject, kind: str) -> None:
        issue = self.session.issue
        lists = [at for at in places_of(issue) if isinstance(value_at(issue, at), tuple) and value_at(issue, at)]
        if not lists:
            return
        at = data.draw(st.sampled_from(lists))
        items = value_at(issue, at)
        item = at / data.draw(st.sampled_from(items)).id
        if kind == "remove":
            self.session.edit(RemoveItem(item), "Remove")
        elif kind == "move":
            self.session.edit(MoveItem(item, data.draw(st.integers(0, len(items) - 1))), "Move")
        else:
            self.session.edit(duplicated(issue, item), "Duplicate")
        self.follow()

    @rule(data=st.data())
    def restore_another_version(self, data: st.DataObject) -> None:
        other = data.draw(edited(self.session.issue))
        if other != self.session.issue:
            self.session.replace(other, "Restore")
            self.follow()

    @precondition(lambda self: self.position > 0)
    @rule()
    def undo(self) -> None:
        self.session.undo()
        self.position -= 1

    @precondition(lambda self: self.position + 1 < len(self.shown))
    @rule()
    def redo(self) -> None:
        self.session.redo()
        self.position += 1

    @rule()
    def save(self) -> None:
        self.session.save()
        assert load_issue(self.file) == self.session.issue
        assert self.session.is_saved

    @rule()
    def save_and_reload(self) -> None:
        before = self.session.issue
        self.session.save()
        self.journaling.close(keep=True)
        self.begin()
        assert self.session.issue == before

    @rule()
    def crash_and_recover(self) -> None:
        before, is_saved = self.session.issue, self.session.is_saved
        self.journaling.close(keep=True)
        found = recoverable_work(self.folder / "journals")
        assert [work.issue for work in found] == ([] if is_saved else [before])
        self.begin()
        for work in found:
            self.session.replace(work.issue, "Recover Unsaved Work")
            self.follow()
            work.journal.unlink()

    @rule()
    def look_again(self) -> None:
        """What is remembered of earlier checks gives the same as a first look, and leads somewhere."""
        fresh: tuple[Finding, ...] = Checker(THEME).check(self.session.issue)
        assert self.session.findings == fresh
        assert set(self.session.visible_findings) <= set(fresh)
        for finding in fresh:
            value_at(self.session.issue, finding.path)

    @invariant()
    def the_issue_is_the_one_that_is_to_be_shown(self) -> None:
        """Undo took back exactly what was done, and redo did exactly that again."""
        assert self.session.issue == self.shown[self.position]
        assert self.session.undo_stack.canUndo() == (self.position > 0)
        assert self.session.undo_stack.canRedo() == (self.position + 1 < len(self.shown))

    @invariant()
    def who_looks_at_what_was_told_sees_all(self) -> None:
        assert self.view.shown == dict(leaves(self.session.issue, ROOT))

    @invariant()
    def the_journal_holds_what_is_not_saved(self) -> None:
        written = [read_journal(found) for found in (self.folder / "journals").glob("*.journal")]
        if written:
            (told,) = written
            assert told.issue == self.session.issue
            assert not told.torn
        else:
            assert self.session.is_saved

    def teardown(self) -> None:
        if hasattr(self, "journaling"):
            self.journaling.close(keep=False)
            shutil.rmtree(self.folder)


def test_a_day_at_the_desk(qapp: QCoreApplication) -> None:
    run_state_machine_as_test(
        Desk, settings=settings(max_examples=500 if LONG else 8, stateful_step_count=40 if LONG else 30)
    )
