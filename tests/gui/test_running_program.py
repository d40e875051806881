"""The program on a real display: open, type, save, export, quit."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

import pypdfium2
import pytest

from editor.files.issue_file import load_issue
from editor.files.journal.recovery import recoverable_work, salvaged_text
from editor.files.themes import issues_folder
from tests.gui.conftest import PATIENCE_ON_SCREEN, Xdotool

ROOT = Path(__file__).parents[2]
SAMPLE = "china-industries-2025-03-12.json"
pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb and xdotool drive the program on a screen"
    ),
]


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    end = monotonic() + PATIENCE_ON_SCREEN
    while not holds():
        assert monotonic() < end, f"waited in vain for {what}"
        Event().wait(0.05)


def test_open_type_save_export_and_quit(
    environment: dict[str, str], xdotool: Xdotool, come_to: Callable[[str], None], tmp_path: Path
) -> None:
    file = tmp_path / SAMPLE
    shutil.copy(issues_folder() / SAMPLE, file)
    pdf = tmp_path / "out" / "MERICS-China-Industries-2025-03-12.pdf"

    command = [sys.executable, "-m", "editor", str(file)]
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as program:
        try:
            come_to(SAMPLE)
            xdotool("key", "ctrl+a")
            xdotool("type", "--delay", "5", "Typed on a keyboard of wires and light")
            xdotool("key", "ctrl+s")
            until(lambda: load_issue(file).headline == "Typed on a keyboard of wires and light", "the save")
            xdotool("key", "ctrl+Next")
            xdotool("key", "ctrl+a")
            xdotool("type", "--delay", "5", "A title that was typed into the running program")
            xdotool("key", "ctrl+e")
            until(pdf.exists, "the export")
            # What was exported is not saved: the window asks, and Enter saves.
            xdotool("key", "ctrl+q")
            xdotool("key", "--delay", "200", "Return")
            _, errors = program.communicate(timeout=PATIENCE_ON_SCREEN)
        except BaseException:
            program.kill()
            raise
    assert program.returncode == 0, errors
    assert errors == ""
    assert load_issue(file).top5[0].title == "A title that was typed into the running program"
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "A title that was typed into the running program" in " ".join(text.split())


def test_a_killed_program_recovers_what_was_typed(
    environment: dict[str, str], xdotool: Xdotool, come_to: Callable[[str], None], own_folders: Path, tmp_path: Path
) -> None:
    file = tmp_path / SAMPLE
    shutil.copy(issues_folder() / SAMPLE, file)
    saved = file.read_bytes()
    journals = own_folders / "state" / "newsdesk" / "journals"

    def typed() -> bool:
        """Whether the last letter has come to the journal; while the program lives, nobody else may take it over."""
        return any("mid-sente" in salvaged_text(journal) for journal in journals.glob("*.journal"))

    command = [sys.executable, "-m", "editor", str(file)]
    with subprocess.Popen(command, env=environment, cwd=tmp_path) as program:
        try:
            come_to(SAMPLE)
            xdotool("key", "ctrl+a")
            xdotool("type", "--delay", "5", "A headline in mid-sente")
            until(typed, "the journal")
        finally:
            program.kill()
    assert file.read_bytes() == saved
    (work,) = recoverable_work(journals)
    assert work.issue.headline == "A headline in mid-sente"
    assert work.differs == "Headline"


def test_without_a_display_the_program_says_what_to_do(environment: dict[str, str], tmp_path: Path) -> None:
    for display in ({}, {"DISPLAY": ":4711"}):
        there = {name: value for name, value in environment.items() if name != "DISPLAY"}
        done = subprocess.run(
            [sys.executable, "-m", "editor"],
            env={**there, **display},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=PATIENCE_ON_SCREEN,
            check=False,
        )
        assert done.returncode == 1
        assert "display" in done.stderr
        assert "newsdesk --help" in done.stderr
        assert "Traceback" not in done.stderr
