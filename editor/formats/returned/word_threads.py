"""Where the comments of a Word document are in the issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from editor.document.field_specs import is_inline
from editor.document.paths import FieldPath, path_exists, value_or_none
from editor.document.suggestions.content import content_of
from editor.document.text.inline import plain
from editor.formats.returned.copies import WordCopy
from editor.formats.returned.paragraphs import Paragraph
from editor.formats.returned.rebuilding import Rebuilt
from editor.formats.returned.source_threads import threads_in_source
from editor.formats.returned.threads import FoundThread
from editor.formats.source.document import SourceThread
from schemas import Issue


def threads_in_word(copy: WordCopy, base: Issue, issue: Issue) -> list[FoundThread]:
    """The comments of a document, each on its words in a field of the issue, or else on the nearest field.

    The words are those of the text without tracked changes, as threads are on the author's text.
    """
    made = copy.rebuilt(content_of(base), frozenset())
    document = copy.document(frozenset())
    if not made.pairs:
        return threads_in_source(issue, document)
    placing = _Placing(copy.paragraphs(frozenset()).found, made, copy, base, issue)
    return [placing.thread(one) for one in document.threads]


class _Placing:
    def __init__(self, found: Sequence[Paragraph], made: Rebuilt, copy: WordCopy, base: Issue, issue: Issue) -> None:
        self._found = found
        self._made = made
        self._issue = issue
        self._sent = copy.reference(content_of(base)).paragraphs
        self._by_source = {number: path for path, number in made.sources.items()}

    def thread(self, one: SourceThread) -> FoundThread:
        """A comment with its place."""
        words = one.words.strip()
        block = one.anchor.block if one.anchor is not None else None
        number = (
            next((n for n in range(len(self._found)) if self._covers(n, block)), None) if block is not None else None
        )
        path = self._path(number, words) if number is not None else None
        if path is None:
            words = ""
            path = next(
                (found for found in self._around(number) if path_exists(self._issue, FieldPath.parse(found))), ""
            )
        start = one.anchor.start if one.anchor is not None else 0
        return FoundThread(one.comments, path, words, start, one.resolved)

    def _covers(self, number: int, block: int | None) -> bool:
        """Whether a paragraph is that of a block: its own, or one of its lines."""
        start = self._found[number].block
        end = self._found[number + 1].block if number + 1 < len(self._found) else 1 << 30
        return block is not None and start <= block < end

    def _path(self, number: int, words: str) -> str | None:
        """The field of a paragraph that has the words."""
        paths = list(self._paths(number))
        return next((path for path in paths if words and words in _text(self._issue, path)), None) or next(
            (path for path in paths if not words), None
        )

    def _paths(self, number: int) -> Iterator[str]:
        source = self._made.pairs.get(number)
        own = self._by_source.get(number)
        fields = self._sent[source].fields if source is not None else ()
        for path in dict.fromkeys(chain((own,) if own is not None else (), (field.path for field in fields))):
            if path_exists(self._issue, FieldPath.parse(path)):
                yield path

    def _around(self, number: int | None) -> Iterator[str]:
        """Fields near a paragraph: its own, then those before it, then those behind it."""
        at = number if number is not None else 0
        for one in (*range(at, -1, -1), *range(at + 1, len(self._found))):
            yield from self._paths(one)


def _text(issue: Issue, path: str) -> str:
    parsed = FieldPath.parse(path)
    value = value_or_none(issue, parsed)
    if not isinstance(value, str):
        return ""
    return plain(value) if is_inline(issue, parsed) else value
