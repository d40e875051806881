"""Every save is kept as a version; whatever becomes of the store, saving and opening go on."""

import datetime as dt
import os
import shutil
import stat
import subprocess
import threading
import zlib
from pathlib import Path

import pytest

from editor.files.errors import FileTrouble
from editor.files.history import FOUND, OUTSIDE, History, Version
from editor.files.history_store import FOLDER, branch_of
from editor.files.issue_file import issue_bytes, save_issue
from editor.files.locking import try_to_hold
from editor.files.reading import MOST_BYTES
from schemas import Issue
from tests.quick_disk import QUICK

WHEN = dt.datetime(2025, 3, 12, 14, 32, tzinfo=dt.timezone(dt.timedelta(hours=1)))
FIRST, SECOND, THIRD = (Issue(headline=text) for text in ("First", "Second", "数据"))

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def recorded(history: History, file: Path, issue: Issue, summary: str = "Headline", author: str = "Ann") -> Version:
    version = history.record(file, issue, author, WHEN, summary)
    assert version is not None, history.trouble
    assert history.trouble is None
    return version


def summaries(history: History, file: Path) -> list[str]:
    return [version.summary for version in history.versions(file)]


def trouble_of(history: History) -> str:
    return history.trouble.message if history.trouble is not None else ""


def test_versions_are_listed_newest_first_and_can_be_had_back(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "march.json"
    first = recorded(history, file, FIRST, "New issue", "Änne Zhang 张")
    recorded(history, file, SECOND, "Headline")
    newest = recorded(history, file, THIRD, "Headline again")
    found = history.versions(file)
    assert [version.summary for version in found] == ["Headline again", "Headline", "New issue"]
    assert (found[-1], found[0]) == (first, newest)
    assert (first.author, first.when, first.name) == ("Änne Zhang 张", WHEN, "")
    assert [history.issue_at(version) for version in found] == [THIRD, SECOND, FIRST]
    assert len(history.versions(file, most=2)) == 2
    assert History(tmp_path, QUICK).versions(file) == found


def test_files_have_histories_of_their_own(tmp_path: Path) -> None:
    history = History(tmp_path, QUICK)
    names = ("a.json", "A b.json", "a-b.json", "三月.json", "März.json", ".json", "x.lock", "a..b", "-", "n" * 200)
    for name in names:
        recorded(history, tmp_path / name, Issue(headline=name), name)
    for name in names:
        (version,) = history.versions(tmp_path / name)
        assert history.issue_at(version).headline == version.summary == name
    assert history.versions(tmp_path / "other.json") == ()


def test_a_save_that_changes_nothing_is_no_version(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    first = recorded(history, file, FIRST)
    assert history.record(file, FIRST, "Ben", WHEN, "Nothing") == first
    assert history.versions(file) == (first,)
    recorded(history, file, SECOND)
    recorded(history, file, FIRST, "Back again")
    assert summaries(history, file) == ["Back again", "Headline", "Headline"]


def test_versions_have_names_and_lose_them(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    first = recorded(history, file, FIRST)
    named = history.record(file, SECOND, "Ann", WHEN, "Headline", "sent to editor")
    assert named is not None
    assert named.name == "sent to editor"
    assert history.name(first, "before the\nmeeting") is not None
    assert [version.name for version in history.versions(file)] == ["sent to editor", "before the meeting"]
    history.name(first, "")
    assert [version.name for version in history.versions(file)] == ["sent to editor", ""]
    assert history.record(file, SECOND, "Ann", WHEN, "", "sent to print") is not None  # the same version
    assert [version.name for version in history.versions(file)] == ["sent to print", ""]


def test_what_a_save_replaced_is_kept(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    history.record(file, SECOND, "Ann", WHEN, "Headline", replaced=issue_bytes(FIRST, ""))
    History(tmp_path, QUICK, late=0).record(file, THIRD, "Ann", WHEN, "Headline", replaced=b"written by a script")
    found = history.versions(file)
    assert [(version.author, version.summary) for version in found] == [
        ("Ann", "Headline"),
        ("", OUTSIDE),
        ("Ann", "Headline"),
        ("", FOUND),
    ]
    assert history.issue_at(found[3]) == FIRST
    with pytest.raises(FileTrouble, match="14:32 is not JSON"):
        history.issue_at(found[1])


def test_what_a_save_replaced_is_no_version_where_it_is_one_already(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)
    history.record(file, SECOND, "Ann", WHEN, "Headline", replaced=issue_bytes(FIRST, ""))
    assert summaries(history, file) == ["Headline", "Headline"]


def test_a_file_saved_under_another_name_keeps_its_history(tmp_path: Path) -> None:
    history, old, new = History(tmp_path, QUICK), tmp_path / "old.json", tmp_path / "new.json"
    recorded(history, old, FIRST, "New issue")
    history.record(new, FIRST, "Ann", WHEN, "Saved as new.json", came_from=old)
    recorded(history, new, SECOND)
    assert summaries(history, new) == ["Headline", "Saved as new.json", "New issue"]
    assert summaries(history, old) == ["New issue"]
    # In another folder it begins anew.
    (tmp_path / "other").mkdir()
    elsewhere = tmp_path / "other" / "new.json"
    other = History.beside(elsewhere)
    other.record(elsewhere, SECOND, "Ann", WHEN, "Saved as new.json", came_from=new)
    assert summaries(other, elsewhere) == ["Saved as new.json"]


def test_a_link_has_the_history_of_the_file_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    file, link = tmp_path / "desk" / "a.json", tmp_path / "link.json"
    save_issue(FIRST, file)
    link.symlink_to(file)
    recorded(History.beside(link), link, FIRST)
    assert len(History(tmp_path / "desk", QUICK).versions(file)) == 1
    assert not (tmp_path / FOLDER).exists()


def test_who_changed_a_file_last_is_known_while_it_is_what_was_saved(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    assert history.changed_by(file) is None
    save_issue(FIRST, file)
    recorded(history, file, FIRST)
    assert history.changed_by(file) == "Ann"
    save_issue(SECOND, file)
    assert history.changed_by(file) is None
    history.record(file, SECOND, "", WHEN, "Headline")
    assert history.changed_by(file) is None


def test_texts_from_anybody_are_made_fit_for_a_list(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    version = recorded(history, file, FIRST, "a\n\nb\x1b[31m\u202e" + "x" * 1000 + "\ud800", "Ann <a@b>\n\0")
    assert version.summary.startswith("a b [31m xxx")
    assert len(version.summary) < 400
    assert version.author == "Ann a@b"
    assert history.versions(file) == (version,)


def test_reading_makes_no_store(tmp_path: Path) -> None:
    assert History(tmp_path, QUICK).versions(tmp_path / "a.json") == ()
    assert [*tmp_path.iterdir()] == []


# --- Git ---------------------------------------------------------------------------------------------------


def git(*arguments: str | Path, folder: Path) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


@needs_git
def test_the_store_is_a_repository_that_git_reads_and_may_tidy_up(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    for number in range(5):
        recorded(history, file, Issue(headline=str(number)), f"Headline {number}")
    history.name(history.versions(file)[2], "sent to editor")
    before = history.versions(file)
    store = f"--git-dir={tmp_path / FOLDER}"
    git(store, "fsck", "--strict", folder=tmp_path)
    assert "Headline 4" in git(store, "log", "--oneline", branch_of("a.json"), folder=tmp_path)
    assert git(store, "show", f"{branch_of('a.json')}:a.json", folder=tmp_path) == issue_bytes(
        Issue(headline="4"), ""
    ).decode().replace("\r\n", "\n")
    git(store, "gc", "--quiet", "--prune=now", folder=tmp_path)
    assert history.versions(file) == before
    assert history.issue_at(before[-1]) == Issue(headline="0")
    recorded(history, file, FIRST, "After tidying up")
    assert len(history.versions(file)) == 6
    git(store, "fsck", "--strict", folder=tmp_path)


@needs_git
def test_a_repository_around_the_folder_is_not_touched(tmp_path: Path) -> None:
    git("init", "--quiet", ".", folder=tmp_path)
    newsroom = tmp_path / "newsroom"
    newsroom.mkdir()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / ".git").rglob("*")}
    recorded(History(newsroom, QUICK), newsroom / "a.json", FIRST)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / ".git").rglob("*")} == before
    assert git("status", "--porcelain", "--untracked-files=all", folder=tmp_path) == ""


def test_neither_hooks_nor_configuration_are_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    trap = "[user]\n\tname = Somebody Else\n[core]\n\thooksPath = /\n[init]\n\tdefaultBranch = trap\n"
    (home / ".gitconfig").write_text(trap)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_DIR", str(home / "elsewhere"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)
    hooks = tmp_path / FOLDER / "hooks"
    hooks.mkdir()
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "update"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {home}/run\n")
        (hooks / name).chmod(0o755)
    with (tmp_path / FOLDER / "config").open("a") as config:
        config.write(f"[include]\n\tpath = {home}/.gitconfig\n[core]\n\thooksPath = {hooks}\n")
    (tmp_path / FOLDER / "objects" / "info").mkdir()
    (tmp_path / FOLDER / "objects" / "info" / "alternates").write_text(f"{home}/alternates\n")
    recorded(history, file, SECOND)
    assert {version.author for version in history.versions(file)} == {"Ann"}
    assert sorted(path.name for path in home.iterdir()) == [".gitconfig"]


# --- Damage ------------------------------------------------------------------------------------------------


def file_of(folder: Path, id: str) -> Path:
    return folder / FOLDER / "objects" / id[:2] / id[2:]


def test_a_store_without_its_head_is_set_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    version = recorded(history, file, FIRST)
    file_of(tmp_path, version.id).write_bytes(b"damage")
    assert history.versions(file) == ()
    assert "cannot be read" in trouble_of(history)
    new = history.record(file, SECOND, "Ann", WHEN, "Headline", replaced=issue_bytes(FIRST, ""))
    assert "damaged" in trouble_of(history)
    assert history.trouble is not None
    assert ".history-damaged-1" in history.trouble.help
    assert new is not None
    assert [history.issue_at(version) for version in history.versions(file)] == [SECOND, FIRST]
    assert file_of(tmp_path, version.id).exists() is False
    assert (tmp_path / ".history-damaged-1" / "objects").is_dir()
    assert history.trouble is None


@pytest.mark.parametrize("damage", ["file", "link", "reference", "folder for a reference", "no lock", "objects"])
def test_whatever_stands_in_the_place_of_the_store_saving_goes_on(tmp_path: Path, damage: str) -> None:
    history, file, store = History(tmp_path, QUICK), tmp_path / "a.json", tmp_path / FOLDER
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if damage == "file":
        store.write_text("")
    elif damage == "link":
        store.symlink_to(elsewhere)
    else:
        recorded(history, file, FIRST)
        reference = store / "refs" / "heads" / branch_of("a.json")
        if damage == "reference":
            reference.write_text("somewhere\n")
        elif damage == "folder for a reference":
            reference.unlink()
            reference.mkdir()
        elif damage == "no lock":
            (store / "newsdesk.lock").unlink()
            (store / "newsdesk.lock").mkdir()
        else:
            shutil.rmtree(store / "objects")
            (store / "objects").symlink_to(elsewhere)
    history.versions(file)
    assert history.record(file, SECOND, "Ann", WHEN, "Headline") is not None
    assert ".history-damaged-1" in (history.trouble.help if history.trouble is not None else "")
    assert [history.issue_at(version) for version in history.versions(file)] == [SECOND]
    assert [*elsewhere.iterdir()] == []
    recorded(history, file, THIRD)


def test_damage_far_back_costs_what_lies_behind_it(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    versions = [recorded(history, file, Issue(headline=str(number))) for number in range(5)]
    file_of(tmp_path, versions[2].id).unlink()
    assert history.versions(file) == (versions[4], versions[3])
    assert "cannot be read" in trouble_of(history)
    recorded(history, file, FIRST)
    assert not (tmp_path / ".history-damaged-1").exists()
    with pytest.raises(FileTrouble, match="cannot be read any more"):
        history.issue_at(versions[2])
    assert history.name(versions[2], "sent to editor") is None
    assert "cannot be read any more" in trouble_of(history)
    assert len(history.versions(file)) == 3


def test_an_object_that_was_damaged_is_put_right_when_it_is_saved_again(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    first = recorded(history, file, FIRST)
    recorded(history, file, SECOND)
    blob = next(
        path
        for path in (tmp_path / FOLDER / "objects").rglob("??*")
        if path.is_file() and b"First" in zlib.decompress(path.read_bytes())
    )
    blob.write_bytes(b"")
    with pytest.raises(FileTrouble):
        history.issue_at(first)
    recorded(history, file, FIRST)
    assert history.issue_at(first) == FIRST


def test_a_reading_disk_error_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    assert history.record(file, SECOND, "Ann", WHEN, "Headline") is None
    assert "Input/output error" in trouble_of(history)
    monkeypatch.undo()
    recorded(history, file, SECOND)
    assert len(history.versions(file)) == 2
    assert not (tmp_path / ".history-damaged-1").exists()


def test_a_folder_that_takes_no_history_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In place of permissions, which do not bind root.
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    history = History(tmp_path, QUICK)
    assert history.record(tmp_path / "a.json", FIRST, "Ann", WHEN, "Headline") is None
    assert "Permission denied" in trouble_of(history)
    assert history.versions(tmp_path / "a.json") == ()


def test_a_version_that_no_issue_can_be_is_not_unpacked(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)
    History(tmp_path, QUICK, late=0).record(file, SECOND, "Ann", WHEN, "Headline", replaced=b" " * (MOST_BYTES + 1))
    inflated = history.versions(file)[1]
    assert inflated.summary == OUTSIDE
    with pytest.raises(FileTrouble, match="cannot be read any more"):
        history.issue_at(inflated)


# --- Two at once -------------------------------------------------------------------------------------------


def test_no_version_is_lost_when_several_write_at_once(tmp_path: Path) -> None:
    file = tmp_path / "a.json"

    def write(author: str) -> None:
        history = History(tmp_path, QUICK, patience=60)
        for number in range(8):
            said = f"{author} {number}"
            assert history.record(file, Issue(headline=said), author, WHEN, said) is not None, history.trouble

    threads = [threading.Thread(target=write, args=(author,)) for author in ("Ann", "Ben", "Cem")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = summaries(History(tmp_path, QUICK), file)
    assert sorted(found) == sorted(f"{author} {number}" for author in ("Ann", "Ben", "Cem") for number in range(8))


def test_no_version_is_lost_where_locks_are_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history, other, file = History(tmp_path, QUICK), History(tmp_path, QUICK), tmp_path / "a.json"
    recorded(history, file, FIRST)
    monkeypatch.setattr("editor.files.history_store.try_to_hold", lambda _: True)
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


def test_who_saves_next_waits_until_a_version_is_kept_by_who_saved_it(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    first = recorded(History(tmp_path, QUICK), file, FIRST)
    ben = History(tmp_path, QUICK, late=60)
    thread = threading.Thread(
        target=lambda: ben.record(file, THIRD, "Ben", WHEN, "Ben's", replaced=issue_bytes(SECOND, ""))
    )
    thread.start()
    History(tmp_path, QUICK).record(file, SECOND, "Ann", WHEN, "Ann's", replaced=issue_bytes(FIRST, ""))
    thread.join()
    found = History(tmp_path, QUICK).versions(file)
    assert [(version.author, version.summary) for version in found[:2]] == [("Ben", "Ben's"), ("Ann", "Ann's")]
    assert found[2] == first


def test_a_save_that_is_kept_late_does_not_pass_for_the_newest(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK, late=0), tmp_path / "a.json"
    recorded(history, file, FIRST)
    history.record(file, THIRD, "Ben", WHEN, "Ben's", replaced=issue_bytes(SECOND, ""))
    late = history.record(file, SECOND, "Ann", WHEN, "Ann's", "sent to editor", replaced=issue_bytes(FIRST, ""))
    assert late is not None
    found = history.versions(file)
    assert [version.summary for version in found] == ["Ben's", OUTSIDE, "Headline"]
    assert (found[1].id, found[1].name) == (late.id, "sent to editor")


def test_a_writer_that_does_not_end_is_told(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK, patience=0), tmp_path / "a.json"
    recorded(history, file, FIRST)
    descriptor = os.open(tmp_path / FOLDER / "newsdesk.lock", os.O_RDWR)
    try:
        assert try_to_hold(descriptor)
        assert history.record(file, SECOND, "Ann", WHEN, "Headline") is None
        assert "somebody else" in trouble_of(history)
        assert len(history.versions(file)) == 1
    finally:
        os.close(descriptor)
    recorded(history, file, SECOND)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_who_may_write_in_the_folder_may_write_in_its_history(tmp_path: Path) -> None:
    newsroom = tmp_path / "newsroom"
    newsroom.mkdir()
    newsroom.chmod(0o770)
    recorded(History(newsroom, QUICK), newsroom / "a.json", FIRST)
    for path in (newsroom / FOLDER, *(newsroom / FOLDER).rglob("*")):
        expected = 0o770 if path.is_dir() else 0o660
        assert stat.S_IMODE(path.stat().st_mode) == expected, path
