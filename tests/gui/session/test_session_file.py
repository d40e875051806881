"""The file of an open issue: saved, changed by others, merged and read again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import InsertItem, SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.files.errors import ChangedOnDisk, FileError
from editor.files.issue_file import load_issue, save_issue
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from schemas import Entry, Issue
from tests.gui.conftest import PATIENCE
from tests.gui.session.conftest import ISSUE
from tests.gui.session.typing_letters import saved, type_letters


def opened(tmp_path: Path, theme: InstalledTheme) -> Session:
    save_issue(ISSUE, tmp_path / "issue.json")
    issue, stored = open_issue(tmp_path / "issue.json")
    return Session(issue, theme, stored=stored)


def test_saving_writes_what_is_shown(tmp_path: Path, theme: InstalledTheme, qtbot: QtBot) -> None:
    session = opened(tmp_path, theme)
    assert saved(session)
    type_letters(session, "First")
    assert not saved(session)
    with qtbot.waitSignals([session.saved, session.state_changed], timeout=PATIENCE):
        session.save()
    assert saved(session)
    assert load_issue(tmp_path / "issue.json") == session.issue
    session.undo()
    assert not saved(session)
    session.redo()
    assert saved(session)


def test_an_issue_without_a_file_needs_save_as(tmp_path: Path, session: Session) -> None:
    with pytest.raises(FileError, match="no file yet"):
        session.save()
    assert session.title == "New issue"
    session.save_as(tmp_path / "new.json")
    assert session.file == tmp_path / "new.json"
    assert load_issue(tmp_path / "new.json") == ISSUE


def test_changes_of_others_are_not_overwritten(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    type_letters(session, "Ours")
    theirs = Issue(headline="Theirs", top5=(Entry(id="e1"),))
    save_issue(theirs, tmp_path / "issue.json")
    with pytest.raises(ChangedOnDisk, match="was not overwritten"):
        session.save()
    assert load_issue(tmp_path / "issue.json") == theirs
    assert session.issue.top5[0].title == "Ours"
    session.save(over=True)
    assert load_issue(tmp_path / "issue.json") == session.issue


def test_reloading_is_one_undo_step(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    type_letters(session, "Ours")
    ours = session.issue
    save_issue(Issue(headline="Theirs"), tmp_path / "issue.json")
    session.reload(*open_issue(tmp_path / "issue.json"), "Reload from file")
    assert session.issue.headline == "Theirs"
    assert saved(session)
    session.undo()
    assert session.issue == ours
    assert not saved(session)
    session.save()


def test_merging_is_one_undo_step(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    type_letters(session, "Ours")
    ours = session.issue
    theirs = ISSUE.model_copy(update={"headline": "Theirs", "top5": (*ISSUE.top5, Entry(id="e3"))})
    save_issue(theirs, tmp_path / "issue.json")
    assert session.merge(*open_issue(tmp_path / "issue.json"), "Merge Changes") == ()
    assert (session.issue.headline, session.issue.top5[0].title, len(session.issue.top5)) == ("Theirs", "Ours", 3)
    assert session.undo_stack.undoText() == "Merge Changes"
    assert not saved(session)
    session.save()
    assert load_issue(tmp_path / "issue.json") == session.issue
    session.undo()
    assert session.issue == ours


def test_a_conflict_keeps_our_version(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    session.edit(SetValue(path("headline"), "Ours"), "Typing in Headline")
    save_issue(ISSUE.model_copy(update={"headline": "Theirs"}), tmp_path / "issue.json")
    (conflict,) = session.merge(*open_issue(tmp_path / "issue.json"), "Merge Changes")
    assert (conflict.path, conflict.theirs, session.issue.headline) == (path("headline"), "Theirs", "Ours")
    session.save()


def test_saving_as_the_same_file_does_not_overwrite_either(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    type_letters(session, "Ours")
    save_issue(Issue(headline="Theirs"), tmp_path / "issue.json")
    (tmp_path / "link.json").symlink_to(tmp_path / "issue.json")
    for name in ("issue.json", "link.json"):
        with pytest.raises(ChangedOnDisk):
            session.save_as(tmp_path / name)
    session.save_as(tmp_path / "other.json")
    assert session.title == "other.json"
    assert load_issue(tmp_path / "issue.json").headline == "Theirs"


def test_a_deleted_file_is_written_again(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    (tmp_path / "issue.json").unlink()
    session.save()
    assert load_issue(tmp_path / "issue.json") == ISSUE


def test_what_was_replaced_is_known(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    assert session.stored is not None
    assert session.stored.replaced is None
    save_issue(Issue(headline="Theirs"), tmp_path / "issue.json")
    theirs = (tmp_path / "issue.json").read_bytes()
    session.save(over=True)
    assert session.stored.replaced == theirs


def test_a_file_that_cannot_be_checked_is_not_overwritten(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    (tmp_path / "issue.json").write_bytes(b" " * 20_000_001)
    with pytest.raises(FileError, match="is too large"):
        session.save()
    session.save(over=True)
    assert load_issue(tmp_path / "issue.json") == ISSUE


def test_a_failed_save_keeps_the_changes(tmp_path: Path, theme: InstalledTheme) -> None:
    session = opened(tmp_path, theme)
    type_letters(session, "First")
    session.edit(InsertItem(path("top5"), 2, Entry(id="e3", title="\ud83d")), "Add entry")
    with pytest.raises(FileError, match="incomplete character"):
        session.save()
    assert load_issue(tmp_path / "issue.json") == ISSUE
    assert not saved(session)
    assert session.issue.top5[0].title == "First"
