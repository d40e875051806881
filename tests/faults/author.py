"""An author without a window: opens an issue, recovers work, edits and saves until it is killed.

The edits are derived from a seed, so that tests know the issue after each edit.
"""

import os
import random
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from editor.document.editing.diff import changes
from editor.document.editing.edits import CompoundEdit, Edit, InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import path
from editor.files.history.history import History
from editor.files.journal.recovery import archive_journal, recoverable_work
from editor.files.stored import open_issue
from editor.files.themes import load_theme
from editor.session.issue.session import Session
from editor.session.storage.journaling import Journaling
from editor.session.storage.versions import Versions
from schemas import Entry, Issue, NewsItem

FILE, JOURNALS = "issue.json", "journals"
SAVED = -1
"""Sent after a save, instead of an edit's number."""


def edits(chance: random.Random, issue: Issue) -> Iterator[tuple[Edit, Issue]]:
    """Yield endless edits, each with the issue after it. The headline is the number of the edit."""
    number = int(issue.headline)
    while True:
        number += 1
        edit = CompoundEdit((SetValue(path("headline"), str(number)), *_more(chance, issue, number)))
        issue = applied(issue, edit)
        yield edit, issue


def _more(chance: random.Random, issue: Issue, number: int) -> Iterator[Edit]:
    news = issue.noteworthy.policy_news
    at = path("noteworthy/policy_news")
    match chance.randrange(5):
        case 0 if len(news) < 20:
            yield InsertItem(at, chance.randint(0, len(news)), NewsItem(id=f"n{number}", text="词 word " * 40))
        case 1 if news:
            yield RemoveItem(at / chance.choice(news).id)
        case 2 if news:
            yield MoveItem(at / chance.choice(news).id, chance.randrange(len(news)))
        case 3 if news:
            yield SetValue(at / chance.choice(news).id / "text", f"typed {number} " * chance.randint(1, 300))
        case _:
            yield SetValue(path("top5/e1/title"), f"Title {number}")


START = Issue(headline="0", top5=(Entry(id="e1", title="Title"),))


def brought_in(session: Session, journaling: Journaling, journals: Path) -> None:
    """What the window does with the work that a crash left: apply it, and only then let its journal go."""
    for work in recoverable_work(journals):
        edits_of_it = changes(session.issue, work.on(session.issue))
        if edits_of_it:
            session.edit(CompoundEdit(edits_of_it), "Recover Unsaved Work")
        if journaling.error is None:
            archive_journal(work.journal)


def work(folder: Path, seed: int, sender: Connection) -> None:
    """Open, tell the number of the last edit that is there, then edit and save and tell, until killed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QCoreApplication([])
    issue, stored = open_issue(folder / FILE)
    session = Session(issue, load_theme("merics"), stored=stored, check=lambda _: ())
    journaling = Journaling(session, folder / JOURNALS)
    # Not waiting for others, so that kills find it at work.
    versions = Versions(session, lambda: "Sample Author", session, history_of=lambda file: History(file.parent, late=0))
    brought_in(session, journaling, folder / JOURNALS)
    sender.send(int(session.issue.headline))
    chance = random.Random(seed)
    saves = random.Random(seed + 1)
    for edit, after in edits(chance, session.issue):
        session.edit(edit, "Edit")
        assert session.issue == after
        sender.send(int(after.headline))
        application.processEvents()
        if saves.random() < 0.2:
            session.save()
            sender.send(SAVED)
    versions.close()
