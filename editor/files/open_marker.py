"""A note beside an open issue that tells a second one who opens it who has it open already.

It warns, and never keeps anybody out: on shared folders locks are left behind, and work must go on. On one machine the
system tells whether the note's writer still runs; of another machine only the time of its last renewal is known.
"""

from __future__ import annotations

import contextlib
import datetime as dt
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
"""A note of another machine that was not renewed for so long is left over."""

_LONGEST = 4096
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has an issue open: a person, a machine, a process, and since when."""

    name: str
    machine: str
    process: int
    since: dt.datetime

    @classmethod
    def here(cls, name: str = "") -> Owner:
        """This process; without a name from the preferences it goes by the name of the login."""
        with contextlib.suppress(OSError, KeyError, ImportError):
            name = name or getpass.getuser()
        return cls(name or "Somebody", socket.gethostname(), os.getpid(), _now())


class OpenMarker:
    """The note for one issue file. A folder that takes no note is no failure: then nobody is warned."""

    def __init__(self, issue: Path, owner: Owner) -> None:
        self._file = issue.with_name(f".~lock.{issue.name}#")
        self._owner = owner
        self._descriptor: int | None = None

    def other(self) -> Owner | None:
        """Who else has the issue open; None where nobody has, or where the note is left over."""
        found = None if self._descriptor is not None else self._read()
        if found is None:
            return None
        owner, renewed = found
        with contextlib.suppress(OSError):
            if is_locked(self._file):
                return owner
        is_of_here = owner.machine == self._owner.machine  # its writer is gone, or it would hold the note
        return None if is_of_here or _now() - renewed > STALE_AFTER else owner

    def take(self) -> None:
        """Write the note, or renew it, unless somebody else's is there."""
        if self._descriptor is None and self.other() is None:
            self._descriptor = self._held()
        if self._descriptor is not None:
            self._write(self._descriptor)

    def release(self) -> None:
        """Take our own note away."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        is_ours = has_path(descriptor, self._file)
        if os.name == "nt":  # there, what is open cannot be removed
            os.close(descriptor)
        with contextlib.suppress(OSError):
            if is_ours:
                self._file.unlink()
        if os.name != "nt":
            os.close(descriptor)

    def _held(self) -> int | None:
        """The note, open and held by this process; None where it cannot be, or where somebody else was quicker."""
        with contextlib.suppress(OSError, ValueError):
            descriptor = os.open(self._file, _FLAGS, 0o666)
            if try_lock(descriptor) and has_path(descriptor, self._file):
                return descriptor
            os.close(descriptor)
        return None

    def _write(self, descriptor: int) -> None:
        told = {
            "name": self._owner.name,
            "machine": self._owner.machine,
            "process": self._owner.process,
            "since": self._owner.since.isoformat(timespec="seconds"),
            "renewed": _now().isoformat(timespec="seconds"),
        }
        with contextlib.suppress(OSError):
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(told).encode())
            os.ftruncate(descriptor, os.lseek(descriptor, 0, os.SEEK_CUR))

    def _read(self) -> tuple[Owner, dt.datetime] | None:
        try:
            told = json.loads(read_bytes(self._file, _LONGEST))
            since, renewed = (dt.datetime.fromisoformat(told[key]) for key in ("since", "renewed"))
            owner = Owner(_plain(told["name"]), _plain(told["machine"]), int(told["process"]), since)
        except (FileError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None
        return (owner, renewed) if since.tzinfo is not None and renewed.tzinfo is not None else None


def _plain(text: object) -> str:
    """Fit for one line: a note may be written by anybody."""
    return "".join(letter for letter in str(text)[:80] if letter.isprintable()).strip() or "Somebody"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
