"""Word files and proofs that come back: what they bring is shown first, and added in one undo step."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.document.suggestions.content import content_of
from editor.files.themes import read_theme
from editor.formats.docx.writer import write_docx, write_docx_with_review
from editor.session.issue.session import Session
from editor.ui.differences.change_text import ChangeText
from editor.ui.look.look import Scheme
from editor.ui.transfer.bring_back_page import BringBackPage
from schemas import Issue
from schemas.review import Comment, Review, Thread
from tests.gui.clipping import clipped
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, Program, press
from tests.word_editing import add_table, edited, replace_words, resolved

AT = dt.datetime(2025, 3, 14, 15, 9, tzinfo=dt.UTC)


def returned(program: Program, *edits: Callable[[ET.Element], None]) -> Path:
    """The open issue's Word document after somebody edited it."""

    def edit(root: ET.Element) -> None:
        for one in edits:
            one(root)

    file = program.newsroom / "From Freda.docx"
    file.write_bytes(edited(write_docx(session_of(program).issue, read_theme("merics")), edit))
    return file


def session_of(program: Program) -> Session:
    return program.desk.session


def bring_back(program: Program, qtbot: QtBot, file: Path, command: str = "bring_back") -> BringBackPage:
    qtbot.waitUntil(lambda: program.window.review is not None, timeout=PATIENCE)
    program.dialogs.answer = file
    program.window.commands[command].trigger()
    qtbot.waitUntil(lambda: isinstance(program.window.navigator.page, BringBackPage), timeout=PATIENCE)
    page = program.window.navigator.page
    assert isinstance(page, BringBackPage)
    return page


def shown(page: BringBackPage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if not isinstance(label, ChangeText)]
    return "\n".join([*labels, *(change.accessibleName() for change in page.findChildren(ChangeText))])


def title_of(issue: Issue) -> str:
    return issue.top5[0].title


def test_tracked_changes_come_in_as_suggestions_in_one_step(at_desk: Program, qtbot: QtBot) -> None:
    session = session_of(at_desk)
    before = session.whole
    title = title_of(before)
    file = returned(at_desk, lambda root: replace_words(root, title, "A shorter title", "Freda Freelance"))
    page = bring_back(at_desk, qtbot, file)
    assert page.summary.text() == "Adds 1 suggestion to the review. The text stays as it is."
    assert not page.name_row.isVisible()
    assert "Freda Freelance: 1 suggestion" in shown(page)
    assert "A shorter title" in shown(page)
    assert session.whole is before
    qtbot.waitUntil(page.add_button.hasFocus, timeout=PATIENCE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.whole is not before, timeout=PATIENCE)
    (one,) = session.whole.review.suggestions
    assert one.author == "Freda Freelance"
    assert content_of(session.whole) == content_of(before)
    assert at_desk.window.stack.currentWidget() is at_desk.desk
    assert session.undo_stack.undoText() == "Bring Back From Freda.docx"
    assert said(at_desk) == "Added to the review. F4 goes to the next suggestion or comment."
    press(Qt.Key.Key_Z, CONTROL)
    assert session.whole == before
    assert said(at_desk) == "", "nothing is in the review any more"


def said(program: Program) -> str:
    """What the status bar says at its left."""
    return program.window.status.currentMessage()


def test_unsigned_changes_ask_for_a_name(at_desk: Program, qtbot: QtBot) -> None:
    session = session_of(at_desk)
    title = title_of(session.whole)
    page = bring_back(at_desk, qtbot, returned(at_desk, lambda root: replace_words(root, title, "Another title")))
    assert page.name_row.isVisible()
    assert not page.add_button.isEnabled()
    qtbot.waitUntil(page.name.hasFocus, timeout=PATIENCE)
    QTest.keyClicks(page.name, "Freda")
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(session.whole.review.suggestions), timeout=PATIENCE)
    assert [one.author for one in session.whole.review.suggestions] == ["Freda"]
    assert at_desk.window.stack.currentWidget() is at_desk.desk


def test_tables_are_kept_on_request(at_desk: Program, qtbot: QtBot) -> None:
    title = title_of(session_of(at_desk).whole)
    file = returned(
        at_desk,
        lambda root: add_table(root, title, ("Steel", "12 %"), ("Coal", "7 %")),
        lambda root: replace_words(root, title, "A shorter title", "Freda Freelance"),
    )
    page = bring_back(at_desk, qtbot, file)
    assert "A table was left out: it begins “Steel | 12 %”." in shown(page)
    assert not page.name_row.isVisible()
    page.tables.click()
    qtbot.waitUntil(page.name_row.isVisible, timeout=PATIENCE)
    assert "Steel | 12 %" in shown(page)
    press(Qt.Key.Key_Escape)
    assert session_of(at_desk).whole.review.suggestions == ()


def test_replies_and_resolved_comments_are_shown_before_they_are_added(at_desk: Program, qtbot: QtBot) -> None:
    session = session_of(at_desk)
    question = Comment(author="Sample Editor", at=AT, text="Is this so?")
    answer = Comment(author="Freda Freelance", at=AT, text="It is, since March.")
    thread = Thread(path=f"top5/{session.whole.top5[0].id}/title", comments=(question,))
    session.replace(session.whole.model_copy(update={"review": Review(threads=(thread,))}), "Comment")
    answered = thread.model_copy(update={"comments": (question, answer)})
    copy = session.whole.model_copy(update={"review": Review(threads=(answered,))})
    file = at_desk.newsroom / "From Freda.docx"
    file.write_bytes(resolved(write_docx_with_review(copy, read_theme("merics")).data))
    page = bring_back(at_desk, qtbot, file)
    assert page.summary.text() == "Adds 1 reply to the review. 1 comment is resolved. The text stays as it is."
    said = shown(page)
    for words in ("Entry 1, Title (resolved)", "Is this so?", "It is, since March."):
        assert words in said
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.whole.review.threads[0].resolved, timeout=PATIENCE)
    assert [one.text for one in session.whole.review.threads[0].comments] == [question.text, answer.text]


def test_a_copy_without_changes_can_only_be_left(at_desk: Program, qtbot: QtBot) -> None:
    page = bring_back(at_desk, qtbot, returned(at_desk))
    assert page.summary.text() == "Nothing new: the copy changes nothing, and all of its comments are known."
    assert not page.add_button.isEnabled()
    qtbot.waitUntil(page.back_button.hasFocus, timeout=PATIENCE)


def test_what_is_no_copy_is_told(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / "other.docx"
    other = Issue(headline="Other").model_copy(update={"theme": "other"})
    file.write_bytes(write_docx(other, read_theme("merics")))
    qtbot.waitUntil(lambda: at_desk.window.review is not None, timeout=PATIENCE)
    at_desk.dialogs.answer = file
    at_desk.window.commands["bring_back"].trigger()
    qtbot.waitUntil(lambda: any("another newsletter" in text for text in at_desk.messages), timeout=PATIENCE)
    assert at_desk.window.stack.currentWidget() is at_desk.desk


def test_places_and_the_name_fit_into_a_small_window_with_large_text(at_desk: Program, qtbot: QtBot) -> None:
    """The place of a comment has the words that it is about, and did not break."""
    session = session_of(at_desk)
    entry = session.whole.top5[0]
    about = Comment(author="Freda Freelance", at=AT, text="Is this so?")
    thread = Thread(path=f"top5/{entry.id}/title", words=entry.title, comments=(about,))
    copy = session.whole.model_copy(update={"review": Review(threads=(thread,))})
    file = at_desk.newsroom / "From Freda.docx"
    file.write_bytes(write_docx_with_review(copy, read_theme("merics")).data)
    at_desk.window.resize(1024, 640)
    at_desk.settings.set_look(Scheme.LIGHT, 200)
    page = bring_back(at_desk, qtbot, file)
    page.name_row.show()
    qtbot.waitUntil(lambda: clipped(at_desk.window) == [], timeout=PATIENCE)
    assert page.area.horizontalScrollBar().maximum() == 0
