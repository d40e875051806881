"""Preferences, shortcuts and internal errors: pages and banners in place of dialogs."""

import logging
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.files.issue_file import load_issue
from editor.ui.commands import COMMANDS, Menu
from editor.ui.look.look import Look, Scheme
from editor.ui.look.tokens import DARK, LIGHT
from editor.ui.pages.preferences import Preferences
from editor.ui.pages.shortcuts import ShortcutsPage
from editor.ui.settings import Settings
from editor.ui.shell.log import FILE, ExceptionReporter, log_to_folder
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, Start, focused, press, type_keys

# --- Preferences -----------------------------------------------------------------------------------------


def preferences(program: Program) -> Preferences:
    program.window.commands["preferences"].trigger()
    page = program.window.navigator.page
    assert isinstance(page, Preferences)
    return page


def test_name_and_role_are_kept(program: Program, start: Start) -> None:
    page = preferences(program)
    assert page.name.hasFocus()
    assert (page.name.text(), page.name.placeholderText()) == ("", "Your name")
    type_keys("Sample Author")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert program.window.navigator.page is None
    program.window.close()
    again = start()
    assert (again.settings.name, again.settings.role) == ("Sample Author", "editor")


def test_light_and_dark_apply_at_once(program: Program, look: Look, qtbot: QtBot) -> None:
    page = preferences(program)
    page.scheme.setFocus()
    assert look.tokens is LIGHT
    type_keys("D")
    qtbot.waitUntil(lambda: look.tokens is DARK, timeout=PATIENCE)
    assert program.settings.scheme is Scheme.DARK


def test_preferences_follow_the_commands_for_the_text_size(program: Program, qtbot: QtBot) -> None:
    page = preferences(program)
    program.window.commands["larger"].trigger()
    qtbot.waitUntil(lambda: page.percent.text() == "110 %", timeout=PATIENCE)
    assert page.text_size.value() * 10 == 110
    program.window.commands["normal_size"].trigger()
    qtbot.waitUntil(lambda: page.percent.text() == "100 %", timeout=PATIENCE)
    assert program.settings.text_size == 100


@pytest.mark.slow
def test_the_theme_of_new_issues_is_chosen_by_a_page_of_it(program: Program, qtbot: QtBot) -> None:
    page = preferences(program)
    assert page.theme.text() == "MERICS China Industries"
    page.choose_theme.click()
    themes = page.themes
    assert themes is not None
    assert {button.text() for button in themes.buttons.values()} >= {"MERICS China Industries", "Plain Policy Brief"}
    assert themes.buttons["merics"].isChecked()
    empty = themes.buttons["merics"].icon().cacheKey()
    qtbot.waitUntil(lambda: themes.buttons["merics"].icon().cacheKey() != empty, timeout=PATIENCE)
    qtbot.waitUntil(lambda: themes.buttons["merics"].height() > 200, timeout=PATIENCE)  # a page that one can see
    themes.buttons["plain"].setFocus()
    press(Qt.Key.Key_Space)
    assert page.theme.text() == "Plain Policy Brief"
    press(Qt.Key.Key_Escape)
    assert page.themes is None
    program.window.commands["new"].trigger()
    session = program.desk.session
    assert session.issue.theme == "plain"
    assert len(session.issue.top5) == 3


def test_text_size_by_slider_and_shortcuts(at_desk: Program, look: Look, qtbot: QtBot) -> None:
    page = preferences(at_desk)
    page.text_size.setFocus()
    press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: look.scale == 2.0, timeout=PATIENCE)
    assert page.percent.text() == "200 %"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Underscore, CONTROL, SHIFT)
    qtbot.waitUntil(lambda: look.scale == pytest.approx(1.9), timeout=PATIENCE)
    press(Qt.Key.Key_Plus, CONTROL, SHIFT)
    qtbot.waitUntil(lambda: look.scale == 2.0, timeout=PATIENCE)


def test_another_folder_lists_its_issues(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.window.start_page.model.rowCount() == 1, timeout=PATIENCE)
    empty = tmp_path / "empty"
    empty.mkdir()
    program.dialogs.answer = empty
    page = preferences(program)
    page.folder_button.click()
    assert page.folder.text() == str(empty)
    press(Qt.Key.Key_Escape)
    start_page = program.window.start_page
    qtbot.waitUntil(lambda: "No issues in this folder yet" in start_page.list.note.text(), timeout=PATIENCE)
    assert start_page.list.note.isVisible()
    assert start_page.model.rowCount() == 0


@pytest.mark.parametrize(
    "content", ["", "\0\0\0", "[look]\nscheme=plaid\ntext_size=many\n", "[arrangement]\nwindow=no\n"]
)
def test_invalid_settings_count_as_not_set(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(content)
    settings = Settings(file, tmp_path)
    assert (settings.scheme, settings.text_size, settings.newsroom) == (Scheme.SYSTEM, 100, tmp_path)
    assert settings.saved_layout("window").isEmpty()
    assert settings.recent == ()


def test_recent_files_are_limited_and_in_order(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini", tmp_path)
    for number in range(12):
        settings.add_recent(tmp_path / f"{number}.json")
    settings.add_recent(tmp_path / "9.json")
    names = [file.stem for file in settings.recent]
    assert names == ["9", "11", "10", "8", "7", "6", "5", "4"]
    settings.remove_recent(tmp_path / "11.json")
    assert [file.stem for file in Settings(tmp_path / "settings.ini", tmp_path).recent] == names[:1] + names[2:]


# --- The sheet of keys -----------------------------------------------------------------------------------


def test_f1_lists_every_command_with_a_shortcut(at_desk: Program) -> None:
    at_desk.desk.focus_form()
    press(Qt.Key.Key_F1)
    sheet = at_desk.window.navigator.page
    assert isinstance(sheet, ShortcutsPage)
    listed = {label.text() for label in sheet.findChildren(QLabel)}
    assert {command.text.rstrip("…") for command in COMMANDS if command.keys} <= listed
    press(Qt.Key.Key_F1)
    assert at_desk.window.navigator.page is None
    assert at_desk.desk.stack.isAncestorOf(focused())


def test_no_two_commands_share_a_shortcut() -> None:
    taken = Counter(keys for command in COMMANDS for keys in command.keys)
    assert [keys for keys, number in taken.items() if number > 1] == []


def test_every_command_is_in_a_menu_and_does_something(program: Program) -> None:
    menus = [action.text().replace("&", "") for action in program.window.menuBar().actions()]
    assert menus == [menu.value for menu in Menu]
    for command, action in program.window.commands:
        assert action.receivers("2triggered(bool)") > 0, command.name


def test_on_the_start_page_only_what_can_be_done_is_enabled(program: Program) -> None:
    enabled = {command.name for command, action in program.window.commands if action.isEnabled()}
    always = {"new", "open", "import", "archive", "preferences", "quit", "shortcuts", "logs", "about"}
    always |= {"larger", "smaller", "normal_size", "palette", "import_folder", "library", "guide", "tour"}
    assert enabled == always
    assert not program.window.bars.tools.isVisible()


# --- Mishaps ---------------------------------------------------------------------------------------------


def stumble() -> None:
    raise RuntimeError("the shelf fell down")


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_slot_is_shown_and_logged(at_desk: Program, tmp_path: Path, qtbot: QtBot) -> None:
    exceptions = at_desk.exceptions
    with (
        log_to_folder(tmp_path / "logs"),
        exceptions.installed(),
        qtbot.waitSignal(exceptions.reported, timeout=PATIENCE),
    ):
        QTimer.singleShot(0, stumble)
    assert any("Internal error" in said for said in at_desk.messages)
    logged = (tmp_path / "logs" / FILE).read_text()
    assert "the shelf fell down" in logged
    assert "Traceback" in logged
    at_desk.answer("Details")
    page = at_desk.window.navigator.page
    assert page is not None
    (words,) = page.findChildren(QPlainTextEdit)
    assert "the shelf fell down" in words.toPlainText()
    press(Qt.Key.Key_Escape)
    at_desk.desk.session.edit(SetValue(path("headline"), "Saved from the fall"), "x")
    at_desk.dialogs.answer = tmp_path / "copy.json"
    at_desk.answer("Save a Copy…")
    assert load_issue(tmp_path / "copy.json").headline == "Saved from the fall"
    assert at_desk.desk.session.file != tmp_path / "copy.json"
    at_desk.desk.go_to(path("headline"))
    type_keys("!")
    assert "!" in at_desk.desk.session.issue.headline


def test_a_repeated_exception_is_reported_once(tmp_path: Path) -> None:
    told: list[str] = []
    exceptions = ExceptionReporter(logging.getLogger("editor.test"))
    exceptions.reported.connect(lambda what, trace: told.append(what))
    for _ in range(3):
        try:
            stumble()
        except RuntimeError:
            exceptions.report(*sys.exc_info())
    assert told == ["RuntimeError: the shelf fell down"]


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_thread_is_reported_in_the_gui_thread(qtbot: QtBot) -> None:
    exceptions = ExceptionReporter(logging.getLogger("editor.test"))
    with exceptions.installed(), qtbot.waitSignal(exceptions.reported, timeout=PATIENCE) as told:
        thread = threading.Thread(target=stumble)
        thread.start()
        thread.join()
    assert told.args is not None
    assert told.args[0] == "RuntimeError: the shelf fell down"


def test_a_log_folder_that_cannot_be_written_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with log_to_folder(tmp_path / "file" / "logs") as logger:
        logger.error("goes nowhere")
    assert (tmp_path / "file").read_text() == ""


def test_qt_messages_are_logged(tmp_path: Path) -> None:
    from PySide6.QtCore import qInfo

    with log_to_folder(tmp_path) as logger:
        logger.setLevel(logging.INFO)
        qInfo("a word from Qt")
    assert "a word from Qt" in (tmp_path / FILE).read_text()
