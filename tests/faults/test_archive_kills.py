"""The process that indexes the archive is killed at any moment: what it leaves is a usable index, or none."""

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.files.archive.database import index_path, open_to_read
from editor.files.archive.query import Query
from editor.files.archive.searching import search
from editor.files.archive.stems import Stemmer
from editor.files.archive.updating import update_all
from editor.files.issue_file import load_issue
from tests.archive_corpus import write_issues
from tests.faults.conftest import LONG, Ran

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no SIGKILL here"),
]

KILLS = 50 if LONG else 5
ISSUES = 120


def test_a_killed_update_leaves_a_usable_index_or_none(tmp_path: Path, ran: Ran) -> None:
    folder, cache = tmp_path / "newsroom", tmp_path / "cache"
    write_issues(folder, ISSUES)
    chance = random.Random(16)
    index = index_path(cache, folder)
    for number in range(KILLS):
        if number % 3 == 2:  # from nothing, and else on from what the last one left
            index.unlink(missing_ok=True)
        killed_once(cache, folder, chance.random() * (1.5 if number % 3 else 4.0))
        ran("issues in the index after a kill", check(index, folder))
        ran("kills of the indexing process with SIGKILL", 1)
        for path in chance.sample(sorted(folder.rglob("*.json")), 10):
            os.utime(path)
    for _ in update_all(cache, folder):
        pass
    assert check(index, folder) == ISSUES


def killed_once(cache: Path, folder: Path, seconds: float) -> None:
    """Kill an update after some time."""
    command = [sys.executable, "-m", "editor.files.archive.process", str(cache), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        process.kill()


def check(index: Path, folder: Path) -> int:
    """Check that the index is consistent: every issue in it has all its documents. Return the number of issues."""
    connection = open_to_read(index)
    if connection is None:
        return 0
    with contextlib.closing(connection):
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        files = connection.execute("SELECT id, path FROM files WHERE kind = 'issue'").fetchall()
        for number, path in files[:: max(1, len(files) // 5)]:
            (documents,) = connection.execute("SELECT count(*) FROM documents WHERE file = ?", (number,)).fetchone()
            assert documents == 22, path  # five entries, fifteen news items, masthead and people
            issue = load_issue(folder / path)
            word = issue.top5[0].title.split()[0]
            query = Query(word, since=issue.date, until=issue.date)
            assert search(connection, folder, query, Stemmer()).number > 0
    with contextlib.closing(sqlite3.connect(index)) as writing:
        writing.execute("INSERT INTO found(found) VALUES ('integrity-check')")
    return len(files)
