"""What the tests of comments have in common: an issue to talk about, and short names for what is done and seen."""

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
    """A thread by somebody else."""
    comment = Comment(author="Sample Editor", at=AT, text=text)
    return Thread(id=f"t{next(_IDS)}", path=str(field), start=start, words=words, comments=(comment,))


@dataclass
class Talk:
    """The program with an issue open, and what is said about it."""

    program: Program
    qtbot: QtBot

    def open(self, *threads: Thread, issue: Issue = ISSUE) -> None:
        """Open the issue with these threads."""
        self.program.settings.set_person("Sample Author", "author")
        review = issue.review.model_copy(update={"threads": threads})
        file = self.program.newsroom / SAMPLE
        save_issue(issue.model_copy(update={"review": review}), file)
        self.program.window.files.open(file)
        self.look()

    def look(self) -> None:
        """Let whatever waits for a moment's rest be done."""
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
        """What the issue holds."""
        return self.program.desk.session.whole.review.threads

    def are_resolved(self) -> list[bool]:
        return [thread.resolved for thread in self.threads]

    @property
    def cards(self) -> list[str]:
        """What is read of the cards in the margin."""
        return [card.accessibleName() for card in self.annotations.margin.cards]

    def card(self, key: str) -> ThreadCard:
        card = self.annotations.margin.card(key)
        assert isinstance(card, ThreadCard)
        return card

    def tinted(self, kind: HighlightKind) -> list[tuple[FieldPath, int, int]]:
        """What the form tints so."""
        return [(one.path, one.start, one.length) for one in self.form.highlights if one.kind is kind]

    def go_to(self, field: FieldPath) -> None:
        self.program.desk.go_to(field)
        self.look()

    def select(self, start: int, length: int) -> None:
        """Select letters of the text that the caret is in, from its start, with the keys."""
        press(Qt.Key.Key_Home, CONTROL)
        for _ in range(start):
            press(Qt.Key.Key_Right)
        for _ in range(length):
            press(Qt.Key.Key_Right, SHIFT)

    def comment(self, text: str = "") -> None:
        """Press the keys of the comment command, and type."""
        press(Qt.Key.Key_M, CONTROL, SHIFT)
        type_keys(text)

    def post(self) -> None:
        press(Qt.Key.Key_Return, CONTROL)

    def is_in_form(self) -> bool:
        """Whether the keyboard is in the form."""
        return self.form.isAncestorOf(focused())

    def wait_for_rest(self) -> None:
        """Wait until what follows from a change has been looked at."""
        self.qtbot.waitUntil(lambda: not self.annotations.is_refresh_pending, timeout=PATIENCE)
        QApplication.processEvents()
