"""Concurrent writers of a history lose no version."""

import os
import stat
import threading
from pathlib import Path

import pytest

from editor.files.file_locks import try_lock
from editor.files.history.history import EXTERNAL_SUMMARY, History
from editor.files.history.store import FOLDER
from editor.files.issue_file import issue_bytes
from schemas import Issue
from tests.quick_disk import QUICK
from tests.unit.files.versions import FIRST, SECOND, THIRD, WHEN, recorded, summaries, trouble_of


def test_concurrent_writers_lose_no_version(tmp_path: Path) -> None:
    file = tmp_path / "a.json"

    def write(author: str) -> None:
        history = History(tmp_path, QUICK, patience=60)
        for number in range(8):
            summary = f"{author} {number}"
            assert history.record(file, Issue(headline=summary), author, WHEN, summary) is not None, history.error

    threads = [
        threading.Thread(target=write, args=(author,))
        for author in ("Sample Author", "Sample Editor", "Sample Analyst")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = summaries(History(tmp_path, QUICK), file)
    assert sorted(found) == sorted(
        f"{author} {number}" for author in ("Sample Author", "Sample Editor", "Sample Analyst") for number in range(8)
    )


def test_concurrent_writers_without_locks_lose_no_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history, other, file = History(tmp_path, QUICK), History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)
    monkeypatch.setattr("editor.files.history.store.try_lock", lambda _: True)
    add = history._add
    raced: list[bool] = []

    def slow(*arguments: object) -> object:
        if not raced:
            raced.append(True)
            recorded(other, file, SECOND, "Meanwhile")
        return add(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(history, "_add", slow)
    recorded(history, file, THIRD, "Late")
    assert summaries(history, file) == ["Late", "Meanwhile", "Headline"]


def test_a_save_waits_for_the_previous_author_to_record_their_version(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    first = recorded(History(tmp_path, QUICK), file, FIRST)
    editor = History(tmp_path, QUICK, late=60)
    thread = threading.Thread(
        target=lambda: editor.record(
            file, THIRD, "Sample Editor", WHEN, "Sample Editor's", replaced=issue_bytes(SECOND, "")
        )
    )
    thread.start()
    History(tmp_path, QUICK).record(
        file, SECOND, "Sample Author", WHEN, "Sample Author's", replaced=issue_bytes(FIRST, "")
    )
    thread.join()
    found = History(tmp_path, QUICK).versions(file)
    assert [(version.author, version.summary) for version in found[:2]] == [
        ("Sample Editor", "Sample Editor's"),
        ("Sample Author", "Sample Author's"),
    ]
    assert found[2] == first


def test_a_version_recorded_late_is_not_the_newest(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK, late=0), tmp_path / "a.json"
    recorded(history, file, FIRST)
    history.record(file, THIRD, "Sample Editor", WHEN, "Sample Editor's", replaced=issue_bytes(SECOND, ""))
    late = history.record(
        file, SECOND, "Sample Author", WHEN, "Sample Author's", "ready for review", replaced=issue_bytes(FIRST, "")
    )
    assert late is not None
    found = history.versions(file)
    assert [version.summary for version in found] == ["Sample Editor's", EXTERNAL_SUMMARY, "Headline"]
    assert (found[1].id, found[1].name) == (late.id, "ready for review")


def test_waiting_for_another_writer_times_out(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK, patience=0), tmp_path / "a.json"
    recorded(history, file, FIRST)
    descriptor = os.open(tmp_path / FOLDER / "newsdesk.lock", os.O_RDWR)
    try:
        assert try_lock(descriptor)
        assert history.record(file, SECOND, "Sample Author", WHEN, "Headline") is None
        assert "is in use" in trouble_of(history)
        assert len(history.versions(file)) == 1
    finally:
        os.close(descriptor)
    recorded(history, file, SECOND)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_store_has_the_permissions_of_the_folder(tmp_path: Path) -> None:
    newsroom = tmp_path / "newsroom"
    newsroom.mkdir()
    newsroom.chmod(0o770)
    recorded(History(newsroom, QUICK), newsroom / "a.json", FIRST)
    for path in (newsroom / FOLDER, *(newsroom / FOLDER).rglob("*")):
        expected = 0o770 if path.is_dir() else 0o660
        assert stat.S_IMODE(path.stat().st_mode) == expected, path
