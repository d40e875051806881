"""Versions are read in a thread; only the latest request is answered."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.files.history.history import History, Version
from editor.files.issue_file import save_issue
from editor.files.stored import open_issue
from editor.session.issue.session import Session
from editor.session.storage.version_reading import Listing, ReadVersion, VersionReading
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.session.conftest import ISSUE
from tests.quick_disk import QUICK
from tests.unit.files.versions import WHEN

HEADLINE = path("headline")


class Slow(History):
    """A history on a disk that answers when it is let."""

    may_go_on = threading.Event()

    def issue_at(self, version: Version) -> Issue:
        assert self.may_go_on.wait(60)
        return super().issue_at(version)


@pytest.fixture
def session(tmp_path: Path, theme: InstalledTheme, qapp: QCoreApplication) -> Session:
    file = tmp_path / "issue.json"
    save_issue(ISSUE, file)
    history = History(tmp_path, QUICK, late=0)
    for headline in ("First", "Second", ISSUE.headline):
        assert history.record(file, ISSUE.model_copy(update={"headline": headline}), "Sample Author", WHEN, headline)
    issue, stored = open_issue(file)
    return Session(issue, theme, stored=stored)


@pytest.fixture
def reading(session: Session) -> Iterator[VersionReading]:
    Slow.may_go_on.set()
    found = VersionReading(session, history_of=lambda file: Slow(file.parent, late=0))
    yield found
    Slow.may_go_on.set()
    found.close()


def listing_of(reading: VersionReading, qtbot: QtBot, most: int = 10) -> Listing:
    with qtbot.waitSignal(reading.listed, timeout=PATIENCE) as listed:
        reading.list_versions(most)
    found: Listing = listed.args[0]
    return found


def test_a_list_says_whether_there_are_more(reading: VersionReading, qtbot: QtBot) -> None:
    everything = listing_of(reading, qtbot)
    assert [one.summary for one in everything.versions] == ["Topics", "Second", "First"]
    assert (everything.error, everything.has_more) == (None, False)
    some = listing_of(reading, qtbot, 2)
    assert (some.versions, some.has_more) == (everything.versions[:2], True)


def test_a_version_is_compared_with_the_issue_as_it_is(session: Session, reading: VersionReading, qtbot: QtBot) -> None:
    oldest = listing_of(reading, qtbot).versions[-1]
    session.edit(SetValue(HEADLINE, "Not saved"), "Typing")
    with qtbot.waitSignal(reading.version_read, timeout=PATIENCE) as seen:
        reading.read_version(oldest)
    found: ReadVersion = seen.args[0]
    assert found.issue is not None
    assert found.issue.headline == "First"
    (section,) = found.since
    assert {piece.text for piece in section.differences[0].pieces} >= {"First"}


def test_only_the_latest_request_is_answered(reading: VersionReading, qtbot: QtBot) -> None:
    versions = listing_of(reading, qtbot).versions
    answers: list[ReadVersion] = []
    reading.version_read.connect(answers.append)
    Slow.may_go_on.clear()
    for version in versions:
        reading.read_version(version)
    with qtbot.waitSignal(reading.version_read, timeout=PATIENCE):
        Slow.may_go_on.set()
    assert [seen.version for seen in answers] == [versions[-1]]


def test_nothing_is_emitted_after_close(reading: VersionReading, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = listing_of(reading, qtbot).versions[0]
    Slow.may_go_on.clear()
    reading.read_version(newest)
    shut_down = ThreadPoolExecutor.shutdown

    def let_the_disk_answer_and_shut_down(thread: ThreadPoolExecutor, **how: bool) -> None:
        Slow.may_go_on.set()
        shut_down(thread, **how)

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", let_the_disk_answer_and_shut_down)
    with qtbot.assertNotEmitted(reading.version_read):
        reading.close()
        reading.read_version(newest)
        reading.list_versions()
        reading.find_author(ISSUE)
        QCoreApplication.processEvents()


def test_the_author_of_an_issue_is_found(session: Session, reading: VersionReading, qtbot: QtBot) -> None:
    for issue, name in ((ISSUE, "Sample Author"), (ISSUE.model_copy(update={"headline": "Of nobody"}), "")):
        with qtbot.waitSignal(reading.author_known, timeout=PATIENCE) as known:
            reading.find_author(issue)
        assert known.args == [issue, name]
