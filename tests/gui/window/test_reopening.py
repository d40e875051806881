"""A start without a file opens the last issue where the user was, if the user wants that."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import SAMPLE, Start, press, type_keys

FIELD = path("top5/e3/comment/p1/text")


def test_the_last_issue_is_opened_at_the_caret(start: Start, qtbot: QtBot) -> None:
    first = start()
    first.settings.set_reopens(True)
    first.window.files.open(first.newsroom / SAMPLE)
    first.desk.go_to(FIELD)
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(4):
        press(Qt.Key.Key_Right)
    first.leave()
    second = start()
    assert second.desk.session.file == second.newsroom / SAMPLE
    desk = second.desk
    qtbot.waitUntil(lambda: desk.form is not None and desk.form.caret() == (FIELD, 4), timeout=PATIENCE)
    before = str(second.desk.session.value(FIELD))
    type_keys("x")
    assert second.desk.session.value(FIELD) == f"{before[:4]}x{before[4:]}"


def test_the_start_page_comes_first_by_default(start: Start) -> None:
    first = start()
    first.window.files.open(first.newsroom / SAMPLE)
    first.leave()
    assert start().window.desk is None


def test_a_file_that_is_gone_leads_to_the_start_page(start: Start) -> None:
    first = start()
    first.settings.set_reopens(True)
    first.window.files.open(first.newsroom / SAMPLE)
    first.leave()
    (first.newsroom / SAMPLE).rename(first.newsroom / "moved.json")
    second = start()
    assert second.window.desk is None
    assert second.messages == []


def test_a_field_that_is_gone_leads_to_its_entry(start: Start, qtbot: QtBot) -> None:
    first = start()
    first.settings.set_reopens(True)
    first.window.files.open(first.newsroom / SAMPLE)
    first.desk.go_to(path("top5/e2/title"))
    first.leave()
    first.settings.set_last_place(first.newsroom / SAMPLE, "top5/e2/comment/gone/text", 3)
    second = start()
    qtbot.waitUntil(
        lambda: second.desk.section is not None and second.desk.section.path == path("top5/e2"), timeout=PATIENCE
    )
