"""The renderer process is killed at random while typing: nothing is lost, and the right pages are shown in the end.

A short run is part of the suite; `./newsdesk test --faults` types for a minute.
"""

import os
import random
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish.inbox import Snapshot
from editor.publish.preview import Preview
from editor.publish.protocol import SectionPages
from editor.publish.publication import SectionLayoutCache
from editor.session.preview.renderer import Activity
from editor.session.preview.renderer_process import RendererProcess
from schemas import Issue
from tests.faults.conftest import LONG, Ran

pytestmark = [pytest.mark.faults, pytest.mark.slow]

SECONDS = 60 if LONG else 4
KEYSTROKE_MS = 80
PATIENCE = 120_000


class Author:
    """Types into one entry after the other, until the time is over."""

    def __init__(self, renderer: RendererProcess, issue: Issue, chance: random.Random) -> None:
        self.renderer = renderer
        self.issue = issue
        self.kills = 0
        self._chance = chance
        self._loop = QEventLoop()
        self._left = SECONDS * 1000 // KEYSTROKE_MS

    def write(self) -> None:
        self._type()
        self._loop.exec()

    def _type(self) -> None:
        entry = self._chance.choice(self.issue.top5)
        field = path(f"top5/{entry.id}/title")
        self.issue = applied(self.issue, SetValue(field, entry.title[:60] + self._chance.choice("abc ")))
        self.renderer.show(self.issue, field)
        if self._chance.random() < (0.03 if LONG else 0.08) and self.renderer.pid:
            self.kills += 1
            os.kill(self.renderer.pid, signal.SIGKILL)
        if self.renderer.state.activity is Activity.FAILED:
            self.renderer.restart()
        self._left -= 1
        QTimer.singleShot(KEYSTROKE_MS, self._type if self._left else self._loop.quit)


@pytest.fixture
def renderer() -> Iterator[RendererProcess]:
    process = RendererProcess(load_theme("merics"))
    yield process
    process.close()


def test_random_renderer_kills_end_with_the_right_pages(renderer: RendererProcess, qtbot: QtBot, ran: Ran) -> None:
    sample = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    author = Author(renderer, sample, random.Random(7))
    author.write()
    assert author.kills
    if renderer.state.activity is Activity.FAILED:
        renderer.restart()
    renderer.show(author.issue, None)
    qtbot.waitUntil(lambda: renderer.state.activity is Activity.IDLE, timeout=PATIENCE)
    cache = SectionLayoutCache(load_theme("merics"))
    expected = {
        message.section: (message.first_page, message.rectangles)
        for message in Preview(cache, cache.preview_writer()).messages(Snapshot(1, author.issue, "", frozenset()))
        if isinstance(message, SectionPages)
    }
    shown = {section.name: (section.first_page, tuple(section.rectangles)) for section in renderer.rendering.sections}
    assert shown == expected
    assert not renderer.rendering.notes
    ran("kills of the renderer's process while somebody typed", author.kills)
