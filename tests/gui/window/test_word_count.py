"""The number of words in the status bar, and the list by section."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.document.paths import path
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, type_keys


def test_issue_selection_and_sections(at_desk: Program) -> None:
    words, qtbot = at_desk.window.status.words, at_desk.qtbot
    total = sum(count.words for _, count in words.by_section)
    assert total > 1000
    qtbot.waitUntil(lambda: words.text() == f"{total:,} words", timeout=PATIENCE)
    assert "min to read" in words.toolTip()
    at_desk.desk.go_to(path("headline"))
    press(Qt.Key.Key_End)
    type_keys(" and three more words")
    qtbot.waitUntil(lambda: words.text() == f"{total + 4:,} words", timeout=PATIENCE)
    press(Qt.Key.Key_Left, CONTROL, SHIFT)
    press(Qt.Key.Key_Left, CONTROL, SHIFT)
    qtbot.waitUntil(lambda: words.text() == "2 words selected", timeout=PATIENCE)
    at_desk.desk.go_to(path("top5/e1/comment/p1/text"))
    entry = next(count.words for section, count in words.by_section if section.number == 1)
    shown = f"Entry 1: {entry:,} words of {total + 4:,} words"
    qtbot.waitUntil(lambda: words.text() == shown, timeout=PATIENCE)
    assert "Entry 1:" in words.toolTip()
    press(Qt.Key.Key_End, SHIFT)
    qtbot.waitUntil(lambda: words.text().endswith("words selected"), timeout=PATIENCE)
    # The list, by keyboard and by a click in the status bar.
    press(Qt.Key.Key_G, CONTROL, SHIFT)
    finder = at_desk.window.palette_finder.finder
    assert finder.isVisible()
    first = finder.model.item(0)
    assert first.text() == "Issue"
    assert finder.model.rowCount() == len(words.by_section) + 1
    type_keys("Green")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert at_desk.desk.section_path == path("top5/e3")
    words.click()
    assert finder.isVisible()
