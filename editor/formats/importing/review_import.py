"""What reviewers did in a source, in the issue's own review: comments as threads, tracked changes as suggestions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.document.paths import ROOT, FieldPath
from editor.document.text.inline import plain
from editor.formats.importing.review_notes import UNKNOWN_AUTHOR, thread_note
from editor.formats.importing.source import ImportedSource
from editor.formats.notes import Note
from editor.formats.rules.reading import read_blocks
from editor.formats.source.document import SourceDocument, SourceThread, TextBlock
from schemas import Issue, Item, Kind, Part, specs_of
from schemas.review import Comment, Thread

_LEAST_LIKENESS = 0.6
_CONTEXT = 20
"""Code points before commented words that tell occurrences of them apart."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The issue with what was taken over into its review, and the notes that are left."""

    issue: Issue
    notes: tuple[Note, ...]


def with_threads(issue: Issue, read: ImportedSource, now: dt.datetime) -> Reviewed:
    """The issue with a thread for each comment of the source whose words are in a field.

    Comments without a time are given `now`. The notes about comments that found their place are left out.
    """
    document = read.document
    if document is None or not document.threads:
        return Reviewed(issue, read.notes)
    fields = list(texts_of(ROOT, issue))
    threads: list[Thread] = []
    done: list[Note] = []
    for source in document.threads:
        thread = _placed(source, document, fields, now)
        if thread is not None:
            threads.append(thread)
            done.append(thread_note(document, source))
    review = issue.review.model_copy(update={"threads": (*issue.review.threads, *threads)})
    notes = tuple(note for note in read.notes if note not in done)
    return Reviewed(issue.model_copy(update={"review": review}), notes)


def _time(text: str, now: dt.datetime) -> dt.datetime:
    """A time of a source to the second; those without a zone are taken for UTC, and bad ones are `now`."""
    try:
        found = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return now
    zoned = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return zoned.replace(microsecond=0)


def texts_of(path: FieldPath, part: Part) -> Iterator[tuple[FieldPath, str]]:
    """All texts of an issue as they are read, with their paths."""
    for name, spec in specs_of(type(part)).items():
        value = getattr(part, name)
        if isinstance(value, str):
            yield path / name, plain(value) if spec.kind is Kind.INLINE else value
        elif isinstance(value, Part):
            yield from texts_of(path / name, value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Item):
                    yield from texts_of(path / name / item.id, item)


def _placed(
    source: SourceThread, document: SourceDocument, fields: Sequence[tuple[FieldPath, str]], now: dt.datetime
) -> Thread | None:
    """The thread on its words in the field that its block became; None where no field has them.

    A comment on no words is a thread of the whole field.
    """
    if source.anchor is None:
        return None
    block = document.blocks[source.anchor.block]
    blocks, _ = read_blocks((block,)) if isinstance(block, TextBlock) else ((), ())
    text = blocks[0].text if blocks else ""
    words = source.words.strip()
    before = text[: max(0, text.find(words))][-_CONTEXT:]
    candidates = [(path, read) for path, read in fields if words in read and read.strip()]
    if not candidates:
        return None
    path, read = max(candidates, key=lambda field: _likeness(field[1], text))
    if not words and _likeness(read, text) < _LEAST_LIKENESS:
        return None
    at = read.find(before + words)
    start = 0 if not words else at + len(before) if at >= 0 else read.find(words)
    comments = tuple(
        Comment(author=each.author or UNKNOWN_AUTHOR, at=_time(each.time, now), text=each.text)
        for each in source.comments
    )
    return Thread(path=str(path), start=start, words=words, comments=comments, resolved=source.resolved)


def _likeness(read: str, text: str) -> float:
    """How much of a field is in a block, or of a block in a field, from 0 to 1."""
    if not read or not text:
        return 0.0
    one, two = set(read.split()), set(text.split())
    return len(one & two) / max(1, min(len(one), len(two))) + min(len(read), len(text)) / (
        1000 * max(len(read), len(text))
    )
