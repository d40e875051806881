"""Unsaved work is offered when its issue is opened."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.journal.journal import Journal, JournalInfo
from editor.files.journal.recovery import recoverable_work
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program, Start

TYPED = "Typed before the crash"


@pytest.fixture
def crashed(tmp_path: Path, newsroom: Path, sample: Issue) -> Path:
    """A folder of journals, with what was typed into the sample issue."""
    journals = tmp_path / "journals"
    journal = Journal(journals, JournalInfo(newsroom / SAMPLE), sample)
    journal.add((SetValue(path("headline"), TYPED),))
    journal.end(keep=True)
    return journals


def opened(start: Start, qtbot: QtBot) -> Program:
    """The program with the issue open, once it says that something was left."""
    program = start()
    program.window.files.open(program.newsroom / SAMPLE)
    qtbot.waitUntil(lambda: bool(program.messages), timeout=PATIENCE)
    return program


def test_it_is_recovered_from_the_open_issue(crashed: Path, start: Start, qtbot: QtBot) -> None:
    program = opened(start, qtbot)
    assert program.messages[0].startswith("Unsaved work on this issue from ")
    assert program.desk.session.issue.headline != TYPED
    program.answer("Recover")
    assert program.desk.session.issue.headline == TYPED
    qtbot.waitUntil(lambda: recoverable_work(crashed) == (), timeout=PATIENCE)
    QApplication.processEvents()
    assert program.messages == []


def test_it_stays_until_the_user_chooses(crashed: Path, start: Start, qtbot: QtBot) -> None:
    program = opened(start, qtbot)
    program.answer("Not Now")
    assert program.messages == []
    assert [one.issue.headline for one in recoverable_work(crashed)] == [TYPED]


def test_work_on_another_issue_is_not_offered(crashed: Path, start: Start) -> None:
    program = start()
    (program.newsroom / "other.json").write_bytes((program.newsroom / SAMPLE).read_bytes())
    program.window.files.open(program.newsroom / "other.json")
    QApplication.processEvents()
    assert program.messages == []
