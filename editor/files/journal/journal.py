"""The journal of an open issue: every edit on disk within a second, for the day on which power or program fail.

A journal is a file of records in the user's own state folder: the issue as it was when the journal began, then edits.
Each record has its length and a checksum, so that a torn end is known as such, and all before it is used. Whoever
writes a journal holds a lock on it; a journal that nobody holds was left by a program that is gone.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import secrets
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.document.editing.edit_json import as_json
from editor.document.editing.edits import Edit
from editor.files.disk import DISK, Disk
from editor.files.errors import FileError
from editor.files.file_locks import is_locked, try_lock
from editor.files.os_error_messages import explain
from schemas import Issue

SUFFIX = ".journal"
MAGIC = b"newsdesk journal 1\n"
HEAD = struct.Struct(">II")
"""Stands before each record: its length and its CRC-32."""

LARGEST = 4_000_000
"""Bytes of edits after which a journal is begun anew with the issue as it is."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class JournalInfo:
    """What a journal is of: the issue's file, if it has one, and the digest of its content when the journal began.

    Journals of one `document` follow one another: the newest has all that the others have.
    """

    file: Path | None
    digest: str = ""
    document: str = field(default_factory=lambda: secrets.token_hex(8))


class Journal:
    """One journal while it is written. Methods may raise FileError; what was written before is still good then."""

    def __init__(
        self, folder: Path, about: JournalInfo, began: Issue, edits: Sequence[Edit] = (), *, disk: Disk = DISK
    ) -> None:
        """`edits` were made since the file was as `began`: with them in its first record, a journal is never behind."""
        self.path = folder / f"{secrets.token_hex(8)}{SUFFIX}"
        self._disk = disk
        self._size = 0
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._descriptor = disk.create(self.path, 0o600)
        except OSError as error:
            raise _journal_error(error) from error
        try_lock(self._descriptor)
        try:
            self._write(MAGIC + _record(_first_record(about, began, edits)))
        except FileError:
            self.end()
            raise
        self._begun = self._size

    @property
    def is_large(self) -> bool:
        """Whether it is time to begin anew."""
        return self._size - self._begun > LARGEST

    def add(self, edits: Sequence[Edit]) -> None:
        """Append edits as one record; the program may die at once, and they are there."""
        self._write(_record({"at": _now(), "edits": [as_json(edit) for edit in edits]}))

    def syncing(self) -> Callable[[], None]:
        """What lets all that is written by now outlast a power cut; to be called once, in any thread.

        It may raise FileError, and works even if the journal has ended meanwhile.
        """
        try:
            descriptor = os.dup(self._descriptor)
        except OSError as error:
            raise _journal_error(error) from error

        def sync() -> None:
            try:
                self._disk.sync(descriptor)
            except OSError as error:
                raise _journal_error(error) from error
            finally:
                os.close(descriptor)
            with contextlib.suppress(OSError):
                self._disk.sync_folder(self.path.parent)

        return sync

    def sync(self) -> None:
        """The same, at once."""
        self.syncing()()

    def end(self, *, keep: bool = False) -> None:
        """Stop writing. Unless it is to be kept, the journal is removed: all that it holds is saved elsewhere."""
        if keep:
            with contextlib.suppress(FileError):
                self.sync()
        with contextlib.suppress(OSError):
            self._disk.close(self._descriptor)
        if not keep:
            with contextlib.suppress(OSError):
                self._disk.remove(self.path)

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._disk.write(self._descriptor, rest) :]
        except OSError as error:
            raise _journal_error(error) from error
        self._size += len(data)


def abandoned_journals(folder: Path) -> tuple[Path, ...]:
    """The journals that no running program writes, the last written first."""
    found: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(OSError):
                status = path.stat()
                # An empty one is about to be begun.
                if status.st_size and not is_locked(path):
                    found.append((status.st_mtime, path))
    return tuple(path for _, path in sorted(found, reverse=True))


def _first_record(about: JournalInfo, began: Issue, edits: Sequence[Edit]) -> dict[str, Any]:
    return {
        "at": _now(),
        "file": str(about.file) if about.file is not None else None,
        "digest": about.digest,
        "document": about.document,
        "issue": began.model_dump(mode="json"),
        "edits": [as_json(edit) for edit in edits],
    }


def _record(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        data = text.encode()
    except UnicodeEncodeError:
        # Half a character cannot be saved either; as a replacement it keeps all around it readable.
        data = _HALF_CHARACTER.sub("\ufffd", text).encode()
    return HEAD.pack(len(data), zlib.crc32(data)) + data


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def _journal_error(error: OSError) -> FileError:
    return FileError(
        f"Unsaved work is not protected against a crash: {explain(error)[0]}.",
        "Save now and often, and make room on the disk.",
    )
