"""Reviewing an open issue. The content is its author's until a suggestion is accepted."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from editor.document.editing.change import Change
from editor.document.editing.edits import InsertItem, SetValue, applied
from editor.document.paths import path, value_at
from editor.document.review.anchors import Anchor
from editor.document.review.threads import anchor_of
from editor.document.suggestions.record_paths import item_path
from editor.session.issue.session import Session
from editor.session.review.mode import Mode
from editor.session.review.reviewing import Reviewer, Reviewing
from schemas import Entry
from schemas.review import State, Thread

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
TEXT = path("top5/e2/comment/p1/text")
AUTHOR, EDITOR = Reviewer("Sample Author"), Reviewer("Sample Editor", is_editor=True)


@dataclass
class Desk:
    """One session, and whoever sits at it."""

    session: Session
    who: Reviewer = EDITOR
    reviewing: Reviewing = field(init=False)

    def __post_init__(self) -> None:
        self.reviewing = Reviewing(self.session, lambda: self.who, lambda: AT, self.session)

    def write(self, text: str) -> None:
        self.session.edit(SetValue(TEXT, text), "Text")

    def state(self) -> State:
        return self.reviewing.state

    def open_threads(self) -> tuple[Thread, ...]:
        return self.reviewing.open_threads

    def content(self) -> object:
        return value_at(self.session.whole, TEXT)

    def shown(self) -> object:
        return value_at(self.session.issue, TEXT)


@pytest.fixture
def desk(session: Session) -> Desk:
    return Desk(session)


def test_each_action_on_a_thread_is_one_undo_step(desk: Desk) -> None:
    reviewing = desk.reviewing
    reviewing.comment(TEXT, " Says who? ", Anchor(0, "Why"))
    (thread,) = desk.open_threads()
    reviewing.answer(thread.id, "Me.")
    reviewing.resolve(thread.id)
    assert desk.open_threads() == ()
    reviewing.reopen(thread.id)
    (thread,) = desk.open_threads()
    assert [(comment.author, comment.text) for comment in thread.comments] == [
        ("Sample Editor", "Says who?"),
        ("Sample Editor", "Me."),
    ]
    steps = [desk.session.undo_stack.text(number) for number in range(desk.session.undo_stack.count())]
    assert steps == ["Comment", "Reply to Comment", "Resolve Comment", "Reopen Comment"]
    for _ in steps:
        desk.session.undo()
    assert desk.session.is_saved
    desk.reviewing.comment(TEXT, "  ")
    assert desk.session.is_saved


def test_a_thread_follows_its_text_through_edits_and_undo(desk: Desk) -> None:
    desk.reviewing.comment(TEXT, "Shorter.", Anchor(0, "Why"))
    desk.write("So why? Why.")
    place = anchor_of(desk.session.issue, desk.reviewing.review.threads[0])
    assert place == Anchor(8, "Why")
    desk.write("Gone.")
    assert desk.reviewing.review.threads[0].detached
    desk.session.undo()
    assert not desk.reviewing.review.threads[0].detached


def test_approval_is_bound_to_the_content(desk: Desk) -> None:
    reviewing = desk.reviewing
    assert desk.state() is State.DRAFT
    reviewing.send_to_editor()
    assert desk.state() is State.IN_REVIEW
    reviewing.approve_all()
    assert desk.state() is State.APPROVED
    desk.write("Why not.")
    changed = [one.key for one in reviewing.standings if one.changed]
    assert changed == ["entry-e2"]
    assert desk.state() is State.IN_REVIEW
    desk.session.undo()
    assert desk.state() is State.APPROVED
    desk.session.redo()
    reviewing.send_back()
    states = {one.key: one.state for one in reviewing.standings}
    assert states["entry-e2"] is State.DRAFT
    assert states["entry-e1"] is State.APPROVED
    reviewing.approve("entry-e2")
    assert desk.state() is State.APPROVED


def test_typing_in_suggest_mode_leaves_the_content_unchanged(desk: Desk) -> None:
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.write("Why not.")
    desk.session.edit(InsertItem(path("top5"), 2, Entry(id="e3", title="Three")), "Add Entry")
    assert (desk.content(), desk.shown()) == ("Why.", "Why not.")
    assert [entry.id for entry in desk.session.whole.top5] == ["e1", "e2"]
    assert [entry.id for entry in desk.session.issue.top5] == ["e1", "e2", "e3"]
    desk.reviewing.enter(Mode.WRITING)
    assert desk.shown() == "Why."
    assert desk.session.issue.top5 == desk.session.whole.top5
    desk.reviewing.enter(Mode.SUGGESTING)
    assert desk.shown() == "Why not."
    desk.session.undo()
    desk.session.undo()
    assert desk.shown() == "Why."
    assert desk.session.is_saved


def test_a_suggestion_typed_back_is_none(desk: Desk) -> None:
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.write("Why not.")
    desk.write("Why.")
    assert desk.reviewing.suggestions == ()


def test_the_author_accepts_one_and_rejects_another(desk: Desk) -> None:
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.write("Why not, then.")
    desk.session.edit(InsertItem(path("top5"), 2, Entry(id="e3", title="Three")), "Add Entry")
    desk.session.edit(SetValue(path("headline"), "Themes"), "Headline")
    desk.reviewing.enter(Mode.WRITING)
    desk.who = AUTHOR
    before = desk.session.whole
    by_path = {item_path(one.first): one for one in desk.reviewing.suggestions}
    assert set(by_path) == {"headline", "top5/e3", str(TEXT)}
    desk.reviewing.accept(by_path["top5/e3"])
    assert [entry.id for entry in desk.session.issue.top5] == ["e1", "e2", "e3"]
    by_path = {item_path(one.first): one for one in desk.reviewing.suggestions}
    assert set(by_path) == {"headline", str(TEXT)}
    desk.reviewing.reject(by_path["headline"])
    assert desk.session.issue.headline == "Topics"
    (last,) = desk.reviewing.suggestions
    desk.reviewing.accept(last)
    assert desk.content() == "Why not, then."
    assert desk.reviewing.suggestions == ()
    for _ in range(3):
        desk.session.undo()
    assert desk.session.whole is before


@pytest.mark.parametrize("accepted", [True, False])
def test_all_at_once(desk: Desk, accepted: bool) -> None:
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.write("Why not.")
    proposed = desk.session.issue
    desk.reviewing.enter(Mode.WRITING)
    content = desk.session.issue
    (desk.reviewing.accept if accepted else desk.reviewing.reject)(*desk.reviewing.suggestions)
    wanted = proposed if accepted else content
    assert desk.session.whole == wanted.model_copy(update={"review": desk.reviewing.review})
    assert desk.reviewing.suggestions == ()


def test_two_editors_suggest_and_accepting_one_leaves_the_other(desk: Desk) -> None:
    desk.write("One plan for data, and one for growth.")
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.write("One plan for data, and one for jobs.")
    desk.reviewing.enter(Mode.WRITING)
    desk.who = Reviewer("Another Editor", is_editor=True)
    desk.reviewing.enter(Mode.SUGGESTING)
    assert desk.shown() == "One plan for data, and one for growth."
    desk.write("One law for data, and one for growth.")
    desk.reviewing.enter(Mode.WRITING)
    first, second = desk.reviewing.suggestions
    assert (first.author, second.author) == ("Sample Editor", "Another Editor")
    desk.reviewing.accept(first)
    assert desk.content() == "One plan for data, and one for jobs."
    (left,) = desk.reviewing.suggestions
    assert left.author == "Another Editor"
    desk.reviewing.accept(left)
    assert desk.content() == "One law for data, and one for jobs."
    assert desk.reviewing.suggestions == ()


def test_the_journal_contains_what_is_not_shown(desk: Desk) -> None:
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.write("Why not.")
    whole: list[Change] = []
    shown: list[Change] = []
    desk.session.whole_changed.connect(whole.append)
    desk.session.changed.connect(shown.append)
    content = applied(desk.session.whole, SetValue(TEXT, "Because."))  # beneath what the suggestion shows
    desk.session.replace(content, "Recover Unsaved Work")
    assert desk.shown() == "Because."
    assert [change.paths for change in whole] == [frozenset({TEXT})]


def test_a_name_changed_while_suggesting_signs_what_is_suggested_next(desk: Desk) -> None:
    desk.reviewing.enter(Mode.SUGGESTING)
    content = desk.content()
    desk.write("Suggested first.")
    desk.who = Reviewer("Second Editor", is_editor=True)
    desk.reviewing.take_name()
    assert desk.shown() == content, "the first suggestion is not that of this name"
    desk.write("Suggested second.")
    assert {card.author for card in desk.reviewing.suggestions} == {"Sample Editor", "Second Editor"}
    assert [desk.reviewing.is_own(card) for card in desk.reviewing.by("Second Editor")] == [True]
    desk.who = Reviewer("")
    desk.reviewing.take_name()
    assert desk.shown() == content
