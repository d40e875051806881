"""Keeping the index up to date with a folder, whatever lies in it."""

import contextlib
import datetime as dt
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from editor.files.archive.database import VERSION, IndexUnavailable, open_to_read
from editor.files.archive.process import main as run_process
from editor.files.archive.updating import update
from editor.files.damaged_review import parse_with_damaged_review
from editor.files.errors import FileError
from editor.files.issue_file import save_issue
from schemas import Issue
from schemas.review import Comment, Review, Thread
from tests.unit.files.archive.newsroom_folder import NewsroomFolder, issue_about


def test_new_changed_and_removed_files_are_followed(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("Steel"))
    second = newsroom.write("2024/b.json", issue_about("Copper"))
    newsroom.update()
    assert newsroom.places("steel") == ["a:top5/e1"]
    assert newsroom.places("copper") == ["b:top5/e1"]
    newsroom.write("a.json", issue_about("Hydrogen"))
    second.unlink()
    newsroom.write("c.json", issue_about("Steel again"))
    newsroom.update()
    assert newsroom.places("steel") == ["c:top5/e1"]
    assert newsroom.places("copper") == []
    assert newsroom.places("hydrogen") == ["a:top5/e1"]


def test_templates_are_not_searched(newsroom: NewsroomFolder) -> None:
    newsroom.write("templates/monthly.json", issue_about("Steel"))
    newsroom.write("2024/templates/b.json", issue_about("Copper"))
    newsroom.update()
    assert newsroom.places("steel") == []
    assert newsroom.places("copper") == ["b:top5/e1"]


def test_a_file_of_the_same_time_and_size_is_read_again_for_a_moment(newsroom: NewsroomFolder) -> None:
    path = newsroom.write("a.json", issue_about("Steel"))
    newsroom.update()
    before = path.stat()
    newsroom.write("a.json", issue_about("Stone"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    newsroom.update()
    assert newsroom.places("stone") == ["a:top5/e1"]


def test_files_that_have_not_changed_are_not_read(newsroom: NewsroomFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = newsroom.write("a.json", issue_about("Steel"))
    old = time.time() - 60
    os.utime(path, (old, old))
    newsroom.update()
    monkeypatch.setattr("editor.files.archive.updating.read_bytes", lambda *_: pytest.fail("it was read"))
    (step,) = newsroom.update()
    assert (step.total, step.issues) == (0, 1)


def test_the_review_is_not_indexed(newsroom: NewsroomFolder) -> None:
    at = dt.datetime(2025, 3, 12, tzinfo=dt.UTC)
    comment = Comment(author="Jane Sample", at=at, text="secret remark")
    review = Review(threads=(Thread(path="headline", words="passage", comments=(comment,)),))
    newsroom.write("a.json", issue_about("Steel").model_copy(update={"review": review}))
    newsroom.update()
    assert newsroom.places("steel") == ["a:top5/e1"]
    for word in ("secret", "jane", "passage"):
        assert newsroom.places(word) == []
    assert b"secret" not in newsroom.index.read_bytes()


def test_unreadable_files_are_named_and_the_others_found(newsroom: NewsroomFolder) -> None:
    newsroom.write("good.json", issue_about("Steel"))
    (newsroom.folder / "broken.json").write_text('{"format": "newsdesk-issue",', encoding="utf-8")
    (newsroom.folder / "newer.json").write_text('{"format": "newsdesk-issue", "version": 99}', encoding="utf-8")
    (newsroom.folder / "empty.json").write_bytes(b"")
    (newsroom.folder / "other.json").write_text('{"name": "package"}', encoding="utf-8")
    (newsroom.folder / "notes.txt").write_text("Steel", encoding="utf-8")
    (newsroom.folder / "gone.json").symlink_to(newsroom.folder / "nowhere.json")
    newsroom.update()
    assert newsroom.places("steel") == ["good:top5/e1"]
    found = {one.path: one.reason for one in newsroom.problems()}
    assert sorted(found) == ["broken.json", "empty.json", "newer.json"]
    assert "not valid JSON" in found["broken.json"]
    save_issue(issue_about("Steel"), newsroom.folder / "broken.json")
    newsroom.update()
    assert [one.path for one in newsroom.problems()] == ["empty.json", "newer.json"]
    assert len(newsroom.places("steel")) == 2


def test_a_file_without_permission_is_read_once_it_may_be(
    newsroom: NewsroomFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.json", issue_about("Steel"))

    def refuse(path: Path, *_: object) -> bytes:
        raise FileError(f"You do not have permission to read {path}.")

    with monkeypatch.context() as patch:
        patch.setattr("editor.files.archive.updating.read_bytes", refuse)
        newsroom.update()
    assert [one.path for one in newsroom.problems()] == ["a.json"]
    newsroom.update()
    assert newsroom.problems() == ()
    assert newsroom.places("steel") == ["a:top5/e1"]


def test_links_that_lead_in_a_circle_end(newsroom: NewsroomFolder) -> None:
    newsroom.write("2024/a.json", issue_about("Steel"))
    (newsroom.folder / "2024" / "again").symlink_to(newsroom.folder, target_is_directory=True)
    (newsroom.folder / "itself").symlink_to(newsroom.folder / "itself")
    newsroom.update()
    assert newsroom.places("steel") == ["a:top5/e1"]


def test_other_json_is_skipped_without_parsing(newsroom: NewsroomFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """100 MB of it: one file larger than any issue, which is not read, and smaller ones."""
    newsroom.write("a.json", issue_about("Steel"))
    with (newsroom.folder / "large.json").open("wb") as file:
        file.write(b'{"data": "')
        file.truncate(90_000_000)
    (newsroom.folder / "small.json").write_bytes(b'{"data": "' + b"x" * 10_000_000 + b'"}')
    with (newsroom.folder / "issue.json").open("wb") as file:
        file.write(b'{"format": "newsdesk-issue", "data": "')
        file.truncate(30_000_000)
    parsed: list[str] = []

    def parse(data: bytes, name: str) -> tuple[Issue, bytes | None]:
        parsed.append(name)
        return parse_with_damaged_review(data, name)

    monkeypatch.setattr("editor.files.archive.indexing.parse_with_damaged_review", parse)
    newsroom.update()
    assert parsed == ["a.json"]
    assert [(one.path, "too large" in one.reason) for one in newsroom.problems()] == [("issue.json", True)]


def test_a_folder_that_goes_away_keeps_its_index(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("Steel"))
    newsroom.update()
    index = newsroom.index
    away = newsroom.folder.rename(newsroom.folder.with_name("away"))
    with pytest.raises(FileError, match="could not be read"):
        newsroom.update()
    assert index.exists()
    away.rename(newsroom.folder)
    assert newsroom.places("steel") == ["a:top5/e1"]


def test_a_subfolder_that_cannot_be_read_keeps_its_issues(
    newsroom: NewsroomFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("2024/a.json", issue_about("Steel"))
    newsroom.update()
    listed = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("2024"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    with monkeypatch.context() as patch:
        patch.setattr("editor.files.archive.scanning.os.scandir", refuse)
        newsroom.update()
    assert [one.path for one in newsroom.problems()] == ["2024/"]
    assert newsroom.places("steel") == ["a:top5/e1"]
    newsroom.update()
    assert newsroom.problems() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_index_is_private(newsroom: NewsroomFolder) -> None:
    newsroom.cache.mkdir(parents=True, mode=0o755)
    newsroom.update()
    assert stat.S_IMODE(newsroom.cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(newsroom.index.stat().st_mode) == 0o600


def test_the_folder_of_issues_is_not_written(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("Steel"))
    newsroom.folder.chmod(0o500)
    try:
        newsroom.update()
        assert newsroom.places("steel") == ["a:top5/e1"]
        assert [path.name for path in newsroom.folder.iterdir()] == ["a.json"]
    finally:
        newsroom.folder.chmod(0o700)


def test_a_cache_that_cannot_be_made_is_reported(newsroom: NewsroomFolder) -> None:
    newsroom.cache.parent.mkdir(parents=True)
    newsroom.cache.write_text("in the way", encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="could not be written"):
        newsroom.update()


@pytest.mark.parametrize("damage", ["cut", "header", "middle", "text", "empty"])
def test_a_damaged_index_is_made_again(newsroom: NewsroomFolder, damage: str) -> None:
    for number in range(30):
        newsroom.write(f"{number}.json", issue_about("Steel", *(f"Other {number}-{at}" for at in range(9))))
    newsroom.update()
    with contextlib.closing(sqlite3.connect(newsroom.index)) as connection:
        connection.execute("DELETE FROM about WHERE key = 'checked'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(newsroom.index.read_bytes())
    match damage:
        case "cut":
            data = data[: len(data) // 2]
        case "header":
            data[:100] = os.urandom(100)
        case "middle":
            data[4096 * 3 : len(data) - 4096] = os.urandom(len(data) - 4096 * 4)
        case "text":
            data = bytearray(b"not a database")
        case "empty":
            data = bytearray()
    newsroom.index.write_bytes(data)
    newsroom.update()
    assert len(newsroom.places("steel")) == 30


@pytest.mark.parametrize("version", [VERSION + 1, 0])
def test_an_index_of_another_version_is_replaced(newsroom: NewsroomFolder, version: int) -> None:
    newsroom.write("a.json", issue_about("Steel"))
    newsroom.update()
    with contextlib.closing(sqlite3.connect(newsroom.index)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    assert open_to_read(newsroom.index) is None
    newsroom.update()
    assert newsroom.places("steel") == ["a:top5/e1"]


def test_an_update_that_is_stopped_is_continued(newsroom: NewsroomFolder) -> None:
    for number in range(60):
        newsroom.write(f"{number}.json", issue_about("Steel"))
    answers = iter([True, False])
    for _ in update(newsroom.cache, newsroom.folder, go_on=lambda: next(answers)):
        pass
    assert newsroom.search("steel").number == 25
    newsroom.update()
    assert newsroom.search("steel").number == 60


def test_two_updates_at_once_make_one_index(newsroom: NewsroomFolder) -> None:
    for number in range(60):
        newsroom.write(f"{number}.json", issue_about("Steel"))
    failed: list[Exception] = []

    def run() -> None:
        try:
            newsroom.update()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert newsroom.search("steel").number == 60
    with contextlib.closing(sqlite3.connect(newsroom.index)) as connection:
        connection.execute("INSERT INTO found(found) VALUES ('integrity-check')")


def test_replacing_documents_leaves_a_consistent_index(newsroom: NewsroomFolder) -> None:
    for text in ("Steel 数据 Zürich NDRC", "Copper ﬁne H₂", "Steel ΐ 5G网络", "Steel"):
        newsroom.write("a.json", issue_about(text, text, chinese="关于数据的意见"))
        newsroom.update()
    (newsroom.folder / "a.json").unlink()
    newsroom.update()
    with contextlib.closing(sqlite3.connect(newsroom.index)) as connection:
        connection.execute("INSERT INTO found(found) VALUES ('integrity-check')")
        connection.execute("CREATE VIRTUAL TABLE temp.left_over USING fts5vocab(main, found, row)")
        assert connection.execute("SELECT term FROM left_over").fetchall() == []


def test_the_process_reports_each_step(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("Steel"))
    command = [sys.executable, "-m", "editor.files.archive.process", str(newsroom.cache), str(newsroom.folder)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])}
    result = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert result.stdout.splitlines()[-1] == '{"done": 1, "total": 1, "issues": 1}'
    assert newsroom.places("steel") == ["a:top5/e1"]


def test_the_process_reports_a_folder_that_is_gone(
    newsroom: NewsroomFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.folder.rmdir()
    assert run_process(newsroom.cache, newsroom.folder) == 1
    assert '"error": "The folder' in capsys.readouterr().out


def test_indexes_that_nobody_uses_are_removed(newsroom: NewsroomFolder) -> None:
    newsroom.update()
    now = time.time()
    for name, days in (("old-v0.sqlite3", 61), ("other-v1.sqlite3", 59)):
        (newsroom.cache / name).write_bytes(b"")
        os.utime(newsroom.cache / name, (now, now - days * 24 * 3600))
    newsroom.update()
    assert {path.name for path in newsroom.cache.glob("*.sqlite3")} == {newsroom.index.name, "other-v1.sqlite3"}
