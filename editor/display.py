"""Whether a window can be opened. Asked before Qt is loaded: without a screen, Qt ends the program by itself."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

# Platforms of Qt that draw without a screen of the system's.
_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
_X_DISPLAY = re.compile(r"(?P<host>[^:]*):(?P<number>\d+)(\.\d+)?")
_PATIENCE = 2.0
"""Seconds that a screen on another machine has to answer."""


def window_problem(environment: Mapping[str, str]) -> str | None:
    """What to tell the user, or None where a window can be opened."""
    if sys.platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM", "").startswith(_SCREENLESS):
        return None
    if _wayland_answers(environment):
        return None
    display = environment.get("DISPLAY", "")
    if not display:
        return "There is no screen here for the editor's window (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    if not _x_answers(display):
        return f"The screen {display} does not answer, so the editor's window cannot open."
    return None


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return _connects(Path(environment.get("XDG_RUNTIME_DIR", "/run"), name))  # an absolute name stands for itself


def _x_answers(display: str) -> bool:
    found = _X_DISPLAY.fullmatch(display)
    if found is None:
        return False
    number = int(found["number"])
    if found["host"] in ("", "unix"):
        # Linux also has a socket without a file.
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
