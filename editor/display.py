"""Check whether a window can be opened before Qt is loaded, because Qt aborts the process without a display."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

# Qt platforms that need no display server.
_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
_X_DISPLAY = re.compile(r"(?P<host>[^:]*):(?P<number>\d+)(\.\d+)?")
_PATIENCE = 2.0
"""Seconds to wait for a display on another computer."""


def window_problem(environment: Mapping[str, str]) -> str | None:
    """Return why no window can be opened, as a message; None if it can."""
    if sys.platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM", "").startswith(_SCREENLESS):
        return None
    if _wayland_answers(environment):
        return None
    display = environment.get("DISPLAY", "")
    if not display:
        return "No display found for the window: neither DISPLAY nor WAYLAND_DISPLAY is set."
    if not _x_answers(display):
        return f"The display {display} does not respond, so the window could not be opened."
    return None


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return _connects(Path(environment.get("XDG_RUNTIME_DIR", "/run"), name))  # an absolute name replaces the folder


def _x_answers(display: str) -> bool:
    found = _X_DISPLAY.fullmatch(display)
    if found is None:
        return False
    number = int(found["number"])
    if found["host"] in ("", "unix"):
        # On Linux there may be an abstract socket, without a file.
        return _connects(Path(f"/tmp/.X11-unix/X{number}")) or _connects(f"\0/tmp/.X11-unix/X{number}")
    try:
        socket.create_connection((found["host"], 6000 + number), _PATIENCE).close()
    except OSError:
        return False
    return True


def _connects(address: Path | str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as end:
        end.settimeout(_PATIENCE)
        try:
            end.connect(os.fspath(address))
        except OSError:
            return False
    return True
