"""Work that a crash left in a journal: found, told in words, and kept until somebody has chosen."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from editor.document.review.rebase import merged_with_review
from editor.document.summary import summary
from editor.files.errors import FileError
from editor.files.issue_file import load_issue
from editor.files.journal.journal import SUFFIX, abandoned_journals
from editor.files.journal.reader import Replayed, read_journal
from schemas import Issue

RETENTION = 14 * 24 * 3600.0
"""Seconds for which a journal that was discarded, or brought back, is kept all the same."""

_MOST_SALVAGED = 20_000_000
"""Bytes of a damaged journal that are looked through."""

_STRING = re.compile(r'"(?:[^"\\]|\\.){4,}"', re.DOTALL)
"""A string of JSON; names of fields and ids are shorter, or hold no space."""

_DISCARDED = "discarded"
_RESTORED = "brought-back"
_UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Recovered:
    """Unsaved work of one issue. `differs` tells in words what it would change of what is saved.

    `issue` is the work as it was, `began` what the file held when it was begun.
    """

    journal: Path
    file: Path | None
    issue: Issue
    began: Issue
    at: dt.datetime
    differs: str
    saved_meanwhile: bool
    """The file was written after the journal began: by somebody else, or on another machine."""
    damaged: bool = False
    """The journal's end could not be read: what was done after `at` is missing."""

    def compared(self) -> tuple[Issue, Issue]:
        """What is saved now, and what it would be with the work brought back; without a file, what it began with."""
        saved = self.began
        if self.file is not None:
            with contextlib.suppress(FileError):
                saved = load_issue(self.file)
        return (saved, self.on(saved)) if saved.theme == self.issue.theme else (self.began, self.issue)

    def on(self, saved: Issue) -> Issue:
        """The work on top of what is saved now. What was saved meanwhile stays, but where the work changed the same."""
        return self.issue if saved == self.began else merged_with_review(self.began, self.issue, saved).issue


def recoverable_work(folder: Path) -> tuple[Recovered, ...]:
    """All unsaved work that programs left behind, the last written first.

    Journals whose work is saved are removed; those that cannot be read at all are set aside (see `unreadable`).
    """
    _remove_expired(folder)
    found: list[Recovered] = []
    documents: set[str] = set()
    for path in abandoned_journals(folder):
        try:
            told = read_journal(path)
        except FileError:
            _move(path, folder / _UNREADABLE)
            continue
        work = _work(path, told)
        if work is None and not told.torn:
            with contextlib.suppress(OSError):
                path.unlink()
        elif work is None or told.about.document in documents:
            # The program ended between the beginning of a journal and the end of the one before, which has no more.
            archive_journal(path)
        elif any((work.file, work.issue) == (other.file, other.issue) for other in found):
            # The program ended between bringing work back and letting its journal go: the newer one has all of it.
            archive_journal(path)
        else:
            documents.add(told.about.document)
            found.append(work)
    return tuple(found)


def discard_journal(journal: Path) -> None:
    """Set a journal aside. It is removed after two weeks: who discards in haste can have it back."""
    _move(journal, _journal_folder(journal) / _DISCARDED)


def discarded_work(folder: Path) -> tuple[Recovered, ...]:
    """Work that was discarded in the last two weeks, the last discarded first."""
    _remove_expired(folder)
    return tuple(_readable_work(folder / _DISCARDED))


def archive_journal(journal: Path) -> None:
    """The journal's work is open again, and has a journal of its own: this one is offered no more.

    It, too, is kept for two weeks.
    """
    _move(journal, _journal_folder(journal) / _RESTORED)


def unreadable_journals(folder: Path) -> tuple[Path, ...]:
    """Return the journals that cannot be read, the last changed first. `salvaged_text` finds texts in them."""
    return _newest_first(folder / _UNREADABLE)


def salvaged_text(journal: Path) -> str:
    """Whatever texts stand in a journal, one a line, each once: for one that is too damaged to be understood.

    Empty where there are none, or where it cannot be read at all.
    """
    data = b""
    with contextlib.suppress(OSError), journal.open("rb") as file:
        data = file.read(_MOST_SALVAGED)
    found: dict[str, None] = {}
    for match in _STRING.finditer(data.decode(errors="replace")):
        with contextlib.suppress(ValueError):
            text = str(json.loads(match[0], strict=False))
            if " " in text or not text.isascii():
                found[" ".join(text.split())] = None
    return "\n".join(found)


def _work(path: Path, told: Replayed) -> Recovered | None:
    """The work in a journal, or None where all of it is in the file, or was taken back before the end."""
    saved = _saved_issue(told)
    if saved is not None and told.issue in (saved, told.began):
        return None
    work = Recovered(
        journal=path,
        file=told.about.file,
        issue=told.issue,
        began=told.began,
        at=told.at,
        differs="",
        saved_meanwhile=saved is not None and saved != told.began,
        damaged=told.torn,
    )
    before, after = work.compared()
    if before == after:  # what was written into was removed by somebody else
        before, after = saved or told.began, told.issue
    return replace(work, differs=summary(before, after))


def _saved_issue(told: Replayed) -> Issue | None:
    """What is saved; None where the file is gone or cannot be read: then the journal is all that there is."""
    if told.about.file is None:
        return told.began
    try:
        return load_issue(told.about.file)
    except FileError:
        return None


def _readable_work(folder: Path) -> Iterator[Recovered]:
    for path in _newest_first(folder):
        try:
            work = _work(path, read_journal(path))
        except FileError:
            continue
        if work is not None:
            yield work


def _journal_folder(journal: Path) -> Path:
    """The folder in which journals are written."""
    folder = journal.parent
    return folder.parent if folder.name in (_DISCARDED, _RESTORED, _UNREADABLE) else folder


def _move(journal: Path, folder: Path) -> None:
    """Move a journal; the time of its last change is from then on that of the move."""
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True, mode=0o700)
        target = journal.replace(folder / journal.name)
        os.utime(target)


def _remove_expired(folder: Path) -> None:
    old = time.time() - RETENTION
    for path in (*_newest_first(folder / _DISCARDED), *_newest_first(folder / _RESTORED)):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < old:
                path.unlink()


def _newest_first(folder: Path) -> tuple[Path, ...]:
    """The journals in a folder, the last changed first."""
    found: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(OSError):
                found.append((path.stat().st_mtime, path))
    return tuple(path for _, path in sorted(found, reverse=True))
