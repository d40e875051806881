"""The work of a command in a fork of a running editor's renderer. What it says and writes goes to the command."""

from __future__ import annotations

import io
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.main import main
from editor.publish.commands.frames import send
from editor.publish.commands.server import Command
from editor.publish.layout_process import LayoutProcess, start_layout_processes

if TYPE_CHECKING:
    from editor.publish.publication import ThemeLayouts


class _Stream(io.RawIOBase):
    """Text for the command's standard output or standard error."""

    def __init__(self, connection: socket.socket, kind: str) -> None:
        self._connection = connection
        self._kind = kind

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        text = bytes(data)  # type: ignore[call-overload]
        send(self._connection, {"kind": self._kind}, text)
        return len(text)


class _SendingWriter:
    """Outputs that the command writes."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def make_folder(self, folder: Path) -> None:
        send(self._connection, {"kind": "folder"}, os.fsencode(folder))

    def write(self, target: Path, data: bytes) -> None:
        send(self._connection, {"kind": "file", "path": str(target)}, data)


def do_work(connection: socket.socket, command: Command, layouts: ThemeLayouts) -> None:
    """Run a command whose pages are laid out with `layouts`. Raises OSError if the command is gone."""
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Stream(connection, "out")), "utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(_Stream(connection, "err")), "utf-8", write_through=True)
    writer = _SendingWriter(connection)
    status = main(command.arguments, start_processes=_processes, writer=writer, layouts=layouts)
    sys.stdout.flush()
    sys.stderr.flush()
    send(connection, {"kind": "status", "status": status})


def _processes(most: int) -> Sequence[LayoutProcess]:
    """Further processes for several issues. For one, this process has everything loaded."""
    return start_layout_processes(most) if most > 1 else ()
