"""The archive below the window: the process that updates the index, and the pages that the archive is told."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.files.archive.database import index_path, open_to_read
from editor.files.archive.updating import update_all
from editor.files.issue_file import save_issue
from editor.files.stored import open_issue
from editor.files.themes import load_theme
from editor.publish.sections import COVER
from editor.session.archive.archive import Archive
from editor.session.archive.index_updates import IndexUpdates
from editor.session.archive.page_numbers import PageNumbers, first_pages
from editor.session.issue.session import Session
from editor.session.preview.renderer import Activity, RenderedSection, Rendering
from tests.gui.conftest import PATIENCE
from tests.gui.window.stubs import RecordingRenderer
from tests.unit.files.archive.newsroom_folder import issue_about

BOX = (0.0, 0.0, 1.0, 1.0)


def section(name: str, first_page: int, *pages: tuple[str, ...]) -> RenderedSection:
    rectangles = tuple(dict.fromkeys(paths, BOX) for paths in pages)
    return RenderedSection(name, first_page, (600, 800), rectangles, b"")


RENDERING = Rendering(
    (
        section(COVER, 1, ("date", "top5/e1/title", "top5/e2/title")),
        section("entry-e1", 2, ("top5/e1/title",), ("top5/e1/comment/p1/text",)),
        section("entry-e2", 4, ("top5/e2/title",)),
        section("noteworthy", 5, ("noteworthy/policy_news/n1/text",), ("noteworthy/policy_news/n2/text",)),
    ),
    page_count=6,
)


def test_items_begin_where_they_are_printed_not_in_the_contents() -> None:
    pages = first_pages(RENDERING)
    assert (pages["top5/e1"], pages["top5/e2"], pages["date"]) == (2, 4, 1)
    assert (pages["noteworthy/policy_news"], pages["noteworthy/policy_news/n2"]) == (5, 6)


class IdleRenderer(RecordingRenderer):
    """A renderer that has laid out everything."""

    def finish(self) -> None:
        self._set_rendering(RENDERING)
        self._set_state(Activity.IDLE)


def test_the_archive_is_told_the_pages_of_a_saved_issue(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.session.archive.page_numbers.SETTLE_MS", 0)
    folder, cache = tmp_path / "newsroom", tmp_path / "cache"
    folder.mkdir()
    file = folder / "a.json"
    save_issue(issue_about("Steel"), file)
    for _ in update_all(cache, folder):
        pass
    issue, stored = open_issue(file)
    theme = load_theme("merics")
    session = Session(issue, theme, stored=stored)
    renderer = IdleRenderer(theme)
    archive = Archive(cache, folder)
    PageNumbers(session, renderer, archive, session)
    renderer.finish()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()

    def is_stored() -> bool:
        connection = open_to_read(index_path(cache, folder))
        assert connection is not None
        row = connection.execute("SELECT page FROM pages WHERE digest = ? AND path = 'top5/e1'", (digest,)).fetchone()
        connection.close()
        return bool(row == (2,))

    qtbot.waitUntil(is_stored, timeout=PATIENCE)
    archive.close()


@pytest.mark.parametrize("code", ["import sys; sys.exit(3)", "import os; os.abort()"])
def test_a_process_that_fails_is_reported(qtbot: QtBot, tmp_path: Path, code: str) -> None:
    updates = IndexUpdates(tmp_path / "cache", tmp_path, command=(sys.executable, "-c", code))
    with qtbot.waitSignal(updates.failed, timeout=PATIENCE) as failed:
        updates.update()
    assert failed.args is not None
    assert failed.args[0] == "The archive could not be updated."
    updates.close()


def test_a_process_that_does_not_exist_is_reported(qtbot: QtBot, tmp_path: Path) -> None:
    updates = IndexUpdates(tmp_path / "cache", tmp_path, command=(str(tmp_path / "nothing"),))
    with qtbot.waitSignal(updates.failed, timeout=PATIENCE):
        updates.update()
    assert not updates.is_running
    updates.close()


def test_an_update_that_is_asked_for_meanwhile_follows(qtbot: QtBot, tmp_path: Path) -> None:
    save_issue(issue_about("Steel"), tmp_path / "a.json")
    updates = IndexUpdates(tmp_path / "cache", tmp_path)
    found: list[int] = []
    updates.updated.connect(found.append)
    updates.update()
    save_issue(issue_about("Copper"), tmp_path / "b.json")
    updates.update()
    qtbot.waitUntil(lambda: len(found) >= 2 and found[-1] == 2, timeout=PATIENCE)
    updates.close()


def test_closing_ends_the_process(qtbot: QtBot, tmp_path: Path) -> None:
    """Whether one was left is checked after every test."""
    updates = IndexUpdates(tmp_path, tmp_path, command=(sys.executable, "-c", "import time; time.sleep(60)"))
    states = []
    for act in (updates.update, updates.close, updates.update):
        act()
        states.append(updates.is_running)
    assert states == [True, False, False]
