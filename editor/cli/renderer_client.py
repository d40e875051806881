"""A command's side of the socket on which the renderer of a running editor listens for work."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from editor.cli.output import print_message, print_result
from editor.cli.writing import OutputWriter
from editor.publish.commands.frames import BadFrame, receive, send
from editor.publish.commands.identity import is_same_user

Frame = tuple[dict[str, Any], bytes]


def done_by(path: Path, state: str, arguments: Sequence[str], patience: float, silence: float) -> list[Frame] | None:
    """What the renderer at a socket says and writes for a command, when it is complete; None if it does not do it."""
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


def replayed(frames: Sequence[Frame], writer: OutputWriter) -> int:
    """Print and write what a renderer made, and return the exit status. Raises FileError."""
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
