"""Import in the window: the source is shown first, and nothing changes before the user chooses."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.ui.transfer.import_page import ImportPage
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, press, press_button
from tests.unit.formats.docx_files import comment, commented, docx, p, r

TEXT = "MERICS Top 5\n\n1. A title of an entry\n\nAt a glance: 2*3 and 4*5.\n\nDate: 4/2/2026\n\nEVENTS\n\nWe meet.\n"


@pytest.fixture
def source(program: Program) -> Path:
    file = program.newsroom / "issue.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def import_page(program: Program, qtbot: QtBot) -> ImportPage:
    qtbot.waitUntil(lambda: isinstance(program.window.navigator.page, ImportPage), timeout=PATIENCE)
    page = program.window.navigator.page
    assert isinstance(page, ImportPage)
    return page


def import_file(program: Program, qtbot: QtBot, file: Path) -> ImportPage:
    program.dialogs.answer = file
    program.window.commands["import"].trigger()
    return import_page(program, qtbot)


def button(page: ImportPage, label: str, name: str = "") -> QPushButton:
    found = [each for each in page.findChildren(QPushButton) if each.text() == label and name in each.accessibleName()]
    return found[0]


def test_a_source_becomes_a_new_issue(program: Program, source: Path, qtbot: QtBot) -> None:
    page = import_file(program, qtbot, source)
    assert page.summary.text() == "Read as text: 1 entry, 0 news items. 2 notes need attention."
    assert not page.into_button.isVisible()
    assert program.window.desk is None
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=PATIENCE)
    session = program.desk.session
    assert session.issue.top5[0].title == "A title of an entry"
    assert session.issue.top5[0].at_a_glance[0].text == r"2\*3 and 4\*5."  # type: ignore[union-attr]
    assert session.file is None
    assert not session.is_saved


def test_cancel_changes_nothing(at_desk: Program, source: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_desk.window.review is not None, timeout=PATIENCE)
    before = at_desk.desk.session.issue
    page = import_file(at_desk, qtbot, source)
    qtbot.waitUntil(page.new_button.hasFocus, timeout=PATIENCE)
    press(Qt.Key.Key_Escape)
    assert at_desk.window.stack.currentWidget() is at_desk.desk
    assert at_desk.desk.session.issue is before


def test_into_the_open_issue_in_one_step_of_undo(at_desk: Program, source: Path, qtbot: QtBot) -> None:
    session = at_desk.desk.session
    before = session.issue
    page = import_file(at_desk, qtbot, source)
    QTest.mouseClick(page.into_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.issue.top5) == 1, timeout=PATIENCE)
    assert session.issue.headline == before.headline, "the source has none"
    assert session.issue.noteworthy == before.noteworthy
    assert at_desk.window.stack.currentWidget() is at_desk.desk
    assert session.undo_stack.undoText() == "Import of issue.txt"
    session.undo()
    assert session.issue == before


def test_a_note_leads_to_its_place_and_its_text_can_be_copied(program: Program, source: Path, qtbot: QtBot) -> None:
    page = import_file(program, qtbot, source)
    QTest.mouseClick(button(page, "Show in Source", "Line 7"), Qt.MouseButton.LeftButton)
    assert page.source.textCursor().selectedText().endswith("Date: 4/2/2026")
    QTest.mouseClick(button(page, "Copy Text", "Line 9"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "EVENTS\nWe meet."


def test_a_word_document_can_be_dropped(program: Program, qtbot: QtBot) -> None:
    file = program.newsroom / "issue.docx"
    heading = p("MERICS Top 5", style="berschrift1")
    file.write_bytes(docx(heading + p("1. Title") + p(r("At a glance: ", "<w:b/>"), "Words.")))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    where = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window = program.window
    QApplication.sendEvent(window, QDragEnterEvent(QPointF(window.rect().center()), *where))
    QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), *where))
    assert import_page(program, qtbot).summary.text().startswith("Read as Word document: 1 entry")


def test_a_source_that_is_not_a_newsletter_can_be_read_but_not_opened(program: Program, qtbot: QtBot) -> None:
    file = program.newsroom / "letter.txt"
    file.write_text("Dear reader,\n\nhow are you?\n", encoding="utf-8")
    page = import_file(program, qtbot, file)
    assert page.summary.text().startswith("No newsletter was recognized.")
    assert not page.new_button.isEnabled()
    assert "Dear reader," in page.source.toPlainText()


def test_a_file_that_cannot_be_read_is_one_message(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / "old.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    at_desk.window.files.open(file)
    qtbot.waitUntil(lambda: bool(at_desk.messages), timeout=PATIENCE)
    assert at_desk.messages == ["old.doc: This is a Word 97–2003 document (.doc)."]
    assert at_desk.window.stack.currentWidget() is at_desk.desk


def test_an_import_asks_about_unsaved_work(at_desk: Program, source: Path, qtbot: QtBot) -> None:
    at_desk.window.files.new_issue()
    qtbot.waitUntil(lambda: at_desk.desk.session.file is None, timeout=PATIENCE)
    at_desk.desk.session.edit(SetValue(path("headline"), "Not saved"), "Typing")
    page = import_file(at_desk, qtbot, source)
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(at_desk.messages), timeout=PATIENCE)
    assert at_desk.messages == ["Save changes to the new issue?"]
    assert at_desk.desk.session.issue.headline == "Not saved"
    press_button(at_desk.window, "Discard")
    qtbot.waitUntil(lambda: len(at_desk.desk.session.issue.top5) == 1, timeout=PATIENCE)


def test_comments_of_a_word_document_are_threads_of_the_new_issue(program: Program, qtbot: QtBot) -> None:
    file = program.newsroom / "issue.docx"
    body = p("MERICS Top 5", style="berschrift1") + p("1. Title")
    body += p(r("At a glance: ", "<w:b/>"), "The ", commented(0, r("quota")), " rises.")
    file.write_bytes(docx(body, parts={"comments": comment(0, "Sure?")}))
    page = import_file(program, qtbot, file)
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=PATIENCE)
    (thread,) = program.desk.session.whole.review.threads
    assert (thread.words, thread.comments[0].text) == ("quota", "Sure?")
