"""Words of an entry's text become a key figure from the context menu."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from schemas import Paragraph
from tests.gui.window.conftest import Program

TEXT = path("top5/e2/comment/p2/text")


def menu_of_selection(program: Program, text: FieldPath, words: str) -> QMenu:
    """The context menu, opened by its key, with these words selected."""
    program.desk.go_to(text)
    form = program.desk.form
    assert form is not None
    (widget,) = [edit for edit in form.findChildren(QTextEdit) if words in edit.toPlainText()]
    start = widget.toPlainText().index(words)
    cursor = widget.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    widget.setTextCursor(cursor)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), widget.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu) -> bool:
    """Choose "Show as Key Figure"; whether it could be chosen."""
    (action,) = [action for action in menu.actions() if action.text() == "Show as Key Figure"]
    enabled = action.isEnabled()
    action.trigger()
    menu.close()
    QApplication.processEvents()
    return enabled


def test_selected_words_become_key_figures(at_desk: Program) -> None:
    session = at_desk.desk.session
    paragraph = Paragraph(id="p2", text="It costs USD 12 bn until 2029, or 15 % a year, or 7 % more.")
    session.edit(SetValue(path("top5/e2/comment"), (paragraph,)), "x")
    for words in ("USD 12 bn", "2029", "15 % a year"):
        assert choose(menu_of_selection(at_desk, TEXT, words))
    assert list(session.issue.top5[1].key_figures) == ["USD 12 bn", "2029", "15 % a year"]
    assert not choose(menu_of_selection(at_desk, TEXT, "7 % more")), "there is no room for a fourth"
    session.undo()
    assert list(session.issue.top5[1].key_figures) == ["USD 12 bn", "2029"]
