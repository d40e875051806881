"""The menu names the edit that Undo would undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from schemas import Paragraph
from tests.gui.window.conftest import ALT, CONTROL, SHIFT, Program, press, type_keys


@pytest.fixture
def comment(at_desk: Program) -> FieldPath:
    """A comment of two paragraphs; the caret is at its start."""
    place = FieldPath(("top5", at_desk.desk.session.issue.top5[0].id, "comment"))
    blocks = (Paragraph(id="p1", text="one [two](https://a.eu)"), Paragraph(id="p2", text="three"))
    at_desk.desk.session.edit(SetValue(place, blocks), "Begin")
    at_desk.desk.go_to(place / "p1" / "text")
    return place


def in_clipboard(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def paste() -> None:
    in_clipboard("words")
    press(Qt.Key.Key_V, CONTROL)


def link() -> None:
    press(Qt.Key.Key_Right, CONTROL, SHIFT)
    press(Qt.Key.Key_K, CONTROL)
    type_keys("example.eu")
    press(Qt.Key.Key_Return)


def no_link() -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_K, CONTROL)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)


def selected(key: Qt.Key) -> Callable[[], None]:
    def pressed() -> None:
        press(Qt.Key.Key_Right, CONTROL, SHIFT)
        press(key, CONTROL)

    return pressed


DEEDS: dict[str, Callable[[], None]] = {
    "Typing": lambda: type_keys("x"),
    "Deletion": lambda: press(Qt.Key.Key_Delete),
    "Smart Punctuation": lambda: type_keys('"'),
    "Paste": paste,
    "Cut": selected(Qt.Key.Key_X),
    "Bold": selected(Qt.Key.Key_B),
    "Italic": selected(Qt.Key.Key_I),
    "Link": link,
    "Remove Link": no_link,
    "Bullets": lambda: type_keys("- "),
    "Move Paragraph": lambda: press(Qt.Key.Key_Down, ALT, SHIFT),
}


def test_edits_of_a_text_have_names(at_desk: Program, comment: FieldPath) -> None:
    undo, redo = at_desk.window.commands["undo"], at_desk.window.commands["redo"]
    for name, deed in DEEDS.items():
        before = at_desk.desk.session.issue
        press(Qt.Key.Key_Home, CONTROL)
        deed()
        assert undo.text() == f"Undo {name} in MERICS comment"
        assert at_desk.desk.session.issue != before
        press(Qt.Key.Key_Z, CONTROL)
        assert redo.text() == f"Redo {name} in MERICS comment"
        if at_desk.desk.session.issue != before:  # quotes and bullets are a step on top of what was typed
            press(Qt.Key.Key_Z, CONTROL)
        assert at_desk.desk.session.issue == before


def test_edits_from_the_menu_have_the_same_names(at_desk: Program, comment: FieldPath) -> None:
    for command, name in (("strong", "Bold"), ("bullets", "Bullets"), ("cut", "Cut")):
        press(Qt.Key.Key_Right, CONTROL, SHIFT)
        at_desk.window.commands[command].trigger()
        assert at_desk.window.commands["undo"].text() == f"Undo {name} in MERICS comment"
    at_desk.desk.go_to(path("headline"))
    press(Qt.Key.Key_A, CONTROL)
    at_desk.window.commands["cut"].trigger()
    assert at_desk.window.commands["undo"].text() == "Undo Cut in Headline"
    assert at_desk.desk.session.issue.headline == ""
    assert QGuiApplication.clipboard().text().startswith("Data policy push")


def test_edits_of_lines_lists_dates_and_entries_have_names(at_desk: Program) -> None:
    undo = at_desk.window.commands["undo"]
    said: list[str] = []

    def after(deed: Callable[[], None]) -> None:
        deed()
        said.append(undo.text())

    at_desk.desk.go_to(path("headline"))
    after(lambda: type_keys("x"))
    after(paste)
    at_desk.desk.go_to(path("date"))
    after(lambda: press(Qt.Key.Key_Up))
    first = at_desk.desk.session.issue.top5[0].id
    at_desk.desk.go_to(path(f"top5/{first}/issuing_bodies"))
    type_keys("NDRC and others")
    after(lambda: press(Qt.Key.Key_Return))
    after(lambda: press(Qt.Key.Key_D, CONTROL))
    after(lambda: press(Qt.Key.Key_Down, ALT))
    after(lambda: press(Qt.Key.Key_Return, CONTROL))
    after(lambda: press(Qt.Key.Key_Delete, CONTROL, SHIFT))
    assert said == [
        "Undo Typing in Headline",
        "Undo Paste in Headline",
        "Undo Change Date of issue",
        "Undo Change Issuing bodies",
        "Undo Duplicate Entry",
        "Undo Move Entry",
        "Undo Add Entry",
        "Undo Remove Entry",
    ]
