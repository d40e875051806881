"""Import in the window: the source is shown first, and nothing changes before the user chooses."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.document.suggestions.review import open_records
from editor.document.text.inline import plain
from editor.files.themes import load_theme
from editor.formats.importing.process import SourceProcess
from editor.formats.text_form.writer import write_text
from editor.session.issue import importing
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, press, press_button
from tests.gui.window.importing import TEXT, button, import_file, import_page
from tests.unit.formats.docx_files import comment, commented, docx, ins, p, r


@pytest.fixture
def source(newsroom: Path) -> Path:
    file = newsroom / "issue.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


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


def test_what_nobody_touched_keeps_its_identity(at_desk: Program, qtbot: QtBot) -> None:
    session = at_desk.desk.session
    before = session.issue
    text = write_text(before, load_theme("merics").declared, None)
    words = plain(before.top5[1].title).split()[-1]
    file = at_desk.newsroom / "edited.txt"
    file.write_text(text.replace(words, f"{words} again"), encoding="utf-8")
    page = import_file(at_desk, qtbot, file)
    QTest.mouseClick(page.into_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.issue is not before, timeout=PATIENCE)
    assert session.issue.top5[1].title.endswith(f"{words} again")
    assert list(ids_of(session.issue.model_dump())) == list(ids_of(before.model_dump()))


def ids_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["id"]] if "id" in value else []
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from ids_of(inner)


def test_a_note_leads_to_its_place_and_its_text_can_be_copied(program: Program, source: Path, qtbot: QtBot) -> None:
    page = import_file(program, qtbot, source)
    QTest.mouseClick(button(page, "Show", "Line 7"), Qt.MouseButton.LeftButton)
    assert page.source.textCursor().selectedText().endswith("Date: 4/2/2026")
    assert page.outline.currentItem().text() == "1. A title of an entry"
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


def test_a_file_of_500_mb_is_refused_unread(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / "huge.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    os.truncate(file, 500_000_000)  # takes no room on the disk
    at_desk.window.files.open(file)
    qtbot.waitUntil(lambda: "too large" in "".join(at_desk.messages), timeout=PATIENCE)
    assert at_desk.messages == [f"{file} is too large: the limit is 100 MB."]
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
    assert page.summary.text().startswith("Read as Word document: 1 entry, 0 news items, 1 comment.")
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=PATIENCE)
    (thread,) = program.desk.session.whole.review.threads
    assert (thread.words, thread.comments[0].text) == ("quota", "Sure?")


GLANCE = r("At a glance: ", "<w:b/>")


def word_file(program: Program, *glance: str, comments: str = "", name: str = "edited.docx") -> Path:
    """A Word document of one entry in the folder of issues."""
    file = program.newsroom / name
    body = p("MERICS Top 5", style="berschrift1") + p("1. Steel quotas", style="berschrift2") + p(GLANCE, *glance)
    file.write_bytes(docx(body, parts={"comments": comments}))
    return file


def glance(issue: Issue) -> str:
    return issue.top5[0].at_a_glance[0].text  # type: ignore[union-attr]


def open_base(program: Program, qtbot: QtBot) -> None:
    """Open the issue whose copy others have changed."""
    page = import_file(program, qtbot, word_file(program, "Beijing plans new quotas for steel.", name="base.docx"))
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=PATIENCE)


def test_an_edited_copy_comes_in_as_suggestions_and_threads(program: Program, qtbot: QtBot) -> None:
    open_base(program, qtbot)
    before = program.desk.session.whole
    changed = ("Beijing ", ins(r("plans"), tag="del", author="Ed"), ins(r("sets"), author="Ed"), " new ")
    edited = word_file(program, *changed, commented(0, r("quotas")), " for coal.", comments=comment(0, "Sure?"))
    page = import_file(program, qtbot, edited)
    assert not page.suggest_button.isEnabled(), "nobody is named"
    page.author.setFocus()
    QTest.keyClicks(page.author, "Desk")
    QTest.mouseClick(page.suggest_button, Qt.MouseButton.LeftButton)
    session = program.desk.session
    qtbot.waitUntil(lambda: session.whole is not before, timeout=PATIENCE)
    assert session.whole.top5 == before.top5
    assert {record.author for record in open_records(session.whole.review)} == {"Ed", "Desk"}
    assert [(thread.words, thread.comments[0].text) for thread in session.whole.review.threads] == [("quotas", "Sure?")]
    assert program.messages == ["Imported 2 suggestions and 1 comment from edited.docx."]
    session.undo()
    assert session.whole == before


def test_tracked_changes_become_what_the_user_chooses(program: Program, qtbot: QtBot) -> None:
    changed = ("Beijing ", ins(r("plans"), tag="del", author="Ed"), ins(r("sets"), author="Al"), " new quotas.")
    file = word_file(program, *changed)
    page = import_file(program, qtbot, file)
    assert page.changes.isVisible()
    page.changes.setFocus()
    results = []
    for _ in range(3):
        (said,) = [card.findChildren(QLabel)[1].text() for card in page.notes]
        results.append((page.changes.currentText(), glance(page.found.source.issue), said))
        press(Qt.Key.Key_Down)
    numbers = "1 deletion by Ed; 1 insertion by Al."
    assert results == [
        ("Suggestions of their authors", "Beijing plans new quotas.", f"Tracked changes became suggestions: {numbers}"),
        ("Accept all", "Beijing sets new quotas.", f"Tracked changes were accepted: {numbers}"),
        ("Reject all", "Beijing plans new quotas.", f"Tracked changes were rejected: {numbers}"),
    ]
    press(Qt.Key.Key_Home)
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=PATIENCE)
    whole = program.desk.session.whole
    assert glance(whole) == "Beijing plans new quotas."
    assert {record.author for record in open_records(whole.review)} == {"Ed", "Al"}


def test_rejected_changes_stay_out_of_the_open_issue(program: Program, qtbot: QtBot) -> None:
    open_base(program, qtbot)
    page = import_file(program, qtbot, word_file(program, "Beijing ", ins(r("never "), author="Ed"), "closes mills."))
    page.changes.setCurrentIndex(2)
    QTest.mouseClick(page.into_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: glance(program.desk.session.whole) == "Beijing closes mills.", timeout=PATIENCE)


def test_comments_become_threads_of_the_open_issue(program: Program, qtbot: QtBot) -> None:
    open_base(program, qtbot)
    session = program.desk.session
    edited = word_file(program, "Beijing plans ", commented(0, r("quotas")), ".", comments=comment(0, "Sure?"))
    page = import_file(program, qtbot, edited)
    QTest.mouseClick(page.into_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(session.whole.review.threads), timeout=PATIENCE)
    assert session.issue.top5[0].at_a_glance[0].text == "Beijing plans quotas."  # type: ignore[union-attr]
    assert session.whole.review.threads[0].words == "quotas"


def test_what_found_no_place_is_put_into_a_field(program: Program, source: Path, qtbot: QtBot) -> None:
    page = import_file(program, qtbot, source)
    (card,) = [card for card in page.notes if "EVENTS" in card.findChildren(QLabel)[1].text()]
    entry = next(action for action in card.menu.actions() if action.text() == "Entry 1")
    menu = entry.menu()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "MERICS comment").trigger()
    assert card.heading.text() == "Inserted into Entry 1, MERICS comment"
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=PATIENCE)
    comment = program.desk.session.issue.top5[0].comment
    assert [block.text for block in comment] == ["EVENTS", "We meet."]  # type: ignore[union-attr]


def test_the_source_shows_what_is_struck_out_and_raised(program: Program, qtbot: QtBot) -> None:
    file = program.newsroom / "page.html"
    text = (
        "𠮷 The quota of CO<sub>2</sub> and <b>10<sup>9</sup> </b>tons<s>\n of coal</s>, 𠮷<sup>a</sup> says<s> it</s>."
    )
    file.write_text(f"<html><p>{text}</p><p>Next <font face=Wingdings>à</font></p></html>", encoding="utf-8")
    page = import_file(program, qtbot, file)
    assert page.source.toPlainText() == "1\t𠮷 The quota of CO₂ and 10⁹ tons of coal, 𠮷a says it.\n2\tNext →"
    cursor = QTextCursor(page.source.document())
    struck = ""
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        if cursor.charFormat().fontStrikeOut():
            struck += page.source.document().characterAt(cursor.position() - 1)
    assert struck == " of coal it"
    page.source.show_place(2)
    assert page.source.textCursor().selectedText() == "2\tNext →"


def test_newsdesks_own_text_is_shown_beside_what_was_read(program: Program, sample: Issue, qtbot: QtBot) -> None:
    file = program.newsroom / "issue.txt"
    file.write_text(write_text(sample, load_theme("merics").declared, None), encoding="utf-8")
    page = import_file(program, qtbot, file)
    page.outline.setCurrentRow(1)
    page.outline.setFocus()
    press(Qt.Key.Key_Return)
    assert page.source.textCursor().selectedText().endswith(f"\t1. {sample.top5[0].title}")


def test_a_web_archive_is_called_by_its_name(program: Program, qtbot: QtBot) -> None:
    file = program.newsroom / "page.mht"
    head = "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    file.write_text(f"{head}<h1>MERICS Top 5</h1><h2>1. Title</h2><p><b>At a glance:</b> Words.</p>", encoding="utf-8")
    assert import_file(program, qtbot, file).summary.text().startswith("Read as web archive: 1 entry")


def test_the_outline_leads_to_the_source(program: Program, source: Path, qtbot: QtBot) -> None:
    page = import_file(program, qtbot, source)
    page.outline.setFocus()
    page.outline.setCurrentRow(0)
    press(Qt.Key.Key_Return)
    assert page.source.textCursor().selectedText() == "3\t1. A title of an entry"


def test_cancel_ends_the_work_itself(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large file is read in a process, which Cancel ends."""
    monkeypatch.setattr(importing, "LARGE", 10)
    started: list[subprocess.Popen[bytes]] = []
    start = SourceProcess._started

    def recorded(process: SourceProcess) -> subprocess.Popen[bytes]:
        started.append(start(process))
        os.kill(started[-1].pid, signal.SIGSTOP)  # as one that takes very long
        return started[-1]

    monkeypatch.setattr(SourceProcess, "_started", recorded)
    file = program.newsroom / "large.txt"
    file.write_text(TEXT, encoding="utf-8")
    program.dialogs.answer = file
    program.window.commands["import"].trigger()
    qtbot.waitUntil(lambda: bool(program.messages) and bool(started), timeout=PATIENCE)
    assert program.messages == ["Reading large.txt…"]
    program.answer("Cancel")
    qtbot.waitUntil(lambda: started[0].poll() is not None, timeout=PATIENCE)
    assert program.messages == []
    assert program.window.navigator.page is None
