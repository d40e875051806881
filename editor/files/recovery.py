"""Work that a crash left in a journal: found, told in words, and kept until somebody has chosen."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

from editor.document.summary import summary
from editor.files.errors import FileTrouble
from editor.files.issue_file import load_issue
from editor.files.journal import Replayed, left_behind, read_journal
from schemas import Issue

ASIDE = "discarded"
KEPT = 14 * 24 * 3600.0
"""Seconds for which a journal that was discarded is kept all the same."""


@dataclass(frozen=True)
class Recovered:
    """Unsaved work of one issue. `differs` tells in words how it differs from what is saved."""

    journal: Path
    file: Path | None
    issue: Issue
    at: dt.datetime
    differs: str
    saved_meanwhile: bool
    """The file was written after the journal began: by somebody else, or on another machine."""


def recovered(folder: Path) -> tuple[Recovered, ...]:
    """All unsaved work that programs left behind, the newest first. What cannot be read is set aside."""
    found = []
    for path in left_behind(folder):
        try:
            told = read_journal(path)
        except FileTrouble:
            discard(path)
            continue
        work = _work(path, told)
        if work is None:
            with contextlib.suppress(OSError):
                path.unlink()
        else:
            found.append(work)
    return tuple(found)


def discard(journal: Path) -> None:
    """Set a journal aside. It is removed after two weeks: who discards in haste can have it back."""
    aside = journal.parent / ASIDE
    with contextlib.suppress(OSError):
        aside.mkdir(exist_ok=True, mode=0o700)
        journal.replace(aside / journal.name)
        old = time.time() - KEPT
        for kept in aside.iterdir():
            if kept.stat().st_mtime < old:
                kept.unlink()


def _work(path: Path, told: Replayed) -> Recovered | None:
    """The work in a journal, or None where all of it is in the file."""
    saved = _saved(told)
    if told.issue == saved:
        return None
    return Recovered(
        journal=path,
        file=told.about.file,
        issue=told.issue,
        at=told.at,
        differs=summary(saved, told.issue),
        saved_meanwhile=saved != told.began,
    )


def _saved(told: Replayed) -> Issue:
    if told.about.file is None:
        return told.began
    try:
        return load_issue(told.about.file)
    except FileTrouble:
        return told.began
