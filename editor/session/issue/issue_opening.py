"""From a file of any kind to an issue that can be worked on, or one clear message."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.document import new_issue
from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.journal.recovery import Recovered
from editor.files.reading import decoded, read_bytes
from editor.files.stored import StoredIssue, open_issue
from editor.files.themes import load_theme
from schemas import Issue

TEXTS = (".txt", ".md", ".markdown")
OPENED_HERE = (
    "Issues are .json files; a newsletter’s text is brought in from a .txt or .md file. "
    "From a Word document, copy the text into the fields, or save it as plain text first."
)


@dataclass(frozen=True)
class OpenedIssue:
    """An issue with its theme. `stored` is None for what has no file yet.

    `work` is the issue with unsaved work on top; `notes` tell what an import could not place.
    """

    issue: Issue
    theme: InstalledTheme
    stored: StoredIssue | None = None
    work: Issue | None = None
    notes: tuple[str, ...] = ()


def open_file(file: Path) -> OpenedIssue:
    """The issue in a file; a newsletter's text becomes a new issue. Raises FileError."""
    file = file.absolute()
    if file.suffix.lower() in TEXTS:
        return _imported(file)
    try:
        issue, stored = open_issue(file)
    except FileError as trouble:
        if file.suffix.lower() == ".json" or not file.is_file():
            raise
        raise FileError(f"{file.name} is not an issue that can be opened here.", OPENED_HERE) from trouble
    return OpenedIssue(issue, load_theme(issue.theme), stored)


def open_new() -> OpenedIssue:
    """An empty issue. Raises FileError where the shipped theme is damaged."""
    theme = load_theme(Issue().theme)
    return OpenedIssue(new_issue.empty(theme), theme)


def open_next(before: Issue) -> OpenedIssue:
    """An issue that follows another one. Raises FileError."""
    theme = load_theme(before.theme)
    return OpenedIssue(new_issue.from_previous(before, theme), theme)


def open_recovered(found: Recovered) -> OpenedIssue:
    """What is saved, with the unsaved work on top. Where the file is gone the work has none. Raises FileError."""
    theme = load_theme(found.issue.theme)
    if found.file is None or not found.file.exists():
        return OpenedIssue(found.base, theme, work=found.issue)
    issue, stored = open_issue(found.file)
    if issue.theme != found.issue.theme:  # another newsletter's issue has taken the file's name
        return OpenedIssue(found.base, theme, work=found.issue)
    return OpenedIssue(issue, theme, stored, work=found.on(issue))


def _imported(file: Path) -> OpenedIssue:
    from editor.formats.text_form.reader import read_text  # nobody else waits for it

    theme = load_theme(Issue().theme)
    found = read_text(decoded(read_bytes(file), str(file)), theme.declared)
    if found.issue.model_copy(update={"headline": ""}) == Issue(theme=found.issue.theme):
        raise FileError(
            f"{file} holds nothing that could be recognised as a newsletter.",
            "It needs the newsletter's sections (Top 5, Noteworthy) and run-in labels (At a glance: …).",
        )
    notes = tuple(f"Line {note.line}: {note.message}" for note in found.notes)
    return OpenedIssue(new_issue.empty(theme), theme, work=found.issue, notes=notes)
