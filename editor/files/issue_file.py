"""Issue files."""

from __future__ import annotations

from pathlib import Path

from editor.files.model_file import ModelFile
from schemas import Issue
from schemas.upgrade import ISSUES

_FILE = ModelFile(
    Issue,
    ISSUES,
    "issue",
    "schemas/issue.schema.json",
    "Open an issue file; a newsletter's text is read by `newsdesk import`.",
)


def load_issue(path: Path) -> Issue:
    """The issue in a file, lifted to the current version. Raises FileError."""
    return _FILE.load(path)


def parse_issue(data: bytes, name: str) -> Issue:
    """The issue that `data` holds; `name` stands for it in messages. Raises FileError."""
    return _FILE.parse(data, name)


def issue_text(issue: Issue) -> str:
    """The file of an issue: JSON, indented by two, every field present; one issue gives one text."""
    return _FILE.text(issue)


def issue_bytes(issue: Issue, name: str) -> bytes:
    """`issue_text` in UTF-8. Raises FileError where a text holds half a character."""
    return _FILE.data(issue, name)


def save_issue(issue: Issue, path: Path) -> None:
    """Replace the file whole. Raises FileError; the old file is then as it was."""
    _FILE.save(issue, path)
