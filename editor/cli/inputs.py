"""The input files of commands."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from editor.cli.status import WrongUsage
from editor.document.installed_theme import InstalledTheme
from editor.files.issue_file import load_issue
from editor.files.themes import load_theme_of
from schemas import Issue


@dataclass(frozen=True)
class Source:
    """An issue to export, and its file."""

    file: Path
    issue: Issue
    theme: InstalledTheme


def load(file: Path) -> tuple[Issue, InstalledTheme]:
    """Return the issue in a file, and its theme. Raises FileError."""
    issue = load_issue(file)
    return issue, load_theme_of(issue, file.absolute().parent)


def refuse_overwriting(source: Path, output: Path) -> None:
    """Raise WrongUsage if the output would overwrite the source."""
    with contextlib.suppress(OSError, ValueError):
        if os.path.realpath(source) == os.path.realpath(output) or source.samefile(output):
            raise WrongUsage(f"the output would overwrite {source}; choose another name with -o")
