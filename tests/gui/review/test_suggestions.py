"""Suggestions by an editor, and the author's decisions, with real keys in the real window."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import RemoveItem, applied
from editor.document.paths import FieldPath, path
from editor.document.suggestions.review import as_suggested, open_records
from editor.files.issue_file import issue_text
from editor.session.review.mode import Mode
from editor.ui.review.suggestions import NO_SUGGESTION_SELECTED
from editor.ui.text.highlights import HighlightKind
from tests.gui.conftest import PATIENCE
from tests.gui.review.suggesting import BULLETS, DATE, HEADLINE, ISSUE, PROPOSED, REVIEWED, TEXT, TITLE, ReviewDriver
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, press_button, type_keys


@pytest.fixture
def review(program: Program) -> ReviewDriver:
    """The issue, opened by an editor."""
    found = ReviewDriver(program)
    found.open("Sample Editor", "editor")
    return found


@pytest.fixture
def reviewed(program: Program) -> ReviewDriver:
    """The issue with suggestions, opened by its author."""
    found = ReviewDriver(program)
    found.open("Sample Author", issue=REVIEWED)
    return found


def suggest_everything(review: ReviewDriver) -> None:
    """Make one change of each kind by keyboard."""
    review.type(HEADLINE, " policy", behind="Data")
    review.type(TEXT, "policy", replacing="plan")
    review.type(TEXT, "", replacing=" It has no budget yet.")
    review.go_to(FieldPath((*BULLETS, "x", "text")))
    QTest.keyClick(focused(), Qt.Key.Key_End)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    type_keys("A new thought")
    review.go_to(FieldPath((*BULLETS, "y", "text")))
    QTest.keyClick(focused(), Qt.Key.Key_End, SHIFT)
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    review.go_to(DATE)
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    review.go_to(path("top5/e3/title"))
    review.trigger("up")
    review.trigger("up")


def test_an_editor_opens_in_suggest_mode_and_an_author_in_write_mode(review: ReviewDriver) -> None:
    button = review.program.window.bars.mode_button
    assert button.text().startswith("Suggesting")
    review.open("Sample Author")
    assert button.text().startswith("Writing")
    assert review.program.window.commands["mode_writing"].isChecked()


def test_an_editors_typing_becomes_suggestions(review: ReviewDriver) -> None:
    review.type(HEADLINE, " policy", behind="Data")
    assert review.read(HEADLINE) == "Data policy and growth"
    assert review.content == ISSUE
    review.trigger("save")
    saved = review.in_file()
    assert saved.headline == "Data and growth"
    assert as_suggested(saved, "Sample Editor").issue.headline == "Data policy and growth"
    assert review.descriptions() == ["Headline. Sample Editor inserts: “policy ”"]


def test_each_kind_of_change_has_a_card(review: ReviewDriver) -> None:
    suggest_everything(review)
    shown = review.program.desk.session.issue
    review.open("Sample Author")
    assert shown.top5[1].at_a_glance[0].items[1].text == "A new thought"  # type: ignore[union-attr]
    assert review.program.desk.session.issue.model_copy(update={"review": ISSUE.review}) == ISSUE
    review.go_to(TITLE)
    assert review.descriptions() == [
        "Entry 1, At a glance, 1st paragraph, 1st bullet. Sample Editor adds a bullet: “A new thought”",
        "Entry 1, At a glance, 1st paragraph, 2nd bullet. Sample Editor removes a bullet: “Second thought”",
        "Entry 1, MERICS comment, 1st paragraph. Sample Editor replaces: delete “plan”, insert “policy”",
        "Entry 1, MERICS comment, 1st paragraph. Sample Editor deletes: “ It has no budget yet.”",
        "Entry 1, Date. Sample Editor changes: delete “February 3, 2025”, insert “February 4, 2025”",
    ]
    review.go_to(path("top5/e3/title"))
    assert review.descriptions() == [
        "Entry 3. Sample Editor moves entry 3 before entry 1: “Three”",
    ]


def test_accepting_and_rejecting_go_to_the_next_suggestion(reviewed: ReviewDriver) -> None:
    reviewed.go_to(TITLE)
    reviewed.choose(2)
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    assert reviewed.content_at(TEXT) == "A policy for data and **growth** by 2027. It has no budget yet."
    assert reviewed.undo_name == "Accept Suggestion"
    assert reviewed.view.annotations.current == reviewed.suggestions[2]
    press(Qt.Key.Key_R, CONTROL, SHIFT)
    assert reviewed.content_at(TEXT) == "A policy for data and **growth** by 2027. It has no budget yet."
    assert reviewed.undo_name == "Reject Suggestion"
    assert len(reviewed.suggestions) == 3
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    assert reviewed.content_at(DATE) == dt.date(2025, 2, 4)
    for _ in range(3):
        reviewed.trigger("undo")
    assert reviewed.content == ISSUE
    reviewed.go_to(TITLE)
    assert len(reviewed.suggestions) == 5


def test_deciding_all_suggestions_of_a_field(reviewed: ReviewDriver) -> None:
    reviewed.go_to(TITLE)
    reviewed.choose(2)
    reviewed.trigger("accept_field")
    assert reviewed.content_at(TEXT) == "A policy for data and **growth** by 2027."
    assert reviewed.undo_name == "Accept All in Field"
    reviewed.choose(0)
    reviewed.trigger("reject_field")
    assert [annotation.path[:3] for annotation in reviewed.suggestions] == [DATE]
    assert [bullet.id for bullet in reviewed.in_file().top5[0].at_a_glance[0].items] == ["x", "y"]  # type: ignore[union-attr]
    reviewed.trigger("undo")
    reviewed.trigger("undo")
    assert reviewed.content == ISSUE
    assert len(reviewed.suggestions) == 5


@pytest.mark.parametrize("accepted", [True, False])
def test_deciding_all_suggestions(reviewed: ReviewDriver, accepted: bool) -> None:
    reviewed.decide_all("accept_all" if accepted else "reject_all")
    assert reviewed.content == (PROPOSED if accepted else ISSUE)
    assert reviewed.program.window.status.currentMessage().startswith("7 suggestions by Sample Editor")
    reviewed.trigger("save")
    saved = reviewed.in_file()
    assert open_records(saved.review) == ()
    assert (saved.top5 == ISSUE.top5) is not accepted
    reviewed.trigger("undo")
    assert reviewed.content == ISSUE
    reviewed.go_to(TITLE)
    assert len(reviewed.suggestions) == 5


def test_rejecting_all_one_by_one_restores_the_file(reviewed: ReviewDriver) -> None:
    for _ in range(7):
        reviewed.trigger("next_mark")
        reviewed.trigger("reject")
    reviewed.trigger("save")
    saved = reviewed.in_file()
    assert open_records(saved.review) == ()
    assert issue_text(saved.model_copy(update={"review": ISSUE.review})) == issue_text(ISSUE)


def test_f4_follows_reading_order(reviewed: ReviewDriver) -> None:
    seen: list[str] = []
    for _ in range(8):
        reviewed.trigger("next_mark")
        current = reviewed.view.annotations.current
        assert current is not None
        seen.append(str(current.path))
    added = seen[1].split("/")[5]
    assert seen == [
        "headline",
        f"top5/e1/at_a_glance/b1/items/{added}/text",
        "top5/e1/at_a_glance/b1/items/y/text",
        str(TEXT),
        str(TEXT),
        "top5/e1/date",
        "top5/e3",
        "headline",
    ]


def test_withdrawing_suggestions(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    card = review.choose(0)
    assert card.accept_button is not None
    assert card.accept_button.isHidden()
    review.trigger("accept")
    assert review.program.window.status.currentMessage().startswith("Only the author can accept")
    press_button(card, "Withdraw")
    assert review.read(TEXT) == "A plan for data and growth by 2027. It has no budget yet."
    assert review.suggestions == []
    assert review.in_file() == ISSUE


def test_suggestions_of_two_editors(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    review.open("Another Editor", "editor")
    assert review.read(TEXT).startswith("A plan")
    review.type(TEXT, "strategy", replacing="plan")
    review.type(TITLE, "New: ", behind="")
    descriptions = review.descriptions()
    assert [one.partition("Sample Editor")[1] for one in descriptions] == ["", "Sample Editor", ""]
    review.open("Sample Author")
    review.go_to(TITLE)
    assert sorted(one.split("paragraph. ")[-1] for one in review.descriptions()[1:]) == [
        "Another Editor replaces: delete “plan”, insert “strategy”",
        "Sample Editor replaces: delete “plan”, insert “policy”",
    ]
    review.choose(next(number for number, one in enumerate(review.descriptions()) if "“policy”" in one))
    review.trigger("accept")
    assert str(review.content_at(TEXT)).startswith("A policy for data")
    (outdated,) = (one for one in review.descriptions() if "strategy" in one)
    assert outdated.endswith("Outdated: the text it was about has changed.")
    review.decide_all("accept_all")
    assert review.content_at(TITLE) == "New: A plan for data"
    message = review.program.window.status.currentMessage()
    assert message.startswith("1 suggestion by Another Editor accepted. Still open, as the text has changed: ")
    assert len(review.descriptions()) == 1


def marked(review: ReviewDriver, field: FieldPath) -> list[tuple[str, str, int, str]]:
    """What is marked in a text: how, which letters, by whom (a number), and words that are shown between them."""
    review.view.annotations.refresh()
    form = review.program.desk.form
    assert form is not None
    text = review.read(field)
    return [
        (one.kind.value, text[one.start : one.start + one.length], one.person, one.words)
        for one in form.highlights
        if one.path == field and one.kind in (HighlightKind.INSERTED, HighlightKind.DELETED)
    ]


def test_suggestions_are_marked_in_the_colours_of_people_in_both_texts(review: ReviewDriver) -> None:
    review.type(TEXT, "money", replacing="budget")
    assert [one[:2] for one in marked(review, TEXT)] == [("deleted", ""), ("inserted", "money")]
    assert marked(review, TEXT)[0][3] == "budget"  # struck, where it was
    review.open("Another Editor", "editor")
    review.type(TEXT, "New and old: ", behind="")
    found = marked(review, TEXT)
    assert [one[:2] for one in found] == [("inserted", "New and old: "), ("deleted", "budget"), ("inserted", "")]
    assert found[2][3] == "money"
    assert found[0][2] != found[1][2] == found[2][2]
    review.open("Sample Author")
    review.go_to(TEXT)
    assert [one[3] for one in marked(review, TEXT)] == ["New and old: ", "", "money"]
    assert review.content == ISSUE
    card = review.choose(0)
    assert "Another Editor" in card.accessibleName()


def test_formatting_and_links_are_described(review: ReviewDriver) -> None:
    review.go_to(TEXT)
    form = review.program.desk.form
    assert form is not None
    text = form.active_text()
    assert text is not None
    text.select_text(text.current_subpath(), 2, 4)
    press(Qt.Key.Key_B, CONTROL)
    (descriptions,) = review.descriptions()
    assert descriptions.endswith("Sample Editor formats: “plan”, now bold")
    text.select_text(text.current_subpath(), 11, 4)
    press(Qt.Key.Key_K, CONTROL)
    type_keys("example.eu")
    press(Qt.Key.Key_Return)
    descriptions = review.descriptions()[-1]
    assert "“data”" in descriptions
    assert descriptions.endswith("link to https://example.eu")


def test_highlights_show_deletions_and_insertions(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    review.type(TEXT, "", replacing=" It has no budget yet.")

    def highlights() -> list[tuple[int, int, str]]:
        found = [one for annotation in review.suggestions for one in review.view.suggestions.highlights(annotation)]
        return [(one.start, one.length, one.kind.value) for one in found]

    assert highlights() == [(2, 0, "deleted"), (2, 6, "inserted"), (37, 0, "deleted")]
    review.enter(Mode.WRITING)
    assert highlights() == [(2, 4, "deleted"), (6, 0, "inserted"), (35, 22, "deleted")]


def test_an_outdated_suggestion_is_listed_until_dismissed(program: Program) -> None:
    gone = applied(REVIEWED, RemoveItem(path("top5/e1")))
    review = ReviewDriver(program)
    review.open("Sample Author", issue=gone)
    review.go_to(HEADLINE)
    review.view.annotations.refresh()
    said = [card.accessibleName() for card in review.view.margin.cards if card.annotation.at_top]
    assert len(said) == 5
    assert all("Outdated: the text it was about has changed." in one for one in said)
    review.decide_all("accept_all")
    assert "Still open" in review.program.window.status.currentMessage()
    assert review.content.headline == PROPOSED.headline
    assert len(review.view.reviewing.suggestions) == 5
    review.go_to(HEADLINE)
    for _ in range(5):
        review.trigger("next_mark")
        review.trigger("reject")
    assert open_records(review.view.reviewing.review) == ()
    for _ in range(6):
        review.trigger("undo")
    assert review.program.desk.session.whole == gone


@pytest.mark.parametrize("command", ["accept", "reject", "accept_field", "reject_field"])
def test_undoing_a_decision_selects_the_suggestion_again(reviewed: ReviewDriver, command: str, qtbot: QtBot) -> None:
    annotations = reviewed.view.annotations
    annotations.step(1)
    annotations.step(1)
    first = annotations.current
    assert first is not None
    reviewed.trigger(command)
    reviewed.trigger("undo")
    qtbot.waitUntil(lambda: annotations.current is not None and annotations.current.key == first.key, timeout=PATIENCE)


def test_a_suggestion_out_of_view_cannot_be_decided(reviewed: ReviewDriver) -> None:
    reviewed.view.annotations.step(1)
    before = reviewed.program.desk.session.whole
    reviewed.go_to(path("noteworthy/policy_news/n1/text"))
    reviewed.trigger("accept")
    assert reviewed.program.desk.session.whole is before
    assert reviewed.program.window.status.currentMessage() == NO_SUGGESTION_SELECTED
