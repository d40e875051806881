"""A worker delivers the latest result of each kind, and nothing after close."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import pytest

from editor.document.compare.issues import Cancelled
from editor.session.storage.latest_only_worker import IsWanted, LatestOnlyWorker
from tests.gui.conftest import PATIENCE

SECONDS = PATIENCE / 1000


class Held:
    """Work that says when it is begun, and goes on when it is let."""

    def __init__(self, answer: str) -> None:
        self.begun, self.may_go_on = threading.Event(), threading.Event()
        self.was_wanted: bool | None = None
        self._answer = answer

    def __call__(self, is_wanted: IsWanted) -> str:
        self.begun.set()
        assert self.may_go_on.wait(SECONDS)
        self.was_wanted = is_wanted()
        return self._answer


@pytest.fixture
def asking() -> Iterator[LatestOnlyWorker]:
    made = LatestOnlyWorker("test")
    yield made
    made.close()


def held_up(asking: LatestOnlyWorker, told: SimpleQueue[str], kind: str) -> Held:
    """A question that the thread is busy with."""
    held = Held("held")
    asking.submit(kind, held, told.put)
    assert held.begun.wait(SECONDS)
    return held


def test_only_the_latest_task_of_a_kind_delivers(asking: LatestOnlyWorker) -> None:
    told: SimpleQueue[str] = SimpleQueue()
    begun: list[str] = []

    def find(answer: str) -> str:
        begun.append(answer)
        return answer

    first = held_up(asking, told, "list")
    asking.submit("list", lambda _: find("second"), told.put)
    asking.submit("other", lambda _: find("other"), told.put)
    asking.submit("list", lambda _: find("third"), told.put)
    first.may_go_on.set()
    assert [told.get(timeout=SECONDS) for _ in range(2)] == ["other", "third"]
    assert first.was_wanted is False
    assert begun == ["other", "third"]
    assert told.empty()


def test_tasks_without_a_kind_all_deliver(asking: LatestOnlyWorker) -> None:
    told: SimpleQueue[str] = SimpleQueue()
    first = held_up(asking, told, "")
    asking.submit("", lambda _: "second", told.put)
    first.may_go_on.set()
    assert [told.get(timeout=SECONDS) for _ in range(2)] == ["held", "second"]


def test_an_abandoned_task_delivers_nothing_and_the_next_one_does(asking: LatestOnlyWorker) -> None:
    told: SimpleQueue[str] = SimpleQueue()

    def give_up(_: IsWanted) -> str:
        raise Cancelled

    asking.submit("list", give_up, told.put)
    asking.submit("other", lambda _: "next", told.put)
    assert told.get(timeout=SECONDS) == "next"
    assert told.empty()


def test_after_close_nothing_is_delivered_or_started(asking: LatestOnlyWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    told: SimpleQueue[str] = SimpleQueue()
    begun: list[str] = []

    def find(answer: str) -> str:
        begun.append(answer)
        return answer

    first = held_up(asking, told, "list")
    asking.submit("", lambda _: find("waiting"), told.put)
    shut_down = ThreadPoolExecutor.shutdown

    def let_it_go_on_and_shut_down(thread: ThreadPoolExecutor, **how: bool) -> None:
        first.may_go_on.set()
        shut_down(thread, **how)

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", let_it_go_on_and_shut_down)
    asking.close()
    asking.submit("other", lambda _: find("late"), told.put)
    assert first.was_wanted is False
    assert begun == []
    assert told.empty()
