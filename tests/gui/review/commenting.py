"""Shared by the tests of comments: an issue, and shorthands for actions and results."""

import datetime as dt
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import FieldPath, path
from editor.files.issue_file import save_issue
from editor.ui.forms.form import Form
from editor.ui.review.annotations import Annotations
from editor.ui.review.thread_cards import ThreadCard
from editor.ui.text.highlights import HighlightKind
from schemas import Entry, Issue, Paragraph
from schemas.review import Comment, Thread
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys

TITLE = path("top5/e1/title")
TEXT = path("top5/e1/comment/p1/text")
OTHER = path("top5/e2/title")
FAMILY = "👨‍👩‍👧"
WORDS = f"The plan of 数据 {FAMILY} has no budget yet."
ISSUE = Issue(
    headline="Data and growth",
    top5=(
        Entry(id="e1", title="A plan for data", comment=(Paragraph(id="p1", text=WORDS),)),
        Entry(id="e2", title="Two titles"),
    ),
)
AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
_IDS = count(1)


def thread(field: FieldPath, words: str = "", start: int = 0, text: str = "Says who?") -> Thread:
    """Return a thread by another user."""
    comment = Comment(author="Sample Editor", at=AT, text=text)
    return Thread(id=f"t{next(_IDS)}", path=str(field), start=start, words=words, comments=(comment,))


@dataclass
class CommentDriver:
    """The program with an open issue, and shorthands for commenting."""

    program: Program
    qtbot: QtBot

    def open(self, *threads: Thread, issue: Issue = ISSUE) -> None:
        """Open the issue with these threads."""
        self.program.settings.set_person("Sample Author", "author")
        review = issue.review.model_copy(update={"threads": threads})
        file = self.program.newsroom / SAMPLE
        save_issue(issue.model_copy(update={"review": review}), file)
        self.program.window.files.open(file)
        self.refresh()

    def refresh(self) -> None:
        """Run pending updates now."""
        self.annotations.refresh()

    @property
    def annotations(self) -> Annotations:
        return self.program.review.annotations

    @property
    def form(self) -> Form:
        form = self.program.desk.form
        assert form is not None
        return form

    @property
    def threads(self) -> tuple[Thread, ...]:
        """The threads of the issue."""
        return self.program.desk.session.whole.review.threads

    def are_resolved(self) -> list[bool]:
        return [thread.resolved for thread in self.threads]

    @property
    def cards(self) -> list[str]:
        """The accessible names of the cards in the margin."""
        return [card.accessibleName() for card in self.annotations.margin.cards]

    def card(self, key: str) -> ThreadCard:
        card = self.annotations.margin.card(key)
        assert isinstance(card, ThreadCard)
        return card

    def highlighted(self, kind: HighlightKind) -> list[tuple[FieldPath, int, int]]:
        """Return the ranges that the form highlights in this way."""
        return [(one.path, one.start, one.length) for one in self.form.highlights if one.kind is kind]

    def go_to(self, field: FieldPath) -> None:
        self.program.desk.go_to(field)
        self.refresh()

    def select(self, start: int, length: int) -> None:
        """Select text in the focused text by keyboard, counting from its start."""
        press(Qt.Key.Key_Home, CONTROL)
        for _ in range(start):
            press(Qt.Key.Key_Right)
        for _ in range(length):
            press(Qt.Key.Key_Right, SHIFT)

    def comment(self, text: str = "") -> None:
        """Start a comment by shortcut and type its text."""
        press(Qt.Key.Key_M, CONTROL, SHIFT)
        type_keys(text)

    def post(self) -> None:
        press(Qt.Key.Key_Return, CONTROL)

    def is_in_form(self) -> bool:
        """Return whether the form has the focus."""
        return self.form.isAncestorOf(focused())

    def wait_for_refresh(self) -> None:
        """Wait until pending updates have run."""
        self.qtbot.waitUntil(lambda: not self.annotations.is_refresh_pending, timeout=PATIENCE)
        QApplication.processEvents()
