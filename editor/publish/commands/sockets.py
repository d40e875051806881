"""Where renderers listen for commands. Every command looks here, so little is loaded for it."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

SWITCH = "NEWSDESK_COMMANDS"
"""An environment variable: `alone` keeps commands and renderers apart."""


def is_possible() -> bool:
    """Whether renderers work for commands: on Linux, where a process with everything loaded can be forked."""
    return sys.platform == "linux" and os.environ.get(SWITCH) != "alone"


def socket_folder() -> Path | None:
    """The private folder of this user's sockets, made if it is missing; None if it cannot be private."""
    folder = _folder()
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077:
            return folder
    return None


def _folder() -> Path:
    if base := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(base) / "newsdesk"
    import tempfile  # loads much; desktops have a folder for sockets

    return Path(tempfile.gettempdir()) / f"newsdesk-{os.getuid()}"
