"""Unsaved work on the start page: changes, damage, recovery."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import Edit, SetValue
from editor.document.paths import path
from editor.files.issue_file import load_issue, save_issue
from editor.files.journal.journal import Journal, JournalInfo
from editor.files.journal.recovery import discarded_work, unreadable_journals
from editor.ui.differences.difference_view import DifferencesView
from editor.ui.look.look import Look, Scheme
from editor.ui.start.recovery_cards import RecoveryCard, UnreadableCard
from schemas import Issue
from tests.gui.clipping import clipped
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program, Start, press_button

WORK = SetValue(path("headline"), "Typed before the crash")


@pytest.fixture
def file(newsroom: Path) -> Path:
    return newsroom / SAMPLE


def left(folder: Path, file: Path | None, began: Issue, *edits: Edit) -> Path:
    """A journal as a crash leaves it."""
    journal = Journal(folder, JournalInfo(file), began)
    for edit in edits:
        journal.add((edit,))
    journal.end(keep=True)
    return journal.path


def card_of(program: Program, qtbot: QtBot) -> RecoveryCard:
    page = program.window.start_page
    qtbot.waitUntil(lambda: page.work.count() == 1, timeout=PATIENCE)
    (card,) = page.findChildren(RecoveryCard)
    qtbot.waitUntil(lambda: not card.work_button.visibleRegion().isEmpty(), timeout=PATIENCE)
    return card


def words_of(card: RecoveryCard | UnreadableCard) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel))


def test_changes_are_shown_in_the_card(tmp_path: Path, sample: Issue, file: Path, start: Start, qtbot: QtBot) -> None:
    left(tmp_path / "journals", file, sample, WORK)
    card = card_of(start(), qtbot)
    card.changes_button.setFocus()
    press_button(card, "Show Changes")
    qtbot.waitUntil(lambda: card.changes_button.text() == "Hide Changes", timeout=PATIENCE)
    (view,) = card.findChildren(DifferencesView)
    assert "Typed before the crash" in view.toPlainText()
    assert card.changes_button.hasFocus()
    press_button(card, "Hide Changes")
    assert view.isHidden()
    press_button(card, "Show Changes")
    assert not view.isHidden()
    assert load_issue(file) == sample


def test_work_on_a_file_that_was_saved_meanwhile_is_merged(
    tmp_path: Path, sample: Issue, file: Path, start: Start, qtbot: QtBot
) -> None:
    left(tmp_path / "journals", file, sample, WORK)
    imprint = sample.imprint.model_copy(update={"contact": "other@example.org"})
    save_issue(sample.model_copy(update={"imprint": imprint}), file)
    program = start()
    card = card_of(program, qtbot)
    assert "saved again since then" in words_of(card)
    press_button(card, "Show Changes")
    qtbot.waitUntil(lambda: bool(card.findChildren(DifferencesView)), timeout=PATIENCE)
    assert "other@example.org" not in card.findChildren(DifferencesView)[0].toPlainText()
    press_button(card, "Recover")
    issue = program.desk.session.issue
    assert (issue.headline, issue.imprint.contact) == ("Typed before the crash", "other@example.org")


def test_a_damaged_journal_says_what_is_lost(
    tmp_path: Path, sample: Issue, file: Path, start: Start, qtbot: QtBot
) -> None:
    journal = left(tmp_path / "journals", file, sample, WORK, SetValue(path("headline"), "Never seen again"))
    journal.write_bytes(journal.read_bytes()[:-3])
    program = start()
    card = card_of(program, qtbot)
    assert "are lost" in words_of(card)
    press_button(card, "Recover")
    assert program.desk.session.issue.headline == "Typed before the crash"


def test_an_unreadable_journal_is_shown_with_its_text(
    tmp_path: Path, sample: Issue, file: Path, start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    journals = tmp_path / "journals"
    journal = left(journals, file, sample, WORK)
    journal.write_bytes(b"damage" + journal.read_bytes())
    program = start()
    page = program.window.start_page
    qtbot.waitUntil(lambda: page.work.count() == 1, timeout=PATIENCE)
    (card,) = page.findChildren(UnreadableCard)
    qtbot.waitUntil(lambda: card.height() == card.heightForWidth(card.width()), timeout=PATIENCE)
    assert "Cannot read a journal of unsaved work" in words_of(card)
    press_button(card, "Show Text")
    assert "Typed before the crash" in card.texts.toPlainText()
    assert sample.top5[0].title in card.texts.toPlainText()
    opened: list[QUrl] = []
    monkeypatch.setattr("editor.ui.system.opening.shutil.which", lambda _name: None)  # the system's own way
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)  # which fails: it returns None
    press_button(card, "Open Folder")
    assert [url.toLocalFile() for url in opened] == [str(unreadable_journals(journals)[0].parent)]
    assert card.note.text().startswith("No program is set up to show folders. Folder: ")
    press_button(card, "Discard")
    assert card.isHidden()
    assert unreadable_journals(journals) == ()
    assert len([*(journals / "discarded").iterdir()]) == 1  # for two weeks
    assert discarded_work(journals) == ()


def test_several_unreadable_journals_share_a_card(tmp_path: Path, start: Start, qtbot: QtBot) -> None:
    journals = tmp_path / "journals"
    journals.mkdir()
    for name in ("a", "b"):
        (journals / f"{name}.journal").write_bytes(b"damage")
    page = start().window.start_page
    qtbot.waitUntil(lambda: page.work.count() == 1, timeout=PATIENCE)
    (card,) = page.findChildren(UnreadableCard)
    assert "2 journals" in words_of(card)
    press_button(card, "Show Text")
    assert card.texts.toPlainText() == "No text found."
    assert [button.text() for button in card.findChildren(QPushButton)] == ["Hide Text", "Open Folder", "Discard"]


def test_many_cards_scroll_and_none_is_squeezed(
    tmp_path: Path, sample: Issue, file: Path, start: Start, qtbot: QtBot, look: Look
) -> None:
    for number in range(4):
        left(tmp_path / "journals", file, sample, SetValue(path("headline"), f"Typed before crash {number}"))
    look.apply(Scheme.LIGHT, 150)
    program = start()
    page = program.window.start_page
    program.window.resize(1024, 640)
    qtbot.waitUntil(lambda: page.work.count() == 4, timeout=PATIENCE)
    first = page.findChildren(RecoveryCard)[0]
    qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty() and clipped(program.window) == [], timeout=PATIENCE)
    assert page.list.height() > 3 * page.list.fontMetrics().height()
    last = page.findChildren(RecoveryCard)[-1].work_button
    assert last.visibleRegion().isEmpty()
    last.setFocus(Qt.FocusReason.TabFocusReason)
    assert not last.visibleRegion().isEmpty()


def test_an_issue_is_whole_in_the_list_below_the_cards(
    tmp_path: Path, sample: Issue, file: Path, start: Start, qtbot: QtBot
) -> None:
    left(tmp_path / "journals", file, sample, SetValue(path("headline"), "Typed before crash"))
    program = start()
    page = program.window.start_page
    program.settings.set_look(Scheme.LIGHT, 200)
    program.window.resize(1024, 640)
    qtbot.waitUntil(lambda: page.work.count() == 1 and page.list.currentIndex().isValid(), timeout=PATIENCE)

    def is_whole() -> bool:
        page.list.setFocus(Qt.FocusReason.TabFocusReason)
        row = page.list.visualRect(page.list.currentIndex())
        line = page.list.fontMetrics().height()
        return line == program.window.fontMetrics().height() > 30 and page.list.viewport().rect().contains(row)

    qtbot.waitUntil(is_whole, timeout=PATIENCE)
