"""Have the renderer of a running editor do a command's work. Without one, or if it fails, the command works itself."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from editor.cli.output import print_message, print_result
from editor.cli.writing import FileWriter, OutputWriter
from editor.publish.commands.frames import BadFrame, receive, send
from editor.publish.commands.identity import is_possible, is_same_user, program_state, socket_folder

PATIENCE = 1.5
"""Seconds in which a renderer has to accept the command. One that lays out a long issue takes longer."""
SILENCE = 20.0
"""Seconds without a word after which the work is taken back."""

Frame = tuple[dict[str, Any], bytes]


def hand_over(
    arguments: Sequence[str],
    writer: OutputWriter | None = None,
    *,
    patience: float = PATIENCE,
    silence: float = SILENCE,
) -> int | None:
    """The exit status of a command that a running editor did the work for; None if none did. Raises FileError.

    What it says and writes comes when it is complete, so that a renderer that fails in the middle leaves no trace.
    """
    folder = socket_folder() if is_possible() else None
    if folder is None:
        return None
    state = ""
    for path in sorted(folder.glob("*.socket")):
        state = state or program_state()
        frames = _done_by(path, state, arguments, patience, silence)
        if frames is not None:
            return _replayed(frames, writer or FileWriter())
    return None


def _done_by(path: Path, state: str, arguments: Sequence[str], patience: float, silence: float) -> list[Frame] | None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.settimeout(patience)
            connection.connect(str(path))
            if not is_same_user(connection):
                return None
            send(connection, {"state": state, "arguments": list(arguments), "folder": str(Path.cwd())})
            if receive(connection)[0] != {"kind": "accepted"}:
                return None
            connection.settimeout(silence)
            frames = [receive(connection)]
            while frames[-1][0]["kind"] != "status":
                frames.append(receive(connection))
        except ConnectionRefusedError:  # left by a renderer that was killed
            with suppress(OSError):
                path.unlink()
            return None
        except (OSError, KeyError, UnicodeError):
            return None
        return frames


def _replayed(frames: Sequence[Frame], writer: OutputWriter) -> int:
    for header, blob in frames:
        match header["kind"]:
            case "out":
                print_result(blob.decode())
            case "err":
                print_message(blob.decode().removesuffix("\n"))
            case "folder":
                writer.make_folder(Path(os.fsdecode(blob)))
            case "file":
                writer.write(Path(header["path"]), blob)
            case "status":
                return int(header["status"])
    raise BadFrame("no status")
