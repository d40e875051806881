"""Every save creates a version, and saving does not wait for it."""

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.document.text.datetime_labels import datetime_label
from editor.files.errors import FileError
from editor.files.history.history import History, Version
from editor.files.history.store import FOLDER
from editor.files.issue_file import save_issue
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from editor.session.storage.versions import Versions
from tests.gui.conftest import PATIENCE
from tests.gui.session.conftest import ISSUE
from tests.quick_disk import QUICK

TITLE = path("top5/e1/title")


def quick(file: Path) -> History:
    """The history, not waiting for others."""
    return History(file.parent, QUICK, late=0)


@pytest.fixture
def opened(tmp_path: Path, theme: InstalledTheme, qapp: QCoreApplication) -> Session:
    save_issue(ISSUE, tmp_path / "issue.json")
    issue, stored = open_issue(tmp_path / "issue.json")
    return Session(issue, theme, stored=stored)


@pytest.fixture
def versions(opened: Session) -> Iterator[Versions]:
    found = Versions(opened, lambda: "Sample Author", history_of=quick)
    yield found
    found.close()


def saved(session: Session, versions: Versions, qtbot: QtBot, title: str) -> None:
    session.edit(SetValue(TITLE, title), "Typing")
    with qtbot.waitSignal(versions.changed, timeout=PATIENCE):
        session.save()


def listed(versions: Versions) -> list[tuple[str, str]]:
    return [(version.author, version.summary) for version in versions.listed()]


def error_of(versions: Versions) -> str:
    return str(versions.error or "")


def test_each_save_is_a_version_with_what_it_changed(opened: Session, versions: Versions, qtbot: QtBot) -> None:
    saved(opened, versions, qtbot, "First")
    saved(opened, versions, qtbot, "Second")
    assert listed(versions) == [
        ("Sample Author", "Entry 1: title"),
        ("Sample Author", "Entry 1: title"),
        ("", "Existing file"),
    ]
    assert versions.error is None
    titles = [versions.issue_at(version).top5[0].title for version in versions.listed()]
    assert titles == ["Second", "First", "One"]


def test_a_version_is_restored_as_a_step_that_can_be_undone(opened: Session, versions: Versions, qtbot: QtBot) -> None:
    saved(opened, versions, qtbot, "First")
    saved(opened, versions, qtbot, "Second")
    oldest = versions.listed()[-1]
    assert versions.differs(oldest) == "Entry 1: title"
    versions.restore(oldest)
    assert opened.issue == ISSUE
    assert not opened.is_saved
    assert opened.undo_stack.undoText() == f"Restore Version of {datetime_label(oldest.when)}"
    opened.undo()
    assert opened.issue.top5[0].title == "Second"
    assert opened.is_saved


def test_a_version_has_a_name(opened: Session, versions: Versions, qtbot: QtBot) -> None:
    saved(opened, versions, qtbot, "First")
    with qtbot.waitSignal(versions.changed, timeout=PATIENCE):
        versions.name(versions.listed()[0], "ready for review")
    assert [version.name for version in versions.listed()] == ["ready for review", ""]


def test_save_as_keeps_the_history(tmp_path: Path, opened: Session, versions: Versions, qtbot: QtBot) -> None:
    saved(opened, versions, qtbot, "First")
    with qtbot.waitSignal(versions.changed, timeout=PATIENCE):
        opened.save_as(tmp_path / "april.json")
    saved(opened, versions, qtbot, "Second")
    assert [said for _, said in listed(versions)] == [
        "Entry 1: title",
        "Saved as april.json, previously issue.json",
        "Entry 1: title",
        "Existing file",
    ]


def test_an_overwritten_file_is_kept_as_a_version(
    tmp_path: Path, opened: Session, versions: Versions, qtbot: QtBot
) -> None:
    saved(opened, versions, qtbot, "First")
    (tmp_path / "issue.json").write_bytes(b"not an issue")
    with qtbot.waitSignal(versions.changed, timeout=PATIENCE):
        opened.save(over=True)
    # The issue is the same as before; what stood there between is a version of its own all the same.
    assert [said for _, said in listed(versions)][:2] == [
        "Replaced a file that could not be read",
        "Changed outside Newsdesk",
    ]


def test_a_new_issue_has_no_versions_until_it_is_saved(
    tmp_path: Path, theme: InstalledTheme, qapp: QCoreApplication, qtbot: QtBot
) -> None:
    session = Session(ISSUE, theme)
    versions = Versions(session, lambda: "Sample Author", history_of=quick)
    assert versions.listed() == ()
    with pytest.raises(FileError, match="no versions yet"):
        versions.restore(Version("0" * 40, dt.datetime.now(), "", ""))
    with qtbot.waitSignal(versions.changed, timeout=PATIENCE):
        session.save_as(tmp_path / "new.json")
    assert listed(versions) == [("Sample Author", "New file")]
    versions.close()


def test_a_failing_history_does_not_affect_saving_and_is_completed_later(
    tmp_path: Path, opened: Session, versions: Versions, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as disk:
        disk.setattr(Path, "mkdir", refuse)
        with qtbot.waitSignal(versions.error_changed, timeout=PATIENCE):
            saved(opened, versions, qtbot, "First")
        assert opened.is_saved
        assert "Permission denied" in error_of(versions)
    with qtbot.waitSignal(versions.error_changed, timeout=PATIENCE):
        saved(opened, versions, qtbot, "Second")
    assert error_of(versions) == ""
    assert [said for _, said in listed(versions)] == ["Entry 1: title", "Entry 1: title", "Existing file"]


def test_a_damaged_history_is_reported_and_replaced(
    tmp_path: Path, opened: Session, versions: Versions, qtbot: QtBot
) -> None:
    (tmp_path / FOLDER).write_bytes(b"damage")
    with qtbot.waitSignal(versions.error_changed, timeout=PATIENCE):
        saved(opened, versions, qtbot, "First")
    assert ".history-damaged-1" in error_of(versions)
    assert len(versions.listed()) == 2


def test_closing_waits_for_running_writes(tmp_path: Path, opened: Session) -> None:
    may_go_on = threading.Event()

    class Slow(History):
        def record(self, *arguments: object, **more: object) -> Version | None:
            assert may_go_on.wait(60)
            return super().record(*arguments, **more)  # type: ignore[arg-type]

    versions = Versions(opened, lambda: "Sample Author", history_of=lambda file: Slow(file.parent, late=0))
    opened.edit(SetValue(TITLE, "First"), "Typing")
    opened.save()
    assert opened.is_saved  # while the version is still being kept
    assert History(tmp_path).versions(tmp_path / "issue.json") == ()
    may_go_on.set()
    versions.close()
    assert len(History(tmp_path).versions(tmp_path / "issue.json")) == 2


def names(versions: Versions) -> list[str]:
    return [version.name for version in versions.listed()]


def test_the_version_of_the_last_save_gets_a_name(opened: Session, versions: Versions, qtbot: QtBot) -> None:
    saved(opened, versions, qtbot, "Two")
    opened.edit(SetValue(TITLE, "Three"), "Typing")
    opened.save()
    versions.name_saved("ready for review")  # at once: it is not kept yet
    qtbot.waitUntil(lambda: names(versions) == ["ready for review", "", ""], timeout=PATIENCE)


def test_naming_after_an_unchanged_save_names_the_existing_version(
    opened: Session, versions: Versions, qtbot: QtBot
) -> None:
    saved(opened, versions, qtbot, "Two")
    opened.save()
    versions.name_saved("sent back")
    qtbot.waitUntil(lambda: names(versions)[0] == "sent back", timeout=PATIENCE)


def test_a_waiting_version_keeps_its_name(
    opened: Session, versions: Versions, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise FileError("The history cannot be written.", "Later.")

    opened.edit(SetValue(TITLE, "Two"), "Typing")
    with monkeypatch.context() as failing:
        failing.setattr("editor.files.history.store.HistoryStore.create", fail)
        opened.save()
        versions.name_saved("ready for review")
        qtbot.waitUntil(lambda: "cannot be written" in error_of(versions), timeout=PATIENCE)
    saved(opened, versions, qtbot, "Three")
    assert names(versions)[:2] == ["", "ready for review"]


def test_without_a_save_there_is_nothing_to_name(opened: Session, versions: Versions, qtbot: QtBot) -> None:
    versions.name_saved("sent back")
    saved(opened, versions, qtbot, "Two")
    assert names(versions) == ["", ""]
