"""A thread that answers questions beside the window: of two of one kind only the last one's answer is told.

Reading a history on a network's disk and comparing two long issues take their time. What nobody waits for any more is
not begun, and given up where the work asks whether it is still wanted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from editor.document.compare.issues import Cancelled

_Answer = TypeVar("_Answer")
IsWanted = Callable[[], bool]


class LatestOnlyWorker:
    """One thread, one question after the other. Whoever makes it closes it."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, f"newsdesk-{name}")
        self._newest: dict[str, int] = {}
        self._is_closed = False

    def ask(self, kind: str, find: Callable[[IsWanted], _Answer], tell: Callable[[_Answer], object]) -> None:
        """Have `find` called in the thread, and there `tell` with what it gave, unless that is asked anew.

        Of the kind "" all are answered. `find` may raise GivenUp. After `close` nothing is asked.
        """
        if self._is_closed:  # what is on its way to somebody may still make them ask
            return
        number = self._newest[kind] = self._newest.get(kind, 0) + 1

        def is_wanted() -> bool:
            return not self._is_closed and (not kind or self._newest[kind] == number)

        def answer() -> None:
            if is_wanted():
                with contextlib.suppress(Cancelled):
                    found = find(is_wanted)
                    if is_wanted():
                        tell(found)

        self._thread.submit(answer)

    def close(self) -> None:
        """Answer no more, and wait until the thread is out."""
        self._is_closed = True
        self._thread.shutdown(wait=True, cancel_futures=True)
