"""Three programs edit and save one file concurrently: the file has all changes."""

import multiprocessing
import os
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from editor.document.editing.edits import InsertItem
from editor.document.paths import path
from editor.files.errors import ChangedOnDisk
from editor.files.history.history import History
from editor.files.issue_file import load_issue, save_issue
from editor.files.stored import open_issue
from editor.files.themes import load_theme
from editor.session.issue.session import Session
from editor.session.storage.merging import Merging
from editor.session.storage.versions import Versions
from schemas import Issue, NewsItem
from tests.faults.conftest import LONG, Ran

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="several programs are made by forking"),
]

NEWS = path("noteworthy/policy_news")
SAVES = 60 if LONG else 8
NAMES = ("author", "editor", "analyst")


def author(file: Path, name: str, begin: Barrier) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    QCoreApplication([])
    issue, stored = open_issue(file)
    session = Session(issue, load_theme("merics"), stored=stored, check=lambda _: ())
    merging = Merging(session)
    versions = Versions(session, lambda: name)
    begin.wait(120)
    for number in range(SAVES):
        session.edit(InsertItem(NEWS, 0, NewsItem(id=f"{name}{number}")), "Add")
        save(merging)
        assert not merging.conflicts
    versions.close()


def save(merging: Merging) -> None:
    """Others may be quicker many times in a row."""
    for _ in range(20):
        try:
            merging.save()
        except ChangedOnDisk:
            continue
        return
    merging.save()


def test_concurrent_authors_do_not_overwrite_each_other(tmp_path: Path, ran: Ran) -> None:
    file = tmp_path / "issue.json"
    save_issue(Issue(headline="Topics"), file)
    context = multiprocessing.get_context("spawn")
    begin = context.Barrier(len(NAMES))
    authors = [context.Process(target=author, args=(file, name, begin)) for name in NAMES]
    for one in authors:
        one.start()
    for one in authors:
        one.join()
    assert [one.exitcode for one in authors] == [0, 0, 0]
    found = {item.id for item in load_issue(file).noteworthy.policy_news}
    wanted = {f"{name}{number}" for name in NAMES for number in range(SAVES)}
    assert found == wanted
    history = History(tmp_path)
    kept = {
        frozenset(item.id for item in history.issue_at(version).noteworthy.policy_news)
        for version in history.versions(file)
    }
    assert frozenset(wanted) in kept
    assert history.error is None
    ran("saves of three authors at once", len(wanted))
