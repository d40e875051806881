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
    "Open an issue file. To read a newsletter's text, use `newsdesk import`.",
)


def load_issue(path: Path) -> Issue:
    """Return the issue in a file, upgraded to the current version. Raises FileError."""
    return _with_suggestions(_FILE.load(path))


def parse_issue(data: bytes, name: str) -> Issue:
    """Parse an issue; `name` names the source in messages. Raises FileError."""
    return _with_suggestions(_FILE.parse(data, name))


def issue_text(issue: Issue) -> str:
    """Return the text of an issue's file: JSON, indented by two, with every field. It is deterministic."""
    return _FILE.text(issue)


def issue_bytes(issue: Issue, name: str) -> bytes:
    """Return `issue_text` as UTF-8. Raises FileError if a text contains a lone surrogate."""
    return _FILE.data(issue, name)


def save_issue(issue: Issue, path: Path) -> None:
    """Replace the file atomically. Raises FileError; the old file is then unchanged."""
    _FILE.save(issue, path)


def _with_suggestions(issue: Issue) -> Issue:
    """Proposals of version 1 as suggestions, and all suggestions where their words are now."""
    if not issue.review.proposals and not issue.review.suggestions:
        return issue
    # 30 ms of a command that needs none of it.
    from editor.document.suggestions.find import with_found_places
    from editor.document.suggestions.upgrade import with_upgraded_proposals

    return with_found_places(with_upgraded_proposals(issue))
