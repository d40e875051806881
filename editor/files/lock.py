"""A note beside an open issue that tells a second one who opens it who has it open already.

It warns, and never keeps anybody out: on shared folders locks are left behind, and work must go on.
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

from editor.files.atomic import replace_file
from editor.files.errors import FileTrouble
from editor.files.reading import read_bytes

STALE_AFTER = dt.timedelta(hours=12)
"""A note of another machine that was not renewed for so long is left over."""


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
        with contextlib.suppress(OSError, KeyError):
            name = name or getpass.getuser()
        return cls(
            name or "somebody", socket.gethostname(), os.getpid(), dt.datetime.now(dt.UTC).replace(microsecond=0)
        )


class Lock:
    """The note for one issue file. A folder that takes no note is no failure: then nobody is warned."""

    def __init__(self, issue: Path, owner: Owner) -> None:
        self._file = issue.with_name(f".~{issue.name}.lock")
        self._owner = owner
        self._is_ours = False

    def other(self) -> Owner | None:
        """Who else has the issue open; None where nobody has, or where the note is left over."""
        owner = self._read()
        return None if owner is None or self._is_same(owner) or _is_stale(owner) else owner

    def take(self) -> None:
        """Write or renew the note, unless somebody else's is there."""
        if self.other() is not None:
            return
        told = {
            "name": self._owner.name,
            "machine": self._owner.machine,
            "process": self._owner.process,
            "since": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        }
        with contextlib.suppress(FileTrouble):
            replace_file(self._file, json.dumps(told).encode())
            self._is_ours = True

    def release(self) -> None:
        """Take our own note away."""
        owner = self._read() if self._is_ours else None
        if owner is not None and self._is_same(owner):
            with contextlib.suppress(OSError):
                self._file.unlink()
        self._is_ours = False

    def _is_same(self, owner: Owner) -> bool:
        return (owner.machine, owner.process) == (self._owner.machine, self._owner.process)

    def _read(self) -> Owner | None:
        try:
            told = json.loads(read_bytes(self._file))
            since = dt.datetime.fromisoformat(told["since"])
            owner = Owner(str(told["name"])[:80], str(told["machine"])[:80], int(told["process"]), since)
        except (FileTrouble, ValueError, KeyError, TypeError, RecursionError):
            return None
        return owner if since.tzinfo is not None else None


def _is_stale(owner: Owner) -> bool:
    if owner.machine == socket.gethostname():
        return not _is_running(owner.process)
    return dt.datetime.now(dt.UTC) - owner.since > STALE_AFTER


def _is_running(process: int) -> bool:
    if process <= 0:
        return False
    if os.name == "nt":  # there signal 0 is Ctrl+C
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's process
        return True
    return True
