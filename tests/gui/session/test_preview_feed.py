"""The preview gets the edits of the session, and never the review."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from functools import reduce

import pytest
from PySide6.QtCore import QObject, Signal

from editor.document.editing.edit_json import from_json
from editor.document.editing.edits import MoveItem, RemoveItem, SetValue, applied
from editor.document.findings import Level
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import path
from editor.publish.protocol import (
    LayingOut,
    Message,
    PageNote,
    PdfWritten,
    Rendered,
    ShowEdits,
    ShowIssue,
    WritePdf,
)
from editor.session.issue.session import Session
from editor.session.preview import renderer_process
from editor.session.preview.preview_feed import PreviewFeed
from editor.session.preview.renderer_process import LARGE, RendererProcess
from schemas import Issue
from schemas.review import Comment, Review, Thread
from tests.gui.session.conftest import ISSUE

TITLE = path("top5/e1/title")
AT = dt.datetime(2025, 3, 12, 9, 0, tzinfo=dt.UTC)
REVIEW = Review(threads=(Thread(id="t1", path=str(TITLE), comments=(Comment(author="A", at=AT, text="Secret"),)),))


class RecordedChild(QObject):
    """Stands for the process: keeps what it is sent, and applies it as the process does."""

    received = Signal(object)
    ended = Signal()
    pid = 1

    def __init__(self, theme: InstalledTheme, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self.sent: list[Message] = []
        self.shown: list[Issue] = []

    def send(self, message: Message) -> None:
        self.sent.append(message)
        match message:
            case ShowIssue(_, _, issue):
                self.shown.append(Issue.model_validate_json(issue))
            case ShowEdits(_, _, edits):
                self.shown.append(reduce(applied, map(from_json, json.loads(edits)), self.shown[-1]))

    def kill(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def renderer(theme: InstalledTheme, monkeypatch: pytest.MonkeyPatch) -> Iterator[RendererProcess]:
    monkeypatch.setattr(renderer_process, "RendererChild", RecordedChild)
    renderer = RendererProcess(theme)
    yield renderer
    renderer.close()


@pytest.fixture
def session(theme: InstalledTheme) -> Session:
    return Session(ISSUE.model_copy(update={"review": REVIEW}), theme, check=lambda _: ())


@pytest.fixture
def child(renderer: RendererProcess, session: Session) -> RecordedChild:
    PreviewFeed(session, renderer, session)
    (child,) = renderer.findChildren(RecordedChild)
    return child


def edits_in(message: Message) -> list[object]:
    assert isinstance(message, ShowEdits)
    return [from_json(edit) for edit in json.loads(message.edits)]


def test_an_edit_is_sent_as_the_session_made_it(session: Session, child: RecordedChild) -> None:
    session.edit(SetValue(TITLE, "First"), "Typing")
    assert edits_in(child.sent[-1]) == [SetValue(TITLE, "First")]
    session.edit(MoveItem(path("top5/e2"), 0), "Move Entry")
    assert edits_in(child.sent[-1]) == [MoveItem(path("top5/e2"), 0)]
    session.undo()
    session.undo()
    assert child.shown[-1] == ISSUE
    assert child.shown[0] == ISSUE


def test_the_review_is_never_sent(session: Session, renderer: RendererProcess, child: RecordedChild) -> None:
    count = len(child.sent)
    session.edit(SetValue(path("review"), Review()), "Resolve")
    assert len(child.sent) == count  # nothing on the pages changed
    session.undo()
    session.edit(SetValue(TITLE, "First"), "Typing")
    session.replace(ISSUE.model_copy(update={"headline": "Other", "review": REVIEW}), "Restore Version")
    renderer.request_pdf(session.issue, proof=False)
    renderer.request_pdf(session.whole.model_copy(update={"headline": "As saved"}), proof=True)
    assert isinstance(child.sent[-1], WritePdf)
    assert child.shown[-1] == ISSUE.model_copy(update={"headline": "As saved"})
    assert not any(b"Secret" in message.issue for message in child.sent if isinstance(message, ShowIssue))
    assert not any(b"review" in message.edits for message in child.sent if isinstance(message, ShowEdits))


def test_edits_that_were_held_back_are_sent_together(session: Session, child: RecordedChild) -> None:
    session.edit(SetValue(TITLE, "x" * LARGE), "Paste")
    count = len(child.sent)
    session.edit(SetValue(TITLE, "First"), "Typing")
    session.edit(RemoveItem(path("top5/e2")), "Remove Entry")
    assert len(child.sent) == count
    child.received.emit(LayingOut(2, "top5/e1"))
    assert len(child.sent) == count + 1
    assert child.shown[-1].model_copy(update={"review": REVIEW}) == session.issue


def test_the_pages_of_an_exported_issue_are_replaced_afterwards(
    session: Session, renderer: RendererProcess, child: RecordedChild
) -> None:
    renderer.request_pdf(ISSUE.model_copy(update={"headline": "As saved"}), proof=False)
    assert child.shown[-1].headline == "As saved"
    child.received.emit(PdfWritten(1, b"%PDF", ()))
    assert child.shown[-1] == ISSUE
    renderer.request_pdf(ISSUE.model_copy(update={"headline": "As saved"}), proof=False)
    session.edit(SetValue(path("headline"), "Typed meanwhile"), "Typing")
    count = len(child.sent)
    child.received.emit(PdfWritten(2, b"%PDF", ()))
    assert len(child.sent) == count
    assert child.shown[-1].headline == "Typed meanwhile"


def test_notes_on_the_pages_become_findings(session: Session, child: RecordedChild) -> None:
    note = PageNote("top5/e1", "Entry 1 is 2 lines too long for its page.", "Shorten it.", problem=False)
    child.received.emit(Rendered(1, (1,), 1, (note,)))
    assert [(one.level, one.path, one.message) for one in session.findings] == [
        (Level.WARNING, path("top5/e1"), "Entry 1 is 2 lines too long for its page.")
    ]
