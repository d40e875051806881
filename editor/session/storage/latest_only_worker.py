"""A worker thread for tasks of which only the latest result matters.

Reading a history from a network disk or comparing two long issues takes a while. A task that was superseded is not
started, or stops when it checks whether its result is still wanted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from editor.document.compare.issues import Cancelled

_Result = TypeVar("_Result")
IsWanted = Callable[[], bool]


class LatestOnlyWorker:
    """Runs tasks one after the other in one thread. The owner must `close` it."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, f"newsdesk-{name}")
        self._newest: dict[str, int] = {}
        self._is_closed = False

    def submit(self, kind: str, compute: Callable[[IsWanted], _Result], deliver: Callable[[_Result], object]) -> None:
        """Call `compute` in the thread, then `deliver` with its result, unless a newer task has the same `kind`.

        Tasks of the kind "" do not supersede each other. `compute` may raise GivenUp. Does nothing after `close`.
        """
        if self._is_closed:  # a queued signal may still lead to a call
            return
        number = self._newest[kind] = self._newest.get(kind, 0) + 1

        def is_wanted() -> bool:
            return not self._is_closed and (not kind or self._newest[kind] == number)

        def run() -> None:
            if is_wanted():
                with contextlib.suppress(Cancelled):
                    result = compute(is_wanted)
                    if is_wanted():
                        deliver(result)

        self._thread.submit(run)

    def close(self) -> None:
        """Deliver no more results, and wait for the thread."""
        self._is_closed = True
        self._thread.shutdown(wait=True, cancel_futures=True)
