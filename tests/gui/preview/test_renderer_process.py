"""The real renderer process with the real layout."""

import os
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.files.issue_file import save_issue
from editor.session.preview.renderer import Activity, RenderedSection, Rendering
from editor.session.preview.renderer_process import RendererProcess
from schemas import Entry, Issue, Paragraph
from tests.gui.conftest import PATIENCE

pytestmark = pytest.mark.slow


def show(qtbot: QtBot, renderer: RendererProcess, issue: Issue, edited: str = "") -> Rendering:
    renderer.show(issue, path(edited) if edited else None)
    qtbot.waitUntil(lambda: renderer.state.activity is Activity.IDLE, timeout=PATIENCE)
    return renderer.rendering


def with_comment(issue: Issue, number: int, text: str) -> Issue:
    entry = issue.top5[number - 1]
    changed = entry.model_copy(update={"comment": (Paragraph(id="p", text=text),)})
    return issue.model_copy(update={"top5": (*issue.top5[: number - 1], changed, *issue.top5[number:])})


def by_name(rendering: Rendering) -> dict[str, RenderedSection]:
    return {section.name: section for section in rendering.sections}


def test_changed_sections_are_rendered_first_and_alone(renderer: RendererProcess, sample: Issue, qtbot: QtBot) -> None:
    before = show(qtbot, renderer, sample)
    assert [section.first_page for section in before.sections] == [1, 2, 3, 4, 5, 6, 7]
    assert before.page_count == 8
    assert not before.notes

    received: list[Rendering] = []
    renderer.rendered.connect(received.append)
    edited = sample.top5[2]
    after = show(qtbot, renderer, with_comment(sample, 3, "Other words."), f"top5/{edited.id}/comment/p/text")
    changed = [name for name, section in by_name(after).items() if section is not by_name(before)[name]]
    assert changed == [f"top5/{edited.id}"]
    assert f"top5/{edited.id}/comment/p/text" in by_name(after)[changed[0]].rectangles[0]

    received.clear()
    longer = show(qtbot, renderer, with_comment(sample, 3, "Many more words. " * 300), f"top5/{edited.id}/comment")
    first = next(name for name, section in by_name(received[0]).items() if section is not by_name(after)[name])
    assert first == f"top5/{edited.id}"
    assert longer.page_count == 9
    assert [section.first_page for section in longer.sections] == [1, 2, 3, 4, 6, 7, 8]
    (note,) = longer.notes
    assert re.fullmatch(r"Entry 3 is \d+ lines? too long for its page\.", note.message)


@pytest.mark.parametrize("options", [(), ("--proof",)])
def test_the_exported_file_matches_that_of_the_command_line(
    renderer: RendererProcess, sample: Issue, qtbot: QtBot, tmp_path: Path, options: tuple[str, ...]
) -> None:
    file, pdf = tmp_path / "issue.json", tmp_path / "issue.pdf"
    save_issue(sample, file)
    subprocess.run([sys.executable, "-m", "editor", "export", file, "-o", pdf, *options], check=True)
    with qtbot.waitSignal(renderer.pdf_ready, timeout=PATIENCE) as written:
        renderer.request_pdf(sample, proof=bool(options))
    assert written.args == [pdf.read_bytes()]


def test_exporting_after_a_cancelled_export(renderer: RendererProcess, sample: Issue, qtbot: QtBot) -> None:
    received: list[bytes] = []
    renderer.pdf_ready.connect(received.append)
    renderer.request_pdf(sample, proof=True)
    renderer.cancel_pdf()
    renderer.request_pdf(sample, proof=False)
    qtbot.waitUntil(lambda: bool(received), timeout=PATIENCE)
    show(qtbot, renderer, sample)
    assert len(received) == 1
    assert b"Proof" not in received[0]


def test_a_lone_surrogate_does_not_stop_the_preview(renderer: RendererProcess, sample: Issue, qtbot: QtBot) -> None:
    half = Entry(id="half", title="Half a character: \ud83d")
    rendering = show(qtbot, renderer, sample.model_copy(update={"top5": (half, *sample.top5[1:])}))
    assert len(rendering.sections) == len(sample.top5) + 2
    assert "top5/half/title" in by_name(rendering)["top5/half"].rectangles[0]


def test_closing_ends_the_process(theme: InstalledTheme) -> None:
    renderer = RendererProcess(theme)
    handle = os.pidfd_open(renderer.pid)
    renderer.close()
    assert has_ended(handle)


WINDOW = """
import sys
from PySide6.QtCore import QCoreApplication
from editor.files.themes import load_theme
from editor.session.preview.renderer_process import RendererProcess
application = QCoreApplication([])
renderer = RendererProcess(load_theme("merics"))
print(renderer.pid, flush=True)
application.exec()
"""


def test_the_process_ends_when_the_window_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", WINDOW], stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout
        handle = os.pidfd_open(int(window.stdout.readline()))
        window.send_signal(signal.SIGKILL)
    assert has_ended(handle)


def has_ended(handle: int) -> bool:
    ended, _, _ = select.select([handle], [], [], PATIENCE / 1000)
    os.close(handle)
    return bool(ended)
