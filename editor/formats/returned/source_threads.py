"""Where the comments of a proof or another source are in the issue: on the field that has most of their words."""

from __future__ import annotations

from collections.abc import Sequence

from editor.document.paths import ROOT, FieldPath
from editor.formats.importing.review_import import texts_of
from editor.formats.returned.threads import FoundThread
from editor.formats.rules.reading import read_blocks
from editor.formats.source.document import SourceDocument, SourceThread, TextBlock
from schemas import Issue

_CONTEXT = 20
"""Code points before commented words that tell occurrences of them apart."""

_LEAST_LIKE = 0.3
"""The share of the words of a block that a field has where a comment is put on it as a whole."""


def threads_in_source(issue: Issue, document: SourceDocument | None) -> list[FoundThread]:
    """The comments of a source with their places."""
    fields = list(texts_of(ROOT, issue))
    return [_placed(one, document, fields) for one in document.threads] if document is not None else []


def _placed(source: SourceThread, document: SourceDocument, fields: Sequence[tuple[FieldPath, str]]) -> FoundThread:
    """A comment on its words in the field that its block became; on the field alone where that has other words now."""
    block = document.blocks[source.anchor.block] if source.anchor is not None else None
    blocks, _ = read_blocks((block,)) if isinstance(block, TextBlock) else ((), ())
    text = blocks[0].text if blocks else ""
    words = " ".join(source.words.split())
    near = max(fields, key=lambda field: likeness(field[1], text), default=None) if text else None
    having = [(path, read) for path, read in fields if words and words in read]
    if having:
        path, read = max(having, key=lambda field: likeness(field[1], text))
        before = text[: max(0, text.find(words))][-_CONTEXT:]
        at = read.find(before + words)
        return FoundThread(
            source.comments, str(path), words, at + len(before) if at >= 0 else read.find(words), source.resolved
        )
    if near is not None and likeness(near[1], text) > _LEAST_LIKE:
        return FoundThread(source.comments, str(near[0]), resolved=source.resolved)
    return FoundThread(source.comments, _first(fields), resolved=source.resolved)


def _first(fields: Sequence[tuple[FieldPath, str]]) -> str:
    return next((str(path) for path, _ in fields), "headline")


def likeness(read: str, text: str) -> float:
    """How much of a field is in a block, or of a block in a field, from 0 to 1."""
    if not read or not text:
        return 0.0
    one, two = set(read.split()), set(text.split())
    return len(one & two) / max(1, min(len(one), len(two))) + min(len(read), len(text)) / (
        1000 * max(len(read), len(text))
    )
