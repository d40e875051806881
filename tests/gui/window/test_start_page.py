"""The start page lists the issues of a folder without blocking the window."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.files.errors import FileError
from editor.files.issue_file import save_issue
from editor.files.newsroom import IssueSummary, Removed
from editor.ui.application import list_issues
from editor.ui.settings import Settings
from editor.ui.start.folder_scanner import ReadChanges, StartSources, UnsavedWork
from editor.ui.start.issue_row import ROLE
from editor.ui.start.start_page import StartPage
from schemas import Issue, Person
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program, focused, press, press_button


def spoken(page: StartPage) -> list[str]:
    """What a screen reader says of the list."""
    rows = range(page.model.rowCount())
    return [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def test_an_issue_is_listed(program: Program, qtbot: QtBot) -> None:
    page = program.window.start_page
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=PATIENCE)
    (line,) = spoken(page)
    for words in ("MERICS China Industries, March 12, 2025", "Data policy push", "5 of 5 entries complete", "Changed "):
        assert words in line
    assert page.list.hasFocus()


def test_a_damaged_file_is_listed_last_with_its_error(program: Program, qtbot: QtBot) -> None:
    (program.newsroom / "a.json").write_text('{"format": "newsdesk-issue",')
    (program.newsroom / "package.json").write_text('{"name": "something else"}')
    page = program.window.start_page
    page.scan()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=PATIENCE)
    assert "a.json" in spoken(page)[1]
    assert "is not valid JSON" in spoken(page)[1]
    page.list.setCurrentIndex(page.model.index(1))
    assert not page.new_from_button.isEnabled()
    press(Qt.Key.Key_Return)
    assert "is not valid JSON" in program.messages[0]


def test_new_from_the_selected_issue(program: Program, qtbot: QtBot) -> None:
    page = program.window.start_page
    qtbot.waitUntil(page.new_from_button.isEnabled, timeout=PATIENCE)
    press_button(page, "New from Selected")
    issue = program.desk.session.issue
    assert issue.reporting_period.start is not None
    assert issue.imprint.authors
    assert len(issue.top5) == 5


def test_files_of_other_folders_are_under_recent(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.json").write_bytes((program.newsroom / SAMPLE).read_bytes())
    program.settings.add_recent(elsewhere / "mine.json")
    press_button(program.window.start_page, f"mine.json   {elsewhere}")
    assert program.desk.session.file == elsewhere / "mine.json"


def test_a_missing_recent_file_is_reported_and_removed(program: Program, tmp_path: Path) -> None:
    program.settings.add_recent(tmp_path / "gone.json")
    program.window.files.open(tmp_path / "gone.json")
    assert "does not exist" in program.messages[0]
    assert program.settings.recent == ()


def alone(qtbot: QtBot, sources: StartSources, newsroom: Path, tmp_path: Path) -> StartPage:
    page = StartPage(Settings(tmp_path / "settings.ini", newsroom), sources)
    qtbot.addWidget(page, before_close_func=lambda _: page.stop())
    with qtbot.waitActive(page, timeout=PATIENCE):
        page.show()
        page.activateWindow()
    return page


def test_a_slow_folder_does_not_block_the_page(qtbot: QtBot, newsroom: Path, tmp_path: Path) -> None:
    arrived = Event()

    def slow(folder: Path) -> ReadChanges:
        def read() -> Iterator[IssueSummary | Removed]:
            arrived.wait(PATIENCE / 1000)
            yield from changes()

        changes = list_issues(folder)
        return read

    page = alone(qtbot, StartSources(slow, UnsavedWork), newsroom, tmp_path)
    page.scan()
    page.focus_list()
    assert page.list.note.text() == "Scanning the folder…"
    assert focused() is page.list
    with qtbot.assertNotEmitted(page.new_requested), qtbot.assertNotEmitted(page.open_requested):
        press(Qt.Key.Key_Return)  # in haste: nothing is there to be opened
    arrived.set()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=PATIENCE)


def test_a_long_scan_shows_its_progress(qtbot: QtBot, newsroom: Path, tmp_path: Path) -> None:
    seen = Event()

    def slow(folder: Path) -> ReadChanges:
        def read() -> Iterator[IssueSummary | Removed]:
            yield from changes()
            seen.wait(PATIENCE / 1000)

        changes = list_issues(folder)
        return read

    page = alone(qtbot, StartSources(slow, UnsavedWork), newsroom, tmp_path)
    page.scan()
    qtbot.waitUntil(page.progress.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.progress.text().endswith("1 so far"), timeout=PATIENCE)
    seen.set()
    qtbot.waitUntil(lambda: not page.progress.isVisible(), timeout=PATIENCE)


def test_enter_opens_an_issue_only_after_it_was_painted(qtbot: QtBot, newsroom: Path, tmp_path: Path) -> None:
    page = alone(qtbot, StartSources(list_issues, UnsavedWork), newsroom, tmp_path)
    page.focus_list()
    page.setUpdatesEnabled(False)
    page.scan()
    qtbot.waitUntil(lambda: page.list.currentIndex().isValid(), timeout=PATIENCE)
    with qtbot.assertNotEmitted(page.open_requested):
        press(Qt.Key.Key_Return)
    page.setUpdatesEnabled(True)
    page.list.grab()
    with qtbot.waitSignal(page.open_requested, timeout=PATIENCE) as opened:
        press(Qt.Key.Key_Return)
    assert opened.args == [newsroom / SAMPLE]


def test_the_newest_issue_is_preselected(qtbot: QtBot, newsroom: Path, tmp_path: Path) -> None:
    damaged = newsroom / "changed-last.json"
    damaged.write_text('{"format": "newsdesk-issue",')
    page = alone(qtbot, StartSources(list_issues, UnsavedWork), newsroom, tmp_path)
    page.scan()
    page.focus_list()
    qtbot.waitUntil(lambda: page.list.currentIndex().isValid(), timeout=PATIENCE)
    assert page.list.currentIndex().row() == 0
    assert page.list.currentIndex().data(ROLE).path == newsroom / SAMPLE


def test_an_empty_folder_says_so_and_enter_does_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    page = alone(qtbot, StartSources(list_issues, UnsavedWork), empty, tmp_path)
    page.scan()
    page.focus_list()
    qtbot.waitUntil(lambda: "No issues" in page.list.note.text(), timeout=PATIENCE)
    assert page.list.note.isVisible()
    with qtbot.assertNotEmitted(page.new_requested):
        press(Qt.Key.Key_Return)


def test_results_of_an_earlier_scan_are_dropped(qtbot: QtBot, newsroom: Path, tmp_path: Path) -> None:
    found = Event()

    def reported(folder: Path) -> ReadChanges:
        def read() -> Iterator[IssueSummary | Removed]:
            yield from changes()
            found.set()

        changes = list_issues(folder)
        return read

    page = alone(qtbot, StartSources(reported, UnsavedWork), newsroom, tmp_path)
    page.scan()
    assert found.wait(PATIENCE / 1000)  # all is found, and on its way
    empty = tmp_path / "empty"
    empty.mkdir()
    page._settings.set_newsroom(empty)
    page.scan()
    qtbot.waitUntil(lambda: "No issues" in page.list.note.text(), timeout=PATIENCE)
    assert page.model.rowCount() == 0


def test_a_folder_that_cannot_be_read_says_why(qtbot: QtBot, newsroom: Path, tmp_path: Path) -> None:
    def unreadable(folder: Path) -> ReadChanges:
        def read() -> Iterator[IssueSummary | Removed]:
            yield from ()
            raise FileError(f"The folder {folder} could not be read: locked.", "Choose another folder.")

        return read

    page = alone(qtbot, StartSources(unreadable, UnsavedWork), newsroom, tmp_path)
    page.scan()
    qtbot.waitUntil(lambda: "locked. Choose another folder." in page.list.note.text(), timeout=PATIENCE)


def test_people_of_listed_issues_are_suggested(program: Program, sample: Issue, qtbot: QtBot) -> None:
    other = sample.model_copy(
        update={"imprint": sample.imprint.model_copy(update={"authors": (Person(id="a", name="Third Sample Author"),)})}
    )
    save_issue(other, program.newsroom / "other.json")
    program.window.start_page.scan()
    qtbot.waitUntil(lambda: program.window.start_page.model.rowCount() == 2, timeout=PATIENCE)
    program.window.files.open(program.newsroom / SAMPLE)
    assert "Third Sample Author" in {person.name for person in program.desk.library.people}


def test_the_settings_do_not_hold_a_page_that_is_gone(newsroom: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini", newsroom)
    page = StartPage(settings, StartSources(list_issues, UnsavedWork))
    held = weakref.ref(page)
    shiboken6.delete(page)
    del page
    gc.collect()
    assert held() is None
    settings.set_tour_seen()  # reaches no widget that is gone
