"""The process that lays out mail and web page for the window's preview.

`python -m editor.publish.screen_renderer`. It is not the renderer of the pages: a long mail must not make them wait,
and what stops this process must not stop that one. It ends when standard input ends.
"""

from __future__ import annotations

import os
import queue
import shutil
import sys
import tempfile
import threading
from typing import BinaryIO

from editor.publish import PublishError
from editor.publish.protocol import (
    LayOutScreen,
    ProtocolError,
    ScreenFailed,
    ScreenPages,
    Start,
    frame,
    read_message,
)
from editor.publish.screen_page import Screen
from editor.publish.streams import own_streams


def main() -> int:
    """Serve one window until it closes. Of several waiting pages, only the newest is laid out."""
    incoming, outgoing = own_streams()
    start = read_message(incoming)
    if start is None:
        return 0
    if not isinstance(start, Start):
        raise ProtocolError("The first message must be Start.")
    tempfile.tempdir = start.scratch
    waiting: queue.SimpleQueue[LayOutScreen] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(incoming, waiting, start.scratch), name="reader", daemon=True).start()
    screen = Screen(start.theme)
    while True:
        order = waiting.get()
        while not waiting.empty():
            order = waiting.get()
        outgoing.write(frame(answer(screen, order)))
        outgoing.flush()


def answer(screen: Screen, order: LayOutScreen) -> ScreenPages | ScreenFailed:
    """The pages of an order, or why there are none."""
    try:
        made = screen.lay_out(order.html.decode(), order.width, dark=order.dark)
    except PublishError as error:
        return ScreenFailed(order.request, error.message, error.help)
    return ScreenPages(order.request, made.tile_size, made.rectangles, made.pdf)


def _read(incoming: BinaryIO, waiting: queue.SimpleQueue[LayOutScreen], scratch: str) -> None:
    try:
        while (message := read_message(incoming)) is not None:
            if isinstance(message, LayOutScreen):
                waiting.put(message)
    finally:  # the window is gone: nobody needs the current work
        shutil.rmtree(scratch, ignore_errors=True)
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
