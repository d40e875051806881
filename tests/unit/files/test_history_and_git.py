"""Git can read the store, and hooks and configuration in it are ignored."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from editor.files.history.history import History
from editor.files.history.store import FOLDER, branch_of
from editor.files.issue_file import issue_bytes
from schemas import Issue
from tests.quick_disk import QUICK
from tests.unit.files.versions import FIRST, SECOND, recorded

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(*arguments: str | Path, folder: Path) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


@needs_git
def test_git_can_read_and_garbage_collect_the_store(tmp_path: Path) -> None:
    history, file = History(tmp_path, QUICK), tmp_path / "a.json"
    for number in range(5):
        recorded(history, file, Issue(headline=str(number)), f"Headline {number}")
    history.name(history.versions(file)[2], "ready for review")
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


def test_hooks_and_configuration_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    assert {version.author for version in history.versions(file)} == {"Sample Author"}
    assert sorted(path.name for path in home.iterdir()) == [".gitconfig"]
