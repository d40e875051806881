"""The editor of issuing bodies: completion, unknown bodies, keyboard, dragging."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from editor.document.editing.edits import SetValue
from editor.document.paths import path as at
from editor.files.library_file import NAME, load_library
from editor.ui.forms.token import Token
from tests.gui.conftest import PATIENCE
from tests.gui.forms.conftest import OpenForm, Stage

BODIES = "top5/e2/issuing_bodies"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def stage(open_form: OpenForm) -> Stage:
    opened_urls = open_form("top5/e2")
    opened_urls.go(BODIES)
    return opened_urls


def bodies(stage: Stage) -> tuple[str, ...]:
    return stage.issue.top5[1].issuing_bodies


def chips(stage: Stage) -> list[Token]:
    found = [token for token in stage.view(BODIES).findChildren(Token) if token.isVisible()]
    return sorted(found, key=lambda token: (token.y(), token.x()))


def listed() -> list[str]:
    """Return the rows of the completion list."""
    popup = QApplication.activePopupWidget()
    if popup is None:
        return []
    model = popup.model()  # type: ignore[attr-defined]
    return [str(model.index(row, 0).data()).split()[0] for row in range(model.rowCount())]


def test_entering_an_abbreviation(stage: Stage) -> None:
    stage.type("NDRC")
    stage.press(Qt.Key.Key_Return)
    assert bodies(stage) == ("NDRC",)
    assert stage.input(BODIES).property("text") == ""
    assert chips(stage)[0].toolTip() == "National Development and Reform Commission · 国家发展和改革委员会"


@pytest.mark.parametrize("text", ["ndr", "national dev", "Reform", "国家发展", "发展"])
def test_completing_any_name(stage: Stage, text: str) -> None:
    stage.type(text)
    assert listed() == ["NDRC"]
    stage.press(Qt.Key.Key_Return)
    assert bodies(stage) == ("NDRC",)
    assert listed() == []


def test_tab_accepts_the_suggestion_and_moves_on(stage: Stage) -> None:
    stage.type("miit")
    stage.press(Qt.Key.Key_Tab)
    assert bodies(stage) == ("MIIT",)
    assert stage.focused() is stage.input("top5/e2/date")


def test_arrow_keys_choose_a_suggestion(stage: Stage) -> None:
    stage.type("nd")
    assert listed() == ["NDRC", "NDA"]
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    assert bodies(stage) == ("NDA",)


def test_escape_closes_the_list_and_keeps_the_text(stage: Stage) -> None:
    stage.type("MO")
    assert listed() == ["MOF"]
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_Return)
    assert bodies(stage) == ("MO",)


def test_comma_and_semicolon_separate(stage: Stage) -> None:
    stage.type("NDRC, SASTINDX; miit；")
    assert bodies(stage) == ("NDRC", "SASTINDX", "MIIT")


def test_a_pasted_list_is_split(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("NDRC, Ministry of Finance, CAC")
    stage.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_Return)
    assert bodies(stage) == ("NDRC", "MOF", "CAC")


def test_leaving_the_field_accepts_typed_text(stage: Stage) -> None:
    stage.type("CAC")
    stage.go("top5/e2/title")
    assert bodies(stage) == ("CAC",)


def test_a_duplicate_body_is_ignored(stage: Stage) -> None:
    stage.type("NDRC,ndrc,")
    assert bodies(stage) == ("NDRC",)
    assert stage.messages == ["NDRC is already in the list."]


def test_backspace_removes_the_last_body(stage: Stage) -> None:
    stage.type("NDRC,MIIT,")
    stage.press(Qt.Key.Key_Backspace)
    assert bodies(stage) == ("NDRC",)
    stage.press(Qt.Key.Key_Backspace, times=2)
    assert bodies(stage) == ()


def test_arrow_keys_select_and_alt_arrow_moves(stage: Stage) -> None:
    stage.type("NDRC,MIIT,MOF,")
    stage.press(Qt.Key.Key_Left)
    assert stage.focused().accessibleName() == "MOF, 3 of 3, Issuing bodies"
    stage.press(Qt.Key.Key_Left, ALT, times=2)
    assert bodies(stage) == ("MOF", "NDRC", "MIIT")
    assert stage.focused().accessibleName() == "MOF, 1 of 3, Issuing bodies"
    stage.press(Qt.Key.Key_Left, ALT)
    stage.press(Qt.Key.Key_Right)
    stage.press(Qt.Key.Key_Right, ALT)
    assert bodies(stage) == ("MOF", "MIIT", "NDRC")
    stage.press(Qt.Key.Key_Delete)
    assert bodies(stage) == ("MOF", "MIIT")
    assert stage.focused() is stage.input(BODIES)


def test_typing_on_a_chip_continues_in_the_input(stage: Stage) -> None:
    stage.type("NDRC,")
    stage.press(Qt.Key.Key_Left)
    stage.type("CAC")
    assert stage.focused() is stage.input(BODIES)
    assert stage.input(BODIES).property("text") == "CAC"


def test_dragging_a_body(stage: Stage) -> None:
    stage.type("NDRC,MIIT,MOF,")
    stage.process_events()
    first, last = chips(stage)[0], chips(stage)[2]
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(last, left, pos=QPoint(5, 5))
    QTest.mouseMove(last, QPoint(-30, 5))
    QTest.mouseMove(last, last.mapFromGlobal(first.mapToGlobal(QPoint(2, 5))))
    QTest.mouseRelease(last, left, pos=QPoint(5, 5))
    assert bodies(stage) == ("MOF", "NDRC", "MIIT")
    assert stage.session.undo_stack.count() == 4


def test_undo_restores_bodies(stage: Stage) -> None:
    stage.type("NDRC,MIIT,")
    stage.session.undo()
    stage.process_events()
    assert [chip.text for chip in chips(stage)] == ["NDRC"]
    stage.session.redo()
    assert bodies(stage) == ("NDRC", "MIIT")


def test_many_bodies_wrap(stage: Stage) -> None:
    stage.session.edit(SetValue(at(BODIES), tuple(f"Body number {n}" for n in range(20))), "elsewhere")
    stage.process_events()
    lines = {chip.y() for chip in chips(stage)}
    assert len(lines) > 1
    field = stage.view(BODIES)
    assert all(chip.mapTo(field, chip.rect().topRight()).x() < field.width() for chip in chips(stage))


def offers(stage: Stage) -> list[QPushButton]:
    return [
        button
        for button in stage.view(BODIES).findChildren(QPushButton)
        if button.isVisible() and button.text().startswith("Add “")
    ]


def test_a_known_body_is_not_offered(stage: Stage) -> None:
    stage.type("NDRC,")
    assert offers(stage) == []


def test_adding_an_unknown_body_to_the_library(stage: Stage) -> None:
    stage.type("MOFCOM,")
    assert [button.text() for button in offers(stage)] == ["Add “MOFCOM” to Library"]
    assert stage.form.accept_offer()  # Ctrl+. in the window
    assert stage.focused().accessibleName() == "Name"
    stage.type("Ministry of Commerce")
    stage.press(Qt.Key.Key_Tab)
    stage.type("商务部")
    stage.press(Qt.Key.Key_Return)
    assert stage.library.body("商务部") is not None
    assert chips(stage)[0].toolTip() == "Ministry of Commerce · 商务部"
    assert offers(stage) == []
    assert stage.focused() is stage.input(BODIES)
    assert bodies(stage) == ("MOFCOM",)


def test_the_entry_takes_the_new_abbreviation(stage: Stage) -> None:
    stage.type("Ministry of Commerce,")
    QTest.mouseClick(offers(stage)[0], Qt.MouseButton.LeftButton)
    assert stage.focused().accessibleName() == "Abbreviation"
    stage.type("MOFCOM")
    stage.press(Qt.Key.Key_Return)
    assert bodies(stage) == ("MOFCOM",)


def test_adding_can_be_cancelled(stage: Stage) -> None:
    stage.type("MOFCOM,")
    QTest.mouseClick(offers(stage)[0], Qt.MouseButton.LeftButton)
    stage.press(Qt.Key.Key_Escape)
    stage.process_events()
    assert stage.library.body("MOFCOM") is None
    assert len(offers(stage)) == 1
    assert bodies(stage) == ("MOFCOM",)


def test_a_failure_to_save_the_library_is_reported_and_keeps_the_input(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.files.errors import FileError

    def full(*_: object) -> None:
        raise FileError("The disk is full.", "Make room.")

    monkeypatch.setattr("editor.files.library_file.save_library", full)
    stage.type("MOFCOM,")
    QTest.mouseClick(offers(stage)[0], Qt.MouseButton.LeftButton)
    with stage.qtbot.waitSignal(stage.library.failed, timeout=PATIENCE) as visible_labels:
        stage.press(Qt.Key.Key_Return)
    assert visible_labels.args == ["The disk is full.", "Make room."]
    assert stage.focused().accessibleName() == "Name"


def test_markup_in_a_name_is_shown_literally(stage: Stage) -> None:
    stage.type("<b>A&B</b>,")
    labels = [label.text() for label in chips(stage)[0].findChildren(QLabel)]
    assert labels == ["<b>A&B</b>"]
    assert offers(stage)[0].text() == "Add “<b>A&&B</b>” to Library"


def test_the_library_file_has_the_new_body(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> None:
    stage.type("MOFCOM,")
    QTest.mouseClick(offers(stage)[0], Qt.MouseButton.LeftButton)
    stage.press(Qt.Key.Key_Return)
    folder = stage.library.folder
    assert folder is not None
    assert load_library(folder / NAME).issuing_bodies[-1].abbreviation == "MOFCOM"
