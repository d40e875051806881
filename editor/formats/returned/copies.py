"""Copies of an issue in other formats: what they say with and without the tracked changes of some people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from editor.formats.docx.sent import About, read_about
from editor.formats.importing.identity import merged_into
from editor.formats.importing.issue_reader import read_document
from editor.formats.importing.kinds import SourceKind
from editor.formats.importing.review_notes import review_notes
from editor.formats.importing.tracking import read_tracked
from editor.formats.notes import Note
from editor.formats.returned.paragraphs import Paragraph, Paragraphs, paragraphs_of
from editor.formats.returned.rebuilding import Rebuilt, rebuilt
from editor.formats.returned.reference import Reference, reference_of
from editor.formats.source.document import SourceDocument, Unit
from editor.formats.source.remarks import RemarkKind, needs_person, sentence
from editor.formats.source.tracked_view import TrackedView
from schemas import Issue, Theme

_LEAST_MATCHED = 0.6
"""The share of an issue's paragraphs that are the same in a copy whose bookmarks were dropped."""

Accepted = frozenset[str]
"""The authors whose tracked changes are accepted."""


class Copy(Protocol):
    """A copy of an issue."""

    def read(self, like: Issue, accepted: Accepted) -> Issue:
        """The content of the copy. `like` is what it is expected to be, and gives its items their ids."""


@dataclass(frozen=True, slots=True)
class PlainCopy:
    """A copy without tracked changes, read already."""

    issue: Issue

    def read(self, like: Issue, accepted: Accepted) -> Issue:
        return self.issue


@dataclass
class WordCopy:
    """A document of a word processor. Raises UnreadableSource."""

    data: bytes
    theme: Theme
    kind: SourceKind = SourceKind.DOCX
    keep_tables: bool = False
    about: About = field(init=False)
    tables: int = 0
    notes: list[Note] = field(default_factory=list)
    _documents: dict[Accepted, SourceDocument] = field(default_factory=dict)
    _references: dict[str, Reference] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind is SourceKind.DOCX:
            self.about = read_about(self.data)
            return
        times: dict[str, str] = {}
        for change in read_tracked(self.kind, self.data, TrackedView.ACCEPTED).changes:
            times[change.author] = max(times.get(change.author, ""), change.time)
        self.about = About(None, times)

    @property
    def paths(self) -> Mapping[str, str]:
        """The paths of fields by their bookmarks."""
        return self.about.sent.paths if self.about.sent is not None else {}

    @property
    def authors(self) -> tuple[str, ...]:
        """Who has tracked changes in it, as it writes their names."""
        return tuple(self.about.times)

    def document(self, accepted: Accepted) -> SourceDocument:
        """The document with these people's changes."""
        if accepted not in self._documents:
            view = accepted if accepted else TrackedView.REJECTED
            self._documents[accepted] = read_tracked(self.kind, self.data, view)
        return self._documents[accepted]

    def paragraphs(self, accepted: Accepted) -> Paragraphs:
        """The paragraphs with these people's changes."""
        return paragraphs_of(self.document(accepted), self.paths, self.theme.words, keep_tables=self.keep_tables)

    def read(self, like: Issue, accepted: Accepted) -> Issue:
        return self.rebuilt(like, accepted).issue

    def rebuilt(self, like: Issue, accepted: Accepted) -> Rebuilt:
        """The issue in the copy, and where its fields are."""
        found = self.paragraphs(accepted)
        reference = self.reference(like)
        made = rebuilt(reference, found.found, self.theme)
        if not self.paths and not _is_like(reference.paragraphs, found.found, made.pairs):
            document = self.document(accepted)
            imported = read_document(document, self.theme)
            about_review = tuple(review_notes(document))
            notes = tuple(note for note in imported.notes if note not in about_review)
            made = Rebuilt(merged_into(like, imported.issue), notes, {}, {})
        self.tables = found.tables
        self._say(made.notes)
        self._say(_remarks(found, keep_tables=self.keep_tables))
        return made

    def reference(self, issue: Issue) -> Reference:
        """The document that an issue is written as."""
        key = issue.model_dump_json(exclude={"review"})
        if key not in self._references:
            self._references[key] = reference_of(issue, self.theme)
        return self._references[key]

    def _say(self, notes: Iterable[Note]) -> None:
        self.notes += [note for note in notes if note not in self.notes]


def _is_like(sent: Sequence[Paragraph], found: Sequence[Paragraph], pairs: Mapping[int, int]) -> bool:
    """Whether a copy is paragraph by paragraph what was sent, and not the same text in another layout."""
    same = sum(found[number].text == sent[source].text for number, source in pairs.items())
    return same >= _LEAST_MATCHED * sum(one.block >= 0 for one in sent)


def _remarks(found: Paragraphs, *, keep_tables: bool) -> Iterable[Note]:
    for remark in found.remarks:
        if remark.kind is RemarkKind.TABLE and not keep_tables:
            message = f"A table was left out: it begins “{remark.words}”."
            yield Note(remark.place, message, unit=Unit.PARAGRAPH, needs_person=True, text=remark.words)
            continue
        message = sentence(remark.kind, (remark.words,))
        yield Note(
            remark.place, message, unit=Unit.PARAGRAPH, needs_person=needs_person(remark.kind), text=remark.words
        )
