"""The renderer's process: reads issues from standard input, writes pages to standard output.

`python -m editor.publish.renderer`. It ends when standard input ends, so it never outlives the window. What libraries
print goes to standard error.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from editor.publish import OtherWidths, PublishError
from editor.publish.commands.identity import theme_state
from editor.publish.commands.server import Command, listen
from editor.publish.inbox import Call, Inbox, PdfOrder, Snapshot
from editor.publish.layout_memory import why_off
from editor.publish.preview import Preview
from editor.publish.protocol import (
    LayingOut,
    PdfFailed,
    PdfWritten,
    Prepare,
    Prepared,
    ProtocolError,
    Ready,
    SectionPages,
    Start,
    Stopped,
    ToWindow,
    frame,
    read_message,
)
from editor.publish.publication import PlacedSection, Publication, SectionLayoutCache, ThemeLayouts
from editor.publish.section_pool import SectionPool, spare_cores
from editor.publish.sections import COVER, section_at
from editor.publish.streams import own_streams
from editor.publish.warm_up import warm_up_issue

YOUNG = 0
"""The generation of the garbage of one layout. WeasyPrint's documents have reference cycles: 2,000 objects each time.
Collecting these takes milliseconds, and is done after the pages are sent. Older objects are collected when idle."""

IDLE_SECONDS = 1.0

LONG = 0.15
REST = 0.4
"""Seconds. If the contents took longer than LONG last time (with about a hundred entries), they are laid out only after
nothing arrived for REST: otherwise they would delay the next letter of a title."""

Send = Callable[[ToWindow], None]


class RenderService:
    """Does the work in the inbox, one job after the other."""

    def __init__(self, layout_cache: SectionLayoutCache, inbox: Inbox, send: Send) -> None:
        self._layout_cache = layout_cache
        self._pdfs = layout_cache.preview_writer()
        self._preview = Preview(layout_cache, self._pdfs)
        self._inbox = inbox
        self._send = send
        self._contents_took = 0.0

    def warm_up(self) -> None:
        """Lay out pages that are not shown, so that everything is loaded before the first issue arrives."""
        snapshot = Snapshot(0, warm_up_issue(), "", frozenset())
        for _ in Preview(self._layout_cache, self._pdfs).messages(snapshot):
            pass

    def work(self, job: Snapshot | PdfOrder | Prepare) -> None:
        """Do one job, or as much of it as is still needed."""
        try:
            match job:
                case PdfOrder():
                    self._write(job)
                case Snapshot():
                    self._show(job)
                case Prepare(section):
                    for message in self._preview.preparation(section):
                        self._send(message)
        except PublishError as error:
            match job:
                case PdfOrder(request):
                    self._send(PdfFailed(request, error.message, error.help))
                case Snapshot():
                    self._send(Stopped(error.message, error.help))

    def rest(self) -> None:
        """There is nothing to do for now."""
        self._layout_cache.rest()

    def _show(self, snapshot: Snapshot) -> None:
        messages = self._preview.messages(snapshot)
        pages_sent, begun = False, 0.0
        for message in messages:
            if pages_sent:
                gc.collect(YOUNG)
            self._send(message)
            pages_sent = isinstance(message, SectionPages)
            is_contents = isinstance(message, LayingOut) and message.section == COVER != section_at(snapshot.edited)
            rest = REST if is_contents and self._contents_took > LONG else 0
            if self._inbox.fills_within(rest):
                messages.close()
                self._inbox.put_back(snapshot)
                return
            if begun:
                self._contents_took = time.monotonic() - begun
            begun = time.monotonic() if is_contents else 0

    def _write(self, order: PdfOrder) -> None:
        snapshot = order.snapshot
        if snapshot.skipped:
            raise PublishError(
                "A section of the issue could not be laid out, so no file was written.",
                "See the note below the pages, and change that section.",
            )
        steps = self._layout_cache.steps(snapshot.issue, proof=order.proof)
        announced = ""
        try:
            while not self._inbox.is_cancelled(order.request):
                try:
                    step = next(steps)
                except StopIteration as end:
                    publication: Publication = end.value
                    self._send(LayingOut(snapshot.revision, ""))
                    if order.line_numbers:
                        publication = self._layout_cache.with_line_numbers(publication)
                    try:
                        written = publication.write(attach_issue=order.attach_issue)
                    except OtherWidths:
                        self._layout_cache.lay_out_alone()
                        steps = self._layout_cache.steps(snapshot.issue, proof=order.proof)
                        continue
                    self._send(PdfWritten(order.request, written.data, written.notes, publication.pages))
                    return
                if not isinstance(step, PlacedSection):
                    announced = step.name
                    self._send(LayingOut(snapshot.revision, announced))
                elif announced:
                    gc.collect(YOUNG)
                    self._send(Prepared(announced))
                    announced = ""
        finally:
            if announced:
                self._send(Prepared(announced))
            if order.proof:
                self._layout_cache.drop_proofs()


DoWork = Callable[[socket.socket, Command, ThemeLayouts], None]


def main(do_work: DoWork | None = None, prepare: Callable[[], None] = lambda: None) -> int:
    """Serve one window until it closes; and commands, whose work `do_work` does in forks of this process.

    `prepare` is called in the first pause, and loads what commands need.
    """
    incoming, outgoing = own_streams()

    def send(message: ToWindow) -> None:
        outgoing.write(frame(message))
        outgoing.flush()

    inbox = Inbox()
    start = read_message(incoming)
    if start is None:
        return 0
    if not isinstance(start, Start):
        raise ProtocolError("The first message must be Start.")
    tempfile.tempdir = start.scratch
    leftovers = [Path(start.scratch)]
    threading.Thread(target=_read, args=(incoming, inbox, leftovers), name="reader", daemon=True).start()
    try:
        theme = start.theme
        state = theme_state(theme.folders)
        pool = SectionPool(spare_cores()) if spare_cores() and not why_off() else None
        layout_cache = SectionLayoutCache(theme, pool=pool)
        renderer = RenderService(layout_cache, inbox, send)
        renderer.warm_up()
    except PublishError as error:
        send(Stopped(error.message, error.help))
        return 1
    send(Ready())
    gc.disable()
    _collect_all()

    def work(connection: socket.socket, command: Command) -> None:
        assert do_work is not None
        is_unchanged = theme_state(theme.folders) == state
        do_work(connection, command, layout_cache.layouts() if is_unchanged else ThemeLayouts())

    is_to_prepare = False
    if do_work is not None and (server := listen(inbox.call, work)):
        leftovers.append(server.path)
        is_to_prepare = True
    worked = False
    while not inbox.closed:
        job = inbox.take(idle=IDLE_SECONDS if worked else None)
        worked = job is not None
        if job is None:
            if is_to_prepare:
                prepare()
                is_to_prepare = False
            renderer.rest()
            _collect_all()
        elif isinstance(job, Call):
            job.function()
        else:
            renderer.work(job)
    return 0


def _collect_all() -> None:
    """Collect all garbage, and exclude what is left from later collections."""
    gc.collect()
    gc.freeze()


def _read(incoming: BinaryIO, inbox: Inbox, leftovers: Sequence[Path]) -> None:
    try:
        while (message := read_message(incoming)) is not None:
            inbox.put(message)
    except Exception as error:
        logging.getLogger(__name__).error("The renderer ends: %s: %s", type(error).__name__, error)
        os._exit(2)
    # The window is gone: nobody needs the current work.
    for path in leftovers:
        with suppress(OSError):
            path.unlink() if path.is_socket() else shutil.rmtree(path)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
