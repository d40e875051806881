"""Find and replace in the whole issue by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.document.search import Query, occurrences
from editor.ui.look.tokens import LIGHT
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, type_keys


def count(program: Program, words: str) -> int:
    return len(occurrences(program.desk.session.issue, Query(words)))


def test_find_counts_and_wraps_around(at_desk: Program, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, CONTROL)
    bar = at_desk.desk.find_bar
    type_keys("hydrogen")
    number = count(at_desk, "hydrogen")
    assert number > 5
    qtbot.waitUntil(lambda: bar.count.text() == f"{number} found", timeout=PATIENCE)
    places = occurrences(at_desk.desk.session.issue, Query("hydrogen"))
    press(Qt.Key.Key_Return)
    assert bar.count.text() == f"1 of {number}"
    assert bar.text.hasFocus()
    for _ in range(number):
        press(Qt.Key.Key_F3)
    assert bar.count.accessibleName() == f"1 of {number}, continued from the top"
    press(Qt.Key.Key_F3, SHIFT)
    assert bar.count.accessibleName() == f"{number} of {number}, continued from the end"
    assert at_desk.desk.section is not None
    assert places[-1].path[: len(at_desk.desk.section.path)] == at_desk.desk.section.path


def test_what_was_found_is_selected_in_its_field(at_desk: Program) -> None:
    press(Qt.Key.Key_F, CONTROL)
    type_keys("SME financing")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert not at_desk.desk.find_bar.isVisible()
    type_keys("X")
    assert at_desk.desk.session.issue.headline == "Data policy push + X + Green hydrogen"


def test_the_selection_is_searched_for(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    press(Qt.Key.Key_Home)
    for _ in range(4):
        press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_F, CONTROL)
    assert at_desk.desk.find_bar.text.text() == "Data"


def test_the_search_continues_from_the_caret(at_desk: Program) -> None:
    """`China` stands 19 times, for the first time behind entry 3 as the seventh; entry 5 begins with the tenth."""
    desk, bar = at_desk.desk, at_desk.desk.find_bar
    desk.go_to(path("top5/e4/title"))
    press(Qt.Key.Key_F, CONTROL)
    type_keys("China")
    press(Qt.Key.Key_Return)
    assert bar.count.text() == "7 of 19"
    press(Qt.Key.Key_F3)
    assert bar.count.text() == "8 of 19"
    desk.go_to(path("top5/e5/title"))
    press(Qt.Key.Key_F3)
    assert bar.count.text() == "10 of 19"
    desk.go_to(path("top5/e5/title"))
    press(Qt.Key.Key_F3, SHIFT)
    assert bar.count.text() == "9 of 19"
    desk.go_to(path("headline"))
    press(Qt.Key.Key_F3, SHIFT)
    assert bar.count.accessibleName() == "19 of 19, continued from the end"
    press(Qt.Key.Key_F3)
    assert bar.count.accessibleName() == "1 of 19, continued from the top"


def test_a_longer_query_continues_at_the_same_place(at_desk: Program) -> None:
    desk, bar = at_desk.desk, at_desk.desk.find_bar
    desk.go_to(path("top5/e4/title"))
    press(Qt.Key.Key_F, CONTROL)
    type_keys("Chin")
    press(Qt.Key.Key_Return)
    assert desk.form is not None
    found = desk.form.last_selection()
    press(Qt.Key.Key_End)
    type_keys("a")
    press(Qt.Key.Key_Return)
    assert bar.count.text() == "7 of 19"
    again = desk.form.last_selection()
    assert found is not None
    assert again == (found[0], found[1], 5), "more of the same word is selected"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F, CONTROL)
    press(Qt.Key.Key_Return)
    assert bar.count.text() == "8 of 19"


def test_escape_in_the_bar_puts_the_caret_at_what_was_found(at_desk: Program) -> None:
    desk = at_desk.desk
    desk.go_to(path("top5/e3/comment/p1/text"))
    press(Qt.Key.Key_F, CONTROL)
    type_keys("hydrogen")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert not desk.find_bar.isVisible()
    assert desk.form is not None
    selected = desk.form.selection()
    first = occurrences(desk.session.issue, Query("hydrogen"))[7]
    assert selected == (first.path, first.start, first.length)


def test_escape_in_the_form_closes_the_bar_if_unhandled(at_desk: Program) -> None:
    desk, bar = at_desk.desk, at_desk.desk.find_bar
    press(Qt.Key.Key_F, CONTROL)
    for field in ("headline", "top5/e4/comment/p1/text", "top5/e4/issuing_bodies", "top5/e4/date"):
        bar.open(replace=False)
        desk.go_to(path(field))
        into = focused()
        press(Qt.Key.Key_Escape)
        assert not bar.isVisible(), field
        assert focused() is into, "the keyboard stays where it was"
    bar.open(replace=False)
    desk.go_to(path("top5/e4/issuing_bodies"))
    type_keys("MO")
    bodies: QWidget | None = QApplication.activePopupWidget()
    assert bodies is not None
    QTest.keyClick(bodies, Qt.Key.Key_Escape)
    assert bar.isVisible(), "the list of bodies closes first"
    assert QApplication.activePopupWidget() is None
    press(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_f3_without_a_query_opens_the_bar(at_desk: Program) -> None:
    press(Qt.Key.Key_F3)
    assert at_desk.desk.find_bar.text.hasFocus()


def test_options_narrow_the_search(at_desk: Program, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, CONTROL)
    type_keys("china")
    bar = at_desk.desk.find_bar
    qtbot.waitUntil(lambda: "found" in bar.count.text(), timeout=PATIENCE)
    loose = bar.count.text()
    bar.match_case.click()
    qtbot.waitUntil(lambda: bar.count.text() not in (loose, ""), timeout=PATIENCE)


def test_nothing_found_says_so(at_desk: Program, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, CONTROL)
    type_keys("zzzzz")
    qtbot.waitUntil(lambda: at_desk.desk.find_bar.count.text() == "Not found", timeout=PATIENCE)
    press(Qt.Key.Key_Return)
    assert not at_desk.desk.find_bar.next_button.isEnabled()


def test_replace_continues_after_the_replacement(at_desk: Program) -> None:
    number = count(at_desk, "NDRC")
    assert number > 1
    press(Qt.Key.Key_H, CONTROL)
    type_keys("NDRC")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    type_keys("NDRC (NDRC)")
    for _ in range(number):
        press(Qt.Key.Key_Return)
    assert count(at_desk, "NDRC (NDRC)") == number
    assert count(at_desk, "NDRC (NDRC (NDRC))") == 0


def test_replace_all_is_one_undo_step(at_desk: Program) -> None:
    before = at_desk.desk.session.issue
    press(Qt.Key.Key_H, CONTROL)
    type_keys("China")
    at_desk.desk.find_bar.replacement.setFocus()
    type_keys("Zhongguo")
    number = count(at_desk, "China")
    at_desk.desk.find_bar.replace_all_button.setFocus()
    press(Qt.Key.Key_Space)
    assert count(at_desk, "Zhongguo") == number
    assert at_desk.desk.find_bar.count.accessibleName() == f"{number} replaced"
    assert "Replace All" in at_desk.window.commands["undo"].text()
    at_desk.desk.find_bar.text.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.session.issue == before


def test_tab_goes_through_the_bar_in_reading_order(at_desk: Program) -> None:
    press(Qt.Key.Key_H, CONTROL)
    type_keys("China")
    press(Qt.Key.Key_Return)
    names = []
    for _ in range(10):
        names.append(focused().accessibleName() or getattr(focused(), "text", str)())
        press(Qt.Key.Key_Tab)
    assert names == [
        "Find in the issue",
        "Replace with",
        "Find previous",
        "Find next",
        "List all results",
        "Match case",
        "Whole words",
        "Replace",
        "Replace All",
        "Close",
    ]
    assert not at_desk.desk.find_bar.isAncestorOf(focused())


def test_command_shortcuts_work_in_the_bar(at_desk: Program) -> None:
    press(Qt.Key.Key_H, CONTROL)
    bar = at_desk.desk.find_bar
    entries = len(at_desk.desk.session.issue.top5)
    for line in (bar.text, bar.replacement):
        line.setFocus()
        line.setText("some words")
        line.setCursorPosition(4)
        press(Qt.Key.Key_D, CONTROL)
        press(Qt.Key.Key_K, CONTROL)
        press(Qt.Key.Key_U, CONTROL)
        press(Qt.Key.Key_E, CONTROL)
        assert (line.text(), line.cursorPosition()) == ("some words", 4)
    assert len(at_desk.desk.session.issue.top5) == entries, "the masthead is no entry to duplicate"
    assert at_desk.dialogs.suggestions, "the export asked where to write"


def test_straight_quotes_find_and_become_typographic_ones(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    press(Qt.Key.Key_A, CONTROL)
    type_keys('China\'s "new" order')
    assert at_desk.desk.session.issue.headline == "China’s “new” order"
    press(Qt.Key.Key_H, CONTROL)
    type_keys('China\'s "new"')
    at_desk.desk.find_bar.replacement.setFocus()
    type_keys("Europe's 'old'")
    assert at_desk.desk.find_bar.replacement.text() == "Europe’s ‘old’"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert at_desk.desk.session.issue.headline == "Europe’s ‘old’ order"


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.slow
def test_the_bar_fits_into_its_pane_at_every_text_size(
    at_desk: Program, percent: int, replace: bool, qtbot: QtBot
) -> None:
    at_desk.window.resize(1360, 860)
    at_desk.settings.set_look(at_desk.settings.scheme, percent)
    QApplication.processEvents()
    width = at_desk.window.width()
    bar = at_desk.desk.find_bar
    press(Qt.Key.Key_H if replace else Qt.Key.Key_F, CONTROL)
    type_keys("China")
    press(Qt.Key.Key_F3, SHIFT)
    QApplication.processEvents()
    assert at_desk.window.width() == width
    assert "continued from the end" in bar.count.accessibleName()
    inside: list[QWidget] = [bar.count, *bar.findChildren(QAbstractButton), *bar.findChildren(QLineEdit)]
    for widget in inside:
        if widget.isVisible():
            assert bar.rect().contains(widget.rect().translated(widget.mapTo(bar, QPoint(0, 0)))), widget
            assert widget.width() >= min(widget.sizeHint().width(), 160), widget


def test_all_results_are_listed_and_lit_before_anything_is_replaced(at_desk: Program, qtbot: QtBot) -> None:
    desk, bar, results = at_desk.desk, at_desk.desk.find_bar, at_desk.desk.searching.results
    pages = at_desk.pages
    desk.go_to(path("top5/e3/title"))
    press(Qt.Key.Key_H, CONTROL)
    type_keys("hydrogen")
    number = count(at_desk, "hydrogen")
    qtbot.waitUntil(lambda: results.model().rowCount() == number, timeout=PATIENCE)
    assert results.isVisible()
    first = str(results.model().index(0, 0).data())
    assert first == "Headline: …+ SME financing + Green hydrogen"
    found = occurrences(desk.session.issue, Query("hydrogen"))
    assert pages.found == ("hydrogen", frozenset(str(one.path) for one in found))

    def lit() -> list[str]:
        shown = desk.form
        assert shown is not None
        texts = (one for edit in shown.findChildren(QTextEdit) for one in edit.extraSelections())
        return [
            one.cursor.selectedText()
            for one in texts
            if one.format.background().color().name() == QColor(LIGHT.tint_found).name()
        ]

    inside = [one for one in found if one.path[:3] in (path("top5/e3/comment"), path("top5/e3/at_a_glance"))]
    assert [words.lower() for words in lit()] == ["hydrogen"] * len(inside)
    assert inside
    # By keyboard: down to the list, along it, Enter into the text.
    press(Qt.Key.Key_Down)
    assert results.hasFocus()
    press(Qt.Key.Key_End)
    assert bar.count.text() == f"{number} of {number}"
    assert desk.section_path == found[-1].path[: len(desk.section_path)]
    press(Qt.Key.Key_Return)
    form = desk.form
    assert form is not None
    assert form.selection() == (found[-1].path, found[-1].start, found[-1].length)
    # A click goes there too.
    results.scrollToTop()
    row = results.visualRect(results.model().index(1, 0)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert bar.count.text() == f"2 of {number}"
    # All are replaced in one step, and it says how many.
    bar.replacement.setFocus()
    type_keys("H2")
    steps = desk.session.undo_stack.count()
    bar.replace_all_button.click()
    assert bar.count.accessibleName() == f"{number} replaced"
    assert desk.session.undo_stack.count() == steps + 1
    assert not results.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: results.model().rowCount() == number, timeout=PATIENCE)
    # The button hides the list, for the next time too.
    bar.list_button.click()
    assert not results.isVisible()
    bar.leave()
    assert pages.found == ("", frozenset())
    assert not lit()
    assert at_desk.settings.is_collapsed("results")
