"""Comments of a returned copy as threads of the issue: new ones, new replies, and threads that were resolved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.document.field_specs import is_inline
from editor.document.paths import FieldPath, value_or_none
from editor.document.review.anchors import nearest_anchor
from editor.document.text.inline import plain
from editor.formats.importing.review_notes import UNKNOWN_AUTHOR
from editor.formats.outgoing.characters import xml_text
from editor.formats.source.document import SourceComment
from schemas import Issue
from schemas.review import Comment, Review, Thread
from schemas.suggestion import Reply


@dataclass(frozen=True, slots=True)
class FoundThread:
    """A thread of a copy, on words of a field, or on the whole field where there are none."""

    comments: tuple[SourceComment, ...]
    path: str
    words: str = ""
    start: int = 0
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class ThreadChanges:
    """An issue with the threads of a copy, and how many are new, answered, resolved and reopened."""

    issue: Issue
    threads: tuple[str, ...] = ()
    replies: int = 0
    resolved: int = 0
    reopened: int = 0


def with_found_threads(
    issue: Issue, sent: Review | None, found: Sequence[FoundThread], now: dt.datetime
) -> ThreadChanges:
    """The issue with the threads that a copy has. `sent` is the review as it was sent, if that is known.

    A thread is known by what was said in it. Whether it is resolved follows the copy where that was changed there.
    """
    threads = list(issue.review.threads)
    records = list(issue.review.suggestions)
    changes = ThreadChanges(issue)
    for one in found:
        said = [_comment(each, now) for each in one.comments]
        home = _known(threads, said)
        if home is None:
            number = next((n for n, record in enumerate(records) if _has(record.replies, said[0])), None)
            if number is not None:
                new = _new(records[number].replies, said)
                replies = tuple(Reply(author=each.author, at=each.at, text=each.text) for each in new)
                update = {"replies": (*records[number].replies, *replies)}
                records[number] = records[number].model_copy(update=update)
                changes = replace(changes, replies=changes.replies + len(new))
                continue
            thread = _placed(issue, one, said)
            threads.append(thread)
            changes = replace(changes, threads=(*changes.threads, thread.id))
            continue
        thread = threads[home]
        new = _new(thread.comments, said)
        was = next((each.resolved for each in sent.threads if each.id == thread.id), None) if sent is not None else None
        is_changed = one.resolved is not (was if was is not None else thread.resolved)
        resolved = one.resolved if is_changed else thread.resolved and not new
        threads[home] = thread.model_copy(update={"comments": (*thread.comments, *new), "resolved": resolved})
        changes = replace(
            changes,
            replies=changes.replies + len(new),
            resolved=changes.resolved + (resolved and not thread.resolved),
            reopened=changes.reopened + (thread.resolved and not resolved),
        )
    review = issue.review.model_copy(update={"threads": tuple(threads), "suggestions": tuple(records)})
    return replace(changes, issue=issue if review == issue.review else issue.model_copy(update={"review": review}))


def _comment(source: SourceComment, now: dt.datetime) -> Comment:
    return Comment(author=source.author or UNKNOWN_AUTHOR, at=time_from(source.time, now), text=source.text)


def time_from(text: str, now: dt.datetime) -> dt.datetime:
    """A time of a source to the second; those without a zone are taken for UTC, and bad ones are `now`."""
    try:
        found = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return now
    zoned = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return zoned.replace(microsecond=0)


def _key(comment: Comment | Reply) -> tuple[str, str]:
    """Who said what, in the characters that a file can hold. Programs change the times of comments."""
    return xml_text(comment.author), " ".join(xml_text(comment.text.replace("\n", " ")).split())


def _has(comments: Sequence[Comment | Reply], one: Comment) -> bool:
    return any(_key(each) == _key(one) for each in comments)


def _known(threads: Sequence[Thread], said: Sequence[Comment]) -> int | None:
    """The thread in which something of this was said; of several, the one whose first comment is as old."""
    having = [number for number, thread in enumerate(threads) if thread.comments and _has(thread.comments, said[0])]
    same = [number for number in having if any(one.at == said[0].at for one in threads[number].comments)]
    return next(iter((*same, *having)), None)


def _new(comments: Sequence[Comment | Reply], said: Sequence[Comment]) -> list[Comment]:
    return [one for one in said if not _has(comments, one)]


def _placed(issue: Issue, found: FoundThread, said: Sequence[Comment]) -> Thread:
    anchor = None
    text = _text_at(issue, found.path)
    if text is not None and found.words:
        anchor = nearest_anchor(found.words, found.start, text)
    start, words = (anchor.start, anchor.words) if anchor is not None else (0, "")
    return Thread(path=found.path, start=start, words=words, comments=tuple(said), resolved=found.resolved)


def _text_at(issue: Issue, path: str) -> str | None:
    """The text at a path as it is read; None where there is none."""
    parsed = FieldPath.parse(path)
    value = value_or_none(issue, parsed)
    if not isinstance(value, str):
        return None
    return plain(value) if is_inline(issue, parsed) else value
