"""Which rules about words apply: chosen in the menu and in Preferences, and the desk's house style."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.files.library_file import NAME, load_library
from editor.ui.pages.preferences import Preferences
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program
from tests.gui.window.words.checked_words import (
    choose,
    found,
    type_and_wait,
)


def test_preferences_turn_the_check_off_and_on(writing: Program) -> None:
    writing.settings.set_checks_words(False)
    assert not any(one.excerpt for one in writing.desk.session.findings)
    writing.settings.set_checks_words(True)
    writing.qtbot.waitUntil(lambda: bool(found(writing, "name-in-time")), timeout=PATIENCE)


def open_preferences(program: Program) -> Preferences:
    program.window.navigator.preferences()
    page = program.window.stack.currentWidget()
    assert isinstance(page, Preferences)
    return page


def test_a_rule_is_turned_off_from_the_menu_and_on_in_preferences(writing: Program) -> None:
    type_and_wait(writing, " for 5%", "percent-sign")
    choose(writing, "Turn Off This Rule for Me")
    writing.qtbot.waitUntil(lambda: not found(writing, "percent-sign"), timeout=PATIENCE)
    page = open_preferences(writing)
    assert "Percent sign" in page.rules_off.text()
    page.rules_button.click()
    assert not page.rules_button.isVisible()
    writing.qtbot.waitUntil(lambda: bool(found(writing, "percent-sign")), timeout=PATIENCE)


def test_a_rule_is_turned_off_for_everyone_and_on_in_preferences(writing: Program) -> None:
    type_and_wait(writing, " for 5%", "percent-sign")
    choose(writing, "Turn Off This Rule for Everyone")
    writing.qtbot.waitUntil(lambda: not found(writing, "percent-sign"), timeout=PATIENCE)
    assert load_library(writing.newsroom / NAME).rules_off == ("percent-sign",)
    page = open_preferences(writing)
    assert "Turned off for everyone: Percent sign." in page.rules_off.text()
    page.rules_button.click()
    assert load_library(writing.newsroom / NAME).rules_off == ()
    writing.qtbot.waitUntil(lambda: bool(found(writing, "percent-sign")), timeout=PATIENCE)


def test_rules_are_chosen_by_keyboard_in_preferences(writing: Program) -> None:
    page = open_preferences(writing)
    page.choose_rules.click()
    table = page.rules_table
    assert table is not None
    names = [cell.text() for row in range(table.rowCount()) if (cell := table.item(row, 0)) is not None]
    assert "Percent sign" in names
    table.setCurrentCell(names.index("Percent sign"), 2)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert writing.settings.rules_off == {"percent-sign"}
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert load_library(writing.newsroom / NAME).rules_off == ("percent-sign",)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert load_library(writing.newsroom / NAME).rules_off == ()


def test_a_house_style_of_the_desk_is_read_while_the_issue_is_open(writing: Program) -> None:
    type_and_wait(writing, " for 5%", "percent-sign")
    text = 'format = "newsdesk-style"\nversion = 1\n[[rules]]\nname = "percent-sign"\non = false\n'
    (writing.newsroom / "style.toml").write_text(text, encoding="utf-8")
    writing.qtbot.waitUntil(lambda: not found(writing, "percent-sign"), timeout=PATIENCE)


def test_a_damaged_house_style_is_said_and_words_are_checked_once_it_is_mended(writing: Program) -> None:
    type_and_wait(writing, " for 5%", "percent-sign")
    file = writing.newsroom / "style.toml"
    file.write_text('format = "newsdesk-style\n', encoding="utf-8")
    banners = writing.window.banners
    writing.qtbot.waitUntil(lambda: bool(banners.messages), timeout=PATIENCE)
    (message,) = banners.messages
    assert str(file) in message.text
    assert "not checked" in message.help
    assert not found(writing, "percent-sign")
    file.write_text('format = "newsdesk-style"\nversion = 1\n', encoding="utf-8")
    writing.qtbot.waitUntil(lambda: bool(found(writing, "percent-sign")), timeout=PATIENCE)
    assert not banners.messages
