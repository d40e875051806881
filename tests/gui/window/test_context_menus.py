"""The context menus of texts, the outline and the pages, opened by keyboard."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from editor.document.paths import path, value_at
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, type_keys


@contextmanager
def menu_by_keyboard(program: Program) -> Iterator[QMenu]:
    """The menu that Shift+F10 opens at whatever has the focus."""
    press(Qt.Key.Key_F10, SHIFT)
    program.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=PATIENCE)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    yield menu
    menu.close()


def labels(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, label: str) -> None:
    action = next((one for one in menu.actions() if one.text().startswith(label)), None)
    assert action is not None, labels(menu)
    assert action.isEnabled(), label
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_the_menu_of_a_text_has_undo_and_the_review(at_desk: Program) -> None:
    desk = at_desk.desk
    for field in ("headline", "top5/e1/title", "top5/e1/comment/p1/text"):
        desk.go_to(path(field))
        before = value_at(desk.session.issue, path(field))
        type_keys("Zq ")
        assert value_at(desk.session.issue, path(field)) != before
        with menu_by_keyboard(at_desk) as menu:
            shown = labels(menu)
            assert [one for one in shown if one in ("Cut", "Copy", "Paste", "Select All", "Comment", "Suggest")] == [
                "Cut",
                "Copy",
                "Paste",
                "Select All",
                "Comment",
                "Suggest",
            ]
            choose(menu, "Undo Typing")
        assert value_at(desk.session.issue, path(field)) == before
    with menu_by_keyboard(at_desk) as menu:
        assert "Paste as Plain Text" in labels(menu)
        choose(menu, "Comment")
    assert at_desk.review.threads is not None
    assert focused() is not None
    assert not desk.stack.isAncestorOf(focused()), "the comment is being written"


def test_the_menu_of_the_outline_acts_on_its_rows(at_desk: Program) -> None:
    desk = at_desk.desk
    desk.go_to(path("top5/e2/title"))
    desk.outline.list.setFocus()
    with menu_by_keyboard(at_desk) as menu:
        assert labels(menu)[:3] == ["Cut", "Copy", "Paste"]
        choose(menu, "Duplicate Entry")
    assert len(desk.session.issue.top5) == 6
    press(Qt.Key.Key_Z, CONTROL)
    desk.go_to(path("top5/e2/title"))
    desk.outline.list.setFocus()
    with menu_by_keyboard(at_desk) as menu:
        choose(menu, "Move Entry Up")
    assert desk.session.issue.top5[0].id == "e2"


def test_the_menu_of_the_pages_comments_on_the_field(at_desk: Program) -> None:
    menu = QMenu(at_desk.window)
    menu.addAction("Edit Field")
    at_desk.pages.menu_opened.emit(menu, path("top5/e3/title"))
    assert labels(menu) == ["Edit Field", "Comment", "Print…"]
    next(one for one in menu.actions() if one.text() == "Comment").trigger()
    assert at_desk.desk.section_path == path("top5/e3")
    assert not at_desk.desk.stack.isAncestorOf(focused())
    menu.deleteLater()


def test_the_menu_key_does_the_same_in_a_text(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), focused().mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(focused(), event)
    popup: Callable[[], object] = QApplication.activePopupWidget
    at_desk.qtbot.waitUntil(lambda: isinstance(popup(), QMenu), timeout=PATIENCE)
    menu = popup()
    assert isinstance(menu, QMenu)
    assert "Redo" in " ".join(labels(menu))
    menu.close()
