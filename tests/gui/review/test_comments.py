"""Comments in the margin, by keyboard and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import RemoveItem, SetValue
from editor.document.paths import ROOT, path
from editor.ui.review.thread_cards import DraftCard
from editor.ui.review.threads import ONE_PARAGRAPH_ONLY
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.highlights import HighlightKind
from schemas import Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.review.commenting import FAMILY, ISSUE, OTHER, TEXT, TITLE, WORDS, Talk, thread
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, press_button, type_keys


@pytest.fixture
def talk(program: Program, qtbot: QtBot) -> Talk:
    return Talk(program, qtbot)


def test_selected_words_are_commented_on_with_the_keyboard_alone(talk: Talk) -> None:
    talk.open()
    talk.go_to(TITLE)
    talk.select(2, 4)
    talk.comment("Which plan?")
    talk.post()
    (made,) = talk.threads
    assert (made.path, made.start, made.words) == (str(TITLE), 2, "plan")
    assert [(one.author, one.text) for one in made.comments] == [("Sample Author", "Which plan?")]
    assert talk.is_in_form()
    assert talk.tinted(HighlightKind.CURRENT) == [(TITLE, 2, 4)]
    press(Qt.Key.Key_Z, CONTROL)
    assert talk.threads == ()


@pytest.mark.parametrize(
    ("first", "length", "words"),
    [
        (12, 1, "数"),
        (15, 1, FAMILY),  # one letter to whoever reads it, five to the file
        (12, 4, f"数据 {FAMILY}"),
        (3, 1, ""),  # a space is no word: the comment is about the field
    ],
)
def test_letters_are_never_cut_in_two(talk: Talk, first: int, length: int, words: str) -> None:
    talk.open()
    talk.go_to(TEXT)
    talk.select(first, length)
    talk.comment("This one?")
    talk.post()
    (made,) = talk.threads
    assert made.words == words
    assert WORDS.startswith(words, made.start)


def test_a_selection_over_paragraphs_says_which_of_them_the_comment_is_about(talk: Talk) -> None:
    entry = ISSUE.top5[0].model_copy(
        update={"comment": (Paragraph(id="p1", text=WORDS), Paragraph(id="p2", text="Nor has it a date."))}
    )
    talk.open(issue=ISSUE.model_copy(update={"top5": (entry, *ISSUE.top5[1:])}))
    talk.go_to(TEXT)
    press(Qt.Key.Key_A, CONTROL)
    talk.comment("Too long.")
    assert talk.program.window.status.currentMessage() == ONE_PARAGRAPH_ONLY
    text = talk.form.findChild(BlocksEdit)
    assert text is not None
    assert not text.spans_paragraphs
    talk.post()
    assert [(one.path, one.words) for one in talk.threads] == [(str(TEXT), WORDS)]


def test_without_a_selection_the_field_is_commented_on(talk: Talk) -> None:
    talk.open()
    talk.go_to(TEXT)
    talk.comment("Too long.")
    talk.post()
    (made,) = talk.threads
    assert (made.path, made.words) == ("top5/e1/comment", "")
    assert talk.tinted(HighlightKind.CURRENT) == [(path("top5/e1/comment"), 0, 0)]


def test_escape_leaves_and_an_empty_comment_goes_away(talk: Talk) -> None:
    talk.open()
    talk.go_to(TITLE)
    talk.comment()
    press(Qt.Key.Key_Escape)
    assert talk.is_in_form()
    talk.look()
    assert (talk.cards, talk.threads) == ([], ())


def test_a_comment_that_was_begun_is_kept_until_it_is_posted(talk: Talk) -> None:
    talk.open()
    talk.go_to(TITLE)
    talk.comment("Half a")
    press(Qt.Key.Key_Escape)
    talk.look()
    assert talk.cards[0].startswith("New comment on")
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys(" thought")
    talk.post()
    assert talk.threads[0].comments[0].text == "Half a thought"


def test_what_is_written_in_a_comment_is_undone_there(talk: Talk) -> None:
    talk.open()
    talk.go_to(TITLE)
    type_keys("X")
    talk.comment("Words")
    press(Qt.Key.Key_Z, CONTROL)
    edit = focused()
    assert isinstance(edit, QTextEdit)
    assert edit.toPlainText() == ""
    assert talk.program.desk.session.issue.top5[0].title == "XA plan for data"


def test_an_answer_is_given_and_the_thread_resolved_by_keys(talk: Talk) -> None:
    talk.open(thread(TITLE, "plan", 2))
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys("The notice does.")
    talk.post()
    assert [one.text for one in talk.threads[0].comments] == ["Says who?", "The notice does."]
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert talk.are_resolved() == [True]
    assert len(talk.cards) == 1, "as long as it is looked at, it can be opened again"
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert talk.are_resolved() == [False]
    press_button(talk.card(talk.threads[0].id), "Resolve")
    talk.annotations.choose(None)
    talk.look()
    assert (talk.cards, talk.tinted(HighlightKind.COMMENT)) == ([], [])


def test_keys_go_through_all_sections_in_reading_order_and_round(talk: Talk) -> None:
    last, first = thread(OTHER, "titles", 4), thread(TITLE)
    middle, field = thread(TEXT, "budget", WORDS.index("budget")), thread(path("headline"), "growth", 9)
    talk.open(last, middle, first, field)
    seen = []
    for _ in range(5):
        press(Qt.Key.Key_F4)
        assert talk.annotations.current is not None
        seen.append(talk.annotations.current.key)
    assert seen == [field.id, first.id, middle.id, last.id, field.id]
    press(Qt.Key.Key_F4, SHIFT)
    press(Qt.Key.Key_F4, SHIFT)
    assert talk.form.caret() == (TEXT, WORDS.index("budget"))


def test_the_keys_begin_at_the_caret(talk: Talk) -> None:
    before, behind = thread(TEXT, "plan", 4), thread(TEXT, "budget", WORDS.index("budget"))
    talk.open(before, behind)
    talk.go_to(TEXT)
    talk.select(10, 0)
    press(Qt.Key.Key_F4)
    assert talk.annotations.current is not None
    assert talk.annotations.current.key == behind.id


def test_a_click_into_tinted_words_opens_their_card_and_a_card_its_words(talk: Talk) -> None:
    plan, budget = thread(TEXT, "plan", 4), thread(TEXT, "budget", WORDS.index("budget"))
    talk.open(plan, budget)
    talk.go_to(TEXT)
    area = talk.form.area_of(TEXT, WORDS.index("budget") + 3)
    text = focused()
    assert area is not None
    assert isinstance(text, QTextEdit)
    point = text.viewport().mapFrom(talk.form.page, area.center())
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert talk.card(budget.id).property("current")
    assert talk.tinted(HighlightKind.CURRENT) == [(TEXT, WORDS.index("budget"), 6)]
    QTest.mouseClick(talk.card(plan.id), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert talk.tinted(HighlightKind.CURRENT) == [(TEXT, 4, 4)]
    press(Qt.Key.Key_Escape)
    assert talk.form.caret() == (TEXT, 4)


def test_arrows_go_from_card_to_card(talk: Talk) -> None:
    one, two = thread(TITLE, "plan", 2), thread(TEXT, "plan", 4)
    talk.open(two, one)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    assert focused() is talk.card(one.id)
    press(Qt.Key.Key_Down)
    assert focused() is talk.card(two.id)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert focused() is talk.card(one.id)


def test_words_that_are_gone_are_said_to_be_and_come_back(talk: Talk) -> None:
    talk.open(thread(TITLE, "plan", 2))
    talk.go_to(TITLE)
    talk.select(1, 6)
    press(Qt.Key.Key_Delete)
    talk.look()
    assert "The text “plan” was removed." in talk.cards[0]
    assert talk.tinted(HighlightKind.COMMENT) == []
    press(Qt.Key.Key_Z, CONTROL)
    talk.look()
    assert "removed" not in talk.cards[0]
    assert talk.tinted(HighlightKind.COMMENT) == [(TITLE, 2, 4)]


def test_a_thread_of_an_entry_that_is_gone_stands_under_the_masthead(talk: Talk) -> None:
    talk.open(thread(OTHER, "titles", 4))
    talk.program.desk.session.edit(RemoveItem(path("top5/e2")), "Remove")
    press(Qt.Key.Key_F4)
    section = talk.program.desk.section
    assert section is not None
    assert section.path == ROOT
    assert ["The field was removed." in card for card in talk.cards] == [True]
    assert focused() is talk.annotations.margin.cards[0], "it has no words for the caret to go to"
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert talk.threads[0].resolved


def test_tints_follow_what_is_typed_before_them(talk: Talk) -> None:
    talk.open(thread(TITLE, "plan", 2))
    talk.go_to(TITLE)
    press(Qt.Key.Key_Home)
    type_keys("Now ")
    talk.wait_for_rest()
    assert talk.tinted(HighlightKind.COMMENT) == [(TITLE, 6, 4)]


def test_cards_stand_at_their_fields_and_scroll_with_them(talk: Talk) -> None:
    issue = ISSUE.model_copy(
        update={"top5": (ISSUE.top5[0].model_copy(update={"title_chinese": "x" * 10}), *ISSUE.top5[1:])}
    )
    talk.open(thread(path("top5/e1/date")), issue=issue)
    talk.program.window.resize(1400, 500)
    press(Qt.Key.Key_F4)
    talk.look()
    card, margin = talk.annotations.margin.cards[0], talk.annotations.margin

    def stands_at_its_field() -> bool:
        area = talk.form.area_of(path("top5/e1/date"))
        assert area is not None
        at_field = talk.form.page.mapTo(talk.program.desk, area.topLeft()).y()
        return abs(card.mapTo(talk.program.desk, QPoint(0, 0)).y() - at_field) <= 2

    bar = talk.form.verticalScrollBar()
    talk.qtbot.waitUntil(lambda: bar.value() > 40, timeout=PATIENCE)
    # Away from the lower edge, which would push the card up.
    talk.form.page.setMinimumHeight(3000)
    talk.qtbot.waitUntil(lambda: bar.maximum() > 2000, timeout=PATIENCE)
    place = talk.form.area_of(path("top5/e1/date"))
    assert place is not None
    bar.setValue(place.top() - 20)
    talk.qtbot.waitUntil(stands_at_its_field, timeout=PATIENCE)
    before = card.mapTo(margin, QPoint(0, 0)).y()
    bar.setValue(bar.value() - 40)
    assert card.mapTo(margin, QPoint(0, 0)).y() == before + 40


def test_a_card_that_is_typed_into_is_not_cut_by_the_lower_edge(talk: Talk, qtbot: QtBot) -> None:
    talk.open()
    talk.program.window.resize(1360, 860)
    talk.go_to(TEXT)
    talk.select(2, 4)
    area = talk.form.area_of(TEXT, 2)
    assert area is not None
    bar, view = talk.form.verticalScrollBar(), talk.form.viewport().height()
    talk.form.page.setMinimumHeight(3000)
    talk.qtbot.waitUntil(lambda: bar.maximum() > 2000, timeout=PATIENCE)
    bar.setValue(area.bottom() - view + 10)
    talk.comment("Which plan?")
    margin = talk.annotations.margin
    (card,) = margin.cards

    def is_whole() -> bool:
        top = card.mapTo(margin, QPoint(0, 0)).y()
        return top >= 0 and top + card.height() <= margin.height()

    qtbot.waitUntil(is_whole, timeout=PATIENCE)


def test_in_a_narrow_window_the_cards_stand_below_the_form(talk: Talk) -> None:
    talk.open(thread(TITLE, "plan", 2))
    talk.program.window.resize(700, 700)
    press(Qt.Key.Key_F4)
    margin = talk.annotations.margin

    def stand_below() -> bool:
        above = talk.form.mapTo(talk.program.desk, QPoint(0, 0)).y()
        return margin.isVisible() and margin.mapTo(talk.program.desk, QPoint(0, 0)).y() > above

    talk.qtbot.waitUntil(lambda: stand_below() and talk.form.height() >= margin.height(), timeout=PATIENCE)


def test_below_the_form_the_margin_is_as_high_as_its_cards(talk: Talk, qtbot: QtBot) -> None:
    talk.open(thread(TITLE, "plan", 2))
    talk.program.window.resize(800, 900)
    press(Qt.Key.Key_F4)
    talk.look()
    margin = talk.annotations.margin
    card = margin.cards[0]

    def has_air(card: QWidget) -> bool:
        """Whether it stands clear of both edges, and no more room than that is taken."""
        top = card.mapTo(margin, QPoint(0, 0)).y()
        below = margin.height() - top - card.height()
        return 3 <= top <= 20 and 3 <= below <= 20

    qtbot.waitUntil(lambda: has_air(card), timeout=PATIENCE)
    assert not margin.verticalScrollBar().isVisible()
    few = margin.height()
    text = ISSUE.review.model_copy(update={"threads": tuple(thread(TITLE, "plan", 2) for _ in range(9))})
    talk.program.desk.session.edit(SetValue(path("review"), text), "x")
    talk.look()
    qtbot.waitUntil(lambda: margin.height() > few, timeout=PATIENCE)
    assert margin.height() <= 0.45 * (margin.height() + talk.form.height())
    assert margin.verticalScrollBar().isVisible()


def test_the_margin_folds_away_and_comes_back_for_a_mark(talk: Talk) -> None:
    talk.open()
    assert not talk.annotations.margin.isVisible()
    talk.program.desk.session.edit(SetValue(path("review"), ISSUE.review.model_copy(update={"threads": ()})), "x")
    talk.open(thread(TITLE, "plan", 2))
    assert talk.annotations.margin.isVisible()
    press(Qt.Key.Key_F9, SHIFT)
    talk.wait_for_rest()
    assert not talk.annotations.margin.isVisible()
    press(Qt.Key.Key_F4)
    assert talk.annotations.margin.isVisible()


def test_pages_are_told_which_fields_have_marks_and_lead_to_them(talk: Talk) -> None:
    talk.open(thread(TEXT, "plan", 4), thread(OTHER))
    pages = talk.program.pages
    talk.look()
    assert set(pages.marks) == {TEXT, OTHER}
    pages.annotation_clicked.emit(OTHER)
    assert talk.form.caret() == (OTHER, 0)
    assert talk.annotations.current is not None
    assert talk.annotations.current.path == OTHER


def test_tab_goes_from_the_form_into_the_card_and_back(talk: Talk) -> None:
    talk.open(thread(TITLE, "plan", 2))
    press(Qt.Key.Key_F4)
    last = talk.form.last_input
    assert last is not None
    last.setFocus()
    stops = []
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        stops.append(focused().accessibleName())
    assert stops[0].startswith("Comment on “plan” in")
    assert stops[1].startswith("Reply to the comment on “plan”")
    assert stops[2].startswith("Resolve the comment on “plan”")
    for _ in range(3):
        press(Qt.Key.Key_Backtab, SHIFT)
    assert focused() is last


def test_a_thousand_threads_have_few_cards_and_typing_asks_for_none(talk: Talk) -> None:
    many = [thread(TEXT, "plan", 4, f"Remark {number}") for number in range(1000)]
    talk.open(*many)
    talk.go_to(TEXT)
    talk.look()
    assert 0 < len(talk.cards) < 60
    cards = list(talk.annotations.margin.cards)
    press(Qt.Key.Key_Home, CONTROL)
    talk.look()
    type_keys("Now")
    assert talk.annotations.is_refresh_pending, "nothing was looked at in between"
    talk.look()
    assert list(talk.annotations.margin.cards) == cards
    assert talk.threads == tuple(many), "words that are found are no change of the review"
    assert talk.tinted(HighlightKind.COMMENT)[0] == (TEXT, 7, 4)
    talk.annotations.choose(many[700].id)
    assert talk.card(many[700].id).isVisible()
    assert len(talk.cards) < 60


def test_a_click_on_the_sign_beside_a_field_opens_its_comment(talk: Talk) -> None:
    talk.open(thread(TITLE))
    talk.go_to(TITLE)
    talk.form.clicked.emit(TITLE, -1)
    assert talk.annotations.current is not None
    assert talk.annotations.current.path == TITLE


def test_a_comment_waits_for_words_that_left_its_place(talk: Talk) -> None:
    talk.open()
    talk.go_to(TITLE)
    talk.select(2, 4)
    talk.comment("Which?")
    talk.program.desk.session.edit(SetValue(TITLE, "This is a plan"), "x")
    card = next(one for one in talk.annotations.margin.cards if isinstance(one, DraftCard))
    card.posted.emit(card.annotation.key)
    assert (talk.threads[0].start, talk.threads[0].words) == (10, "plan")


def test_resolved_threads_are_shown_when_they_are_asked_for(talk: Talk) -> None:
    done = thread(TITLE, "plan", 2).model_copy(update={"resolved": True})
    talk.open(done)
    talk.go_to(TITLE)
    assert talk.cards == []
    talk.program.window.commands["resolved"].trigger()
    talk.qtbot.waitUntil(lambda: bool(talk.cards), timeout=PATIENCE)
    assert talk.cards[0].startswith("Resolved comment on “plan”")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert talk.are_resolved() == [False]


def test_a_thread_that_was_undone_a_moment_ago_is_not_resolved(talk: Talk) -> None:
    talk.open()
    talk.go_to(TITLE)
    talk.comment("Which?")
    talk.post()
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert (talk.threads, talk.cards) == ((), [])
