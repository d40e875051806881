"""The file of an open issue, and what it held when it was last read or written here."""

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
    """`digest` is the SHA-256 of the file's content, empty for a file that is still to be written.

    `replaced` is what the last save found in the file and put its own in the place of; `note` is what opening it has to
    say of a review that is damaged.
    """

    path: Path
    digest: str = ""
    replaced: bytes | None = field(default=None, repr=False, compare=False)
    disk: Disk = field(default=DISK, repr=False, compare=False)
    note: FileError | None = field(default=None, repr=False, compare=False)

    def is_changed_outside(self) -> bool:
        """Whether the file holds something else now, or is gone. What cannot be read counts as unchanged."""
        try:
            found = self._content()
        except FileError:
            return False
        return _digest(found) != self.digest

    def save(self, issue: Issue, *, over: bool = False) -> StoredIssue:
        """Write the issue, and return what is known of the file then. A file that is gone is written anew.

        Raises ChangedOnDisk where somebody else wrote the file, unless `over` says to write over it, and FileError;
        the file is then as it was.
        """
        data = issue_bytes(issue, str(self.path))
        with exclusive(save_lock_path(self.path)):  # two who save at once must not both find it unchanged
            found = self._look(over)
            replace_file(self.path, data, self.disk)
        return replace(self, digest=_digest(data), replaced=found, note=None)

    def _look(self, over: bool) -> bytes | None:
        """What will be replaced. Raises ChangedOnDisk and FileError where it must not be."""
        try:
            found = self._content()
        except FileError:
            if not over:  # whether it is somebody else's work cannot be known
                raise
            return None
        if not over and found is not None and _digest(found) != self.digest:
            raise ChangedOnDisk(
                f"{self.path.name} was changed by somebody else since you opened it; it was not overwritten.",
                "Merge their changes into yours, keep yours, or save under another name.",
            )
        return found

    def _content(self) -> bytes | None:
        """What the file holds now; None where there is none. Raises FileError."""
        try:
            return read_bytes(self.path)
        except FileError:
            if _is_gone(self.path):
                return None
            raise


def open_issue(path: Path) -> tuple[Issue, StoredIssue]:
    """The issue in a file, and the file as it was read. A damaged review is set aside. Raises FileError."""
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
