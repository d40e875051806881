"""Crashes, timeouts and invalid output, with a fake renderer that produces them on demand."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.publish.protocol import Message, ShowEdits, ToRenderer, WritePdf
from editor.session.preview import renderer_process
from editor.session.preview.renderer import Activity, Rendering
from editor.session.preview.renderer_child import RendererChild
from editor.session.preview.renderer_process import FILE_PATIENCE, RendererProcess
from schemas import Entry, Issue
from tests.gui.conftest import PATIENCE

FAKE_RENDERER = (sys.executable, "-P", str(Path(__file__).with_name("fake_renderer.py")))

Start = Callable[..., RendererProcess]


@pytest.fixture
def start(theme: InstalledTheme) -> Iterator[Start]:
    started: list[RendererProcess] = []

    def one(*options: str, command: tuple[str, ...] = FAKE_RENDERER, patience: float = 10) -> RendererProcess:
        started.append(RendererProcess(theme, command=(*command, *options), patience=patience))
        return started[-1]

    yield one
    for process in started:
        process.close()


def issue(*titles: str) -> Issue:
    return Issue(top5=tuple(Entry(id=f"e{number}", title=title) for number, title in enumerate(titles, 1)))


def wait_for(qtbot: QtBot, renderer: RendererProcess, activity: Activity) -> None:
    qtbot.waitUntil(lambda: renderer.state.activity is activity, timeout=PATIENCE)


def times_laid_out(log: Path, section: str) -> int:
    return log.read_text().splitlines().count(f"laid out {section}")


def titles(rendering: Rendering) -> list[str]:
    return [section.pdf.decode() for section in rendering.sections if section.name.startswith("top5/")]


def test_a_killed_process_is_restarted_with_the_current_issue(start: Start, qtbot: QtBot) -> None:
    renderer = start()
    renderer.show(issue("old"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    killed = renderer.pid
    os.kill(killed, signal.SIGKILL)
    renderer.show(issue("new"), None)
    qtbot.waitUntil(lambda: titles(renderer.rendering) == ["new"], timeout=PATIENCE)
    assert renderer.pid not in (0, killed)


def test_without_room_for_temporary_files_the_pages_stop_and_can_be_tried_again(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(prefix: str) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("editor.session.preview.renderer_child.mkdtemp", full)
        renderer = start()
        renderer.show(issue("one"), None)
        wait_for(qtbot, renderer, Activity.FAILED)
    renderer.restart()
    qtbot.waitUntil(lambda: titles(renderer.rendering) == ["one"], timeout=PATIENCE)


def test_a_section_that_times_out_is_skipped_until_it_changes(start: Start, qtbot: QtBot) -> None:
    renderer = start(patience=0.3)
    renderer.show(issue("one", "two"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    renderer.show(issue("one", "two hangs"), None)
    qtbot.waitUntil(lambda: bool(renderer.rendering.notes), timeout=PATIENCE)
    (note,) = renderer.rendering.notes
    assert (note.path, note.problem) == ("top5/e2", True)
    assert "Entry 2 takes longer than" in note.message
    assert titles(renderer.rendering) == ["one", "two"], "its earlier pages stay"

    survivor = renderer.pid
    renderer.show(issue("one, edited", "two hangs"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering) == ["one, edited", "two"]
    assert renderer.pid == survivor, "it was not tried again"

    renderer.show(issue("one, edited", "two is well"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering) == ["one, edited", "two is well"]
    assert not renderer.rendering.notes


@pytest.mark.slow
def test_outdated_pages_are_reported_while_a_section_is_slow(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderer_process, "LAG_MS", 50)
    renderer = start(patience=1)
    renderer.show(issue("one", "two"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    states: list[Activity] = []
    renderer.state_changed.connect(lambda state: states.append(state.activity))
    renderer.show(issue("one, edited", "two hangs"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert states == [Activity.WORKING, Activity.BEHIND, Activity.IDLE], "neither other pages nor a restart end it"


@pytest.mark.slow
def test_missing_pages_differ_from_outdated_ones(start: Start, qtbot: QtBot) -> None:
    renderer = start(patience=1)
    renderer.show(issue("one", "two hangs"), None)
    qtbot.waitUntil(lambda: titles(renderer.rendering) == ["one"], timeout=PATIENCE)
    assert not renderer.rendering.is_whole
    wait_for(qtbot, renderer, Activity.IDLE)
    assert renderer.rendering.is_whole, "its page came without text"


def test_a_section_that_keeps_crashing_is_skipped(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "log"
    renderer = start("--log", str(log))
    renderer.show(issue("one", "two crashes"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering)[0] == "one"
    assert [note.path for note in renderer.rendering.notes] == ["top5/e2"]
    assert times_laid_out(log, "top5/e2") == 4, "three times in a row, and once more after all others"

    survivor = renderer.pid
    renderer.show(issue("one, edited", "two crashes"), None)
    qtbot.waitUntil(lambda: titles(renderer.rendering)[0] == "one, edited", timeout=PATIENCE)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert (renderer.pid, times_laid_out(log, "top5/e2")) == (survivor, 4), "it is not tried again"

    renderer.show(issue("one, edited", "two is well"), None)
    qtbot.waitUntil(lambda: titles(renderer.rendering) == ["one, edited", "two is well"], timeout=PATIENCE)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert not renderer.rendering.notes


@pytest.mark.slow
def test_a_section_blamed_by_chance_is_rendered_in_the_end(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "log"
    renderer = start("--log", str(log))
    notes: list[str] = []
    renderer.rendered.connect(lambda rendering: notes.extend(note.message for note in rendering.notes))
    renderer.show(issue("one", "two crashes 3 times", "three crashes 3 times"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering) == ["one", "two crashes 3 times", "three crashes 3 times"]
    assert not notes, "no note before the last attempt"
    assert times_laid_out(log, "top5/e2") == 4
    assert times_laid_out(log, "top5/e3") == 4


@pytest.mark.slow
def test_undoing_an_edit_that_crashes_restores_the_pages(start: Start, qtbot: QtBot) -> None:
    renderer = start()
    for letters in range(8):
        renderer.show(issue("one" + "x" * letters, "two crashes" + "x" * letters), None)
    qtbot.waitUntil(lambda: bool(renderer.rendering.notes), timeout=PATIENCE)
    renderer.show(issue("one", "two"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering) == ["one", "two"]
    assert not renderer.rendering.notes


def test_a_timeout_while_preparing_a_section(start: Start, qtbot: QtBot) -> None:
    renderer = start(patience=0.3)
    renderer.show(issue("one", "two hangs when prepared"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    renderer.prepare(path("top5/e1/title"))
    renderer.prepare(path("top5/e2/title"))
    renderer.show(issue("one, edited", "two hangs when prepared"), None)
    qtbot.waitUntil(lambda: bool(renderer.rendering.notes), timeout=PATIENCE)
    wait_for(qtbot, renderer, Activity.IDLE)
    (note,) = renderer.rendering.notes
    assert "Entry 2 takes longer than" in note.message
    assert titles(renderer.rendering) == ["one, edited", "two hangs when prepared"]


def test_a_process_that_never_starts_fails_and_can_be_restarted(start: Start, qtbot: QtBot) -> None:
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


def test_a_missing_program_fails(start: Start, qtbot: QtBot) -> None:
    renderer = start(command=("/nonexistent/python",))
    wait_for(qtbot, renderer, Activity.FAILED)
    with qtbot.waitSignal(renderer.pdf_failed, timeout=PATIENCE):
        renderer.request_pdf(issue("one"), proof=False)


def test_invalid_output_restarts_the_process(start: Start, qtbot: QtBot) -> None:
    renderer = start()
    renderer.show(issue("one babbles"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert [note.path for note in renderer.rendering.notes] == ["top5/e1"]


def test_a_broken_theme_fails_without_a_retry(start: Start, qtbot: QtBot) -> None:
    renderer = start("--broken-theme")
    wait_for(qtbot, renderer, Activity.FAILED)
    assert renderer.state.message == "The theme has a mistake. Correct it."
    qtbot.waitUntil(lambda: renderer.pid == 0, timeout=PATIENCE)
    assert renderer.state.activity is Activity.FAILED


@pytest.mark.parametrize(("entries", "skipped"), [(1, ["cover"]), (400, [])])
@pytest.mark.slow
def test_the_contents_of_many_entries_have_a_longer_timeout(
    start: Start, qtbot: QtBot, entries: int, skipped: list[str]
) -> None:
    renderer = start("--contents-take", "1", patience=0.5)
    renderer.show(issue(*map(str, range(entries))), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert [note.path for note in renderer.rendering.notes] == skipped


def test_exporting_with_a_broken_theme_fails(start: Start, qtbot: QtBot) -> None:
    renderer = start("--broken-theme")
    renderer.show(issue("one"), None)
    with qtbot.waitSignal(renderer.pdf_failed, timeout=PATIENCE) as failed:
        renderer.request_pdf(issue("one"), proof=False)
    assert failed.args == ["The theme has a mistake.", "Correct it."]


def test_exporting_from_a_terminating_process_fails(start: Start, qtbot: QtBot) -> None:
    renderer = start("--broken-theme")
    failed: list[str] = []
    renderer.pdf_failed.connect(lambda message, help: failed.append(message))

    def ask(_: object) -> None:
        if renderer.state.activity is Activity.FAILED:
            assert renderer.pid, "it has not ended yet"
            renderer.request_pdf(issue("one"), proof=False)

    renderer.state_changed.connect(ask)
    qtbot.waitUntil(lambda: bool(failed), timeout=PATIENCE)
    assert failed == ["The preview is stopped."]


@pytest.mark.slow
def test_an_export_timeout_keeps_the_preview_running(start: Start, qtbot: QtBot) -> None:
    renderer = start(patience=0.1)  # an export has twelve times that
    renderer.show(issue("one"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    silent = renderer.pid
    with qtbot.waitSignal(renderer.pdf_failed, timeout=PATIENCE) as failed:
        renderer.request_pdf(issue("one"), proof=False)
    assert failed.args is not None
    assert failed.args[0] == "Export timed out after 1 seconds."
    renderer.show(issue("one, edited"), None)
    qtbot.waitUntil(lambda: titles(renderer.rendering) == ["one, edited"], timeout=PATIENCE)
    assert renderer.pid not in (0, silent)


def test_cancelling_an_export_keeps_the_process(start: Start, qtbot: QtBot) -> None:
    renderer = start(patience=0.05)
    renderer.show(issue("one"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    process = renderer.pid
    renderer.request_pdf(issue("one"), proof=False)
    renderer.cancel_pdf()
    qtbot.wait(int(0.05 * FILE_PATIENCE * 1000) + 200)
    assert renderer.pid == process


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """The messages sent to the process."""
    messages: list[Message] = []
    send = RendererChild.send

    def noted(child: RendererChild, message: ToRenderer) -> None:
        messages.append(message)
        send(child, message)

    monkeypatch.setattr(RendererChild, "send", noted)
    return messages


def edits_in(sent: list[Message]) -> list[int]:
    return [message.revision for message in sent if isinstance(message, ShowEdits)]


def test_huge_texts_are_sent_only_when_the_process_is_ready(start: Start, qtbot: QtBot, sent: list[Message]) -> None:
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


def test_an_export_uses_edits_that_were_not_sent_yet(start: Start, qtbot: QtBot, sent: list[Message]) -> None:
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


def test_removing_entries_removes_their_pages(start: Start, qtbot: QtBot) -> None:
    renderer = start()
    renderer.show(issue("one", "two", "three"), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    shorter = issue("one", "two", "three")
    renderer.show(shorter.model_copy(update={"top5": (shorter.top5[2], shorter.top5[0])}), None)
    wait_for(qtbot, renderer, Activity.IDLE)
    assert titles(renderer.rendering) == ["three", "one"]
