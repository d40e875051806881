"""Which records are one action of a person: they are decided together, and are one card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from schemas.suggestion import ReplaceWords, SuggestionRecord

Records = tuple[SuggestionRecord, ...]

_CARRIED = 8
"""Letters. Words so long that were deleted in one place and inserted in another were moved."""


def grouped(before: Sequence[SuggestionRecord], after: Records, everything: Callable[[], Records]) -> Records:
    """The records of a person after one action, where those before it were `before`: the new ones are one group.

    So are words that were cut and are pasted somewhere else: `everything` gives all records of the person.
    """
    known = {record.id for record in before}
    new = [record for record in after if record.id not in known]
    if not new:
        return after
    members = {record.id for record in new}
    partner = None
    if len(new) == 1:
        near = [record for record in after if record.id in known]
        partner = _partner(new[0], lambda: (*near, *(one for one in everything() if one.id not in known)))
        if partner is None:
            return after
        members.add(partner.id)
    group = min(members)
    there = (*after, partner) if partner is not None and partner.id not in known else after
    return tuple(
        record.model_copy(update={"group": group}) if record.id in members and not record.group else record
        for record in there
    )


def _partner(new: SuggestionRecord, everything: Callable[[], Records]) -> SuggestionRecord | None:
    """The deletion of the words that a new record inserts."""
    if not isinstance(new, ReplaceWords) or new.old or len(new.new.strip()) < _CARRIED:
        return None
    words = new.new.strip()
    return next((one for one in everything() if _deletes(one, words)), None)


def _deletes(record: SuggestionRecord, words: str) -> bool:
    return isinstance(record, ReplaceWords) and not record.new and not record.group and record.old.strip() == words


def one_action(records: Iterable[SuggestionRecord]) -> Records:
    """These records, all new, as one group."""
    return grouped((), tuple(records), tuple)
