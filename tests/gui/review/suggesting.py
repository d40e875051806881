"""Shared by the tests of suggestions: an issue, and shorthands for actions and results."""

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.document.editing.edits import CompoundEdit, InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import FieldPath, path, value_at
from editor.files.issue_file import load_issue, save_issue
from editor.session.review.annotation import Annotation
from editor.session.review.mode import Mode
from editor.ui.review.desk_review import DeskReview
from editor.ui.review.suggestion_card import SuggestionCard
from schemas import Bullet, Bullets, Entry, Issue, NewsItem, Noteworthy, Paragraph
from tests.gui.window.conftest import SAMPLE, Program, focused, type_keys
from tests.suggesting import with_suggested

HEADLINE = path("headline")
TITLE = path("top5/e1/title")
TEXT = path("top5/e1/comment/p1/text")
BULLETS = path("top5/e1/at_a_glance/b1/items")
DATE = path("top5/e1/date")
ISSUE = Issue(
    headline="Data and growth",
    date=dt.date(2025, 3, 12),
    top5=(
        Entry(
            id="e1",
            title="A plan for data",
            at_a_glance=(
                Bullets(
                    id="b1",
                    items=(Bullet(id="x", text="First thought"), Bullet(id="y", text="Second thought")),
                ),
            ),
            comment=(Paragraph(id="p1", text="A plan for data and **growth** by 2027. It has no budget yet."),),
            date=dt.date(2025, 2, 3),
            issuing_bodies=("NDRC",),
        ),
        Entry(id="e2", title="Two"),
        Entry(id="e3", title="Three"),
    ),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", date=dt.date(2025, 2, 4), text="News of the week."),)),
)
EDITS = (
    SetValue(HEADLINE, "Data policy and growth"),
    InsertItem(BULLETS, 1, Bullet(id="new", text="A new thought")),
    RemoveItem(BULLETS / "y"),
    SetValue(TEXT, "A policy for data and **growth** by 2027."),
    SetValue(DATE, dt.date(2025, 2, 4)),
    MoveItem(path("top5/e3"), 0),
)
PROPOSED = applied(ISSUE, CompoundEdit(EDITS))
"""One change of each kind."""
REVIEWED = with_suggested(ISSUE, "Sample Editor", PROPOSED, dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC))


@dataclass
class ReviewDriver:
    """The program with an open issue, and shorthands for suggesting."""

    program: Program

    def open(self, name: str, role: str = "author", issue: Issue = ISSUE) -> None:
        """Open the issue as a user. An open issue is saved and closed first."""
        window = self.program.window
        file = self.program.newsroom / SAMPLE
        if window.desk is None:
            save_issue(issue, file)
        else:
            window.commands["save"].trigger()
            window.commands["close"].trigger()
        self.program.settings.set_person(name, role)
        window.files.open(file)

    def trigger(self, command: str) -> None:
        self.program.window.commands[command].trigger()

    def decide_all(self, command: str) -> str:
        """Accept or reject all, and answer the question, which is returned."""
        self.trigger(command)
        (message,) = (one for one in self.program.window.banners.messages if one.key == "all suggestions")
        self.program.answer(message.buttons[0].label)
        return f"{message.text} {message.help}"

    def enter(self, mode: Mode) -> None:
        self.trigger(f"mode_{mode}")

    def go_to(self, field: FieldPath) -> None:
        self.program.desk.go_to(field)

    def type(self, field: FieldPath, text: str, *, behind: str = "", replacing: str = "") -> None:
        """Type into a field: at its start, after some text, or in place of it."""
        self.go_to(field)
        form = self.program.desk.form
        assert form is not None
        wanted = replacing or behind
        start = self.read(field).index(wanted) + (0 if replacing else len(behind))
        form.select(field, start, len(replacing))
        type_keys(text)
        if replacing and not text:
            QTest.keyClick(focused(), Qt.Key.Key_Delete)

    def read(self, field: FieldPath) -> str:
        """Return a text as it is read."""
        return str(value_at(self.program.desk.session.issue, field)).replace("*", "")

    @property
    def content(self) -> Issue:
        """The content of the issue, without the review."""
        whole = self.program.desk.session.whole
        return whole.model_copy(update={"review": type(whole.review)()})

    def content_at(self, field: FieldPath) -> object:
        return value_at(self.program.desk.session.whole, field)

    def in_file(self) -> Issue:
        return load_issue(self.program.newsroom / SAMPLE)

    @property
    def view(self) -> DeskReview:
        return self.program.review

    @property
    def suggestions(self) -> list[Annotation]:
        """The suggestions of the section in view, in reading order."""
        self.view.annotations.refresh()
        return [
            annotation
            for annotation in self.view.annotations.section_annotations
            if self.view.suggestions.details(annotation) is not None
        ]

    def descriptions(self) -> list[str]:
        """Return the accessible descriptions of the suggestions."""
        details = [self.view.suggestions.details(annotation) for annotation in self.suggestions]
        return [one.accessible_text.removeprefix("Suggestion in ") for one in details if one is not None]

    def choose(self, number: int) -> SuggestionCard:
        """Select a suggestion of the section and return its card."""
        key = self.suggestions[number].key
        self.view.annotations.choose(key)
        card = self.view.margin.card(key)
        assert isinstance(card, SuggestionCard)
        return card

    @property
    def undo_name(self) -> str:
        return self.program.desk.session.undo_stack.undoText()
