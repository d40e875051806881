"""The modes Write, Suggest and Read: caret, undo, and what can be changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from editor.document.editing.edits import InsertItem, SetValue
from editor.document.paths import FieldPath, path
from editor.files.issue_file import save_issue
from editor.session.review.mode import Mode
from editor.ui.forms.date_editor import DateEditor
from editor.ui.forms.field_view import FieldView
from editor.ui.forms.token import Token
from editor.ui.review.modes import PAGES_INCLUDE_SUGGESTIONS
from editor.ui.text.inline_edit import InlineEdit
from editor.ui.text.text_area import TextArea
from schemas import Entry
from tests.gui.review.suggesting import BULLETS, DATE, HEADLINE, ISSUE, TEXT, TITLE, ReviewDriver
from tests.gui.window.conftest import ALT, CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys

BODIES = path("top5/e1/issuing_bodies")
NEWS = path("noteworthy/policy_news")


@pytest.fixture
def review(program: Program) -> ReviewDriver:
    """The issue, opened by an author."""
    found = ReviewDriver(program)
    found.open("Sample Author")
    return found


def mode_of(program: Program) -> str:
    return program.window.bars.mode_button.accessibleName()


def test_an_editor_starts_in_suggest_mode_unless_the_issue_is_empty(program: Program) -> None:
    review = ReviewDriver(program)
    review.open("Sample Editor", "editor")
    assert mode_of(program) == "Mode: Suggesting"
    program.window.commands["new_from"].trigger()
    assert mode_of(program) == "Mode: Writing", "a new issue keeps the people of the last one"
    type_keys("Data")
    assert program.desk.session.whole.headline == "Data"
    program.window.commands["undo"].trigger()
    program.window.commands["new"].trigger()
    assert mode_of(program) == "Mode: Writing"
    file = program.newsroom / "empty.json"
    save_issue(program.desk.session.whole, file)
    program.window.files.open(file)
    assert mode_of(program) == "Mode: Writing", "an empty issue"
    program.window.files.open(program.newsroom / SAMPLE)
    assert mode_of(program) == "Mode: Suggesting"


def test_changing_the_mode_keeps_caret_and_undo(review: ReviewDriver) -> None:
    review.type(TEXT, "policy", replacing="plan")
    text = focused()
    assert isinstance(text, TextArea)
    caret = text.textCursor().position()
    for mode in (Mode.READING, Mode.SUGGESTING, Mode.READING, Mode.WRITING):
        review.enter(mode)
        assert focused() is text
        assert text.textCursor().position() == caret
    type_keys("!")
    assert review.read(TEXT).startswith("A policy! for data")
    review.trigger("undo")
    review.trigger("undo")
    assert review.content == ISSUE


def test_the_caret_stays_at_its_words_when_the_text_differs(review: ReviewDriver) -> None:
    review.enter(Mode.SUGGESTING)
    review.type(TEXT, "new and far-reaching ", behind="A ")
    review.type(TEXT, "", behind="for data")
    text = focused()
    assert isinstance(text, TextArea)
    review.enter(Mode.WRITING)
    assert text.toPlainText().startswith("A plan for data")
    QTest.keyClicks(focused(), ",")
    assert review.read(TEXT).startswith("A plan for data, ")


def test_the_mode_is_always_shown(review: ReviewDriver) -> None:
    button = review.program.window.bars.mode_button
    for mode, name in ((Mode.SUGGESTING, "Suggesting"), (Mode.READING, "Reading"), (Mode.WRITING, "Writing")):
        review.enter(mode)
        assert button.accessibleName() == f"Mode: {name}"
        assert review.program.window.status.currentMessage().startswith(f"{name}: ")
    press(Qt.Key.Key_I, CONTROL, SHIFT)
    assert button.accessibleName() == "Mode: Suggesting"


def test_the_preview_notes_that_pages_include_suggestions(review: ReviewDriver) -> None:
    pages = review.program.pages
    review.enter(Mode.SUGGESTING)
    assert pages.note == ""  # no suggestions yet
    review.type(TEXT, "policy", replacing="plan")
    review.view.annotations.refresh()
    assert pages.note == PAGES_INCLUDE_SUGGESTIONS
    shown, _ = review.program.renderer.shown[-1]
    assert shown.top5[0].comment[0].text.startswith("A policy")  # type: ignore[union-attr]
    review.enter(Mode.WRITING)
    assert pages.note == ""
    shown, _ = review.program.renderer.shown[-1]
    assert shown.model_copy(update={"review": ISSUE.review}) == ISSUE


def test_nothing_can_be_changed_in_read_mode(review: ReviewDriver) -> None:
    review.enter(Mode.READING)
    for field in (HEADLINE, TITLE, TEXT, FieldPath((*BULLETS, "x", "text")), DATE, BODIES, NEWS / "n1" / "text"):
        review.go_to(field)
        type_keys("xyz")
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_Down):
            QTest.keyClick(focused(), key)
        QApplication.clipboard().setText("pasted")
        for command in ("select_all", "paste", "cut", "strong"):
            review.trigger(command)
        press(Qt.Key.Key_Return, CONTROL)
        press(Qt.Key.Key_Delete, CONTROL, SHIFT)
        press(Qt.Key.Key_D, CONTROL)
        press(Qt.Key.Key_Down, ALT)
        review.program.desk.commit_input()
    for command in ("add", "duplicate", "remove", "up", "down"):
        review.go_to(TITLE)
        review.trigger(command)
        assert review.program.window.status.currentMessage().startswith("The text cannot be changed")
    find = review.program.desk.find_bar
    find.text.setText("plan")
    find.replacement.setText("policy")
    find.find_next()
    find.replace()
    find.replace_all()
    assert review.program.desk.session.whole == ISSUE
    assert not review.program.desk.session.undo_stack.canUndo()
    assert not any(message.key == "internal-error" for message in review.program.window.banners.messages)


def test_selecting_copying_and_commenting_in_read_mode(review: ReviewDriver) -> None:
    review.enter(Mode.READING)
    review.go_to(TEXT)
    text = focused()
    assert isinstance(text, TextArea)
    for _ in range(6):
        QTest.keyClick(text, Qt.Key.Key_Right, SHIFT)
    assert text.textCursor().selectedText() == "A plan"
    review.trigger("copy")
    assert QApplication.clipboard().text().strip() == "A plan"
    review.view.reviewing.comment(TEXT, "Which plan?")
    assert len(review.program.desk.session.whole.review.threads) == 1
    assert review.content == ISSUE


def test_fields_look_read_only_in_read_mode(review: ReviewDriver) -> None:
    review.go_to(TITLE)
    form = review.program.desk.form
    assert form is not None
    (date,) = (one.editor for one in form.findChildren(FieldView) if isinstance(one.editor, DateEditor))
    (token,) = form.findChildren(Token)
    assert isinstance(date, DateEditor)
    button, remove = date.widget.findChildren(QToolButton)[0], token.findChildren(QToolButton)[0]
    review.enter(Mode.READING)
    assert button.isHidden()
    assert remove.isHidden()
    assert date.line.isReadOnly()
    review.go_to(NEWS)
    items = review.program.desk.form
    assert items is not None
    assert items.is_read_only
    assert all(text.isReadOnly() for text in items.findChildren(InlineEdit))
    review.enter(Mode.WRITING)
    review.go_to(TITLE)
    assert not button.isHidden()
    assert not remove.isHidden()
    assert not date.line.isReadOnly()
    review.go_to(NEWS / "n1" / "text")
    type_keys("Big ")
    assert review.read(NEWS / "n1" / "text") == "Big News of the week."


def test_suggestions_cannot_be_decided_in_read_mode(review: ReviewDriver) -> None:
    review.enter(Mode.SUGGESTING)
    review.type(TEXT, "policy", replacing="plan")
    review.enter(Mode.READING)
    card = review.choose(0)
    assert not card.tab_stops()
    whole = review.program.desk.session.whole
    for command in ("accept", "reject", "accept_field", "reject_field", "accept_all", "reject_all"):
        review.trigger(command)
        assert review.program.desk.session.whole is whole


def test_a_suggested_entry_is_left_when_the_mode_changes(review: ReviewDriver) -> None:
    review.enter(Mode.SUGGESTING)
    desk = review.program.desk
    desk.session.edit(InsertItem(path("top5"), 1, Entry(id="e9", title="Nine")), "Add Entry")
    desk.session.edit(SetValue(path("top5/e9/title"), "Ninety"), "Typing in Title")
    review.go_to(path("top5/e9/title"))
    review.enter(Mode.WRITING)
    assert desk.section is not None
    assert desk.section.path == path("top5/e2")
    review.enter(Mode.SUGGESTING)
    review.go_to(path("top5/e9/title"))
    assert review.read(path("top5/e9/title")) == "Ninety"
