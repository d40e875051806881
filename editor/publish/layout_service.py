"""What a layout process does: the requests of `layout_process`, one after the other."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from editor.publish import PublishError
from editor.publish.layout import LaidOutSection, Layout
from editor.publish.layout_messages import receive, scratch_prefix, send
from editor.publish.pdf import write_pdf


class LayoutService:
    """The layout of one theme at a time, and the sections that were laid out with it."""

    def __init__(self) -> None:
        self._theme: tuple[Sequence[Path], str] | None = None
        self._layout: Layout | None = None
        self._sections: dict[int, LaidOutSection] = {}
        self._next = 0

    def answer(self, request: tuple[Any, ...]) -> tuple[str, Any]:
        """The answer to a request: ("done", result), or ("failed", (message, help))."""
        try:
            match request:
                case "lay_out", str(html), str(name):
                    return "done", self._lay_out(html, name)
                case "write", tuple(numbers), tuple(arguments):
                    sections = [self._sections[number] for number in numbers]
                    self._sections.clear()
                    return "done", write_pdf(sections, arguments[0], self._made(), *arguments[1:])
        except PublishError as error:
            return "failed", (error.message, error.help)
        raise ValueError("unknown request")

    def use(self, folders: Sequence[Path], stylesheet: str) -> None:
        """Use a theme from now on. The one in use keeps what was computed."""
        if self._theme != (folders, stylesheet):
            self._theme = (folders, stylesheet)
            self._layout = None
        self._sections.clear()
        self._made()

    def _made(self) -> Layout:
        if self._layout is None:
            assert self._theme is not None
            self._layout = Layout(*self._theme)
        return self._layout

    def _lay_out(self, html: str, name: str) -> tuple[int, tuple[frozenset[str], ...]]:
        laid_out = self._made().lay_out(html, name)
        self._next += 1
        self._sections[self._next] = laid_out
        return self._next, tuple(frozenset(page.anchors) for page in laid_out.document.pages)


def serve(connection: socket.socket) -> int:
    """Answer until the command closes its end. Temporary files are removed. Returns the exit status."""
    signal.signal(signal.SIGTERM, _end)
    scratch = ""
    try:
        try:
            scratch = tempfile.tempdir = tempfile.mkdtemp(prefix=scratch_prefix(os.getpid()))
            _answer_all(connection)
        finally:  # nothing interrupts the removal of the folder
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
    except (_Ended, OSError):
        return 1
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return 0


def _answer_all(connection: socket.socket) -> None:
    service = LayoutService()
    while True:
        try:
            request = receive(connection)
        except ConnectionResetError:  # it has finished
            return
        if request[0] == "theme":
            service.use(*request[1:])
        else:
            send(connection, service.answer(request))


class _Ended(BaseException):
    """The command is gone."""


def _end(number: int, frame: object) -> NoReturn:
    raise _Ended
