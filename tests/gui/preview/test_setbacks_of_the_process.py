"""Crashes, hangs and nonsense, from a stand-in that does them on demand."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.document.house import InstalledTheme
from editor.publish.protocol import Message, ShowEdits, ToRenderer, WritePdf
from editor.session.child import Child
from editor.session.renderer import Activity, Rendering
from editor.session.renderer_process import RendererProcess
from schemas import Entry, Issue
from tests.gui.conftest import PATIENCE

STAND_IN = (sys.executable, "-P", str(Path(__file__).with_name("stand_in.py")))

Start = Callable[..., RendererProcess]


@pytest.fixture
def start(theme: InstalledTheme) -> Iterator[Start]:
    started: list[RendererProcess] = []

    def one(*options: str, command: tuple[str, ...] = STAND_IN, patience: float = 10) -> RendererProcess:
        started.append(RendererProcess(theme, command=(*command, *options), patience=patience))
        return started[-1]

    yield one
    for process in started:
        process.close()


def issue(*titles: str) -> Issue:
    return Issue(top5=tuple(Entry(id=f"e{number}", title=title) for number, title in enumerate(titles, 1)))


def wait_for(qtbot: QtBot, renderer: RendererProcess, activity: Activity) -> None:
    qtbot.waitUntil(lambda: renderer.state.activity is activity, timeout=PATIENCE)


def titles(rendering: Rendering) -> list[str]:
    return [section.pdf.decode() for section in rendering.sections if section.name.startswith("top5/")]


def test_a_killed_process_is_replaced_and_shows_what_is_current(start: Start, qtbot: QtBot) -> None:
    renderer = start()
    renderer.show(issue("old"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    killed = renderer.pid
    os.kill(killed, signal.SIGKILL)
    renderer.show(issue("new"), None)
    qtbot.waitUntil(lambda: titles(renderer.rendering) == ["new"], timeout=PATIENCE)
    assert renderer.pid not in (0, killed)


def test_a_section_that_takes_too_long_is_left_out_until_it_changes(start: Start, qtbot: QtBot) -> None:
    renderer = start(patience=0.3)
    renderer.show(issue("one", "two"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    renderer.show(issue("one", "two hangs"), None)
    qtbot.waitUntil(lambda: bool(renderer.rendering.notes), timeout=PATIENCE)
    (note,) = renderer.rendering.notes
    assert (note.path, note.problem) == ("top5/e2", True)
    assert "Entry 2 takes longer than" in note.text
    assert titles(renderer.rendering) == ["one", "two"], "its pages of before stay"

    survivor = renderer.pid
    renderer.show(issue("one, edited", "two hangs"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering) == ["one, edited", "two"]
    assert renderer.pid == survivor, "it was not tried again"

    renderer.show(issue("one, edited", "two is well"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering) == ["one, edited", "two is well"]
    assert not renderer.rendering.notes


def test_a_section_that_ends_the_process_again_and_again_is_left_out(start: Start, qtbot: QtBot) -> None:
    renderer = start()
    renderer.show(issue("one", "two crashes"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering)[0] == "one"
    assert [note.path for note in renderer.rendering.notes] == ["top5/e2"]


def test_a_process_that_never_comes_up_is_given_up_and_can_be_tried_again(start: Start, qtbot: QtBot) -> None:
    renderer = start(command=(sys.executable, "-c", "raise SystemExit(3)"))
    renderer.show(issue("one"), None)
    wait_for(qtbot, renderer, Activity.FAILED)
    assert "Your text is safe" in renderer.state.message
    assert renderer.pid == 0
    states: list[Activity] = []
    renderer.state_changed.connect(lambda state: states.append(state.activity))
    renderer.restart()
    wait_for(qtbot, renderer, Activity.FAILED)
    assert states == [Activity.STARTING, Activity.FAILED]


def test_a_program_that_is_not_there_is_given_up(start: Start, qtbot: QtBot) -> None:
    renderer = start(command=("/nonexistent/python",))
    wait_for(qtbot, renderer, Activity.FAILED)
    with qtbot.waitSignal(renderer.pdf_failed, timeout=PATIENCE):
        renderer.request_pdf(issue("one"), proof=False)


def test_nonsense_in_the_stream_costs_a_restart(start: Start, qtbot: QtBot) -> None:
    renderer = start()
    renderer.show(issue("one babbles"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert [note.path for note in renderer.rendering.notes] == ["top5/e1"]


def test_a_broken_theme_is_told_at_once_and_not_tried_again(start: Start, qtbot: QtBot) -> None:
    renderer = start("--broken-theme")
    wait_for(qtbot, renderer, Activity.FAILED)
    assert renderer.state.message == "The theme has a mistake. Correct it."
    qtbot.waitUntil(lambda: renderer.pid == 0, timeout=PATIENCE)
    assert renderer.state.activity is Activity.FAILED


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """What has been sent to the process."""
    messages: list[Message] = []
    send = Child.send

    def noted(child: Child, message: ToRenderer) -> None:
        messages.append(message)
        send(child, message)

    monkeypatch.setattr(Child, "send", noted)
    return messages


def edits_in(sent: list[Message]) -> list[int]:
    return [message.revision for message in sent if isinstance(message, ShowEdits)]


def test_a_huge_text_is_not_sent_at_each_keystroke_but_when_there_is_room(
    start: Start, qtbot: QtBot, sent: list[Message]
) -> None:
    renderer = start()
    renderer.show(issue("one"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    huge = "words " * 50_000
    for letters in range(20):  # faster than the process can answer
        renderer.show(issue(huge + "x" * letters), None)
    assert len(edits_in(sent)) == 1
    qtbot.waitUntil(lambda: titles(renderer.rendering) == [huge + "x" * 19], timeout=PATIENCE)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert len(edits_in(sent)) == 2

    for letters in range(5):
        renderer.show(issue("short" + "x" * letters), None)
    assert len(edits_in(sent)) == 7, "small changes are sent at once"


def test_a_file_is_made_of_what_was_kept_back(start: Start, qtbot: QtBot, sent: list[Message]) -> None:
    renderer = start()
    renderer.show(issue("one"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    typed = [issue("words " * 50_000 + "x" * letters) for letters in range(3)]
    for one in typed:
        renderer.show(one, None)
    renderer.request_pdf(typed[-1], proof=False)
    *_, last, order = sent
    assert isinstance(order, WritePdf)
    assert isinstance(last, ShowEdits)
    assert b"xx" in last.edits


def test_removed_entries_leave_with_their_pages(start: Start, qtbot: QtBot) -> None:
    renderer = start()
    renderer.show(issue("one", "two", "three"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    shorter = issue("one", "two", "three")
    renderer.show(shorter.model_copy(update={"top5": (shorter.top5[2], shorter.top5[0])}), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering) == ["three", "one"]
