"""Recover unsaved work from journals after a crash. Journals are kept until the user has decided."""

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

from editor.document.summary import summary
from editor.files.errors import FileError
from editor.files.issue_file import load_issue
from editor.files.journal.journal import SUFFIX, abandoned_journals
from editor.files.journal.reader import Replayed, read_journal
from schemas import Issue

RETENTION = 14 * 24 * 3600.0
"""Seconds for which discarded and restored journals are kept."""

_MOST_SALVAGED = 20_000_000
"""Bytes of a damaged journal that are searched for texts."""

_STRING = re.compile(r'"(?:[^"\\]|\\.){4,}"', re.DOTALL)
"""A JSON string. Field names and ids are shorter or contain no space."""

_DISCARDED = "discarded"
_RESTORED = "brought-back"
_UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Recovered:
    """Unsaved work on one issue. `differs` is a summary of its changes to the saved issue.

    `issue` is the unsaved issue, `base` the content of the file when the journal was started.
    """

    journal: Path
    file: Path | None
    issue: Issue
    base: Issue
    at: dt.datetime
    differs: str
    saved_meanwhile: bool
    """The file was changed after the journal was started, by someone else or on another computer."""
    damaged: bool = False
    """The end of the journal could not be read. Changes after `at` are missing."""

    def compared(self) -> tuple[Issue, Issue]:
        """Return the saved issue, and the issue with the unsaved work. Without a file, the first is `base`."""
        saved = self.base
        if self.file is not None:
            with contextlib.suppress(FileError):
                saved = load_issue(self.file)
        return (saved, self.on(saved)) if saved.theme == self.issue.theme else (self.base, self.issue)

    def on(self, saved: Issue) -> Issue:
        """Return the work merged into the saved issue. Where both changed the same field, the work wins."""
        from editor.document.review.rebase import merged_with_review  # the start of the program needs no merging

        return self.issue if saved == self.base else merged_with_review(self.base, self.issue, saved).issue


def recoverable_work(folder: Path) -> tuple[Recovered, ...]:
    """Return all unsaved work in abandoned journals, the last written first.

    Journals whose work is saved are removed. Unreadable ones are moved (see `unreadable_journals`).
    """
    _remove_expired(folder)
    found: list[Recovered] = []
    documents: set[str] = set()
    for path in abandoned_journals(folder):
        try:
            replayed = read_journal(path)
        except FileError:
            _move(path, folder / _UNREADABLE)
            continue
        work = _work(path, replayed)
        if work is None and not replayed.torn:
            with contextlib.suppress(OSError):
                path.unlink()
        elif work is None or replayed.about.document in documents:
            # The program ended after starting a new journal and before removing the previous one.
            archive_journal(path)
        elif any((work.file, work.issue) == (other.file, other.issue) for other in found):
            # The program ended after restoring work and before archiving its journal; the newer one has all of it.
            archive_journal(path)
        else:
            documents.add(replayed.about.document)
            found.append(work)
    return tuple(found)


def discard_journal(journal: Path) -> None:
    """Discard a journal. It is kept for two weeks and can be restored."""
    _move(journal, _journal_folder(journal) / _DISCARDED)


def discarded_work(folder: Path) -> tuple[Recovered, ...]:
    """Return the work that was discarded in the last two weeks, the last discarded first."""
    _remove_expired(folder)
    return tuple(_readable_work(folder / _DISCARDED))


def archive_journal(journal: Path) -> None:
    """Archive a journal whose work was restored and has a new journal. It is kept for two weeks, but not offered."""
    _move(journal, _journal_folder(journal) / _RESTORED)


def unreadable_journals(folder: Path) -> tuple[Path, ...]:
    """Return the journals that cannot be read, the last changed first. `salvaged_text` finds texts in them."""
    return _newest_first(folder / _UNREADABLE)


def salvaged_text(journal: Path) -> str:
    """Return the texts in a damaged journal, one per line, without duplicates.

    Returns "" if there are none or the file cannot be read.
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


def _work(path: Path, replayed: Replayed) -> Recovered | None:
    """Return the work in a journal, or None if it is saved or was undone."""
    saved = _saved_issue(replayed)
    if saved is not None and replayed.issue in (saved, replayed.base):
        return None
    work = Recovered(
        journal=path,
        file=replayed.about.file,
        issue=replayed.issue,
        base=replayed.base,
        at=replayed.at,
        differs="",
        saved_meanwhile=saved is not None and saved != replayed.base,
        damaged=replayed.torn,
    )
    before, after = work.compared()
    if before == after:  # someone else removed what was edited
        before, after = saved or replayed.base, replayed.issue
    return replace(work, differs=summary(before, after))


def _saved_issue(replayed: Replayed) -> Issue | None:
    """Return the saved issue; None if the file is gone or cannot be read."""
    if replayed.about.file is None:
        return replayed.base
    try:
        return load_issue(replayed.about.file)
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
    """Return the folder in which journals are written."""
    folder = journal.parent
    return folder.parent if folder.name in (_DISCARDED, _RESTORED, _UNREADABLE) else folder


def _move(journal: Path, folder: Path) -> None:
    """Move a journal, and set its modification time to now."""
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
    """Return the journals in a folder, the last changed first."""
    found: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(OSError):
                found.append((path.stat().st_mtime, path))
    return tuple(path for _, path in sorted(found, reverse=True))
