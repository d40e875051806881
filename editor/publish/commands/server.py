"""The renderer's side: accepts a command on a socket, and forks a process that does its work.

The fork is made by the thread that lays out pages, between two jobs: no library is in the middle of anything then. The
process has a copy of all memory, works only with what the command names, and ends with the renderer or the command.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from editor.publish.commands.frames import receive, send
from editor.publish.commands.identity import is_same_user, program_state
from editor.publish.commands.sockets import is_possible, socket_folder
from editor.publish.related_processes import end_with_parent

PATIENCE = 2.0
"""Seconds in which a command has to say what it wants."""
LONGEST = 600
"""Seconds after which a process that does a command's work is ended."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Command:
    """The arguments of a command, and the folder in which it was given."""

    arguments: Sequence[str]
    folder: str


DoWork = Callable[[socket.socket, Command], None]
"""Does the work of a command and sends what it says and writes, in a process of its own."""


class CommandServer:
    """Listens for commands. `enqueue` has the working thread call something between two jobs."""

    def __init__(self, path: Path, enqueue: Callable[[Callable[[], None]], None], do_work: DoWork) -> None:
        self.path = path
        self._state = program_state()
        self._enqueue = enqueue
        self._do_work = do_work
        self._children: set[int] = set()
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listening.bind(str(path))
        self._listening.listen(4)
        signal.signal(signal.SIGCHLD, lambda number, frame: self._reap())
        threading.Thread(target=self._accept, name="commands", daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            try:
                connection.settimeout(PATIENCE)
                command = self._command(connection)
            except (OSError, TypeError, ValueError, KeyError) as error:
                _log.info("A command was refused: %s", error)
                connection.close()
            else:
                self._enqueue(lambda connection=connection, command=command: self._fork(connection, command))  # type: ignore[misc]

    def _command(self, connection: socket.socket) -> Command:
        if not is_same_user(connection):
            raise ValueError("another user, or another file system")
        header, _ = receive(connection)
        if header["state"] != self._state:
            raise ValueError("another program")
        return Command(tuple(map(str, header["arguments"])), str(header["folder"]))

    def _fork(self, connection: socket.socket, command: Command) -> None:
        with suppress(OSError):  # no memory, or no processes left: the command does its work itself
            parent = os.getpid()
            child = os.fork()
            if child == 0:
                self._work(connection, command, parent)
            self._children.add(child)
        connection.close()

    def _work(self, connection: socket.socket, command: Command, parent: int) -> NoReturn:
        """The forked process, from its first to its last line."""
        scratch = ""
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            end_with_parent(parent, signal.SIGKILL)
            signal.alarm(LONGEST)
            _keep_only(connection.fileno())
            scratch = tempfile.tempdir = tempfile.mkdtemp()
            os.chdir(command.folder)
            connection.settimeout(PATIENCE)
            send(connection, {"kind": "accepted"})
            connection.settimeout(LONGEST)
            self._do_work(connection, command)
        except BaseException:  # the command does its work itself
            _log.debug("The work of a command ended.", exc_info=True)
        finally:
            with suppress(Exception):
                shutil.rmtree(scratch, ignore_errors=True)
            os._exit(0)

    def _reap(self) -> None:
        """Take note of ended processes, so that the system forgets them."""
        for child in list(self._children):
            with suppress(ChildProcessError):
                if os.waitpid(child, os.WNOHANG) == (0, 0):
                    continue
            self._children.discard(child)


def listen(enqueue: Callable[[Callable[[], None]], None], do_work: DoWork) -> CommandServer | None:
    """Start to listen, if that is possible on this machine."""
    folder = socket_folder() if is_possible() else None
    if folder is None:
        return None
    path = folder / f"{os.getpid()}.socket"
    try:
        path.unlink(missing_ok=True)
        return CommandServer(path, enqueue, do_work)
    except OSError as error:
        _log.info("Commands do their work themselves: %s", error)
        return None


def _keep_only(descriptor: int) -> None:
    """Close what belongs to the renderer: its pipes to the window, and the socket that it listens on."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, 4096)
