"""A second process for a command: it loads WeasyPrint while the command loads the issue, and lays out its pages.

Loading both one after the other takes half of the time that the pages of the sample take. The process is forked before
either is loaded, so that forking costs a millisecond; it exists only where forking is safe and there are two cores. It
ends with the command, however that ends. If it ends before, or hangs, the command does the work itself.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from editor.publish import PublishError
from editor.publish.layout_messages import receive, scratch_prefix, send
from editor.publish.related_processes import end_with_parent, usable_cores

if TYPE_CHECKING:
    from editor.document.installed_theme import InstalledTheme

PATIENCE = 120.0
"""Seconds for one section, or for writing the file: many times what the longest takes on a slow machine."""


class LayoutProcessEnded(Exception):
    """The process ended, or did not answer in time."""


def start_layout_processes(most: int) -> tuple[LayoutProcess, ...]:
    """Fork at most that many layout processes; none on a single core. The calling process must have one thread."""
    cores = usable_cores() if sys.platform == "linux" else 1  # forking is not safe elsewhere
    started: list[LayoutProcess] = []
    with suppress(OSError):  # no memory, or no processes left: the command works without
        for _ in range(min(most, cores) if cores > 1 else 0):
            started.append(LayoutProcess())
    return tuple(started)


class LayoutProcess:
    """The command's end of one process. Raises OSError if it cannot be started."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._socket, theirs = socket.socketpair()
        command = os.getpid()
        try:
            self.pid = os.fork()
        except OSError:
            self._socket.close()
            raise
        finally:
            if getattr(self, "pid", None) != 0:
                theirs.close()
        if self.pid == 0:
            self._socket.close()
            _serve(theirs, command)
        self._socket.settimeout(patience)

    def send(self, request: tuple[Any, ...]) -> None:
        """Send a request. Raises LayoutProcessEnded."""
        try:
            send(self._socket, request)
        except OSError as error:
            raise self._ended(error) from error

    def use(self, theme: InstalledTheme) -> None:
        """Have it read the theme, if that is not the one that it has. Raises LayoutProcessEnded and PublishError."""
        from editor.publish.stylesheet import stylesheet

        self.send(("theme", tuple(theme.folders), stylesheet(theme)))

    def answer(self) -> Any:
        """Wait for the answer to the last request. Raises LayoutProcessEnded, and PublishError from the process."""
        try:
            kind, content = receive(self._socket)
        except (OSError, pickle.UnpicklingError) as error:
            raise self._ended(error) from error
        if kind == "failed":
            raise PublishError(*content)
        return content

    def close(self) -> None:
        """End the process; it is gone when this returns."""
        self._socket.close()
        if self.pid:
            with suppress(OSError):
                os.kill(self.pid, signal.SIGTERM)
            with suppress(OSError):
                os.waitpid(self.pid, 0)
            self.pid = 0

    def _ended(self, error: Exception) -> LayoutProcessEnded:
        if self.pid:
            with suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)  # it may hang
            pid = self.pid
            self.close()
            _remove_scratch(pid)
        return LayoutProcessEnded(str(error) or type(error).__name__)


def _remove_scratch(pid: int) -> None:
    """Remove what a killed process could not remove."""
    import shutil
    import tempfile
    from contextlib import suppress

    with suppress(OSError):  # there may be no such folder: all are full
        for folder in Path(tempfile.gettempdir()).glob(f"{scratch_prefix(pid)}*"):
            shutil.rmtree(folder, ignore_errors=True)


def _serve(connection: socket.socket, command: int) -> NoReturn:
    """The forked process, from its first to its last line: it must never return into the command."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command tells it to end
        end_with_parent(command, signal.SIGTERM)
        from editor.publish.layout_service import serve  # loads WeasyPrint

        status = serve(connection)
    except BaseException:
        import logging

        logging.getLogger(__name__).debug("The layout process ends.", exc_info=True)
    finally:
        os._exit(status)


class RemotePages:
    """The pages of a section that another process has laid out."""

    def __init__(self, number: int, page_paths: Sequence[frozenset[str]]) -> None:
        self.number = number
        self._page_paths = page_paths

    @property
    def page_count(self) -> int:
        return len(self._page_paths)

    def page_of(self, path: str) -> int:
        """The index of the first page that shows a path. Raises PublishError if none does."""
        for index, paths in enumerate(self._page_paths):
            if path in paths:
                return index
        raise PublishError(f"The theme's pages do not show {path}.", "Give an element of its templates this id.")


class RemoteLayout:
    """Lays out sections in another process, with one stylesheet and one set of fonts."""

    def __init__(self, process: LayoutProcess, theme: InstalledTheme) -> None:
        self._process = process
        self._begun = ""
        process.use(theme)

    def begin(self, html: str, name: str) -> None:
        """Have a section laid out while the command does something else. Raises LayoutProcessEnded."""
        self._process.send(("lay_out", html, name))
        self._begun = html

    def lay_out(self, html: str, name: str = "") -> RemotePages:
        """Lay out one section. Raises PublishError and LayoutProcessEnded."""
        if self._begun != html:
            self._drop_begun()
            self.begin(html, name)
        self._begun = ""
        return RemotePages(*self._process.answer())

    def write(self, pages: Sequence[RemotePages], *arguments: Any) -> Any:
        """The file of these pages; the arguments are those of `write_pdf`. Raises PublishError, LayoutProcessEnded."""
        self._drop_begun()
        self._process.send(("write", tuple(one.number for one in pages), arguments))
        return self._process.answer()

    def _drop_begun(self) -> None:
        """Receive the answer for a section that is not wanted any more, as answers come in order."""
        if self._begun:
            self._begun = ""
            with suppress(PublishError):
                self._process.answer()
