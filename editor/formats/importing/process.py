"""Reads sources in a process of its own, which can be stopped at any moment and whose time and memory are bounded.

Run as a module, it is that process: it answers requests on standard input until there are no more. Requests and answers
are pickled values behind their length; both ends are this program.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from typing import IO, Any

from editor.formats.importing.source import ImportedSource, read_source
from editor.formats.source.child_process import MOST_SECONDS, command, environment, limit
from editor.formats.source.unreadable import UnreadableSource
from schemas import Theme

_LENGTH = 8
_TOO_MUCH = (
    "Reading the file takes too much time or memory.",
    "Save it again in the program that made it, or copy its text and paste it.",
)


class ReadingStopped(Exception):
    """The process was stopped while it read."""


class SourceProcess:
    """One process that reads sources one after another. It is started with the first, and again after a crash."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._lock = threading.Lock()

    def read(self, data: bytes, theme: Theme) -> ImportedSource:
        """The issue in a source. Raises UnreadableSource, and ReadingStopped after `stop`."""
        process = self._started()
        timer = threading.Timer(2 * MOST_SECONDS, process.kill)
        timer.daemon = True
        timer.start()
        try:
            _send(process.stdin, (data, theme))
            answer = _receive(process.stdout)
        except (OSError, EOFError) as error:
            self._end()
            if self._is_stopped:
                raise ReadingStopped from error
            raise UnreadableSource(*_TOO_MUCH) from error
        finally:
            timer.cancel()
        if isinstance(answer, ImportedSource):
            return answer
        raise UnreadableSource(*answer)

    def stop(self) -> None:
        """End the process, whatever it is doing. May be called from any thread."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the process when nothing more is to be read."""
        self.stop()
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_stopped:
                raise ReadingStopped
            if self._process is None:
                self._process = subprocess.Popen(
                    command("editor.formats.importing.process"),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=environment(),
                )
            return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # what was not sent yet


def _send(stream: IO[bytes] | None, value: object) -> None:
    assert stream is not None
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(content).to_bytes(_LENGTH, "big"))
    stream.write(content)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> Any:
    assert stream is not None
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        raise EOFError
    size = int.from_bytes(head, "big")
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return pickle.loads(content)


def _serve() -> None:
    from editor.formats.pdf.reader import read_pdf_here

    while True:
        try:
            data, theme = _receive(sys.stdin.buffer)
        except EOFError:
            return
        limit()
        answer: object
        try:
            answer = read_source(data, theme, read_pdf=read_pdf_here)
        except UnreadableSource as error:
            answer = (error.message, error.help)
        except (MemoryError, RecursionError):
            answer = _TOO_MUCH
        _send(sys.stdout.buffer, answer)


if __name__ == "__main__":
    _serve()
