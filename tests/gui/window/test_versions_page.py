"""The page of versions: listing, reading, comparing, restoring, naming, and damaged versions."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.history.history import History, Version
from editor.files.history.store import FOLDER
from editor.files.issue_file import load_issue
from editor.ui.differences.difference_view import DifferencesView
from editor.ui.versions.version_content import VersionContentView, content_lines
from editor.ui.versions.versions_page import VersionsPage
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, focused, press, type_keys
from tests.quick_disk import QUICK

pytestmark = pytest.mark.slow

HEADLINE = path("headline")
YEAR_2025 = dt.datetime(2025, 3, 12, 14, 32, tzinfo=dt.UTC)


def kept(program: Program, headlines: list[str], *, start: Issue) -> None:
    """Versions of the issue's file with these headlines, the last one as the file is."""
    history = History(program.newsroom, QUICK, late=0)
    file = program.newsroom / SAMPLE
    for number, headline in enumerate(headlines):
        issue = start.model_copy(update={"headline": headline})
        when = YEAR_2025 + dt.timedelta(minutes=number)
        assert history.record(file, issue, "Sample Editor", when, "Headline") is not None


@pytest.fixture
def written(at_desk: Program, sample: Issue) -> Program:
    """The sample with two versions before the one that is open."""
    kept(at_desk, ["First words", "Second words", sample.headline], start=sample)
    return at_desk


def page_of(program: Program, qtbot: QtBot, rows: int) -> VersionsPage:
    """Go to the page, and wait for its list."""
    press(Qt.Key.Key_F12)
    page = program.window.navigator.page
    assert isinstance(page, VersionsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == rows, timeout=PATIENCE)
    return page


def choose(page: VersionsPage, row: int, qtbot: QtBot) -> None:
    """Go down the list with the keyboard, and wait for what is shown of the row."""
    assert focused() is page.list
    for _ in range(row - page.list.currentIndex().row()):
        press(Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == row
    qtbot.waitUntil(lambda: page.restore_button.isEnabled(), timeout=PATIENCE)


def test_f12_lists_the_versions_and_the_changes_since(written: Program, qtbot: QtBot) -> None:
    page = page_of(written, qtbot, 3)
    rows = [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert all(row.endswith("Sample Editor: Headline") for row in rows)
    assert "March 12, 2025" in rows[0]
    qtbot.waitUntil(lambda: "No changes since" in page.changes.toPlainText(), timeout=PATIENCE)
    assert not page.restore_button.isEnabled()
    choose(page, 2, qtbot)
    assert page.shown.currentWidget() is page.changes
    assert "First words" in page.changes.toPlainText()
    assert page.who.text() == "Sample Editor: Headline"


def test_its_content_can_be_read(written: Program, qtbot: QtBot, sample: Issue) -> None:
    page = page_of(written, qtbot, 3)
    choose(page, 1, qtbot)
    page.content_tab.click()
    page.list.setFocus()
    assert "Second words" in page.content.toPlainText()
    qtbot.waitUntil(lambda: sample.imprint.publisher.website in page.content.toPlainText(), timeout=PATIENCE)
    assert sample.top5[0].title in page.content.toPlainText()
    assert page.content.isReadOnly()
    press(Qt.Key.Key_Return)  # from the list into what is shown
    assert focused() is page.content


def test_a_version_is_restored_and_undo_takes_it_back(written: Program, qtbot: QtBot, sample: Issue) -> None:
    page = page_of(written, qtbot, 3)
    choose(page, 2, qtbot)
    page.restore_button.click()
    session = written.desk.session
    assert session.issue.headline == "First words"
    assert not session.is_saved
    assert load_issue(written.newsroom / SAMPLE) == sample
    assert written.window.navigator.page is None
    assert len(written.messages) == 1
    assert written.messages[0].startswith("Restored the version of March 12, 2025")
    press(Qt.Key.Key_Z, CONTROL)
    assert session.issue == sample
    assert written.messages == []


def test_the_message_about_a_restored_version_disappears_on_save(written: Program, qtbot: QtBot) -> None:
    page = page_of(written, qtbot, 3)
    choose(page, 1, qtbot)
    page.restore_button.click()
    press(Qt.Key.Key_S, CONTROL)
    assert load_issue(written.newsroom / SAMPLE).headline == "Second words"
    assert written.messages == []


def test_a_version_is_named_by_keyboard(written: Program, qtbot: QtBot) -> None:
    page = page_of(written, qtbot, 3)
    choose(page, 1, qtbot)
    came: list[QWidget] = []
    while page.name not in came and len(came) < 20:
        press(Qt.Key.Key_Tab)
        came.append(focused())
    assert focused() is page.name
    type_keys("ready for review")
    press(Qt.Key.Key_Return)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: "ready for review" in page.model.index(1).data(spoken), timeout=PATIENCE)
    assert page.list.currentIndex().row() == 1
    history = History(written.newsroom)
    assert [one.name for one in history.versions(written.newsroom / SAMPLE)] == ["", "ready for review", ""]


def test_a_save_is_listed_at_once_and_escape_goes_back(written: Program, qtbot: QtBot) -> None:
    written.desk.session.edit(SetValue(HEADLINE, "Newest"), "Typing")
    press(Qt.Key.Key_S, CONTROL)
    page = page_of(written, qtbot, 4)
    assert page.model.index(0).data().startswith("Today")
    press(Qt.Key.Key_Escape)
    assert written.window.stack.currentWidget() is written.desk


def test_an_issue_that_was_never_saved_has_none(program: Program, qtbot: QtBot) -> None:
    program.window.files.new_issue()
    press(Qt.Key.Key_F12)
    page = program.window.navigator.page
    assert isinstance(page, VersionsPage)
    qtbot.waitUntil(lambda: "No versions yet" in page.note.text(), timeout=PATIENCE)
    assert not page.chosen.isVisible()


def test_a_damaged_version_says_so_and_others_are_listed(written: Program, qtbot: QtBot) -> None:
    history = History(written.newsroom)
    damaged = history.versions(written.newsroom / SAMPLE)[1]
    damage_content(written.newsroom, damaged)
    page = page_of(written, qtbot, 3)
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "This version cannot be read" in page.changes.toPlainText(), timeout=PATIENCE)
    assert not page.restore_button.isEnabled()
    page.content_tab.click()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "First words" in page.content.toPlainText(), timeout=PATIENCE)
    assert page.shown.currentWidget() is page.content


def damage_content(folder: Path, version: Version) -> None:
    """Damage what a version holds."""
    history = History(folder)
    commit = history._store.commit(version.id.encode())  # type: ignore[arg-type]
    blob = history._store.only_blob_of(commit)
    history._store._place(blob).write_bytes(b"damage")


@pytest.mark.parametrize("damage", ["file", "references", "objects"])
def test_a_damaged_store_is_reported_and_blocks_nothing(written: Program, qtbot: QtBot, damage: str) -> None:
    store = written.newsroom / FOLDER
    if damage == "file":
        store.rename(written.newsroom / "elsewhere")
        store.write_bytes(b"damage")
    else:
        places = store / ("refs/heads" if damage == "references" else "objects")
        for found in [one for one in places.rglob("*") if one.is_file()]:
            found.write_bytes(b"damage")
    press(Qt.Key.Key_F12)
    page = written.window.navigator.page
    assert isinstance(page, VersionsPage)
    qtbot.waitUntil(lambda: "cannot be read" in page.error.text(), timeout=PATIENCE)
    assert page.error.isVisible()
    press(Qt.Key.Key_Escape)
    written.desk.session.edit(SetValue(HEADLINE, "Goes on"), "Typing")
    press(Qt.Key.Key_S, CONTROL)
    assert load_issue(written.newsroom / SAMPLE).headline == "Goes on"
    outcome = "The new one was recorded" if damage == "objects" else "A new one was started"
    qtbot.waitUntil(lambda: any(outcome in text for text in written.messages), timeout=PATIENCE)


def test_older_versions_are_listed_on_request(
    at_desk: Program, sample: Issue, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(at_desk, [f"Words {number}" for number in range(12)], start=sample)
    monkeypatch.setattr("editor.session.storage.version_reading.SHOWN", 10)
    monkeypatch.setattr("editor.session.storage.version_reading.VersionReading.list_versions.__defaults__", (10,))
    page = page_of(at_desk, qtbot, 10)
    assert page.older.isVisible()
    page.older.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 12, timeout=PATIENCE)
    assert not page.older.isVisible()


def test_every_part_of_the_page_has_a_name(written: Program, qtbot: QtBot) -> None:
    page = page_of(written, qtbot, 3)
    choose(page, 2, qtbot)
    for widget in (page.list, page.name, page.changes, page.content, page.restore_button, page.changes_tab):
        interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget
    assert isinstance(page.changes, DifferencesView)
    assert isinstance(page.content, VersionContentView)


def test_an_issue_in_words_has_all_its_texts(sample: Issue) -> None:
    words = " ".join("".join(run.text for run in line.runs) for line in content_lines(sample))
    for entry in sample.top5:
        assert entry.title in words
        assert entry.source.title in words
    for item in sample.noteworthy.policy_news:
        assert item.source.label in words
    assert sample.imprint.contact in words
    assert next(iter(content_lines(Issue()))).runs[0].text == "Masthead"


def test_a_version_of_another_newsletter_is_not_restored(written: Program, qtbot: QtBot, sample: Issue) -> None:
    other = sample.model_copy(update={"theme": "other", "headline": "Of another newsletter"})
    history = History(written.newsroom, QUICK, late=0)
    assert history.record(written.newsroom / SAMPLE, other, "Sample Editor", YEAR_2025, "Headline") is not None
    page = page_of(written, qtbot, 4)
    qtbot.waitUntil(lambda: page.restore_button.isEnabled(), timeout=PATIENCE)
    page.restore_button.click()
    assert "another newsletter" in page.error.text()
    assert written.window.navigator.page is page
    assert written.desk.session.issue == sample


def test_a_name_that_cannot_be_saved_is_reported(
    written: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(written, qtbot, 3)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("editor.files.disk.RealDisk.write", full)
    page.name.setFocus()
    type_keys("sent")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("the disk is full" in text for text in written.messages), timeout=PATIENCE)
    assert page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).count("sent") == 0
