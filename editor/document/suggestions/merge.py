"""The suggestions of two versions of an issue in one: those of both sides, by their ids, less what either decided.

The content is merged first; then each suggestion is brought onto it from the side that it is taken from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from editor.document.editing.diff import changes
from editor.document.suggestions.apply import with_suggestions
from editor.document.suggestions.derive import derived, touched_units
from editor.document.suggestions.group import one_action
from editor.document.suggestions.rebase import rebased
from editor.document.suggestions.signature import Signature
from editor.document.suggestions.story import derived_id
from schemas import Issue
from schemas.review import Review
from schemas.suggestion import Answer, Decision, Reply, SuggestionRecord

Records = tuple[SuggestionRecord, ...]


def with_merged_suggestions(content: Issue, base: Issue, ours: Issue, theirs: Issue) -> Issue:
    """`content`, which came of both sides' contents, with the suggestions and decisions of both sides."""
    if ours.review.suggestions == theirs.review.suggestions == () and not (
        ours.review.decisions or theirs.review.decisions
    ):
        review = content.review.model_copy(update={"suggestions": (), "decisions": ()})
        return content.model_copy(update={"review": review})
    merging = _Merging(base, ours, theirs)
    merging.run()
    found = {
        **{one.id: one for one in rebased(tuple(merging.ours), ours, content)},
        **{one.id: one for one in rebased(tuple(merging.theirs), theirs, content)},
    }
    for source, others in merging.elsewhere:
        found.update({one.id: one for one in rebased(others, source, content)})
    order = dict.fromkeys(
        (*(one.id for one in ours.review.suggestions), *(one.id for one in theirs.review.suggestions))
    )
    records = [found.pop(name) for name in order if name in found]
    review = content.review.model_copy(
        update={"suggestions": (*records, *found.values()), "decisions": tuple(merging.decisions)}
    )
    return content.model_copy(update={"review": review})


@dataclass(frozen=True, slots=True)
class _State:
    """What one side says of a suggestion: that it is open, or what became of it; neither where it has none."""

    record: SuggestionRecord | None = None
    decision: Decision | None = None

    @property
    def version(self) -> tuple[str, int, dt.datetime | None]:
        """Where the suggestion stands is not part of it: that follows the content.

        Two copies can come to the same counter; the time tells changes apart, and says nothing of their order.
        """
        if self.record is not None:
            return "open", self.record.counter, self.record.at
        if self.decision is not None:
            return str(self.decision.answer), self.decision.counter, None
        return "none", 0, None


def _states(review: Review) -> dict[str, _State]:
    found = {one.id: _State(decision=one) for one in review.decisions}
    for record in review.suggestions:
        known = found.get(record.id)
        if known is None or known.decision is None or record.counter > known.decision.revision:
            found[record.id] = _State(record=record)
    return found


class _Merging:
    """Takes each suggestion from one side."""

    def __init__(self, base: Issue, ours: Issue, theirs: Issue) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self.ours: list[SuggestionRecord] = []
        self.theirs: list[SuggestionRecord] = []
        self.elsewhere: list[tuple[Issue, Records]] = []
        """Suggestions that are on another content than that of a side."""
        self.decisions: list[Decision] = []

    def run(self) -> None:
        """Go through all suggestions that either side knows."""
        base, own, other = (_states(side.review) for side in (self._base, self._ours, self._theirs))
        for name in dict.fromkeys((*own, *other)):
            self._one(*(side.get(name, _State()) for side in (base, own, other)))

    def _one(self, base: _State, own: _State, other: _State) -> None:
        if own.version == other.version:
            self._same(own, other)
        elif other.version == base.version:
            self._take(own, mine=True)
        elif own.version == base.version:
            self._take(other, mine=False)
        elif own.decision is not None and other.decision is not None:
            self.decisions.append(max(own.decision, other.decision, key=_rank))
        elif own.decision is not None or other.decision is not None:
            self._decided_and_changed(base, own, other)
        else:
            self._changed_twice(own, other)

    def _same(self, own: _State, other: _State) -> None:
        if own.record is None or other.record is None:
            self._take(own, mine=True)
            return
        replies = _replies(own.record.replies, other.record.replies)
        # Where its words were lost on one side, the other still says where they were.
        if own.record.outdated and not other.record.outdated:
            self.theirs.append(_with_replies(other.record, replies))
        else:
            self.ours.append(_with_replies(own.record, replies))

    def _take(self, state: _State, *, mine: bool) -> None:
        if state.decision is not None:
            self.decisions.append(state.decision)
        elif state.record is not None:
            (self.ours if mine else self.theirs).append(state.record)

    def _decided_and_changed(self, base: _State, own: _State, other: _State) -> None:
        """One side decided a suggestion that its author went on writing: what is new is a suggestion of its own."""
        decision = own.decision or other.decision
        record = own.record or other.record
        assert decision is not None
        self.decisions.append(decision)
        if record is None or record.counter <= decision.revision:
            return
        mine = own.record is not None
        source = self._ours if mine else self._theirs
        if decision.answer is not Answer.ACCEPTED or base.record is None:
            again = record.model_copy(update={"id": derived_id(record.id, str(record.counter)), "group": ""})
            (self.ours if mine else self.theirs).append(again)
            return
        # What was accepted is in the content already: what is left is the step from there to what is suggested now.
        (before,) = rebased((base.record,), self._base, source)
        there = with_suggestions(source, (before,)).issue
        wanted = with_suggestions(source, (record,)).issue
        numbers = iter(range(1000))
        sign = Signature(
            record.author,
            record.at,
            record.counter,
            lambda: derived_id(record.id, str(record.counter), str(next(numbers))),
        )
        step = derived(there, wanted, touched_units(there, changes(there, wanted)), (), sign)
        self.elsewhere.append((there, one_action(step)))

    def _changed_twice(self, own: _State, other: _State) -> None:
        """Both sides changed a suggestion, or one did and the other took it back: what was written stays."""
        if own.record is None or other.record is None:
            self._take(own if own.record is not None else other, mine=own.record is not None)
            return
        if _wish(own.record) == _wish(other.record):
            self._same(own, other)
            return
        first, second = (own.record, self.ours), (other.record, self.theirs)
        if (first[0].counter, first[0].model_dump_json()) < (second[0].counter, second[0].model_dump_json()):
            first, second = second, first
        first[1].append(first[0])
        name = derived_id(second[0].id, str(second[0].counter), second[0].model_dump_json())
        second[1].append(second[0].model_copy(update={"id": name, "group": ""}))


_ANCHORS = {"id", "at", "counter", "start", "before", "after", "outdated", "replies", "group"}


def _wish(record: SuggestionRecord) -> Mapping[str, object]:
    """What a suggestion does, wherever it stands."""
    return record.model_dump(exclude=_ANCHORS)


def _rank(decision: Decision) -> tuple[bool, int, str]:
    """What was accepted is in the content, whoever else rejected it."""
    return decision.answer is Answer.ACCEPTED, decision.counter, decision.model_dump_json()


def _replies(ours: Sequence[Reply], theirs: Sequence[Reply]) -> tuple[Reply, ...]:
    known = {reply.id for reply in ours}
    return (*ours, *(reply for reply in theirs if reply.id not in known))


def _with_replies(record: SuggestionRecord, replies: tuple[Reply, ...]) -> SuggestionRecord:
    return record if replies == record.replies else record.model_copy(update={"replies": replies})
