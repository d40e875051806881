"""Bring a copy back: what people changed in it as their suggestions, what they said as threads.

One way for all copies: Word documents, issue files, texts and whatever else can be read as an issue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from editor.document.path_labels import path_label
from editor.document.paths import FieldPath
from editor.document.suggestions.apply import with_suggestions
from editor.document.suggestions.content import content_of
from editor.document.suggestions.rebase import rebased
from editor.document.suggestions.review import open_records
from editor.document.text.phrasing import capitalised, counted
from editor.document.written_dates import date_label
from editor.formats.importing.identity import merged_into
from editor.formats.importing.issue_reader import read_document
from editor.formats.importing.kinds import SourceKind, kind_of
from editor.formats.importing.review_notes import UNKNOWN_AUTHOR
from editor.formats.importing.source import read_source
from editor.formats.importing.tracking import TRACKING
from editor.formats.notes import Note
from editor.formats.outgoing.characters import xml_text
from editor.formats.pdf.process import read_pdf
from editor.formats.returned.change_times import ChangeTimes
from editor.formats.returned.copies import Accepted, Copy, PlainCopy, WordCopy
from editor.formats.returned.kept_links import has_links, with_kept_links
from editor.formats.returned.likeness import has_items, is_of_an_empty_issue, is_of_another_issue
from editor.formats.returned.outcome import BroughtBack, NotACopy, new_suggestions
from editor.formats.returned.source_threads import threads_in_source
from editor.formats.returned.suggesting import Records, accepted_in, lost, retimed, with_changes
from editor.formats.returned.threads import FoundThread, with_found_threads
from editor.formats.returned.word_threads import threads_in_word
from editor.formats.source.document import SourceDocument, Unit
from schemas import Issue, Theme
from schemas.review import Review

NOBODY: Accepted = frozenset()
_UNKNOWN_VERSION = (
    "The file does not say which version of the issue was sent. It was compared with the issue as it is now: what you "
    "changed since then shows as a suggestion to change it back."
)


@dataclass(frozen=True, slots=True)
class Returned:
    """Who returned a copy, and when. Changes and comments that nobody signed are theirs."""

    author: str
    at: dt.datetime


def bring_back(
    issue: Issue,
    data: bytes,
    theme: Theme,
    returned: Returned,
    *,
    keep_tables: bool = False,
    may_be_other: bool = False,
) -> BroughtBack:
    """The issue with what people did in a copy of it. Raises NotACopy and UnreadableSource.

    Tables of a Word document are named, or become text with `keep_tables`. With `may_be_other` the file is one that
    somebody imports: additions to an empty issue, or a text with nothing of the issue, are what they want.
    """
    kind = kind_of(data)
    if kind in TRACKING:
        return _word(issue, WordCopy(data, theme, kind, keep_tables), returned, may_be_other=may_be_other)
    if kind is SourceKind.PDF:
        return _proof(issue, read_pdf(data)[0], returned)
    read = read_source(data, theme)
    if read.is_empty:
        raise NotACopy(
            "The file was not recognized as a newsletter.",
            "It needs the newsletter's sections (Top 5, Noteworthy) and run-in labels (At a glance: …).",
        )
    if not may_be_other:
        _refuse_other(issue, read.issue)
    version = merged_into(issue, read.issue)
    notes = read.notes
    if has_links(issue) and not has_links(read.issue):
        version = with_kept_links(issue, version)
        notes = (*notes, Note(0, "The file has no links. Those of the issue stay.", unit=Unit.PARAGRAPH))
    found = _compared(issue, version, returned)
    found = replace(found, notes=(*notes, *found.notes))
    return _with_threads(issue, found, None, threads_in_source(issue, read.document), returned)


def bring_back_version(issue: Issue, version: Issue, returned: Returned) -> BroughtBack:
    """The issue with what another version of it changes. Raises NotACopy."""
    _refuse_other(issue, version)
    return _compared(issue, version, returned)


def _compared(issue: Issue, version: Issue, returned: Returned) -> BroughtBack:
    return _suggested(issue, content_of(issue), PlainCopy(version), (), {}, returned)


def _refuse_other(issue: Issue, version: Issue) -> None:
    _refuse_additions(issue, version)
    _refuse_another(issue, version)


def _refuse_another(issue: Issue, version: Issue) -> None:
    if is_of_another_issue(version, issue):
        raise NotACopy(
            f"The file is a copy of another issue: {_name(version)}.", "Open that issue, and bring it back there."
        )


def _refuse_additions(issue: Issue, version: Issue) -> None:
    """An issue without entries and news has no part in what a copy holds: any issue of the newsletter would do."""
    if is_of_an_empty_issue(version, issue):
        named = f": {_name(version)}" if version.date or version.headline else ""
        raise NotACopy(
            f"This issue has no entries and no news that the file could be a copy of{named}.",
            "Open the issue that it is a copy of, or import it with File › Import.",
        )


def _word(issue: Issue, copy: WordCopy, returned: Returned, *, may_be_other: bool) -> BroughtBack:
    sent = copy.about.sent
    base = sent.issue if sent is not None else _as_sent(issue)
    if sent is not None and base.theme != issue.theme:
        raise NotACopy(
            f"The Word document is a copy of an issue of another newsletter (theme {base.theme}).",
            "Open the issue that it was made from, and bring it back there.",
        )
    if sent is not None:
        _refuse_another(issue, base)
    if not may_be_other:
        # A document that does not say what was sent is read alone: what it does not show would be taken from the issue.
        alone = base if sent is not None else read_document(copy.document(NOBODY), copy.theme).issue
        _refuse_additions(issue, alone)
        if has_items(alone):
            _refuse_another(issue, alone)
    names = {xml_text(one.author): one.author for one in (*issue.review.suggestions, *base.review.suggestions)}
    found = _suggested(issue, base, copy, copy.authors, names, returned)
    if sent is None and is_of_another_issue(issue, copy.read(content_of(issue), NOBODY)):
        raise NotACopy(
            "The Word document has nothing in common with this issue.",
            "Open the issue that it is a copy of, or import it with File › Import.",
        )
    threads = threads_in_word(copy, base, found.issue)
    notes = (*copy.notes, *found.notes)
    if sent is None and found.unsigned and not may_be_other:
        notes = (Note(0, _UNKNOWN_VERSION, unit=Unit.PARAGRAPH), *notes)
    found = replace(found, tables=0 if copy.keep_tables else copy.tables, notes=notes)
    return _with_threads(issue, found, base.review if sent is not None else None, threads, returned)


def _as_sent(issue: Issue) -> Issue:
    """What a document is taken for that does not say what was sent: the issue as it is."""
    review = issue.review.model_copy(update={"suggestions": open_records(issue.review)})
    return issue.model_copy(update={"review": review})


def _proof(issue: Issue, document: SourceDocument, returned: Returned) -> BroughtBack:
    """The comments and highlights on the pages; what their text says is that of the pages, not a change."""
    found = threads_in_source(issue, document)
    if not found:
        raise NotACopy("The PDF has no comments.", "Comment on the proof, save it, and bring it back again.")
    return _with_threads(issue, BroughtBack(issue), None, found, returned)


def _name(issue: Issue) -> str:
    day = date_label(issue.date) if issue.date else "undated"
    return f"{day}, “{issue.headline}”" if issue.headline else day


# --- Suggestions ------------------------------------------------------------------------------------------


def _suggested(
    issue: Issue, base: Issue, copy: Copy, authors: Sequence[str], names: dict[str, str], returned: Returned
) -> BroughtBack:
    """The issue with the suggestions of whoever returned the copy, and of all who have tracked changes in it.

    What was sent as a suggestion is not suggested again where it was decided meanwhile. One that the issue does not
    know was made in another version of it, and comes in.
    """
    known = {one.id for one in (*issue.review.suggestions, *issue.review.decisions)}
    sent = tuple(one for one in open_records(base.review) if one.id in known)
    content = content_of(base)
    plain = copy.read(content, NOBODY)
    accepted: Records = ()
    if content_of(plain) != content:
        accepted = accepted_in(sent, content, plain)
        if accepted:
            content = with_suggestions(content, accepted).issue
            plain = copy.read(content, NOBODY)
    unsigned = content_of(plain) != content_of(content)
    done = with_changes(issue, content, plain, returned.author, returned.at)
    found, conflicts = done.issue, [*done.conflicts]
    gone: list[str] = []
    times = ChangeTimes(copy, returned.at) if isinstance(copy, WordCopy) else None
    left = tuple(one for one in sent if one.id not in {each.id for each in accepted})
    for written in authors:
        author = names.get(written, written) or UNKNOWN_AUTHOR
        own = tuple(one for one in left if one.author == author)
        here = rebased(own, content, plain)
        # Beside the copy without tracked changes: a paragraph that is gone from that is none that somebody added here.
        after = copy.read(with_suggestions(plain, here).issue, frozenset((written,)))
        missing = {one.id for one in lost(here, plain, after)}
        gone += missing
        before = with_suggestions(plain, [one for one in here if one.id not in missing]).issue
        done = with_changes(found, before, after, author, times.last(written) if times is not None else returned.at)
        conflicts += done.conflicts
        earlier = found.review.suggestions
        found = retimed(done.issue, earlier, times.by(written)) if times is not None else done.issue
    silent = [one.id for one in left if one.author not in {names.get(name, name) for name in authors}]
    notes = tuple(_notes(issue, conflicts, len(accepted), len(gone) + len(silent)))
    return BroughtBack(found, new_suggestions(issue, found), unsigned=unsigned, notes=notes)


def _notes(issue: Issue, conflicts: Sequence[FieldPath], accepted: int, gone: int) -> Iterator[Note]:
    for path in dict.fromkeys(conflicts):
        place = capitalised(path_label(issue, path))
        message = f"{place}: changed in the issue and in the copy. Compare both before you accept the suggestion."
        yield Note(0, message, unit=Unit.PARAGRAPH, needs_person=True)
    if accepted:
        was = "was" if accepted == 1 else "were"
        message = f"{counted(accepted, 'suggestion')} {was} accepted in the copy. Here, that is decided by the author."
        yield Note(0, message, unit=Unit.PARAGRAPH)
    if gone:
        no_longer = "is no longer in the copy and stays" if gone == 1 else "are no longer in the copy and stay"
        yield Note(0, f"{counted(gone, 'suggestion')} {no_longer} open.", unit=Unit.PARAGRAPH)


# --- Threads ----------------------------------------------------------------------------------------------


def _with_threads(
    issue: Issue, found: BroughtBack, sent: Review | None, threads: Sequence[FoundThread], returned: Returned
) -> BroughtBack:
    signed = [
        replace(one, comments=tuple(replace(each, author=each.author or returned.author) for each in one.comments))
        for one in threads
    ]
    changes = with_found_threads(found.issue, sent, signed, returned.at)
    return replace(
        found,
        issue=changes.issue,
        suggestions=new_suggestions(issue, changes.issue),
        threads=changes.threads,
        replies=changes.replies,
        resolved=changes.resolved,
        reopened=changes.reopened,
    )
