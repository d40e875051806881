"""Templates: issue files without words, in the folder `templates` beside the issues."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from editor.document.new_issue import as_template
from editor.files.errors import FileError
from editor.files.issue_file import save_issue
from editor.files.shipped import TEMPLATES
from schemas import Issue


def templates_folder(newsroom: Path) -> Path:
    """Return where the templates of a folder of issues are. It may not exist."""
    return newsroom / TEMPLATES


def templates_in(newsroom: Path) -> tuple[Path, ...]:
    """Return the files of the templates, by name; none if the folder is missing or cannot be read."""
    try:
        found = [file for file in templates_folder(newsroom).iterdir() if file.suffix.lower() == ".json"]
    except OSError:
        return ()
    return tuple(sorted((file for file in found if not file.name.startswith(".")), key=_name))


def save_template(issue: Issue, file: Path) -> None:
    """Write an issue without its words as a template. Raises FileError."""
    make_folder(file.parent)
    save_issue(as_template(issue), file)


def make_folder(folder: Path) -> None:
    """Create a folder for templates unless it exists. Raises FileError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"Could not create {folder}: {error.strerror or error}.", "Choose another folder.") from error


def remove_if_empty(folder: Path) -> None:
    """Remove a folder for templates that has none. One that cannot be removed stays."""
    with suppress(OSError):  # it has files
        folder.rmdir()


def _name(file: Path) -> str:
    return file.stem.casefold()
