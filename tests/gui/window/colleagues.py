"""Others who save the open issue too."""

import datetime as dt

from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.history.history import History
from editor.files.stored import open_issue
from editor.ui.issue.conflicts_page import ConflictsPage
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program

HEADLINE, CONTACT = path("headline"), path("imprint/contact")


def write_headline(program: Program, words: str) -> None:
    program.desk.session.edit(SetValue(HEADLINE, words), "Typing in Headline")


def saved_by(program: Program, name: str, *, headline: str = "", contact: str = "other@example.org") -> Issue:
    """Somebody else saves another headline or contact, from another machine; returns their issue."""
    file = program.newsroom / SAMPLE
    before, stored = open_issue(file)
    imprint = before.imprint.model_copy(update={"contact": contact})
    issue = before.model_copy(update={"headline": headline or before.headline, "imprint": imprint})
    kept = stored.save(issue)
    history = History(program.newsroom, late=0)
    from_when = history.record(file, issue, name, dt.datetime.now().astimezone(), "Imprint", replaced=kept.replaced)
    assert from_when is not None
    return issue


def wait_for(program: Program, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in text for text in program.messages), timeout=PATIENCE)


def all_is_said(program: Program, qtbot: QtBot) -> None:
    """Wait until it is known who saved: what is to be said of others stands there then, or comes no more."""
    assert program.window.open_issue is not None
    reading = program.window.open_issue.version_reader
    with qtbot.waitSignal(reading.author_known, timeout=PATIENCE):
        reading.find_author(program.desk.session.saved_issue)


def look_outside(program: Program) -> None:
    assert program.window.open_issue is not None
    program.window.open_issue.check_file()


def page_of(program: Program) -> ConflictsPage:
    page = program.window.navigator.page
    assert isinstance(page, ConflictsPage)
    return page
