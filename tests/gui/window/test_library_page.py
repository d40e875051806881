"""The library page: people and bodies are added, edited, merged and removed by keyboard, and found in issues."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from editor.document.paths import FieldPath
from editor.files.errors import FileError
from editor.files.library_file import NAME, load_library, save_library, update_library
from editor.ui.forms.focus_tracker import enclosing
from editor.ui.library.library_page import LibraryPage
from editor.ui.library.library_table import LibraryTable
from schemas import IssuingBody, KnownPerson, Library
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, type_keys

pytestmark = pytest.mark.slow

LIBRARY = Library(
    issuing_bodies=(
        IssuingBody(id="mof", abbreviation="MOF", name="Ministry of Finance", name_zh="财政部"),
        IssuingBody(id="finance", name="Finance Ministry"),
        IssuingBody(id="nea", abbreviation="NEA", name="National Energy Administration"),
    ),
    people=(
        KnownPerson(id="author", name="Sample Author", role=("Analyst",)),
        KnownPerson(id="autor", name="Sample Autor", role=("Senior analyst",)),
    ),
)


@pytest.fixture(autouse=True)
def library(newsroom: Path) -> None:
    """A small library in the folder."""
    save_library(LIBRARY, newsroom / NAME)


def open_page(program: Program) -> LibraryPage:
    press(Qt.Key.Key_B, CONTROL, SHIFT)
    page = program.window.navigator.page
    assert isinstance(page, LibraryPage)
    return page


def saved(program: Program) -> Library:
    return load_library(program.newsroom / NAME)


def bodies(program: Program) -> list[str]:
    return [body.abbreviation or body.name for body in saved(program).issuing_bodies]


def focus_table(page: LibraryPage, item_id: str, column: int = 0) -> None:
    page.table.setFocus()
    assert page.table.select(item_id, column)


def finish_cell(text: str) -> None:
    """Type into the cell editor that is open, and press Enter."""
    editor = focused()
    assert isinstance(editor, QLineEdit)
    editor.setText(text)  # keys of tests have no Chinese characters
    end_cell(editor)


def end_cell(editor: QLineEdit) -> None:
    """Press Enter in a cell editor. Qt takes its text a moment later."""
    table = enclosing(editor, LibraryTable)
    assert table is not None
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert table.state() is QAbstractItemView.State.NoState


def test_a_body_is_added_and_described_by_keyboard(at_desk: Program) -> None:
    page = open_page(at_desk)
    press(Qt.Key.Key_Insert)
    type_keys("NDRC")
    press(Qt.Key.Key_Return)
    finish_cell("National Development and Reform Commission")
    added = saved(at_desk).issuing_bodies[-1]
    assert (added.abbreviation, added.name) == ("NDRC", "National Development and Reform Commission")
    assert page.table.current == added
    press(Qt.Key.Key_Z, CONTROL)
    assert saved(at_desk).issuing_bodies[-1].name == ""
    press(Qt.Key.Key_Z, CONTROL)
    assert saved(at_desk) == LIBRARY
    press(Qt.Key.Key_Y, CONTROL)
    assert bodies(at_desk)[-1] == "NDRC"


def test_a_known_name_is_not_added_again(at_desk: Program) -> None:
    page = open_page(at_desk)
    press(Qt.Key.Key_Insert)
    type_keys("NEA")
    press(Qt.Key.Key_Return)
    assert "already in the list" in page.note.text()
    assert page.table.current == LIBRARY.issuing_bodies[2]
    assert saved(at_desk) == LIBRARY


def test_a_cell_is_edited_and_the_desk_knows_it(at_desk: Program) -> None:
    page = open_page(at_desk)
    focus_table(page, "nea", 2)
    press(Qt.Key.Key_F2)
    finish_cell("国家能源局")
    assert saved(at_desk).issuing_bodies[2].name_zh == "国家能源局"
    at_desk.qtbot.waitUntil(lambda: at_desk.desk.library.body("国家能源局") is not None, timeout=PATIENCE)


def test_the_lines_of_a_role_are_separated_by_slashes(at_desk: Program) -> None:
    page = open_page(at_desk)
    page.tabs.setCurrentWidget(page.people)
    focus_table(page, "author", 1)
    press(Qt.Key.Key_F2)
    finish_cell("Head of research / Berlin")
    assert saved(at_desk).people[0].role == ("Head of research", "Berlin")


def test_an_item_needs_a_name(at_desk: Program) -> None:
    page = open_page(at_desk)
    page.tabs.setCurrentWidget(page.people)
    focus_table(page, "author", 0)
    press(Qt.Key.Key_F2)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    press(Qt.Key.Key_Delete)
    end_cell(editor)
    assert "name is needed" in page.note.text()
    assert saved(at_desk) == LIBRARY


def test_two_spellings_are_merged_into_the_current_one(at_desk: Program) -> None:
    page = open_page(at_desk)
    focus_table(page, "finance")
    page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)  # Finance Ministry, Ministry of Finance, ...
    press(Qt.Key.Key_Down, SHIFT)
    assert page.merge.text() == "Merge into “MOF”"
    press(Qt.Key.Key_M, CONTROL)
    assert [one.id for one in page.table.selected] == ["mof"]
    body = saved(at_desk).issuing_bodies[0]
    assert bodies(at_desk) == ["MOF", "NEA"]
    assert [name.name for name in body.history.other_names] == ["Finance Ministry"]
    press(Qt.Key.Key_Z, CONTROL)
    assert saved(at_desk) == LIBRARY


def test_a_row_is_removed_and_what_a_colleague_changed_meanwhile_is_kept(at_desk: Program) -> None:
    page = open_page(at_desk)
    focus_table(page, "nea")
    press(Qt.Key.Key_Delete)
    assert bodies(at_desk) == ["MOF", "Finance Ministry"]
    theirs = KnownPerson(id="new", name="A Colleague", role=("Editor",))
    update_library(
        at_desk.newsroom / NAME, lambda now: now.model_copy(update={"people": (*now.people, theirs)}), Library
    )
    press(Qt.Key.Key_Z, CONTROL)
    assert saved(at_desk).issuing_bodies == LIBRARY.issuing_bodies
    assert theirs in saved(at_desk).people
    at_desk.qtbot.waitUntil(lambda: theirs in page.people.items_model.items, timeout=PATIENCE)


def test_uses_are_counted_listed_and_opened(at_desk: Program) -> None:
    page = open_page(at_desk)
    column = page.bodies.items_model.columnCount() - 1
    model = page.bodies.items_model
    at_desk.qtbot.waitUntil(lambda: model.index(0, column).data() == 2, timeout=PATIENCE)
    focus_table(page, "mof")
    at_desk.qtbot.waitUntil(lambda: page.used.count() == 2, timeout=PATIENCE)
    assert page.used_heading.text() == "MOF is used in 2 places"
    assert "Entry 1" in page.used.item(0).text()
    page.used.setFocus()
    page.used.setCurrentRow(1)
    press(Qt.Key.Key_Return)
    at_desk.qtbot.waitUntil(lambda: at_desk.desk.section_path[:1] == ("top5",), timeout=PATIENCE)
    entry = at_desk.desk.session.issue.top5[1]
    at_desk.qtbot.waitUntil(lambda: at_desk.desk.section_path == FieldPath(("top5", entry.id)), timeout=PATIENCE)
    assert at_desk.window.stack.currentWidget() is at_desk.desk


def test_a_person_s_issue_is_opened_from_the_start_page(program: Program) -> None:
    page = open_page(program)
    page.tabs.setCurrentWidget(page.people)
    focus_table(page, "author")
    program.qtbot.waitUntil(lambda: page.used.count() == 1, timeout=PATIENCE)
    assert page.used_heading.text() == "Sample Author is used in 1 issue"
    page.used.setFocus()
    page.used.setCurrentRow(0)
    press(Qt.Key.Key_Return)
    program.qtbot.waitUntil(lambda: program.window.desk is not None, timeout=PATIENCE)
    assert program.desk.session.file == program.newsroom / SAMPLE
    program.qtbot.waitUntil(lambda: program.desk.section_path == FieldPath(("imprint",)), timeout=PATIENCE)


def test_the_filter_finds_words_in_any_column(at_desk: Program) -> None:
    page = open_page(at_desk)
    page.filter.setText("财政")
    assert page.table.model().rowCount() == 1
    page.filter.clear()
    type_keys("ministry fin")
    assert page.table.model().rowCount() == 2


def test_a_library_that_cannot_be_written_is_reported(at_desk: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(at_desk)

    def full(*_: object) -> None:
        raise FileError("library.json was not written: the disk is full.")

    monkeypatch.setattr("editor.files.library_file.save_library", full)
    focus_table(page, "nea")
    press(Qt.Key.Key_Delete)
    assert page.note.text() == "library.json was not written: the disk is full."
    assert page.bodies.items_model.items == LIBRARY.issuing_bodies
    assert not page.undo_stack.canUndo()


def test_a_library_that_is_damaged_is_not_overwritten(at_desk: Program) -> None:
    page = open_page(at_desk)
    (at_desk.newsroom / NAME).write_text("{", encoding="utf-8")
    focus_table(page, "nea")
    press(Qt.Key.Key_Delete)
    assert "library.json" in page.note.text()
    assert (at_desk.newsroom / NAME).read_text(encoding="utf-8") == "{"
    assert not page.undo_stack.canUndo()


def test_escape_closes_a_cell_first_and_then_the_page(at_desk: Program) -> None:
    page = open_page(at_desk)
    focus_table(page, "nea")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Escape)
    assert at_desk.window.navigator.page is page
    QApplication.processEvents()
    press(Qt.Key.Key_Escape)
    assert at_desk.window.navigator.page is None


def test_a_colleague_s_change_leaves_the_cell_alone_that_is_edited(at_desk: Program) -> None:
    page = open_page(at_desk)
    focus_table(page, "nea", 2)
    press(Qt.Key.Key_F2)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    editor.setText("half a na")
    assert at_desk.desk.library.library == LIBRARY
    update_library(
        at_desk.newsroom / NAME, lambda now: now.model_copy(update={"issuing_bodies": _renamed(now)}), Library
    )
    at_desk.qtbot.waitUntil(lambda: at_desk.desk.library.body("Treasury") is not None, timeout=PATIENCE)
    assert focused() is editor
    assert editor.text() == "half a na"
    finish_cell("国家能源局")
    assert saved(at_desk).issuing_bodies[2].name_zh == "国家能源局"
    assert "Treasury" in [body.name for body in page.bodies.items_model.items]
    assert "Treasury" in [body.name for body in saved(at_desk).issuing_bodies]


def test_a_row_that_a_colleague_removed_while_it_was_edited_is_reported(at_desk: Program) -> None:
    page = open_page(at_desk)
    focus_table(page, "nea", 2)
    press(Qt.Key.Key_F2)
    left = tuple(body for body in LIBRARY.issuing_bodies if body.id != "nea")
    update_library(at_desk.newsroom / NAME, lambda now: now.model_copy(update={"issuing_bodies": left}), Library)
    at_desk.qtbot.waitUntil(lambda: page.library.library.issuing_bodies == left, timeout=PATIENCE)
    finish_cell("国家能源局")
    assert "“国家能源局” was not saved" in page.note.text()
    assert page.bodies.items_model.items == left


def _renamed(library: Library) -> tuple[IssuingBody, ...]:
    first, *others = library.issuing_bodies
    return (first.model_copy(update={"name": "Treasury"}), *others)
