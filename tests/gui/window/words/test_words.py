"""Spelling and house style in the window: underlined a moment after typing, fixed, added and ignored by keyboard."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from editor.cli.style import style_check
from editor.document.editing.edits import SetValue
from editor.document.findings import SPELLING
from editor.document.paths import FieldPath, value_at
from editor.document.problem_rows import Problem
from editor.files.issue_file import load_issue, save_issue
from editor.files.library_file import NAME, load_library, update_library
from editor.ui.desk.problem_list import ROLE
from editor.ui.forms.token import Token
from editor.ui.text.highlights import HighlightKind, word_highlights
from editor.ui.text.lines_edit import LinesEdit
from schemas import Library
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys
from tests.gui.window.words.checked_words import (
    HEADLINE,
    back_in_window,
    choose,
    found,
    headline,
    open_menu,
    type_and_wait,
)


def test_outdated_names_are_found_without_typing(writing: Program) -> None:
    assert "SAFR" in {one.excerpt.text for one in found(writing, "name-in-time") if one.excerpt is not None}
    assert "name-in-time" in {one.rule for one in writing.desk.problems.findings}


def test_a_misspelled_word_is_corrected_from_its_menu_and_the_correction_undone(writing: Program) -> None:
    before = headline(writing)
    (finding,) = type_and_wait(writing, " + Labor maket", SPELLING)
    assert finding.excerpt is not None
    assert finding.excerpt.text == "maket"
    (mark,) = word_highlights([finding], len(HEADLINE))
    assert mark.kind is HighlightKind.SPELLING
    assert (mark.start, mark.length) == (len(before) + 9, 5)
    choose(writing, "market")
    assert headline(writing) == f"{before} + Labor market"
    writing.qtbot.waitUntil(lambda: not found(writing, SPELLING, HEADLINE), timeout=PATIENCE)
    press(Qt.Key.Key_Z, CONTROL)
    assert headline(writing) == f"{before} + Labor maket"


def test_the_menu_offers_seven_words_at_most_before_its_own_entries(writing: Program) -> None:
    type_and_wait(writing, " maket", SPELLING)
    menu = open_menu(writing)
    labels = [action.text() for action in menu.actions()]
    menu.close()
    back_in_window(writing)
    add = labels.index("Add “maket” to Dictionary")
    assert 1 <= add <= 7
    assert labels[add + 1 : add + 3] == ["Ignore Here", "Ignore in This Issue"]
    assert "Cut" in labels[add + 3 :]


def test_a_word_is_added_to_the_dictionary_of_the_desk(writing: Program) -> None:
    type_and_wait(writing, " blorfing", SPELLING)
    choose(writing, "Add “blorfing” to Dictionary")
    assert load_library(writing.newsroom / NAME).words == ("blorfing",)
    writing.qtbot.waitUntil(lambda: not found(writing, SPELLING, HEADLINE), timeout=PATIENCE)


def test_a_word_is_ignored_in_the_issue_and_the_choice_is_saved_and_undone(writing: Program) -> None:
    type_and_wait(writing, " blorfing", SPELLING)
    choose(writing, "Ignore in This Issue")
    assert not found(writing, SPELLING, HEADLINE)
    writing.save_and_keep()
    assert [one.text for one in load_issue(writing.newsroom / SAMPLE).ignored] == ["blorfing"]
    press(Qt.Key.Key_Z, CONTROL)
    writing.qtbot.waitUntil(lambda: bool(found(writing, SPELLING, HEADLINE)), timeout=PATIENCE)
    assert writing.desk.session.issue.ignored == ()


def test_a_fix_is_applied_from_the_list_of_problems_and_undone(writing: Program) -> None:
    before = headline(writing)
    type_and_wait(writing, " for 5%", "percent-sign")
    panel = writing.desk.problems
    rows = [one.rule for one in panel.findings]
    writing.desk.show_problems()
    panel.list.setCurrentIndex(panel.list.model().index(rows.index("percent-sign"), 0))
    press(Qt.Key.Key_Period, CONTROL)
    assert headline(writing) == f"{before} for 5 percent"
    press(Qt.Key.Key_Z, CONTROL)
    assert headline(writing) == f"{before} for 5%"


def test_all_of_a_kind_are_fixed_as_one_step(writing: Program) -> None:
    before = headline(writing)
    type_and_wait(writing, " for 5% of 10% and 20%", "percent-sign", 3)
    choose(writing, "Fix All 3 of This Kind")
    assert headline(writing) == f"{before} for 5 percent of 10 percent and 20 percent"
    assert not found(writing, "percent-sign")
    press(Qt.Key.Key_Z, CONTROL)
    assert headline(writing) == f"{before} for 5% of 10% and 20%"


def test_errors_come_first_and_words_can_be_hidden(writing: Program) -> None:
    desk = writing.desk
    desk.go_to(FieldPath(("top5", desk.session.issue.top5[4].id, "title")))
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Delete)
    desk.go_to(HEADLINE)
    levels = [one.level.value for one in desk.problems.findings]
    assert levels == sorted(levels)
    assert levels[0] == "error"
    desk.problems.quiet.click()
    assert all(one.excerpt is None for one in desk.problems.findings)
    desk.problems.quiet.click()
    assert any(one.excerpt is not None for one in desk.problems.findings)


def test_words_of_a_paragraph_are_underlined_where_they_are(writing: Program) -> None:
    desk = writing.desk
    entry = desk.session.issue.top5[0]
    place = FieldPath(("top5", entry.id, "comment", entry.comment[0].id, "text"))
    desk.go_to(place)
    press(Qt.Key.Key_End)
    type_keys(" Teh end.")
    writing.qtbot.waitUntil(lambda: bool(found(writing, "typo")), timeout=PATIENCE)
    (finding,) = found(writing, "typo")
    assert finding.path == place
    assert finding.fix is not None
    desk.session.apply_fix(finding)
    assert "The end." in str(value_at(desk.session.issue, place))


def test_equal_warnings_are_grouped_in_one_row(writing: Program) -> None:
    session = writing.desk.session
    news = session.issue.noteworthy.policy_news[:4]
    for item in news:
        session.edit(SetValue(FieldPath(("noteworthy", "policy_news", item.id, "source", "link")), ""), "x")
    session.show_all_findings()
    panel = writing.desk.problems
    rows = [panel.list.model().index(row, 0).data() for row in range(panel.list.model().rowCount())]
    (line,) = [row for row in rows if "no address" in row]
    assert "and 3 more" in line
    assert len([one for one in panel.findings if "no address" in one.message]) == 4


def test_a_library_that_cannot_be_read_is_said_when_an_issue_is_opened(program: Program) -> None:
    (program.newsroom / NAME).write_bytes(b"{")
    program.window.files.open(program.newsroom / SAMPLE)
    (message,) = program.window.banners.messages
    assert f"{program.newsroom / NAME} is not valid JSON" in message.text


def test_a_word_that_cannot_be_added_is_not_said_to_be_added(writing: Program) -> None:
    type_and_wait(writing, " blorfing", SPELLING)
    file = writing.newsroom / NAME
    file.unlink(missing_ok=True)
    file.mkdir()
    said: list[str] = []
    writing.desk.message.connect(said.append)
    choose(writing, "Add “blorfing” to Dictionary")
    (message,) = writing.window.banners.messages
    assert str(file) in message.text
    assert not said
    assert found(writing, SPELLING, HEADLINE)


def test_a_word_that_a_colleague_adds_is_accepted_while_the_issue_is_open(writing: Program) -> None:
    type_and_wait(writing, " blorfing", SPELLING)
    update_library(
        writing.newsroom / NAME, lambda library: library.model_copy(update={"words": ("blorfing",)}), Library
    )
    writing.qtbot.waitUntil(lambda: not found(writing, SPELLING, HEADLINE), timeout=PATIENCE)


def test_words_of_a_role_are_underlined_in_their_line_and_corrected(writing: Program) -> None:
    desk = writing.desk
    author = desk.session.issue.imprint.authors[0]
    role = FieldPath(("imprint", "authors", author.id, "role"))
    desk.session.edit(SetValue(role, ("Analyst", "Head of resaerch")), "x")
    desk.go_to(role)
    text = focused()
    assert isinstance(text, LinesEdit)
    writing.qtbot.waitUntil(lambda: bool(text.extraSelections()), timeout=PATIENCE)
    (underlined,) = text.extraSelections()
    assert underlined.cursor.selectedText() == "resaerch"
    press(Qt.Key.Key_End, CONTROL)
    choose(writing, "research")
    assert value_at(desk.session.issue, role) == ("Analyst", "Head of research")
    press(Qt.Key.Key_Z, CONTROL)
    assert value_at(desk.session.issue, role) == ("Analyst", "Head of resaerch")


def test_outdated_issuing_bodies_are_underlined_and_replaced_by_keyboard(writing: Program) -> None:
    desk = writing.desk
    entry = next(one for one in desk.session.issue.top5 if "SAFR" in one.issuing_bodies)
    place = FieldPath(("top5", entry.id, "issuing_bodies"))
    desk.go_to(place)
    form = desk.form
    assert form is not None
    tokens = {token.text: token for token in form.findChildren(Token)}
    assert tokens["SAFR"].words == {HighlightKind.STYLE}
    assert not tokens["NDRC"].words
    press(Qt.Key.Key_Period, CONTROL)
    assert "NFRA" in str(value_at(desk.session.issue, place))
    press(Qt.Key.Key_Z, CONTROL)
    assert "SAFR" in str(value_at(desk.session.issue, place))


def test_a_folded_row_is_opened_closed_and_fixed_by_keyboard(writing: Program) -> None:
    before = headline(writing)
    type_and_wait(writing, " for 5% of 10% and 20%", "percent-sign", 3)
    panel = writing.desk.problems
    model = panel.list.model()

    def rows() -> list[Problem]:
        return [model.index(row, 0).data(ROLE) for row in range(model.rowCount())]

    folded = next(row for row, one in enumerate(rows()) if one.finding.rule == "percent-sign")
    assert rows()[folded].fix_label == "Fix All 3"
    count = len(rows())
    writing.desk.show_problems()
    panel.list.setCurrentIndex(model.index(folded, 0))
    press(Qt.Key.Key_Right)
    assert len(rows()) == count + 3
    assert "Expanded" in model.index(folded, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Left)
    assert len(rows()) == count
    assert panel.list.currentIndex().row() == folded
    press(Qt.Key.Key_Period, CONTROL)
    assert headline(writing) == f"{before} for 5 percent of 10 percent and 20 percent"
    press(Qt.Key.Key_Z, CONTROL)
    assert headline(writing) == f"{before} for 5% of 10% and 20%"


def test_a_click_on_the_arrow_opens_a_folded_row(writing: Program) -> None:
    type_and_wait(writing, " for 5% of 10% and 20%", "percent-sign", 3)
    view = writing.desk.problems.list
    model = view.model()
    rows: list[Problem] = [model.index(row, 0).data(ROLE) for row in range(model.rowCount())]
    folded = next(row for row, one in enumerate(rows) if one.folded)
    view.scrollTo(model.index(folded, 0))
    area = view.visualRect(model.index(folded, 0))
    line = (QFontMetrics(view.font()).height() * 2 + 2) // 2
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(16 + line + 12, area.bottom() - 35))
    assert model.rowCount() == len(rows) + 3


@pytest.mark.skipif(sys.platform == "win32", reason="Qt opens it there")
def test_shift_f10_opens_the_menu_of_the_word_at_the_caret(writing: Program) -> None:
    type_and_wait(writing, " maket", SPELLING)
    press(Qt.Key.Key_F10, SHIFT)
    menu: QWidget | None = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "market" in [action.text() for action in menu.actions()]
    menu.close()
    back_in_window(writing)
    writing.desk.show_problems()
    writing.desk.problems.step(1)
    press(Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Go to Field"
    menu.close()
    back_in_window(writing)


def test_an_issue_of_another_folder_has_the_findings_that_the_command_line_has(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    """Library and house style are those beside the file; a word is added there, too."""
    file = tmp_path / "elsewhere" / SAMPLE
    file.parent.mkdir()
    issue = load_issue(program.newsroom / SAMPLE)
    save_issue(issue.model_copy(update={"headline": "Xplorative blorfing by SAFR"}), file)
    update_library(file.parent / NAME, lambda library: library.model_copy(update={"words": ("Xplorative",)}), Library)
    (file.parent / "style.toml").write_text(
        'format = "newsdesk-style"\nversion = 1\n[[rules]]\nname = "house-words"\non = false\n', encoding="utf-8"
    )
    program.window.files.open(file)
    qtbot.waitUntil(lambda: bool(found(program, SPELLING, HEADLINE)), timeout=PATIENCE)
    session = program.desk.session
    listed = style_check(session.theme, file)(session.issue)
    assert [(one.rule, one.path, one.excerpt) for one in session.findings if one in listed] == [
        (one.rule, one.path, one.excerpt) for one in listed
    ]
    assert [one.excerpt.text for one in found(program, SPELLING, HEADLINE) if one.excerpt] == ["blorfing"]
    assert program.desk.words.add_to_dictionary("blorfing")
    assert "blorfing" in load_library(file.parent / NAME).words
    qtbot.waitUntil(lambda: not found(program, SPELLING, HEADLINE), timeout=PATIENCE)
