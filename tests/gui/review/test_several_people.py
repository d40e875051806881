"""An author and an editor on one file, with real keys in the real window, while the other one saves."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.document.editing.edits import Edit, MoveItem, SetValue, applied
from editor.document.paths import path
from editor.document.review.rebase import rebased
from editor.document.suggestions.review import as_suggested, next_counter, open_records, rejected, suggested
from editor.document.suggestions.signature import Signature
from editor.files.stored import open_issue
from editor.session.review.mode import Mode
from schemas import Issue
from tests.gui.review.suggesting import HEADLINE, ISSUE, TEXT, TITLE, ReviewDriver
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, focused, press, press_button, type_keys

pytestmark = pytest.mark.slow

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
WORDS = "A plan for data and growth by 2027. It has no budget yet."


@pytest.fixture
def review(program: Program) -> ReviewDriver:
    """The issue, opened by an editor."""
    found = ReviewDriver(program)
    found.open("Sample Editor", "editor")
    return found


class Colleague:
    """Somebody else, who saves the same file."""

    def __init__(self, review: ReviewDriver) -> None:
        self._file = review.program.newsroom / SAMPLE

    def save(self, *edits: Edit) -> None:
        """Change the content, and save."""
        issue, stored = open_issue(self._file)
        for edit in edits:
            issue = rebased(issue, applied(issue, edit))
        stored.save(issue)

    def suggest(self, name: str, edit: Edit) -> None:
        """Suggest an edit, and save."""
        issue, stored = open_issue(self._file)
        shown = applied(as_suggested(issue, name).issue, edit)
        stored.save(suggested(issue, shown, (edit,), Signature(name, AT, next_counter(issue.review))))

    def reject_all(self) -> None:
        """Reject what is open, and save."""
        issue, stored = open_issue(self._file)
        ids = [one.id for one in open_records(issue.review)]
        stored.save(rejected(issue, ids, by="Sample Author", at=AT).issue)


def save(review: ReviewDriver) -> Issue:
    review.trigger("save")
    return review.in_file()


def test_a_new_suggestion_outlasts_what_the_author_saved(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    save(review)
    review.type(TEXT, "money", replacing="budget")
    Colleague(review).save(SetValue(TEXT, "A plan for new data and **growth** by 2027. It has no budget yet."))
    saved = save(review)
    assert len(open_records(saved.review)) == 2
    assert review.read(TEXT) == "A policy for new data and growth by 2027. It has no money yet."


def test_a_rejected_suggestion_does_not_return(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    save(review)
    Colleague(review).reject_all()
    review.type(HEADLINE, " policy", behind="Data")
    assert [one.path for one in open_records(save(review).review)] == ["headline"]
    assert review.read(TEXT) == WORDS


def test_a_suggestion_goes_along_when_the_author_splits_the_paragraph(review: ReviewDriver) -> None:
    review.type(TEXT, "money", replacing="budget")
    review.open("Sample Author")
    review.go_to(TEXT)
    form = review.program.desk.form
    assert form is not None
    form.select(TEXT, WORDS.index("It has"), 0)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    (said,) = review.descriptions()
    assert said.endswith("replaces: delete “budget”, insert “money”")
    review.choose(0)
    review.trigger("accept")
    texts = [block.text for block in review.content.top5[0].comment]  # type: ignore[union-attr]
    assert [text.strip() for text in texts] == ["A plan for data and **growth** by 2027.", "It has no money yet."]


def test_the_authors_words_are_not_in_the_editors_name(review: ReviewDriver) -> None:
    review.type(TITLE, "law", replacing="plan")
    review.open("Sample Author")
    review.type(TITLE, "jobs", replacing="data")
    review.type(TITLE, "bold ", behind="A ")
    (said,) = review.descriptions()
    assert said.endswith("Sample Editor replaces: delete “plan”, insert “law”")
    review.decide_all("accept_all")
    assert review.content_at(TITLE) == "A bold law for jobs"


def test_removing_a_bullets_mark_is_one_card(review: ReviewDriver) -> None:
    bullet = path("top5/e1/at_a_glance/b1/items/y/text")
    review.go_to(bullet)
    QTest.keyClick(focused(), Qt.Key.Key_Home)
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    (said,) = review.descriptions()
    assert said.endswith("Sample Editor makes this bullet a paragraph: “Second thought”")
    review.open("Sample Author")
    review.go_to(TITLE)
    review.choose(0)
    review.trigger("accept")
    assert [block.type for block in review.content.top5[0].at_a_glance] == ["bullets", "paragraph"]
    assert review.descriptions() == []


def test_moving_an_entry_up_says_which_one(review: ReviewDriver) -> None:
    review.go_to(path("top5/e3/title"))
    review.trigger("up")
    review.open("Sample Author")
    review.go_to(path("top5/e3/title"))
    (said,) = review.descriptions()
    assert "Sample Editor moves entry 3 before entry 2" in said


def test_accept_all_takes_the_suggestions_of_everybody(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    review.open("Sample Author")
    Colleague(review).suggest("Another Editor", SetValue(HEADLINE, "Data policy and growth"))
    save(review)
    review.decide_all("accept_all")
    assert review.content_at(HEADLINE) == "Data policy and growth"
    assert review.read(TEXT).startswith("A policy")
    assert review.program.window.status.currentMessage().startswith("2 suggestions by 2 people accepted.")
    review.trigger("undo")
    assert review.content == ISSUE


def test_approving_all_names_ones_own_open_suggestions(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    review.trigger("approve_all")
    message = review.program.window.status.currentMessage()
    assert message.endswith("This is the author's text, without your 1 open suggestion.")


def test_a_suggestion_is_withdrawn_in_suggest_mode_and_stays_withdrawn(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    save(review)
    review.choose(0)
    review.trigger("reject")
    Colleague(review).save(MoveItem(path("top5/e3"), 0))
    saved = save(review)
    assert open_records(saved.review) == ()
    assert review.read(TEXT) == WORDS
    assert saved.top5[0].id == "e3"


def test_words_come_back_with_the_suggestion_when_the_author_undoes(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    review.open("Sample Author")
    review.enter(Mode.WRITING)
    review.type(TEXT, "scheme", replacing="plan")
    assert "Outdated" in review.descriptions()[0]
    press(Qt.Key.Key_Z, CONTROL)
    while "scheme" in review.read(TEXT) or "plan" not in review.read(TEXT):
        press(Qt.Key.Key_Z, CONTROL)
    assert review.descriptions()[0].endswith("delete “plan”, insert “policy”")


def test_a_reason_is_given_and_answered_on_the_card(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    reply_to(review, "The notice calls it a policy.")
    review.open("Sample Author")
    review.go_to(TEXT)
    reply_to(review, "It does.")
    saved = save(review)
    (record,) = open_records(saved.review)
    assert [(one.author, one.text) for one in record.replies] == [
        ("Sample Editor", "The notice calls it a policy."),
        ("Sample Author", "It does."),
    ]
    card = review.choose(0)
    assert "Sample Author replies: It does." in card.accessibleName()
    review.trigger("undo")
    assert "It does." not in review.descriptions()[0]


def reply_to(review: ReviewDriver, text: str) -> None:
    card = review.choose(0)
    press_button(card, "Reply")
    type_keys(text)
    press(Qt.Key.Key_Return, CONTROL)
