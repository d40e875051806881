"""A second renderer: lays out sections of a long issue on another core.

`python -m editor.publish.section_worker`. It ends when standard input ends, so it never outlives the renderer. The HTML
of sections comes from there, so the models of issues and the templates are not loaded.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import sys
import tempfile
import threading
from queue import SimpleQueue
from typing import BinaryIO

from editor.publish import PublishError
from editor.publish.layout import Layout
from editor.publish.related_processes import end_with_parent
from editor.publish.section_frames import READY, WorkerStart, frame, read_frame
from editor.publish.streams import own_streams

Job = tuple[int, bytes]


def main() -> int:
    """Serve one renderer until it ends."""
    end_with_parent(os.getppid(), signal.SIGKILL)  # also if it is stopped, or a fork of it holds standard input
    incoming, outgoing = own_streams()
    first = read_frame(incoming)
    if first is None:
        return 0
    start: WorkerStart = pickle.loads(first[1])  # from the process that started this one, as everything
    tempfile.tempdir = start.scratch
    jobs: SimpleQueue[Job] = SimpleQueue()
    threading.Thread(target=_read, args=(incoming, jobs), name="reader", daemon=True).start()
    layout = Layout(start.folders, start.stylesheet)
    gc.collect()
    gc.freeze()
    gc.disable()
    answer: Job = (READY, b"")
    while True:
        outgoing.write(frame(*answer))
        outgoing.flush()
        gc.collect(0)
        number, section = jobs.get()
        answer = (number, _laid_out(layout, *pickle.loads(section)))


def _laid_out(layout: Layout, name: str, html: str) -> bytes:
    """The pages of a section; nothing if they cannot be laid out or handed over: the renderer finds out itself."""
    try:
        return layout.packed(layout.lay_out(html, name))
    except PublishError:
        return b""


def _read(incoming: BinaryIO, jobs: SimpleQueue[Job]) -> None:
    try:
        while (job := read_frame(incoming)) is not None:
            jobs.put(job)
    except Exception as error:
        logging.getLogger(__name__).error("A second renderer ends: %s: %s", type(error).__name__, error)
    os._exit(0)  # the renderer is gone: nobody needs the current work


if __name__ == "__main__":
    sys.exit(main())
