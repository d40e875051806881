"""The suggestions of a review by where they point: an edit concerns a few of a thousand, which are found by this.

Looking at each record costs a third of a millisecond at a thousand, at each letter that is typed. The index is made
once and kept while records change in place, as they do while somebody types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from schemas.suggestion import SetField, SuggestionRecord

Records = tuple[SuggestionRecord, ...]
Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecordIndex:
    """Where the records are in their tuple: by the first name of their paths, by the first two, and by whole values.

    `highest` is the highest counter of them, 0 for none.
    """

    by_field: Mapping[str, Numbers]
    by_item: Mapping[str, Numbers]
    by_value: Mapping[str, Numbers]
    highest: int

    def under(self, path: str) -> Numbers:
        """All records at or below a path, in their order; others of the same item may be among them."""
        return self.by_item.get(_item(path), ()) if "/" in path else self.by_field.get(path, ())


class _Newest:
    """The index that was made last. One is enough: while somebody types, each state follows from the one before."""

    def __init__(self) -> None:
        self._held: tuple[Records, RecordIndex] = ((), RecordIndex({}, {}, {}, 0))

    def of(self, records: Records) -> RecordIndex | None:
        """The index, if it is that of these very records."""
        held, index = self._held
        return index if held is records else None

    def hold(self, records: Records, index: RecordIndex) -> RecordIndex:
        self._held = records, index
        return index


_newest = _Newest()


def index_of(records: Records) -> RecordIndex:
    """The index of these records."""
    known = _newest.of(records)
    return known if known is not None else _newest.hold(records, _made(records))


def with_replaced(records: Records, changed: Mapping[int, SuggestionRecord]) -> Records:
    """The records with others in some places, by their numbers. The index is taken along where it stays true."""
    wanted = list(records)
    for number, record in changed.items():
        wanted[number] = record
    after = tuple(wanted)
    index = _newest.of(records)
    if index is not None and all(_place(records[number]) == _place(record) for number, record in changed.items()):
        highest = max((record.counter for record in changed.values()), default=0)
        if highest >= index.highest or all(records[number].counter < index.highest for number in changed):
            _newest.hold(after, replace(index, highest=max(index.highest, highest)))
    return after


def _place(record: SuggestionRecord) -> tuple[bool, str]:
    return isinstance(record, SetField), record.path


def _item(path: str) -> str:
    return "/".join(path.split("/", 2)[:2])


def _made(records: Sequence[SuggestionRecord]) -> RecordIndex:
    by_item: dict[str, list[int]] = {}
    by_value: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        by_item.setdefault(_item(record.path), []).append(number)
        if isinstance(record, SetField):
            by_value.setdefault(record.path, []).append(number)
    by_field: dict[str, list[int]] = {}
    for item, numbers in by_item.items():
        by_field.setdefault(item.partition("/")[0], []).extend(numbers)
    for numbers in by_field.values():
        numbers.sort()
    highest = max(map(attrgetter("counter"), records), default=0)
    return RecordIndex(_fixed(by_field), _fixed(by_item), _fixed(by_value), highest)


def _fixed(found: Mapping[str, list[int]]) -> dict[str, Numbers]:
    return {path: tuple(numbers) for path, numbers in found.items()}
