"""Comments in the margin, by keyboard and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import RemoveItem, SetValue
from editor.document.paths import ROOT, path
from editor.ui.review.thread_cards import DraftCard
from editor.ui.review.threads import ONE_PARAGRAPH_ONLY
from editor.ui.text.blocks_edit import BlocksEdit
from editor.ui.text.highlights import HighlightKind
from schemas import Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.review.commenting import FAMILY, ISSUE, OTHER, TEXT, TITLE, WORDS, CommentDriver, thread
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, press_button, type_keys


@pytest.fixture
def driver(program: Program, qtbot: QtBot) -> CommentDriver:
    return CommentDriver(program, qtbot)


def test_commenting_on_a_selection_by_keyboard(driver: CommentDriver) -> None:
    driver.open()
    driver.go_to(TITLE)
    driver.select(2, 4)
    driver.comment("Which plan?")
    driver.post()
    (made,) = driver.threads
    assert (made.path, made.start, made.words) == (str(TITLE), 2, "plan")
    assert [(one.author, one.text) for one in made.comments] == [("Sample Author", "Which plan?")]
    assert driver.is_in_form()
    assert driver.highlighted(HighlightKind.CURRENT) == [(TITLE, 2, 4)]
    press(Qt.Key.Key_Z, CONTROL)
    assert driver.threads == ()


@pytest.mark.parametrize(
    ("first", "length", "words"),
    [
        (12, 1, "数"),
        (15, 1, FAMILY),  # one grapheme of five code points
        (12, 4, f"数据 {FAMILY}"),
        (3, 1, ""),  # a space only: the comment is on the field
    ],
)
def test_graphemes_are_never_split(driver: CommentDriver, first: int, length: int, words: str) -> None:
    driver.open()
    driver.go_to(TEXT)
    driver.select(first, length)
    driver.comment("This one?")
    driver.post()
    (made,) = driver.threads
    assert made.words == words
    assert WORDS.startswith(words, made.start)


def test_a_selection_across_paragraphs_is_limited_to_the_first(driver: CommentDriver) -> None:
    entry = ISSUE.top5[0].model_copy(
        update={"comment": (Paragraph(id="p1", text=WORDS), Paragraph(id="p2", text="Nor has it a date."))}
    )
    driver.open(issue=ISSUE.model_copy(update={"top5": (entry, *ISSUE.top5[1:])}))
    driver.go_to(TEXT)
    press(Qt.Key.Key_A, CONTROL)
    driver.comment("Too long.")
    assert driver.program.window.status.currentMessage() == ONE_PARAGRAPH_ONLY
    text = driver.form.findChild(BlocksEdit)
    assert text is not None
    assert not text.spans_paragraphs
    driver.post()
    assert [(one.path, one.words) for one in driver.threads] == [(str(TEXT), WORDS)]


def test_a_comment_without_a_selection_is_on_the_field(driver: CommentDriver) -> None:
    driver.open()
    driver.go_to(TEXT)
    driver.comment("Too long.")
    driver.post()
    (made,) = driver.threads
    assert (made.path, made.words) == ("top5/e1/comment", "")
    assert driver.highlighted(HighlightKind.CURRENT) == [(path("top5/e1/comment"), 0, 0)]


def test_escape_discards_an_empty_comment(driver: CommentDriver) -> None:
    driver.open()
    driver.go_to(TITLE)
    driver.comment()
    press(Qt.Key.Key_Escape)
    assert driver.is_in_form()
    driver.refresh()
    assert (driver.cards, driver.threads) == ([], ())


def test_an_unposted_comment_is_kept(driver: CommentDriver) -> None:
    driver.open()
    driver.go_to(TITLE)
    driver.comment("Half a")
    press(Qt.Key.Key_Escape)
    driver.refresh()
    assert driver.cards[0].startswith("New comment on")
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys(" thought")
    driver.post()
    assert driver.threads[0].comments[0].text == "Half a thought"


def test_undo_in_a_comment_is_separate(driver: CommentDriver) -> None:
    driver.open()
    driver.go_to(TITLE)
    type_keys("X")
    driver.comment("Words")
    press(Qt.Key.Key_Z, CONTROL)
    edit = focused()
    assert isinstance(edit, QTextEdit)
    assert edit.toPlainText() == ""
    assert driver.program.desk.session.issue.top5[0].title == "XA plan for data"


def test_replying_and_resolving_by_keyboard(driver: CommentDriver) -> None:
    driver.open(thread(TITLE, "plan", 2))
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    type_keys("The notice does.")
    driver.post()
    assert [one.text for one in driver.threads[0].comments] == ["Says who?", "The notice does."]
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert driver.are_resolved() == [True]
    assert len(driver.cards) == 1, "the current thread stays, so that it can be reopened"
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert driver.are_resolved() == [False]
    press_button(driver.card(driver.threads[0].id), "Resolve")
    driver.annotations.choose(None)
    driver.refresh()
    assert (driver.cards, driver.highlighted(HighlightKind.COMMENT)) == ([], [])


def test_f4_goes_through_all_sections_in_reading_order_and_wraps(driver: CommentDriver) -> None:
    last, first = thread(OTHER, "titles", 4), thread(TITLE)
    middle, field = thread(TEXT, "budget", WORDS.index("budget")), thread(path("headline"), "growth", 9)
    driver.open(last, middle, first, field)
    seen = []
    for _ in range(5):
        press(Qt.Key.Key_F4)
        assert driver.annotations.current is not None
        seen.append(driver.annotations.current.key)
    assert seen == [field.id, first.id, middle.id, last.id, field.id]
    press(Qt.Key.Key_F4, SHIFT)
    press(Qt.Key.Key_F4, SHIFT)
    assert driver.form.caret() == (TEXT, WORDS.index("budget"))


def test_f4_passes_by_a_thread_that_was_resolved_and_left(driver: CommentDriver) -> None:
    done, still_open = thread(TITLE, "plan", 2), thread(path("headline"), "growth", 9)
    driver.open(done, still_open)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert driver.are_resolved() == [True, False]
    driver.program.desk.go_to(OTHER)
    press(Qt.Key.Key_F4, SHIFT)
    assert driver.annotations.current is not None
    assert driver.annotations.current.key == still_open.id


def test_f4_starts_at_the_caret(driver: CommentDriver) -> None:
    before, behind = thread(TEXT, "plan", 4), thread(TEXT, "budget", WORDS.index("budget"))
    driver.open(before, behind)
    driver.go_to(TEXT)
    driver.select(10, 0)
    press(Qt.Key.Key_F4)
    assert driver.annotations.current is not None
    assert driver.annotations.current.key == behind.id


def test_clicking_highlighted_text_selects_its_card_and_vice_versa(driver: CommentDriver) -> None:
    plan, budget = thread(TEXT, "plan", 4), thread(TEXT, "budget", WORDS.index("budget"))
    driver.open(plan, budget)
    driver.go_to(TEXT)
    area = driver.form.area_of(TEXT, WORDS.index("budget") + 3)
    text = focused()
    assert area is not None
    assert isinstance(text, QTextEdit)
    point = text.viewport().mapFrom(driver.form.page, area.center())
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert driver.card(budget.id).property("current")
    assert driver.highlighted(HighlightKind.CURRENT) == [(TEXT, WORDS.index("budget"), 6)]
    QTest.mouseClick(driver.card(plan.id), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert driver.highlighted(HighlightKind.CURRENT) == [(TEXT, 4, 4)]
    press(Qt.Key.Key_Escape)
    assert driver.form.caret() == (TEXT, 4)


def test_arrow_keys_select_cards(driver: CommentDriver) -> None:
    one, two = thread(TITLE, "plan", 2), thread(TEXT, "plan", 4)
    driver.open(two, one)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F6)
    assert focused() is driver.card(one.id)
    press(Qt.Key.Key_Down)
    assert focused() is driver.card(two.id)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert focused() is driver.card(one.id)


def test_removed_commented_text_is_reported_until_undo(driver: CommentDriver) -> None:
    driver.open(thread(TITLE, "plan", 2))
    driver.go_to(TITLE)
    driver.select(1, 6)
    press(Qt.Key.Key_Delete)
    driver.refresh()
    assert "The text “plan” was removed." in driver.cards[0]
    assert driver.highlighted(HighlightKind.COMMENT) == []
    press(Qt.Key.Key_Z, CONTROL)
    driver.refresh()
    assert "removed" not in driver.cards[0]
    assert driver.highlighted(HighlightKind.COMMENT) == [(TITLE, 2, 4)]


def test_a_thread_of_a_removed_entry_is_shown_in_the_masthead(driver: CommentDriver) -> None:
    driver.open(thread(OTHER, "titles", 4))
    driver.program.desk.session.edit(RemoveItem(path("top5/e2")), "Remove")
    press(Qt.Key.Key_F4)
    section = driver.program.desk.section
    assert section is not None
    assert section.path == ROOT
    assert ["The field was removed." in card for card in driver.cards] == [True]
    assert focused() is driver.annotations.margin.cards[0], "it has no place in the text"
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert driver.threads[0].resolved


def test_highlights_move_with_the_text(driver: CommentDriver) -> None:
    driver.open(thread(TITLE, "plan", 2))
    driver.go_to(TITLE)
    press(Qt.Key.Key_Home)
    type_keys("Now ")
    driver.wait_for_refresh()
    assert driver.highlighted(HighlightKind.COMMENT) == [(TITLE, 6, 4)]


def test_the_preview_shows_flags_that_lead_to_annotations(driver: CommentDriver) -> None:
    driver.open(thread(TEXT, "plan", 4), thread(OTHER))
    pages = driver.program.pages
    driver.refresh()
    assert set(pages.marks) == {TEXT, OTHER}
    pages.annotation_clicked.emit(OTHER)
    assert driver.form.caret() == (OTHER, 0)
    assert driver.annotations.current is not None
    assert driver.annotations.current.path == OTHER


def test_tab_moves_between_form_and_card(driver: CommentDriver) -> None:
    driver.open(thread(TITLE, "plan", 2))
    press(Qt.Key.Key_F4)
    last = driver.form.last_input
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


def test_clicking_the_comment_icon_of_a_field_selects_its_comment(driver: CommentDriver) -> None:
    driver.open(thread(TITLE))
    driver.go_to(TITLE)
    driver.form.clicked.emit(TITLE, -1)
    assert driver.annotations.current is not None
    assert driver.annotations.current.path == TITLE


def test_a_draft_follows_its_text(driver: CommentDriver) -> None:
    driver.open()
    driver.go_to(TITLE)
    driver.select(2, 4)
    driver.comment("Which?")
    driver.program.desk.session.edit(SetValue(TITLE, "This is a plan"), "x")
    card = next(one for one in driver.annotations.margin.cards if isinstance(one, DraftCard))
    card.posted.emit(card.annotation.key)
    assert (driver.threads[0].start, driver.threads[0].words) == (10, "plan")


def test_showing_resolved_threads(driver: CommentDriver) -> None:
    done = thread(TITLE, "plan", 2).model_copy(update={"resolved": True})
    driver.open(done)
    driver.go_to(TITLE)
    assert driver.cards == []
    driver.program.window.commands["resolved"].trigger()
    driver.qtbot.waitUntil(lambda: bool(driver.cards), timeout=PATIENCE)
    assert driver.cards[0].startswith("Resolved comment on “plan”")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert driver.are_resolved() == [False]


def test_a_thread_that_was_just_undone_is_not_resolved(driver: CommentDriver) -> None:
    driver.open()
    driver.go_to(TITLE)
    driver.comment("Which?")
    driver.post()
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_D, CONTROL, SHIFT)
    assert (driver.threads, driver.cards) == ((), [])
