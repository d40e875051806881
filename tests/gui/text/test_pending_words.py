"""Words of suggestions that are shown in a text without being part of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import ROOT
from editor.ui.look.tokens import LIGHT
from editor.ui.text.highlights import Highlight, HighlightKind
from editor.ui.text.inline_edit import InlineEdit
from tests.gui.conftest import PATIENCE
from tests.gui.text.writing import Key, press, write

TEXT = "A plan for data and growth"


@pytest.fixture
def edit(qtbot: QtBot) -> InlineEdit:
    made = InlineEdit("Text")
    qtbot.addWidget(made)
    made.resize(500, 80)
    made.set_text(TEXT)
    with qtbot.waitExposed(made, timeout=PATIENCE):
        made.show()
    return made


def inserted(words: str, at: int, person: int = 1) -> Highlight:
    return Highlight(ROOT, at, 0, HighlightKind.INSERTED, person, words, f"Sample Editor inserts: “{words}”")


def x_of(edit: InlineEdit, at: int) -> int:
    """Where a letter of the text is shown."""
    return edit.caret_area(ROOT, at).x()


def colours(edit: InlineEdit) -> set[str]:
    image = edit.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_words_stand_between_the_letters_and_are_not_in_the_text(edit: InlineEdit, qtbot: QtBot) -> None:
    before, behind = x_of(edit, 5), x_of(edit, len(TEXT))
    edit.show_highlights([inserted(" of the State", TEXT.index(" for"))])
    assert x_of(edit, 5) == before
    assert x_of(edit, len(TEXT)) > behind + 40
    assert QColor(LIGHT.tint_person_1).name() in colours(edit)
    assert edit.text() == TEXT
    edit.selectAll()
    edit.copy()
    assert QApplication.clipboard().text() == TEXT
    edit.show_highlights([])
    assert x_of(edit, len(TEXT)) == behind


def test_words_move_along_while_somebody_types_before_them(edit: InlineEdit) -> None:
    place = TEXT.index(" for")
    edit.show_highlights([inserted(" of the State", place)])
    gap = x_of(edit, place + 1) - x_of(edit, place - 1)
    edit.place_caret(ROOT)
    write(edit, "Now: ")
    assert x_of(edit, place + 6) - x_of(edit, place + 4) == pytest.approx(gap, abs=2)
    press(edit, *[Key.Key_Delete] * 3)
    assert x_of(edit, place + 3) - x_of(edit, place + 1) == pytest.approx(gap, abs=2)
    assert edit.text() == f"Now: {TEXT[3:]}"


def test_two_people_have_their_own_colours_at_one_place(edit: InlineEdit) -> None:
    edit.show_highlights([inserted(" of mine", 6), inserted(" of others", 6, person=2)])
    found = colours(edit)
    assert QColor(LIGHT.tint_person_1).name() in found
    assert QColor(LIGHT.tint_person_2).name() in found


def test_long_words_are_cut_and_a_mark_shows_the_place_at_the_start(edit: InlineEdit) -> None:
    edit.show_highlights([inserted("very " * 200, 6)])
    assert x_of(edit, 7) < edit.width()
    edit.show_highlights([])
    before = x_of(edit, 6)
    edit.show_highlights([inserted("Now: ", 0)])  # there is no letter that a gap could follow
    assert x_of(edit, 6) == before
    assert QColor(LIGHT.person_1).name() in colours(edit)


def test_a_tooltip_says_whose_words_they_are(edit: InlineEdit) -> None:
    edit.show_highlights([inserted(" of the State", 6)])
    cursor = edit.textCursor()
    cursor.setPosition(6)
    edit.setTextCursor(cursor)
    point = edit.cursorRect().center()
    assert edit.tip_under(point) == "Sample Editor inserts: “ of the State”"
    cursor.setPosition(15)
    edit.setTextCursor(cursor)
    assert edit.tip_under(edit.cursorRect().center()) == ""


def test_an_input_method_is_not_disturbed(edit: InlineEdit) -> None:
    edit.show_highlights([inserted(" of the State", 6)])
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    cursor = edit.textCursor()
    cursor.setPosition(2)
    edit.setTextCursor(cursor)
    QApplication.sendEvent(edit, QInputMethodEvent("shu", []))
    edit.grab()
    done = QInputMethodEvent("", [])
    done.setCommitString("数")
    QApplication.sendEvent(edit, done)
    assert edit.text() == "A 数plan for data and growth"
    assert x_of(edit, 8) - x_of(edit, 6) > 40


def test_the_line_through_a_struck_word_ends_with_the_word(edit: InlineEdit) -> None:
    struck = Highlight(ROOT, 2, 4, HighlightKind.DELETED, 1, "", "Sample Editor deletes: “plan”")
    edit.show_highlights([struck, inserted("policy", 6)])
    image = edit.grab().toImage()
    area = edit.caret_area(ROOT, 6)  # behind the words: right before it nothing is drawn
    behind = {image.pixelColor(area.x() - 2, y).name() for y in range(area.top(), area.bottom())}
    assert behind == {QColor(LIGHT.base).name()}
