"""Processes of their own for readers: what they may take, and how they find the program."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import editor

MOST_SECONDS = 60
MOST_MEMORY = 1_500_000_000
"""Bytes of address space, where the system can limit it (not on Windows)."""


def command(module: str) -> tuple[str, ...]:
    """The command that runs a module. With -P: a folder in which a program is started may have one of that name."""
    return sys.executable, "-P", "-m", module


def environment() -> dict[str, str]:
    """The environment of this process, with the program on the import path, wherever it was started from."""
    folders = [str(Path(editor.__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, folders))}


def limit() -> None:
    """Bound what this process may take from now on, where the system knows such bounds."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + MOST_SECONDS
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
