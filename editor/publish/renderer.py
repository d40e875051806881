"""The renderer's process: reads issues from standard input, answers with pages on standard output.

`python -m editor.publish.renderer`. It ends when standard input does, so that it never outlives the window, however
that came to its end. What libraries print goes to standard error.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from editor.document.house import InstalledTheme
from editor.publish import PublishError
from editor.publish.inbox import Inbox, PdfOrder, Snapshot
from editor.publish.preview import Preview
from editor.publish.protocol import (
    LayingOut,
    PdfFailed,
    PdfWritten,
    ProtocolError,
    Ready,
    Start,
    Stopped,
    ToWindow,
    frame,
    read_message,
)
from editor.publish.publication import Placed, Press, Publication
from schemas import Issue, Theme

Send = Callable[[ToWindow], None]


class Renderer:
    """Does what waits in the inbox, one after the other."""

    def __init__(self, press: Press, inbox: Inbox, send: Send) -> None:
        self._press = press
        self._preview = Preview(press)
        self._inbox = inbox
        self._send = send

    def warm_up(self) -> None:
        """Lay out an empty issue, so that fonts, templates and stylesheets are read before the first one comes."""
        self._press.publication(Issue())

    def work(self, job: Snapshot | PdfOrder) -> None:
        """Do one job, or as much of it as is still wanted."""
        try:
            if isinstance(job, PdfOrder):
                self._write(job)
            else:
                self._show(job)
        except PublishError as error:
            if isinstance(job, PdfOrder):
                self._send(PdfFailed(job.request, error.message, error.help))
            else:
                self._send(Stopped(error.message, error.help))

    def _show(self, snapshot: Snapshot) -> None:
        for message in self._preview.messages(snapshot):
            self._send(message)
            if not self._inbox.is_empty:
                self._inbox.put_back(snapshot)
                return

    def _write(self, order: PdfOrder) -> None:
        snapshot = order.snapshot
        if snapshot.skipped:
            raise PublishError(
                "A part of the issue could not be laid out, so there is no file.",
                "See the note under the pages, and change that part.",
            )
        steps = self._press.steps(snapshot.issue, proof=order.proof)
        while not self._inbox.is_cancelled(order.request):
            try:
                step = next(steps)
            except StopIteration as end:
                publication: Publication = end.value
                self._send(LayingOut(snapshot.revision, ""))
                self._send(PdfWritten(order.request, publication.pdf()))
                return
            if not isinstance(step, Placed):
                self._send(LayingOut(snapshot.revision, step.name))


def main() -> int:
    """Serve one window until it goes."""
    incoming, outgoing = _own_streams()

    def send(message: ToWindow) -> None:
        outgoing.write(frame(message))
        outgoing.flush()

    inbox = Inbox()
    start = read_message(incoming)
    if start is None:
        return 0
    if not isinstance(start, Start):
        raise ProtocolError("The first message has to be Start.")
    tempfile.tempdir = start.scratch
    threading.Thread(target=_read, args=(incoming, inbox, start.scratch), name="reader", daemon=True).start()
    try:
        theme = InstalledTheme(Theme.model_validate_json(start.declared), Path(start.folder), frozenset())
        renderer = Renderer(Press(theme), inbox, send)
        renderer.warm_up()
    except (PublishError, ValidationError) as error:
        message, help = (error.message, error.help) if isinstance(error, PublishError) else (str(error), "")
        send(Stopped(message, help))
        return 1
    send(Ready())
    # What is there now stays; collecting would go over all of it again and again, in the middle of a keystroke.
    gc.collect()
    gc.freeze()
    gc.disable()
    while not inbox.closed:
        job = inbox.take(idle=1.0)
        if job is None:
            gc.collect()
        else:
            renderer.work(job)
    return 0


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for frames alone: what anything else prints goes to standard error."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return incoming, outgoing


def _read(incoming: BinaryIO, inbox: Inbox, scratch: str) -> None:
    try:
        while (message := read_message(incoming)) is not None:
            inbox.put(message)
    except Exception as error:
        logging.getLogger(__name__).error("The renderer ends: %s: %s", type(error).__name__, error)
        os._exit(2)
    # The window is gone, and with it whoever could want the work at hand.
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
