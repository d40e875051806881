"""Two and three people on one file write, suggest, decide and save in any order: nothing is lost or doubled."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from editor.document.compare.hunks import read_markup, word_hunks
from editor.document.merging.merge import merged
from editor.document.paths import path_exists
from editor.document.suggestions.follow import with_rebased_suggestions
from editor.document.suggestions.merge import with_merged_suggestions
from editor.document.suggestions.record_paths import story_of
from editor.document.suggestions.review import (
    accepted,
    as_suggested,
    next_counter,
    open_records,
    records_by,
    rejected,
    suggested,
)
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.states import is_outdated
from editor.document.suggestions.story import story_at
from editor.document.text.inline import sliced, text_of
from schemas import Issue
from schemas.review import Review
from schemas.suggestion import ReplaceWords, SuggestionRecord
from tests.properties.suggestion_cases import AT, ISSUE, edits, said

_TOKEN = re.compile(r"[a-z]q\d+q")
NAMES = {"Sample Author": "w", "Sample Editor": "x", "Another Editor": "y"}
LONG = os.environ.get("NEWSDESK_FAULTS") == "long"


@dataclass
class Person:
    """Somebody with the issue open: what they have, and what the file held when they last looked."""

    name: str
    whole: Issue
    saved: Issue


class SeveralPeople(RuleBasedStateMachine):
    """The author writes and decides; everybody may do everything."""

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Person] = []
        self.file = ISSUE
        self.number = 0
        self.claims: dict[tuple[str, int], tuple[frozenset[str], frozenset[str]]] = {}
        self.conflicts = 0
        self.seen: dict[str, Issue] = {}

    @initialize(count=st.integers(2, 3))
    def open(self, count: int) -> None:
        self.people = [Person(name, ISSUE, ISSUE) for name in list(NAMES)[:count]]

    def _person(self, data: st.DataObject) -> Person:
        return data.draw(st.sampled_from(self.people), label="who")

    @rule(data=st.data())
    def write(self, data: st.DataObject) -> None:
        person = self._person(data)
        self.number += 1
        _, after = data.draw(edits(person.whole, f"{NAMES[person.name]}q", f"{self.number}q"), label="writes")
        before, person.whole = person.whole, with_rebased_suggestions(person.whole, after)
        now = {one.id: one for one in open_records(person.whole.review)}
        for record in open_records(before.review):
            if not is_outdated(before, record) and _is_untouched(person.whole, record):
                assert not is_outdated(person.whole, now[record.id]), record

    @rule(data=st.data())
    def suggest(self, data: st.DataObject) -> None:
        person = self._person(data)
        self.number += 1
        seen = as_suggested(person.whole, person.name).issue
        edit, shown = data.draw(edits(seen, f"{NAMES[person.name]}q", f"{self.number}q"), label="suggests")
        counter = next_counter(person.whole.review)
        sign = Signature(person.name, AT, counter, lambda: f"s{self.number}-{counter}-{self._next()}")
        before = said(person.whole)
        person.whole = suggested(person.whole, shown, (edit,), sign)
        assert said(person.whole) == before
        assert said(as_suggested(person.whole, person.name).issue) == said(shown)
        for record in records_by(person.whole.review, person.name):
            self.claims.setdefault((record.id, record.counter), _words(record))

    def _next(self) -> int:
        self.number += 1
        return self.number

    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        person = self._person(data)
        if not (known := open_records(person.whole.review)):
            return
        one = data.draw(st.sampled_from(known), label="accepts")
        outcome = accepted(person.whole, [one.id], by=person.name, at=AT)
        self._others_stay(person.whole, outcome.issue, {record.id for record in outcome.done})
        person.whole = outcome.issue

    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        person = self._person(data)
        if not (known := open_records(person.whole.review)):
            return
        one = data.draw(st.sampled_from(known), label="rejects")
        outcome = rejected(person.whole, [one.id], by=person.name, at=AT)
        assert _content(outcome.issue) == _content(person.whole)
        self._others_stay(person.whole, outcome.issue, {record.id for record in outcome.done})
        person.whole = outcome.issue

    @rule(data=st.data())
    def save(self, data: st.DataObject) -> None:
        person = self._person(data)
        if self.file is not person.saved:
            person.whole = self._merged(person.saved, person.whole, self.file)
        self.file = person.saved = person.whole

    def _merged(self, base: Issue, ours: Issue, theirs: Issue) -> Issue:
        both = merged(base, ours, theirs)
        self.conflicts += len(both.conflicts)
        after = with_merged_suggestions(both.issue, base, ours, theirs)
        there = {one.id for one in open_records(after.review)}
        decided = {one.id for one in after.review.decisions}
        before = _ids(base)
        for side, other in ((ours, theirs), (theirs, ours)):
            for one in open_records(side.review):
                taken_back = one.id in before and one.id not in _ids(other) | _decided(other)
                assert one.id in there | decided or taken_back, one
            for decision in side.review.decisions:
                undone = decision.id in _decided(base) and decision.id not in _decided(other)
                assert decision.id in decided or undone
                assert decision.id not in there or undone
        return after

    def _others_stay(self, before: Issue, after: Issue, done: set[str]) -> None:
        assert {one.id for one in open_records(before.review)} - done == {one.id for one in open_records(after.review)}

    @invariant()
    def holds_for_everybody(self) -> None:
        """Looked at for those whose issue has changed since the last look: the others' was found right then."""
        for person in self.people:
            if self.seen.get(person.name) is not person.whole:
                self.seen[person.name] = person.whole
                known = open_records(person.whole.review)
                self._has_their_own_words(known)
                self._has_no_word_twice(person.whole, known)
                self._all_of_one_person_is_their_text(person.whole, known)

    def _has_their_own_words(self, known: tuple[SuggestionRecord, ...]) -> None:
        for record in known:
            claim = self.claims.get((record.id, record.counter))
            if claim is not None and not record.outdated:
                struck, inserted = _words(record)
                assert struck <= claim[0], (record, claim)
                assert inserted <= claim[1], (record, claim)

    def _has_no_word_twice(self, whole: Issue, known: tuple[SuggestionRecord, ...]) -> None:
        issues = [whole]
        if known:
            issues.append(accepted(whole, [one.id for one in known], by="", at=AT).issue)
        for issue in issues:
            tokens = Counter(_TOKEN.findall(_content(issue)))
            twice = [token for token, number in tokens.items() if number > 1]
            assert not twice or self.conflicts, twice

    def _all_of_one_person_is_their_text(self, whole: Issue, known: tuple[SuggestionRecord, ...]) -> None:
        for name in dict.fromkeys(one.author for one in known):
            own = [one.id for one in known if one.author == name]
            everything = accepted(whole, own, by="", at=AT)
            assert said(everything.issue) == said(as_suggested(whole, name).issue)


def _content(issue: Issue) -> str:
    return issue.model_copy(update={"review": Review()}).model_dump_json(exclude={"schema_reference"})


def _words(record: SuggestionRecord) -> tuple[frozenset[str], frozenset[str]]:
    """The words that a record strikes, and those that it inserts."""
    if not isinstance(record, ReplaceWords):
        return frozenset(), frozenset()
    old, new = read_markup(record.old, inline=True), read_markup(record.new, inline=True)
    struck: set[str] = set()
    inserted: set[str] = set()
    for hunk in word_hunks(old, new):
        struck |= set(_TOKEN.findall(text_of(sliced(old, hunk.start, hunk.end))))
        inserted |= set(_TOKEN.findall(text_of(hunk.runs)))
    return frozenset(struck - inserted), frozenset(inserted - struck)


def _is_untouched(after: Issue, record: SuggestionRecord) -> bool:
    """Whether the words of a record are in its field once, with the letters around them as they were."""
    path = story_of(after, record)
    if not isinstance(record, ReplaceWords) or record.lines or not record.old or path is None:
        return False
    if not path_exists(after, path):
        return False
    old = text_of(read_markup(record.old, inline=True))
    return story_at(after, path).words.count(f"{record.before[-4:]}{old}{record.after[:4]}") == 1


def _ids(issue: Issue) -> set[str]:
    return {one.id for one in open_records(issue.review)}


def _decided(issue: Issue) -> set[str]:
    return {one.id for one in issue.review.decisions}


TestSeveralPeople = pytest.mark.slow(SeveralPeople.TestCase)
TestSeveralPeople.settings = settings(max_examples=20_000 if LONG else 300, stateful_step_count=12)
