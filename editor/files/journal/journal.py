"""The journal of an open issue: every edit is on disk within a second, in case of a crash or power failure.

A journal is a file of records in the user's state folder: first the issue at the start of the journal, then edits.
Each record has its length and a checksum, so that an incomplete end is detected and everything before it is used. The
program that writes a journal locks it; a journal that is not locked was left by a program that ended.
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
"""The header of each record: its length and CRC-32."""

LARGEST = 4_000_000
"""Bytes of edits after which a new journal is started from the current issue."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class JournalInfo:
    """The issue's file, if it has one, and the digest of its content at the start of the journal.

    Journals with the same `document` are successive: the newest contains everything of the others.
    """

    file: Path | None
    digest: str = ""
    document: str = field(default_factory=lambda: secrets.token_hex(8))


class Journal:
    """A journal that is being written. Methods may raise FileError; what was written before stays valid."""

    def __init__(
        self, folder: Path, about: JournalInfo, base: Issue, edits: Sequence[Edit] = (), *, disk: Disk = DISK
    ) -> None:
        """Start a journal of `base` and the `edits` made since; both are in its first record."""
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
            self._write(MAGIC + _record(_first_record(about, base, edits)))
        except FileError:
            self.end()
            raise
        self._begun = self._size

    @property
    def is_large(self) -> bool:
        """Whether a new journal should be started."""
        return self._size - self._begun > LARGEST

    def add(self, edits: Sequence[Edit]) -> None:
        """Append edits as one record. They survive if the program is killed right afterwards."""
        self._write(_record({"at": _now(), "edits": [as_json(edit) for edit in edits]}))

    def sync_later(self) -> Callable[[], None]:
        """Return a function that flushes everything written so far to the disk. Call it once, in any thread.

        The function may raise FileError. It works even if the journal has ended in the meantime.
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
        """Flush everything written so far to the disk."""
        self.sync_later()()

    def end(self, *, keep: bool = False) -> None:
        """Stop writing. Remove the journal, because its edits are saved elsewhere, unless `keep` is true."""
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
    """Return the journals that no running program writes, the last written first."""
    found: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(OSError):
                status = path.stat()
                # An empty journal is just being started.
                if status.st_size and not is_locked(path):
                    found.append((status.st_mtime, path))
    return tuple(path for _, path in sorted(found, reverse=True))


def _first_record(about: JournalInfo, base: Issue, edits: Sequence[Edit]) -> dict[str, Any]:
    return {
        "at": _now(),
        "file": str(about.file) if about.file is not None else None,
        "digest": about.digest,
        "document": about.document,
        "issue": base.model_dump(mode="json"),
        "edits": [as_json(edit) for edit in edits],
    }


def _record(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        data = text.encode()
    except UnicodeEncodeError:
        # Lone surrogates cannot be encoded; replacing them keeps the rest readable.
        data = _HALF_CHARACTER.sub("\ufffd", text).encode()
    return HEAD.pack(len(data), zlib.crc32(data)) + data


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def _journal_error(error: OSError) -> FileError:
    return FileError(
        f"Unsaved work is not protected against a crash: {explain(error).reason}.",
        "Save now and often, and free some space on the disk.",
    )
