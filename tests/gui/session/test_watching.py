"""Changes of the file by others are detected and reported once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.files.issue_file import save_issue
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from editor.session.storage.watching import Watching
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.session.conftest import ISSUE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    save_issue(ISSUE, tmp_path / "issue.json")
    return tmp_path / "issue.json"


@pytest.fixture
def opened(file: Path, theme: InstalledTheme, qapp: object) -> Session:
    issue, stored = open_issue(file)
    return Session(issue, theme, stored=stored)


def test_a_save_of_another_program_is_detected(file: Path, opened: Session, qtbot: QtBot) -> None:
    watching = Watching(opened)
    with qtbot.waitSignal(watching.changed_outside, timeout=PATIENCE):
        save_issue(Issue(headline="Theirs"), file)
    with qtbot.assertNotEmitted(watching.changed_outside):
        watching.check()  # once is enough
    with qtbot.waitSignal(watching.changed_outside, timeout=PATIENCE):
        save_issue(Issue(headline="Theirs again"), file)


def test_a_removed_file_is_detected(file: Path, opened: Session, qtbot: QtBot) -> None:
    watching = Watching(opened)
    with qtbot.waitSignal(watching.changed_outside, timeout=PATIENCE):
        file.unlink()


def test_our_own_save_is_ignored(opened: Session, qtbot: QtBot) -> None:
    watching = Watching(opened)
    opened.edit(SetValue(path("headline"), "Ours"), "Typing")
    opened.save()
    with qtbot.assertNotEmitted(watching.changed_outside):
        watching.check()


def test_unchanged_content_is_ignored(file: Path, opened: Session, qtbot: QtBot) -> None:
    watching = Watching(opened)
    save_issue(ISSUE, file)
    with qtbot.assertNotEmitted(watching.changed_outside):
        watching.check()


def test_nothing_is_emitted_after_close_for_earlier_changes(file: Path, opened: Session, qtbot: QtBot) -> None:
    watching, other = Watching(opened), Watching(opened)
    told: list[str] = []
    watching.changed_outside.connect(lambda: told.append("after its end"))
    with qtbot.waitSignal(other.changed_outside, timeout=PATIENCE):
        save_issue(Issue(headline="Theirs"), file)
        watching.close()
    watching.check()
    assert told == []
