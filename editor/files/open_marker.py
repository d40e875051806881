"""A marker file beside an open issue, which shows others who has it open.

It only warns and never blocks: markers can be left behind on shared folders. On the same computer, a file lock shows
whether the owner still runs; for other computers, only the time of the last renewal is known.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import getpass
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from editor.files.errors import FileError
from editor.files.file_locks import has_path, is_locked, try_lock
from editor.files.reading import read_bytes

STALE_AFTER = dt.timedelta(hours=12)
"""A marker of another computer that was not renewed for this long is ignored."""

_BEFORE, _AFTER = ".~lock.", "#"
_LONGEST = 4096
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has an issue open: name, computer, process id, and since when."""

    name: str
    machine: str
    process: int
    since: dt.datetime

    @classmethod
    def here(cls, name: str = "") -> Owner:
        """Return this process as owner, with the login name if no name is given."""
        with contextlib.suppress(OSError, KeyError, ImportError):
            name = name or getpass.getuser()
        return cls(name or "Someone", socket.gethostname(), os.getpid(), _now())


class OpenMarker:
    """The marker of one issue file. If the folder is not writable, there is no marker, and `is_refused` is set."""

    def __init__(self, issue: Path, owner: Owner) -> None:
        self._file = issue.with_name(f"{_BEFORE}{issue.name}{_AFTER}")
        self._owner = owner
        self._descriptor: int | None = None
        self.is_refused = False
        """Whether the folder did not let the marker be written, and so will not let the issue be saved."""

    def other(self) -> Owner | None:
        """Return who else has the issue open; None if nobody has, or if the marker is stale."""
        found = None if self._descriptor is not None else self._read()
        if found is None:
            return None
        owner, renewed = found
        with contextlib.suppress(OSError):
            if is_locked(self._file):
                return owner
        is_local = owner.machine == self._owner.machine  # the owner has ended, or the marker would be locked
        return None if is_local or _now() - renewed > STALE_AFTER else owner

    def take(self) -> None:
        """Write or renew the marker, unless someone else has the issue open."""
        if self._descriptor is None and self.other() is None:
            self._descriptor = self._held()
        if self._descriptor is not None:
            self._write(self._descriptor)

    def release(self) -> None:
        """Remove our own marker."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        is_ours = has_path(descriptor, self._file)
        if os.name == "nt":  # Windows cannot remove open files
            os.close(descriptor)
        with contextlib.suppress(OSError):
            if is_ours:
                self._file.unlink()
        if os.name != "nt":
            os.close(descriptor)

    def _held(self) -> int | None:
        """Open and lock the marker; None if that fails, or if another process was faster."""
        with contextlib.suppress(OSError, ValueError):
            try:
                descriptor = os.open(self._file, _FLAGS, 0o666)
            except OSError as error:
                self.is_refused = error.errno in _READ_ONLY and not self._file.exists()
                raise
            if try_lock(descriptor) and has_path(descriptor, self._file):
                return descriptor
            os.close(descriptor)
        return None

    def _write(self, descriptor: int) -> None:
        content = {
            "name": self._owner.name,
            "machine": self._owner.machine,
            "process": self._owner.process,
            "since": self._owner.since.isoformat(timespec="seconds"),
            "renewed": _now().isoformat(timespec="seconds"),
        }
        with contextlib.suppress(OSError):
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(content).encode())
            os.ftruncate(descriptor, os.lseek(descriptor, 0, os.SEEK_CUR))

    def _read(self) -> tuple[Owner, dt.datetime] | None:
        try:
            content = json.loads(read_bytes(self._file, _LONGEST))
            since, renewed = (dt.datetime.fromisoformat(content[key]) for key in ("since", "renewed"))
            owner = Owner(_plain(content["name"]), _plain(content["machine"]), int(content["process"]), since)
        except (FileError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None
        return (owner, renewed) if since.tzinfo is not None and renewed.tzinfo is not None else None


def issue_of_marker(name: str) -> str:
    """Return the file name of the issue of a marker's file name; "" if a file of this name is no marker."""
    if not (name.startswith(_BEFORE) and name.endswith(_AFTER)):
        return ""
    return name.removeprefix(_BEFORE).removesuffix(_AFTER)


def _plain(text: object) -> str:
    """Return a text as one printable line, since anyone can write a marker."""
    return "".join(letter for letter in str(text)[:80] if letter.isprintable()).strip() or "Someone"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
