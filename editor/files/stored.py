"""The file of an open issue, and its content when it was last read or written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from editor.files.atomic import replace_file
from editor.files.damaged_review import parse_with_damaged_review, save_damaged_review
from editor.files.disk import DISK, Disk
from editor.files.errors import ChangedOnDisk, FileError
from editor.files.file_locks import exclusive, save_lock_path
from editor.files.issue_file import issue_bytes
from editor.files.reading import read_bytes
from schemas import Issue


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """An issue file. `digest` is the SHA-256 of its content, "" for a file that was not written yet.

    `replaced` is the content that the last save replaced. `note` is a message about a damaged review, if there is one.
    """

    path: Path
    digest: str = ""
    replaced: bytes | None = field(default=None, repr=False, compare=False)
    disk: Disk = field(default=DISK, repr=False, compare=False)
    note: FileError | None = field(default=None, repr=False, compare=False)

    def is_changed_on_disk(self) -> bool:
        """Whether the file has changed or is gone. An unreadable file counts as unchanged."""
        try:
            found = self._content()
        except FileError:
            return False
        return _digest(found) != self.digest

    def save(self, issue: Issue, *, over: bool = False) -> StoredIssue:
        """Write the issue, and return the new state of the file. A file that is gone is created again.

        Raises ChangedOnDisk if someone else changed the file, unless `over` is true, and FileError. The file is then
        unchanged.
        """
        data = issue_bytes(issue, str(self.path))
        with exclusive(save_lock_path(self.path)):  # concurrent saves must not both find the file unchanged
            found = self._content_to_replace(over)
            replace_file(self.path, data, self.disk)
        return replace(self, digest=_digest(data), replaced=found, note=None)

    def _content_to_replace(self, over: bool) -> bytes | None:
        """Return the content that will be replaced. Raises ChangedOnDisk and FileError if it must not be."""
        try:
            found = self._content()
        except FileError:
            if not over:  # it may be someone else's work
                raise
            return None
        if not over and found is not None and _digest(found) != self.digest:
            raise ChangedOnDisk(
                f"{self.path.name} was changed by someone else since you opened it. It was not overwritten.",
                "Merge their changes, keep yours, or save under another name.",
            )
        return found

    def _content(self) -> bytes | None:
        """Return the content of the file; None if it does not exist. Raises FileError."""
        try:
            return read_bytes(self.path)
        except FileError:
            if _is_gone(self.path):
                return None
            raise


def open_issue(path: Path) -> tuple[Issue, StoredIssue]:
    """Return the issue in a file, and the file's state. A damaged review is saved beside it. Raises FileError."""
    data = read_bytes(path)
    issue, damaged = parse_with_damaged_review(data, str(path))
    note = save_damaged_review(damaged, path) if damaged is not None else None
    return issue, StoredIssue(path, _digest(data), note=note)


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _digest(data: bytes | None) -> str:
    return hashlib.sha256(data).hexdigest() if data is not None else ""
