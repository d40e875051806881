"""A copy of the open issue that a colleague returned: read, and compared with the issue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.files.errors import FileError
from editor.files.issue_file import parse_issue
from editor.files.reading import read_bytes
from editor.files.themes import read_theme
from editor.session.issue.importing import MAX_BYTES
from schemas import Issue

if TYPE_CHECKING:  # the readers take 60 ms to import, which a start need not pay
    from editor.formats.returned.outcome import BroughtBack


@dataclass(frozen=True)
class ReturnedCopy:
    """A copy, the issue that it was compared with, and what bringing it back makes of that."""

    file: Path
    issue: Issue
    found: BroughtBack
    author: str
    keep_tables: bool = False


def read_copy(file: Path, issue: Issue, author: str, now: dt.datetime, *, keep_tables: bool = False) -> ReturnedCopy:
    """Compare a copy with the issue. `author` suggests what nobody signed. Raises FileError."""
    from editor.formats.importing.kinds import SourceKind, kind_of
    from editor.formats.returned.bringing_back import Returned, bring_back, bring_back_version
    from editor.formats.returned.outcome import NotACopy
    from editor.formats.source.unreadable import UnreadableSource

    data = read_bytes(file, MAX_BYTES)
    returned = Returned(author, now)
    try:
        if kind_of(data) is SourceKind.ISSUE:
            found = bring_back_version(issue, parse_issue(data, str(file)), returned)
            return ReturnedCopy(file, issue, found, author)
        found = bring_back(issue, data, read_theme(issue.theme), returned, keep_tables=keep_tables)
    except (UnreadableSource, NotACopy) as error:
        raise FileError(f"{file.name}: {error.message}", error.help) from error
    return ReturnedCopy(file, issue, found, author, keep_tables)
