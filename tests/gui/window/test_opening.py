"""What opens files and folders outside the program, and what is said where nothing does."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from editor.ui.system.opening import open_url
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-open is Linux’s")


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, status: int) -> Path:
    """Put an `xdg-open` first in the path that writes its argument into a file and ends with a status."""
    script, told = folder / "xdg-open", folder / "told"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > "{told}"\nexit {status}\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return told


def test_what_opens_is_given_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    told, failed = stand_in(tmp_path, monkeypatch, 0), list[str]()
    open_url(QUrl("https://example.org/a b"), lambda: failed.append("failed"))
    qtbot.waitUntil(lambda: told.exists() and told.read_text() == "https://example.org/a%20b", timeout=PATIENCE)
    assert failed == []


@pytest.mark.parametrize("status", [3, 4])
def test_a_folder_that_nothing_shows_is_told(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, status: int
) -> None:
    stand_in(tmp_path, monkeypatch, status)
    program.window.start_page.issue_actions.show_in_folder(program.newsroom / SAMPLE)
    qtbot.waitUntil(lambda: program.messages == ["No program is set up to show folders."], timeout=PATIENCE)
    program.window.commands["logs"].trigger()
    said = f"No program is set up to show folders. The folder is {tmp_path / 'logs'}."
    qtbot.waitUntil(lambda: program.window.status.currentMessage() == said, timeout=PATIENCE)
