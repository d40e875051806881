"""Commands that cannot act now: disabled in menus and in the list of commands, while their keys say why."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.session.review.mode import Mode
from tests.gui.window.conftest import CONTROL, SHIFT, Program, press
from tests.gui.window.test_approving import AUTHOR, EDITOR, be, do, entry


def enabled(program: Program, title: str) -> set[str]:
    """The names of the commands that a menu offers when it is open."""
    (menu,) = [
        action.menu() for action in program.window.menuBar().actions() if action.text().replace("&", "") == title
    ]
    assert isinstance(menu, QMenu)
    menu.popup(program.window.rect().center())
    found: list[QAction] = [action for action in menu.actions() if action.isEnabled() and action.objectName()]
    names = {action.objectName() for action in found}
    menu.close()
    return names


ALWAYS = {"mode_writing", "mode_suggesting", "mode_reading", "comment", "resolved", "checklist", "compare"}


def test_an_untouched_issue(at_desk: Program) -> None:
    be(at_desk, AUTHOR)
    assert enabled(at_desk, "Review") == ALWAYS | {"ready_for_review"}
    be(at_desk, EDITOR)
    assert enabled(at_desk, "Review") == ALWAYS | {"ready_for_review", "approve", "approve_all", "publish"}
    press(Qt.Key.Key_A, CONTROL, SHIFT)
    assert at_desk.window.status.currentMessage() == "Select a suggestion first. Press F4 for the next one."


def test_the_menu_follows_the_review(at_desk: Program) -> None:
    be(at_desk, EDITOR)
    marks = {"next_mark", "previous_mark"}
    at_desk.reviewing.comment(entry(at_desk, 1) / "title", "Is that so?")
    assert enabled(at_desk, "Review") >= marks
    assert "resolve" not in enabled(at_desk, "Review")
    press(Qt.Key.Key_F4)
    assert "resolve" in enabled(at_desk, "Review")
    be(at_desk, ("Another Editor", "editor"))
    at_desk.reviewing.enter(Mode.SUGGESTING)
    at_desk.desk.session.edit(SetValue(path("headline"), "Another headline"), "x")
    at_desk.reviewing.enter(Mode.WRITING)
    be(at_desk, EDITOR)
    assert enabled(at_desk, "Review") >= {"accept_all", "reject_all"}
    assert "accept" not in enabled(at_desk, "Review")
    press(Qt.Key.Key_F4)
    assert {"accept", "reject", "accept_field", "reject_field"} <= enabled(at_desk, "Review")
    at_desk.reviewing.enter(Mode.READING)
    assert not {"accept", "accept_all", "reject_all"} & enabled(at_desk, "Review")
    at_desk.reviewing.enter(Mode.WRITING)
    do(at_desk, "ready_for_review")
    assert enabled(at_desk, "Review") >= {"return_to_draft"}
    do(at_desk, "approve_all")
    assert not {"approve", "approve_all", "ready_for_review", "return_to_draft"} & enabled(at_desk, "Review")
    assert "withdraw_approval" in enabled(at_desk, "Review")


def test_the_ends_of_lists(at_desk: Program) -> None:
    at_desk.desk.go_to(entry(at_desk, 1))
    assert {"up", "down"} & enabled(at_desk, "Item") == {"down"}
    at_desk.desk.go_to(entry(at_desk, 5))
    assert {"up", "down"} & enabled(at_desk, "Item") == {"up"}
    at_desk.desk.go_to(path("headline"))
    assert {"previous_section", "next_section"} & enabled(at_desk, "View") == {"next_section"}


def test_the_list_of_commands_says_it_too(at_desk: Program) -> None:
    palette = at_desk.window.palette_finder
    palette.open_commands()
    model = palette.finder.list.model()
    rows = {model.index(row, 0).data(): model.index(row, 0) for row in range(model.rowCount())}
    assert not rows["Review: Accept Suggestion"].flags() & Qt.ItemFlag.ItemIsEnabled
    assert rows["Review: Comment"].flags() & Qt.ItemFlag.ItemIsEnabled
