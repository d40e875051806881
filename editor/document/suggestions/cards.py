"""Suggestions as they are decided: one action of one person is one card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.suggestion import Reply, SuggestionRecord


@dataclass(frozen=True, slots=True)
class Card:
    """The records of one action, never none. `key` lasts as long as the first of them."""

    key: str
    records: tuple[SuggestionRecord, ...]

    @property
    def first(self) -> SuggestionRecord:
        """The record that speaks for all."""
        return self.records[0]

    @property
    def author(self) -> str:
        """Who suggests it."""
        return self.first.author

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Reasons and answers, in the order in which they came."""
        return tuple(reply for record in self.records for reply in record.replies)


def cards(records: Iterable[SuggestionRecord]) -> tuple[Card, ...]:
    """The records by their groups, in the order of the first of each."""
    groups: dict[tuple[str, str], list[SuggestionRecord]] = {}
    for record in records:
        groups.setdefault((record.author, record.group or record.id), []).append(record)
    return tuple(Card(own[0].id, tuple(own)) for own in groups.values())
