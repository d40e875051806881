"""Damaged stores never prevent saving and opening, and readable versions stay readable."""

import os
import shutil
import zlib
from pathlib import Path

import pytest

from editor.files.errors import FileError
from editor.files.history.history import EXTERNAL_SUMMARY, History
from editor.files.history.store import FOLDER, branch_of
from editor.files.issue_file import issue_bytes
from editor.files.reading import MOST_BYTES
from schemas import Issue
from tests.quick_disk import QUICK
from tests.unit.files.versions import FIRST, SECOND, THIRD, WHEN, file_of, recorded, trouble_of


@pytest.mark.parametrize("damage", ["missing", "unreadable", "cut off"])
def test_a_version_that_comes_late_makes_only_its_issue_wait(tmp_path: Path, damage: str) -> None:
    history, file, other = History(tmp_path, QUICK), tmp_path / "a.json", tmp_path / "b.json"
    older, version = recorded(history, file, FIRST), recorded(history, file, SECOND)
    named = history.name(version, "ready for review")
    untouched = recorded(history, other, FIRST)
    object_file = file_of(tmp_path, version.id)
    data = object_file.read_bytes()
    if damage == "missing":
        object_file.unlink()
    else:
        object_file.write_bytes(b"damage" if damage == "unreadable" else data[: len(data) // 2])

    assert history.versions(file) == ()
    assert "cannot be read at present" in trouble_of(history)
    newest = history.record(file, THIRD, "Sample Author", WHEN, "Headline", replaced=issue_bytes(SECOND, ""))
    assert newest is not None
    assert "The new one was recorded" in trouble_of(history)
    assert history.versions(file) == (newest,)
    assert history.versions(other) == (untouched,)
    assert not (tmp_path / ".history-damaged-1").exists()

    object_file.write_bytes(data)
    assert history.versions(file) == (newest, named, older)
    assert history.error is None
    assert [history.issue_at(one) for one in history.versions(file)] == [THIRD, SECOND, FIRST]


def test_a_change_from_outside_is_kept_while_the_last_version_is_missing(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    version = recorded(history, file, FIRST)
    file_of(tmp_path, version.id).unlink()
    newest = history.record(file, THIRD, "Sample Author", WHEN, "Headline", replaced=issue_bytes(SECOND, ""))
    assert [history.issue_at(one) for one in history.versions(file)] == [THIRD, SECOND]
    assert newest is not None


@pytest.mark.parametrize("damage", ["words", "empty", "a folder"])
def test_a_damaged_reference_concerns_only_its_issue(tmp_path: Path, damage: str) -> None:
    history, file, other = History(tmp_path, QUICK), tmp_path / "a.json", tmp_path / "b.json"
    recorded(history, file, FIRST)
    untouched = recorded(history, other, FIRST)
    reference = tmp_path / FOLDER / "refs" / "heads" / branch_of("a.json")
    if damage == "a folder":
        reference.unlink()
        reference.mkdir()
    else:
        reference.write_text("somewhere" if damage == "words" else "")
    assert history.versions(file) == ()
    assert history.record(file, SECOND, "Sample Author", WHEN, "Headline") is not None
    assert "of this issue" in trouble_of(history)
    assert f"damaged/{branch_of('a.json')}-1" in (history.error.help if history.error is not None else "")
    assert [history.issue_at(version) for version in history.versions(file)] == [SECOND]
    assert history.versions(other) == (untouched,)
    assert not (tmp_path / ".history-damaged-1").exists()
    recorded(history, file, THIRD)


@pytest.mark.parametrize("damage", ["file", "link", "no lock", "objects"])
def test_saving_continues_whatever_is_at_the_path_of_the_store(tmp_path: Path, damage: str) -> None:
    history, file, store = History(tmp_path, QUICK), tmp_path / "a.json", tmp_path / FOLDER
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if damage == "file":
        store.write_text("")
    elif damage == "link":
        store.symlink_to(elsewhere)
    else:
        recorded(history, file, FIRST)
        if damage == "no lock":
            (store / "newsdesk.lock").unlink()
            (store / "newsdesk.lock").mkdir()
        else:
            shutil.rmtree(store / "objects")
            (store / "objects").symlink_to(elsewhere)
    history.versions(file)
    assert history.record(file, SECOND, "Sample Author", WHEN, "Headline") is not None
    assert ".history-damaged-1" in (history.error.help if history.error is not None else "")
    assert [history.issue_at(version) for version in history.versions(file)] == [SECOND]
    assert [*elsewhere.iterdir()] == []
    recorded(history, file, THIRD)


def test_a_damaged_old_version_hides_only_older_ones(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    versions = [recorded(history, file, Issue(headline=str(number))) for number in range(5)]
    file_of(tmp_path, versions[2].id).unlink()
    assert history.versions(file) == (versions[4], versions[3])
    assert "cannot be read" in trouble_of(history)
    recorded(history, file, FIRST)
    assert not (tmp_path / ".history-damaged-1").exists()
    with pytest.raises(FileError, match="This version cannot be read"):
        history.issue_at(versions[2])
    assert history.name(versions[2], "ready for review") is None
    assert "This version cannot be read" in trouble_of(history)
    assert len(history.versions(file)) == 3


def test_a_damaged_object_is_repaired_by_the_next_save(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    first = recorded(history, file, FIRST)
    recorded(history, file, SECOND)
    blob = next(
        path
        for path in (tmp_path / FOLDER / "objects").rglob("??*")
        if path.is_file() and b"First" in zlib.decompress(path.read_bytes())
    )
    blob.write_bytes(b"")
    with pytest.raises(FileError):
        history.issue_at(first)
    recorded(history, file, FIRST)
    assert history.issue_at(first) == FIRST


def test_a_read_error_does_not_count_as_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    assert history.record(file, SECOND, "Sample Author", WHEN, "Headline") is None
    assert "Input/output error" in trouble_of(history)
    monkeypatch.undo()
    recorded(history, file, SECOND)
    assert len(history.versions(file)) == 2
    assert not (tmp_path / ".history-damaged-1").exists()


def test_a_read_only_folder_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In place of permissions, which do not bind root.
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    history = History(tmp_path, QUICK)
    assert history.record(tmp_path / "a.json", FIRST, "Sample Author", WHEN, "Headline") is None
    assert "Permission denied" in trouble_of(history)
    assert history.versions(tmp_path / "a.json") == ()


def test_an_oversized_version_is_not_decompressed(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)
    History(tmp_path, QUICK, late=0).record(
        file, SECOND, "Sample Author", WHEN, "Headline", replaced=b" " * (MOST_BYTES + 1)
    )
    inflated = history.versions(file)[1]
    assert inflated.summary == EXTERNAL_SUMMARY
    with pytest.raises(FileError, match="This version cannot be read"):
        history.issue_at(inflated)


def test_an_invalid_store_is_reported(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_bytes(b"damage")
    history = History(tmp_path, QUICK)
    assert history.versions(tmp_path / "a.json") == ()
    assert "is not a folder" in trouble_of(history)
