"""When tracked changes were made: a suggestion has the time of the last change with its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from editor.document.compare.hunks import read_markup
from editor.document.text.inline import text_of
from editor.formats.returned.copies import WordCopy
from editor.formats.returned.threads import time_from
from editor.formats.source.document import TrackedChange
from schemas.suggestion import AddItem, FormatWords, ReplaceWords, SetField, SuggestionRecord


class ChangeTimes:
    """The times of a document's tracked changes. Those without one have the time of its return."""

    def __init__(self, copy: WordCopy, returned: dt.datetime) -> None:
        self._copy = copy
        self._returned = returned
        self._changes = copy.document(frozenset(copy.authors)).changes

    def last(self, author: str) -> dt.datetime:
        """The time of an author's last change."""
        return time_from(self._copy.about.times.get(author, ""), self._returned)

    def by(self, author: str) -> Callable[[SuggestionRecord], dt.datetime]:
        """The times of suggestions that an author's changes led to."""
        return lambda record: self._of(record, author)

    def _of(self, record: SuggestionRecord, author: str) -> dt.datetime:
        words = _words(record)
        times = [time_from(one.time, self._returned) for one in self._changes if _is_part(one, author, words)]
        return max(times, default=self.last(author))


def _is_part(change: TrackedChange, author: str, words: list[str]) -> bool:
    said = change.words.strip()
    return change.author == author and bool(change.time) and any(said in text or text in said for text in words if said)


def _words(record: SuggestionRecord) -> list[str]:
    match record:
        case ReplaceWords() | FormatWords():
            texts = [record.old, record.new if isinstance(record, ReplaceWords) else ""]
            read = (text_of(read_markup(text, inline=True)) for text in texts)
        case SetField():
            read = (str(value) for value in (record.old, record.new) if value is not None)
        case AddItem():
            read = (value for value in record.item.values() if isinstance(value, str))
        case _:
            return []
    return [text.strip() for text in read if text.strip()]
