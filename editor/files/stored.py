"""The file of an open issue, and what it held when it was last read or written here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from editor.files.atomic import replace_file
from editor.files.errors import ChangedOutside, FileTrouble
from editor.files.issue_file import issue_bytes, parse_issue
from editor.files.reading import read_bytes
from schemas import Issue


@dataclass(frozen=True, slots=True)
class Stored:
    """`digest` is the SHA-256 of the file's content, empty for a file that is still to be written."""

    path: Path
    digest: str = ""

    def is_changed_outside(self) -> bool:
        """Whether the file holds something else now, or is gone. What cannot be read counts as unchanged."""
        try:
            data = read_bytes(self.path)
        except FileTrouble:
            return bool(self.digest) and not self.path.exists()
        return _digest(data) != self.digest

    def save(self, issue: Issue, *, over: bool = False) -> Stored:
        """Write the issue, and return what is known of the file then.

        Raises ChangedOutside where somebody else wrote the file, unless `over` says to write over it, and FileTrouble;
        the file is then as it was.
        """
        data = issue_bytes(issue, str(self.path))
        if not over and self.is_changed_outside() and self.path.exists():
            raise ChangedOutside(
                f"{self.path.name} was changed by somebody else since you opened it; it was not overwritten.",
                "Merge their changes into yours, keep yours, or save under another name.",
            )
        replace_file(self.path, data)
        return replace(self, digest=_digest(data))


def open_stored(path: Path) -> tuple[Issue, Stored]:
    """The issue in a file, and the file as it was read. Raises FileTrouble."""
    data = read_bytes(path)
    return parse_issue(data, str(path)), Stored(path, _digest(data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
