"""Reads a source for import in a thread."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.document import new_issue
from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.reading import read_bytes
from editor.files.themes import load_theme
from editor.session.issue.background_reading import BackgroundReader
from editor.session.issue.issue_opening import OpenedIssue
from schemas import Issue

if TYPE_CHECKING:  # the readers take 60 ms to import, which a start need not pay
    from editor.formats.importing.source import ImportedSource

MAX_BYTES = 100_000_000
"""Maximum size of a source. PDFs and Word documents contain pictures."""


@dataclass(frozen=True)
class ReadSource:
    """A source that was read, and the theme whose labels it was searched for."""

    file: Path
    source: ImportedSource
    theme: InstalledTheme


class SourceReader(BackgroundReader):
    """Reads one file in a thread. The result is a `ReadSource`."""

    def __init__(self, file: Path, theme_name: str, parent: QObject | None = None) -> None:
        super().__init__(lambda: read(file, theme_name), parent)


def read(file: Path, theme_name: str = "") -> ReadSource:
    """Read a source with the labels of a theme. Raises FileError."""
    from editor.formats.importing.review_import import with_threads
    from editor.formats.importing.source import read_source  # 60 ms, which a start need not pay
    from editor.formats.source.unreadable import UnreadableSource

    theme = load_theme(theme_name or Issue().theme)
    try:
        source = read_source(read_bytes(file, MAX_BYTES), theme.declared)
    except UnreadableSource as error:
        raise FileError(f"{file.name}: {error.message}", error.help) from error
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    reviewed = with_threads(source.issue, source, now)
    return ReadSource(file, replace(source, issue=reviewed.issue, notes=reviewed.notes), theme)


def opened_as_new(found: ReadSource) -> OpenedIssue:
    """Return the imported issue as unsaved work without a file."""
    return OpenedIssue(new_issue.empty(found.theme), found.theme, work=found.source.issue)
