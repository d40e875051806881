"""Comparing two states of the issue in the window, and redlines."""

import datetime as dt
import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import FieldPath, path
from editor.document.suggestions.review import as_suggested
from editor.files.issue_file import load_issue, save_issue
from editor.session.review.redlining import Redlining
from editor.ui.differences.difference_view import DifferencesView
from editor.ui.look.look import Look, Scheme
from editor.ui.review.compare_page import ComparePage
from schemas import Entry, Issue, Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Program, focused, press, press_button
from tests.suggesting import with_suggested


@pytest.fixture
def file(newsroom: Path) -> Path:
    return newsroom / SAMPLE


def compare(program: Program, qtbot: QtBot) -> ComparePage:
    """The page, once it shows something."""
    program.window.commands["compare"].trigger()
    page = program.window.navigator.page
    assert isinstance(page, ComparePage)
    shown(page, qtbot)
    return page


def shown(page: ComparePage, qtbot: QtBot) -> str:
    """What the page shows when it is done comparing."""
    qtbot.waitUntil(lambda: page.summary.text() != "Comparing…", timeout=PATIENCE)
    return page.view.toPlainText()


def section(program: Program) -> FieldPath:
    """Where the desk is."""
    assert program.desk.section is not None
    return program.desk.section.path


def choose(box: QComboBox, words: str) -> None:
    """Choose as a user does, in the list."""
    rows = [row for row in range(box.count()) if words in box.itemText(row)]
    assert rows, [box.itemText(row) for row in range(box.count())]
    box.setCurrentIndex(rows[0])
    box.activated.emit(rows[0])


def test_what_was_typed_since_the_last_save_is_shown_word_by_word(at_desk: Program, qtbot: QtBot) -> None:
    title = at_desk.desk.session.issue.top5[0].title
    at_desk.desk.session.edit(SetValue(path("top5/e1/title"), f"Newly {title}"), "x")
    page = compare(at_desk, qtbot)
    assert (page.before.source.name, page.after.source.name) == ("As saved", "Now")
    assert page.summary.text() == "1 difference in 1 section"
    assert "Newly" in page.view.toPlainText()
    assert "inserted “Newly" in page.view.accessibleDescription()


def test_nothing_differs(at_desk: Program, qtbot: QtBot) -> None:
    page = compare(at_desk, qtbot)
    assert page.summary.text() == "No differences"
    assert page.view.toPlainText() == "No differences."


def test_comparing_by_keyboard(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.desk.session.edit(SetValue(path("top5/e2/title"), "Another title"), "x")
    page = compare(at_desk, qtbot)
    assert focused() is page.before.box
    order = [page.before.other, page.swap, page.after.box, page.after.other, page.redline, page.view]
    for widget in order:
        press(Qt.Key.Key_Tab)
        assert focused() is widget
    press(Qt.Key.Key_Tab)  # onto the place of the difference
    press(Qt.Key.Key_Return)
    assert at_desk.window.navigator.page is None
    assert section(at_desk) == path("top5/e2")
    compare(at_desk, qtbot)
    press(Qt.Key.Key_Escape)
    assert section(at_desk) == path("top5/e2")


def test_a_removed_item_leads_to_where_it_was(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.desk.session.edit(RemoveItem(path("noteworthy/policy_news/n1")), "x")
    page = compare(at_desk, qtbot)
    page.view.anchorClicked.emit(QUrl("place:0.0"))
    assert at_desk.window.navigator.page is None
    assert section(at_desk) == path("noteworthy/policy_news")


def test_before_and_after_are_swapped(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.desk.session.edit(SetValue(path("headline"), "New topics"), "x")
    page = compare(at_desk, qtbot)
    assert "inserted “New topics" in page.view.accessibleDescription()
    press_button(page, "Swap")
    shown(page, qtbot)
    assert (page.before.source.name, page.after.source.name) == ("Now", "As saved")
    assert "deleted “New topics" in page.view.accessibleDescription()


def test_a_saved_issue_is_compared_with_the_version_before(at_desk: Program, qtbot: QtBot) -> None:
    session = at_desk.desk.session
    for words in ("First topics", "Second topics"):
        session.edit(SetValue(path("headline"), words), "x")
        session.save()
    page = compare(at_desk, qtbot)
    told = "deleted “First”; inserted “Second”"
    qtbot.waitUntil(lambda: told in page.view.accessibleDescription(), timeout=PATIENCE)
    assert page.before.source.name.startswith("Version of")
    choose(page.after.box, "As saved")
    shown(page, qtbot)
    assert page.summary.text() == "1 difference in 1 section"
    press_button(page, "Swap")
    shown(page, qtbot)
    assert page.before.source.name == "As saved"


def test_later_changes_are_compared_too(at_desk: Program, qtbot: QtBot) -> None:
    page = compare(at_desk, qtbot)
    at_desk.desk.session.edit(SetValue(path("headline"), "New topics"), "x")
    qtbot.waitUntil(lambda: "inserted “New topics" in page.view.accessibleDescription(), timeout=PATIENCE)


def test_another_file(at_desk: Program, file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.json"
    issue = load_issue(file)
    save_issue(issue.model_copy(update={"headline": "Elsewhere"}), other)
    page = compare(at_desk, qtbot)
    at_desk.dialogs.answer = other
    page.before.other.click()
    shown(page, qtbot)
    assert page.before.box.currentText() == "other.json"
    assert "deleted “Elsewhere”" in page.view.accessibleDescription()


def test_a_file_that_is_not_an_issue_is_reported(at_desk: Program, tmp_path: Path, qtbot: QtBot) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_text(json.dumps({"format": "something"}), encoding="utf-8")
    page = compare(at_desk, qtbot)
    at_desk.dialogs.answer = damaged
    page.before.other.click()
    shown(page, qtbot)
    assert page.summary.text() == "Could not compare"
    assert "damaged.json" in page.problem.text()
    assert not page.redline.isEnabled()
    choose(page.before.box, "As saved")
    shown(page, qtbot)
    assert page.problem.isHidden()
    assert page.redline.isEnabled()


def test_a_version_missing_from_the_store_is_reported(at_desk: Program, file: Path, qtbot: QtBot) -> None:
    session = at_desk.desk.session
    for words in ("First topics", "Second topics"):
        session.edit(SetValue(path("headline"), words), "x")
        session.save()
    page = compare(at_desk, qtbot)
    qtbot.waitUntil(lambda: page.before.source.name.startswith("Version of"), timeout=PATIENCE)
    shown(page, qtbot)
    for stored in (file.parent / ".history").rglob("*"):
        if stored.is_file() and stored.parent.parent.name == "objects":
            stored.chmod(0o600)
            stored.write_bytes(b"damaged")
    choose(page.before.box, page.before.box.itemText(page.before.box.count() - 1))
    shown(page, qtbot)
    assert page.summary.text() == "Could not compare"
    assert page.problem.text()


@pytest.mark.slow
def test_a_redline_is_written_in_the_background(at_desk: Program, tmp_path: Path, qtbot: QtBot) -> None:
    at_desk.desk.session.edit(SetValue(path("headline"), "New topics"), "x")
    page = compare(at_desk, qtbot)
    at_desk.dialogs.answer = tmp_path / "redline.pdf"
    page.redline.click()
    assert at_desk.dialogs.suggestions[-1].name.endswith("-redline.pdf")
    qtbot.waitUntil(lambda: "Saved redline.pdf." in at_desk.messages, timeout=3 * PATIENCE)
    assert (tmp_path / "redline.pdf").read_bytes().startswith(b"%PDF-")


def test_a_redline_is_cancelled(at_desk: Program, tmp_path: Path, qtbot: QtBot) -> None:
    page = compare(at_desk, qtbot)
    at_desk.dialogs.answer = tmp_path / "redline.pdf"
    page.redline.click()
    at_desk.answer("Cancel")
    assert at_desk.messages == ["Redline canceled. Nothing was written."]
    assert not (tmp_path / "redline.pdf").exists()


def test_a_redline_never_replaces_an_issue(at_desk: Program, file: Path, qtbot: QtBot) -> None:
    before = file.read_bytes()
    page = compare(at_desk, qtbot)
    at_desk.dialogs.answer = file
    page.redline.click()
    assert at_desk.messages == ["The redline would overwrite an issue."]
    assert file.read_bytes() == before


SAYS_WHY = "import sys; print('Laying out …\\nThere is no room.\\nMake some.', file=sys.stderr); sys.exit(1)"


def stand_in(monkeypatch: pytest.MonkeyPatch, *command: str) -> None:
    """Have another program make redlines."""
    monkeypatch.setattr("editor.session.review.redlining.COMMAND", command)


def test_a_failed_redline_says_why(
    at_desk: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, sys.executable, "-c", SAYS_WHY)
    page = compare(at_desk, qtbot)
    at_desk.dialogs.answer = tmp_path / "redline.pdf"
    page.redline.click()
    qtbot.waitUntil(lambda: at_desk.messages == ["There is no room."], timeout=PATIENCE)
    assert at_desk.window.banners.messages[0].help == "Make some."
    at_desk.dialogs.answer = None
    at_desk.answer("Try Again…")
    assert at_desk.dialogs.suggestions[-1].name.endswith("-redline.pdf")


def test_a_program_that_does_not_start_is_reported(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, str(tmp_path / "missing"))
    redlining = Redlining()
    with qtbot.waitSignal(redlining.failed, timeout=PATIENCE) as failed:
        redlining.start(("One", Issue()), ("Two", Issue()), tmp_path / "redline.pdf")
    assert failed.args is not None
    assert failed.args[0].startswith("The redline could not be created")
    assert not redlining.is_busy


def test_compared_files_are_in_a_private_temporary_folder(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stand_in(monkeypatch, sys.executable, "-c", "import time; time.sleep(600)")
    redlining = Redlining()
    redlining.start(("One", Issue()), ("Two", Issue()), tmp_path / "redline.pdf")
    (folder,) = tmp_path.glob("newsdesk-redline-*")
    assert folder.stat().st_mode & 0o077 == 0
    assert sorted(file.name for file in folder.iterdir()) == ["after.json", "before.json"]
    redlining.cancel()
    assert not folder.exists()
    assert not redlining.is_busy


def test_closing_the_issue_cancels_a_redline(at_desk: Program, tmp_path: Path, qtbot: QtBot) -> None:
    page = compare(at_desk, qtbot)
    at_desk.dialogs.answer = tmp_path / "redline.pdf"
    page.redline.click()
    at_desk.window.navigator.close()
    at_desk.window.commands["close"].trigger()
    assert at_desk.window.desk is None
    assert not (tmp_path / "redline.pdf").exists()


def test_a_long_text_is_folded_and_unfolds(qtbot: QtBot) -> None:
    from editor.document.compare.issues import compare_issues

    words = " ".join(f"word{number}" for number in range(300))
    before = Issue(top5=(Entry(id="e", comment=(Paragraph(id="p", text=words),)),))
    after = Issue(top5=(Entry(id="e", comment=(Paragraph(id="p", text=words.replace("word150", "other")),)),))
    view = DifferencesView()
    qtbot.addWidget(view)
    view.show_differences(compare_issues(before, after))
    assert "word140" not in view.toPlainText()
    assert "word149 word150\u200aother word151" in view.toPlainText()
    view.anchorClicked.emit(QUrl("all:0.0"))
    assert words.replace("word150", "word150\u200aother") in view.toPlainText()


def test_a_moved_item_is_marked_as_moved_in_both_schemes(look: Look, sample: Issue, qtbot: QtBot) -> None:
    from editor.document.compare.issues import compare_issues
    from editor.document.editing.edits import applied

    view = DifferencesView()
    qtbot.addWidget(view)
    view.show_differences(compare_issues(sample, applied(sample, MoveItem(path("top5/e3"), 0))))
    assert "Moved  Entry 3 → Entry 1" in view.toPlainText()
    light = view.textCursor().charFormat().foreground().color()
    look.apply(Scheme.DARK, 150)
    assert view.textCursor().charFormat().foreground().color() != light
    assert "Moved" in view.toPlainText()


def test_now_is_compared_with_what_people_suggest(at_desk: Program, qtbot: QtBot) -> None:
    session = at_desk.desk.session
    title, headline = path("top5/e1/title"), path("headline")
    for name, place, text in (("Sample Editor", title, "One title"), ("Another Editor", headline, "One headline")):
        shown_to_them = applied(as_suggested(session.whole, name).issue, SetValue(place, text))
        session.replace(with_suggested(session.whole, name, shown_to_them, dt.datetime(2025, 3, 1, tzinfo=dt.UTC)), "x")
    page = compare(at_desk, qtbot)
    choose(page.before.box, "Now")
    choose(page.after.box, "As Sample Editor suggests")
    assert "One title" in shown(page, qtbot)
    assert "One headline" not in page.view.toPlainText()
    choose(page.after.box, "With all suggestions")
    assert "One title" in shown(page, qtbot)
    assert "One headline" in page.view.toPlainText()
    session.edit(SetValue(path("top5/e1/source/title"), "Another document"), "x")  # now and as suggested, both
    assert "Another document" not in shown(page, qtbot)
