"""The focus in daily use: it is always somewhere, stays where the work is, and Enter presses what has it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QTextEdit, QToolButton, QWidget

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.ui.forms.field_view import FieldView
from editor.ui.forms.focus_tracker import enclosing
from editor.ui.review.thread_cards import ThreadCard
from editor.ui.text.rich_edit import RichEdit
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, type_keys


def visible(root: QWidget, kind: type[QWidget], text: str) -> list[QWidget]:
    return [one for one in root.findChildren(kind) if one.isVisible() and getattr(one, "text", str)() == text]


def entry_field(program: Program, name: str, number: int = 0) -> FieldPath:
    return FieldPath(("top5", program.desk.session.issue.top5[number].id, name))


def current_path(program: Program) -> FieldPath:
    field = enclosing(focused(), FieldView)
    assert field is not None
    return field.field_context.path


def add_problem_with_fix(program: Program, name: str = "headline") -> None:
    """A list of paragraphs that has a finding with a fix: the bare address of a source."""
    link = entry_field(program, "source") / "link"
    program.desk.go_to(link)
    program.desk.session.edit(SetValue(link, "www.gov.cn"), "x")


def test_enter_presses_a_button(at_desk: Program) -> None:
    at_desk.desk.go_to(path("imprint/editors"))
    (add,) = [
        one
        for one in at_desk.desk.findChildren(QPushButton)
        if one.isVisible() and one.property("role") == "add" and "Imprint" not in one.text()
    ][-1:]
    before = len(at_desk.desk.session.issue.imprint.editors)
    add.setFocus()
    press(Qt.Key.Key_Return)
    assert len(at_desk.desk.session.issue.imprint.editors) == before + 1
    type_keys("Somebody")
    assert at_desk.desk.session.issue.imprint.editors[-1].name == "Somebody"


@pytest.mark.parametrize("kind", [QCheckBox, QToolButton, QPushButton])
def test_enter_does_what_space_does_on_every_kind_of_button(
    at_desk: Program, kind: type[QCheckBox | QToolButton | QPushButton]
) -> None:
    button = kind(at_desk.desk)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.show()
    button.setFocus()
    press(Qt.Key.Key_Space)
    assert button.isChecked()
    press(Qt.Key.Key_Return)
    assert not button.isChecked()
    press(Qt.Key.Key_Enter)
    assert button.isChecked()


def test_enter_on_a_button_of_a_card_presses_it(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys("Shorter?")
    press(Qt.Key.Key_Return, CONTROL)
    (card,) = at_desk.review.annotations.margin.cards
    assert isinstance(card, ThreadCard)
    card.enter()
    press(Qt.Key.Key_Tab)
    while not (isinstance(focused(), QPushButton) and focused().text() == "Resolve"):  # type: ignore[attr-defined]
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert at_desk.reviewing.review.threads[0].resolved


def test_a_fix_is_no_stop_between_two_fields(at_desk: Program) -> None:
    add_problem_with_fix(at_desk)
    link = entry_field(at_desk, "source") / "link"
    at_desk.desk.go_to(link)
    (fix,) = [
        one for one in at_desk.desk.findChildren(QPushButton) if one.property("role") == "fix" and one.isVisible()
    ]
    press(Qt.Key.Key_Tab)
    assert focused() is not fix
    assert enclosing(focused(), FieldView) is not None


def test_the_fix_of_the_current_field_has_a_key(at_desk: Program) -> None:
    add_problem_with_fix(at_desk)
    link = entry_field(at_desk, "source") / "link"
    at_desk.desk.go_to(link)
    press(Qt.Key.Key_Period, CONTROL)
    assert at_desk.desk.session.value(link) == "https://www.gov.cn"
    assert current_path(at_desk) == link


def test_a_clicked_fix_leaves_the_focus_where_it_is(at_desk: Program) -> None:
    add_problem_with_fix(at_desk)
    link = entry_field(at_desk, "source") / "link"
    at_desk.desk.go_to(link)
    (fix,) = [
        one for one in at_desk.desk.findChildren(QPushButton) if one.property("role") == "fix" and one.isVisible()
    ]
    QTest.mouseClick(fix, Qt.MouseButton.LeftButton)
    assert at_desk.desk.session.value(link) == "https://www.gov.cn"
    assert current_path(at_desk) == link


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_PageUp])
def test_the_next_section_has_the_focus_wherever_it_was(at_desk: Program, key: Qt.Key) -> None:
    for _ in range(9):
        form = at_desk.desk.form
        assert form is not None
        last = form.last_input
        assert last is not None
        last.setFocus()
        press(key, CONTROL)
        form = at_desk.desk.form
        assert form is not None
        assert form.isAncestorOf(focused())


def test_the_next_section_has_the_focus_also_from_the_tabs_of_a_small_window(at_desk: Program) -> None:
    at_desk.window.resize(560, 640)
    QApplication.processEvents()
    tabs = at_desk.desk.layout_panes.tabs
    assert tabs.isVisible()
    tabs.setFocus(Qt.FocusReason.TabFocusReason)  # Tab leads here from the last field
    assert not at_desk.desk.stack.isAncestorOf(focused())
    press(Qt.Key.Key_PageDown, CONTROL)
    type_keys("Typed ")
    assert at_desk.desk.session.issue.top5[0].title.startswith("Typed ")


def test_the_next_section_leaves_the_focus_in_outline_and_search(at_desk: Program) -> None:
    desk = at_desk.desk
    press(Qt.Key.Key_F, CONTROL)
    for widget in (desk.outline.list, focused()):
        widget.setFocus()
        before = desk.section_path
        press(Qt.Key.Key_PageDown, CONTROL)
        assert desk.section_path != before
        assert focused() is widget


def test_a_label_puts_the_caret_into_its_field(at_desk: Program) -> None:
    at_desk.desk.go_to(entry_field(at_desk, "title"))
    fields = [one for one in at_desk.desk.findChildren(FieldView) if one.isVisible()]
    assert len(fields) > 3
    for field in fields:
        (label,) = [one for one in field.findChildren(QLabel) if one.property("role") == "field-label"][:1]
        QTest.mouseClick(label, Qt.MouseButton.LeftButton)
        assert field.isAncestorOf(focused()), field.field_context.spec.label


def test_a_selection_goes_out_when_another_field_is_entered(at_desk: Program) -> None:
    at_desk.desk.go_to(entry_field(at_desk, "title"))
    while not isinstance(focused(), RichEdit):
        press(Qt.Key.Key_Tab)
    text = focused()
    assert isinstance(text, QTextEdit)
    press(Qt.Key.Key_A, CONTROL)
    assert text.textCursor().hasSelection()
    press(Qt.Key.Key_Tab)
    assert focused() is not text
    assert not text.textCursor().hasSelection()


def test_entries_selected_in_the_outline_are_let_go_when_a_field_is_entered(at_desk: Program) -> None:
    desk = at_desk.desk
    desk.go_to(entry_field(at_desk, "title", 1))
    second = desk.session.issue.top5[1]
    desk.outline.list.setFocus()
    press(Qt.Key.Key_A, CONTROL)
    assert len(desk.outline.selected_entries) == len(desk.session.issue.top5)
    press(Qt.Key.Key_Return)
    assert current_path(at_desk) == entry_field(at_desk, "title", 1)
    assert len(desk.outline.list.selectedIndexes()) == 1
    before = desk.session.issue.top5
    press(Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert desk.session.issue.top5 == tuple(one for one in before if one is not second)


def test_a_click_on_the_current_row_of_the_outline_scrolls_to_the_top(at_desk: Program) -> None:
    desk = at_desk.desk
    desk.go_to(entry_field(at_desk, "source") / "link")
    assert desk.form is not None
    bar = desk.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    view = desk.outline.list
    row = view.visualRect(view.currentIndex()).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert bar.value() == 0


def test_ctrl_enter_adds_an_entry_from_form_and_outline_only(at_desk: Program) -> None:
    at_desk.desk.go_to(entry_field(at_desk, "title"))
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys("Shorter?")
    number = len(at_desk.desk.session.issue.top5)
    press(Qt.Key.Key_Tab)
    assert isinstance(focused(), QPushButton)
    press(Qt.Key.Key_Return, CONTROL)
    assert len(at_desk.desk.session.issue.top5) == number
    assert at_desk.window.commands["add"].isEnabled()  # for the mouse
    at_desk.desk.outline.list.setFocus()
    press(Qt.Key.Key_Return, CONTROL)
    assert len(at_desk.desk.session.issue.top5) == number + 1


def test_posting_a_comment_does_not_move_the_form(at_desk: Program) -> None:
    desk = at_desk.desk
    desk.go_to(entry_field(at_desk, "source") / "link")
    assert desk.form is not None
    field = enclosing(focused(), FieldView)
    assert field is not None
    press(Qt.Key.Key_M, CONTROL, SHIFT)
    type_keys("Is this the right one?")
    before = field.mapTo(at_desk.window, QPoint(0, 0))
    press(Qt.Key.Key_Return, CONTROL)
    QApplication.processEvents()
    assert field.mapTo(at_desk.window, QPoint(0, 0)) == before
