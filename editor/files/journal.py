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
import secrets
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.document.edit_json import BadEdit, as_json, from_json
from editor.document.edits import Edit, EditRefused, applied
from editor.document.paths import NoSuchField
from editor.files.errors import FileTrouble
from editor.files.issue_file import parse_issue
from editor.files.locking import is_held, try_to_hold
from editor.files.reading import read_bytes
from schemas import Issue

SUFFIX = ".journal"
LARGEST = 4_000_000
"""Bytes after which a journal is begun anew with the issue as it is."""

_MAGIC = b"newsdesk journal 1\n"
_HEAD = struct.Struct(">II")  # length and CRC-32 of the record that follows
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class About:
    """What a journal is of: the issue's file, if it has one, and the digest of its content when the journal began."""

    file: Path | None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a journal tells. `began` is the issue at its beginning, `issue` after all whole records."""

    about: About
    began: Issue
    issue: Issue
    at: dt.datetime
    torn: bool


class Journal:
    """One journal while it is written. Every method may raise FileTrouble; what was written before is still good."""

    def __init__(self, folder: Path, about: About, issue: Issue) -> None:
        self.path = folder / f"{secrets.token_hex(8)}{SUFFIX}"
        self._size = 0
        unfinished = self.path.with_suffix(".new")  # nobody takes it for left behind before it is held
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._descriptor = os.open(unfinished, _FLAGS, 0o600)
        except OSError as error:
            raise _trouble(error) from error
        try:
            try_to_hold(self._descriptor)
            self._write(_MAGIC)
            self._append(_about(about, issue))
            unfinished.rename(self.path)
        except (OSError, FileTrouble) as error:
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise error if isinstance(error, FileTrouble) else _trouble(error) from error

    @property
    def is_large(self) -> bool:
        """Whether it is time to begin anew."""
        return self._size > LARGEST

    def add(self, edits: Sequence[Edit]) -> None:
        """Append edits as one record; the program may die at once, and they are there."""
        self._append({"at": _now(), "edits": [as_json(edit) for edit in edits]})

    def sync(self) -> None:
        """Let all of it outlast a power cut."""
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise _trouble(error) from error

    def end(self, *, keep: bool = False) -> None:
        """Stop writing. Unless it is to be kept, the journal is removed: all that it holds is saved elsewhere."""
        if keep:
            with contextlib.suppress(FileTrouble):
                self.sync()
        with contextlib.suppress(OSError):
            if not keep:
                self.path.unlink()
        with contextlib.suppress(OSError):
            os.close(self._descriptor)

    def _append(self, record: dict[str, Any]) -> None:
        data = json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode()
        self._write(_HEAD.pack(len(data), zlib.crc32(data)) + data)

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            raise _trouble(error) from error
        self._size += len(data)


def read_journal(path: Path) -> Replayed:
    """What a journal tells, as far as its records are whole. Raises FileTrouble where not even its beginning is."""
    data = read_bytes(path)
    if not data.startswith(_MAGIC):
        raise FileTrouble(f"{path} is not a journal of this Newsdesk.", "It is left where it is.")
    records = _records(data)
    first = next(records, None)
    if first is None:
        raise FileTrouble(f"The journal {path} is damaged at its beginning; nothing can be read from it.")
    about, began, at = _beginning(first, path)
    issue, torn = began, False
    for record in records:
        if record is None:
            torn = True
            break
        try:
            edits = [from_json(one) for one in record["edits"]]
            for edit in edits:
                issue = applied(issue, edit)
            at = dt.datetime.fromisoformat(record["at"])
        except (BadEdit, EditRefused, NoSuchField, KeyError, TypeError, ValueError):
            torn = True
            break
    return Replayed(about, began, issue, at, torn)


def left_behind(folder: Path) -> tuple[Path, ...]:
    """The journals that no running program writes, the newest first."""
    try:
        found = [(path.stat().st_mtime, path) for path in folder.glob(f"*{SUFFIX}") if not is_held(path)]
    except OSError:
        return ()
    return tuple(path for _, path in sorted(found, reverse=True))


def _records(data: bytes) -> Iterator[dict[str, Any] | None]:
    """Whole records in order; None once, at the end, where something follows that is none."""
    position = len(_MAGIC)
    while position < len(data):
        if position + _HEAD.size > len(data):
            yield None
            return
        length, checksum = _HEAD.unpack_from(data, position)
        position += _HEAD.size
        body = data[position : position + length]
        position += length
        try:
            record = json.loads(body) if len(body) == length and zlib.crc32(body) == checksum else None
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            yield None
            return
        yield record


def _about(about: About, issue: Issue) -> dict[str, Any]:
    return {
        "at": _now(),
        "file": str(about.file) if about.file is not None else None,
        "digest": about.digest,
        "issue": issue.model_dump(mode="json"),
    }


def _beginning(record: dict[str, Any], path: Path) -> tuple[About, Issue, dt.datetime]:
    try:
        file = Path(record["file"]) if record["file"] is not None else None
        at = dt.datetime.fromisoformat(record["at"])
        issue = parse_issue(json.dumps(record["issue"]).encode(), str(path))
        return About(file, str(record["digest"])), issue, at
    except (KeyError, TypeError, ValueError) as error:
        raise FileTrouble(f"The journal {path} is damaged at its beginning; nothing can be read from it.") from error


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def _trouble(error: OSError) -> FileTrouble:
    return FileTrouble(
        f"Unsaved work is not protected: the journal could not be written ({error.strerror or error}).",
        "Save often, and make room on the disk.",
    )
