"""The desk: outline, form and pages follow the current field; everything works by keyboard and can be undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path, value_at
from editor.ui.desk.outline_rows import ROLE as ROW
from editor.ui.desk.problem_list import ROLE as PROBLEM
from schemas import Issue
from tests.gui.window.conftest import ALT, CONTROL, SAMPLE, SHIFT, Program, Start, focused, press, type_keys


def titles(program: Program) -> list[str]:
    return [entry.title for entry in program.desk.session.issue.top5]


def entry(program: Program, number: int, *tail: str) -> FieldPath:
    return FieldPath(("top5", program.desk.session.issue.top5[number - 1].id, *tail))


# --- Writing and undo ------------------------------------------------------------------------------------


def test_undo_names_its_edit_and_goes_there(at_desk: Program) -> None:
    at_desk.desk.go_to(entry(at_desk, 2, "title"))
    press(Qt.Key.Key_End)
    type_keys(" now")
    before = at_desk.desk.session.issue.top5[1].title
    assert before.endswith(" now")
    assert "Title" in at_desk.window.commands["undo"].text()
    at_desk.desk.show_section(path("imprint"))
    at_desk.desk.focus_form()
    press(Qt.Key.Key_Z, CONTROL)
    assert not at_desk.desk.session.issue.top5[1].title.endswith(" now")
    assert at_desk.desk.section is not None
    assert at_desk.desk.section.path == entry(at_desk, 2)
    press(Qt.Key.Key_Z, CONTROL, SHIFT)
    assert at_desk.desk.session.issue.top5[1].title == before


def test_bold_by_shortcut_and_menu_changes_the_text(at_desk: Program) -> None:
    bold = at_desk.window.commands["strong"]
    at_desk.desk.go_to(path("headline"))
    assert not bold.isEnabled()
    text = at_desk.desk.session.issue.top5[0].comment[0]
    at_desk.desk.go_to(entry(at_desk, 1, "comment", text.id, "text"))
    assert bold.isEnabled()
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_B, CONTROL)
    assert str(value_at(at_desk.desk.session.issue, entry(at_desk, 1, "comment", text.id, "text"))).startswith("**")


def test_each_change_goes_to_the_renderer(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    type_keys("x")
    issue, edited = at_desk.renderer.shown[-1]
    assert issue is at_desk.desk.session.issue
    assert edited == path("headline")


# --- The outline -----------------------------------------------------------------------------------------


def test_the_outline_shows_the_whole_issue(at_desk: Program, sample: Issue) -> None:
    model = at_desk.desk.outline.model
    shown = [model.index(row).data() for row in range(model.rowCount())]
    assert shown == ["Masthead", *titles(at_desk), "Policy news", "Corporate news", "Imprint"]
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Entry 1: ")


def test_problems_are_counted_by_section(at_desk: Program) -> None:
    at_desk.desk.session.edit(
        SetValue(entry(at_desk, 3, "source"), type(at_desk.desk.session.issue.top5[2].source)()), "x"
    )
    at_desk.desk.session.show_all_findings()
    row = at_desk.desk.outline.model.index(3).data(ROW)
    assert row.errors == 2
    assert "2 errors" in row.accessible_text


def test_the_outline_shows_a_form_and_enter_focuses_it(at_desk: Program) -> None:
    outline = at_desk.desk.outline.list
    outline.setFocus()
    for _ in range(2):
        press(Qt.Key.Key_Down)
    assert at_desk.desk.entries.current == entry(at_desk, 2)
    assert outline.hasFocus()
    press(Qt.Key.Key_Return)
    form = at_desk.desk.form
    assert form is not None
    assert form.isAncestorOf(focused())
    assert at_desk.pages.revealed[-1][:2] == entry(at_desk, 2)


@pytest.mark.parametrize("from_form", [True, False])
def test_entries_are_moved_by_keyboard(at_desk: Program, from_form: bool) -> None:
    before = titles(at_desk)
    at_desk.desk.go_to(entry(at_desk, 2, "title"))
    if not from_form:
        at_desk.desk.outline.list.setFocus()
    press(Qt.Key.Key_Up, ALT)
    assert titles(at_desk) == [before[1], before[0], *before[2:]]
    assert at_desk.desk.outline.current == at_desk.desk.entries.current == entry(at_desk, 1)
    press(Qt.Key.Key_Up, ALT)
    assert titles(at_desk)[0] == before[1]
    press(Qt.Key.Key_Down, ALT)
    press(Qt.Key.Key_Down, ALT)
    assert titles(at_desk) == [before[0], before[2], before[1], *before[3:]]


def test_entries_are_moved_by_dragging(at_desk: Program) -> None:
    before = titles(at_desk)
    model = at_desk.desk.outline.model
    dragged = model.mimeData([model.index(1)])
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, 6, 0, model.index(-1))
    assert titles(at_desk) == [*before[1:], before[0]]
    model.dropMimeData(model.mimeData([model.index(5)]), Qt.DropAction.MoveAction, 0, 0, model.index(-1))
    assert titles(at_desk) == before


def test_a_drop_far_below_moves_to_the_end_of_the_entries(at_desk: Program) -> None:
    before = titles(at_desk)
    model = at_desk.desk.outline.model
    model.dropMimeData(model.mimeData([model.index(2)]), Qt.DropAction.MoveAction, -1, -1, model.index(-1))
    assert titles(at_desk) == [before[0], *before[2:], before[1]]


def test_an_entry_is_added_duplicated_and_removed(at_desk: Program) -> None:
    before = titles(at_desk)
    at_desk.desk.go_to(entry(at_desk, 2, "title"))
    press(Qt.Key.Key_Return, CONTROL)
    assert titles(at_desk) == [*before[:2], "", *before[2:]]
    type_keys("A new one")
    assert titles(at_desk)[2] == "A new one"
    press(Qt.Key.Key_D, CONTROL)
    assert titles(at_desk)[2:4] == ["A new one", "A new one"]
    assert at_desk.desk.entries.current == entry(at_desk, 4)
    press(Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert titles(at_desk) == [*before[:2], "A new one", *before[2:]]
    assert at_desk.desk.entries.current == entry(at_desk, 4)
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.entries.current == entry(at_desk, 4)
    assert titles(at_desk)[3] == "A new one"


def test_the_desk_works_after_removing_the_last_entry(at_desk: Program) -> None:
    at_desk.desk.go_to(entry(at_desk, 1, "title"))
    for _ in range(5):
        press(Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert titles(at_desk) == []
    assert at_desk.desk.section is not None
    assert at_desk.desk.section.path == path("")
    press(Qt.Key.Key_Return, CONTROL)
    assert titles(at_desk) == [""]


def test_lists_of_news_items_handle_their_own_shortcuts(at_desk: Program) -> None:
    news = at_desk.desk.session.issue.noteworthy.policy_news
    at_desk.desk.go_to(path(f"noteworthy/policy_news/{news[1].id}/text"))
    press(Qt.Key.Key_Up, ALT)
    assert [item.id for item in at_desk.desk.session.issue.noteworthy.policy_news[:2]] == [news[1].id, news[0].id]
    press(Qt.Key.Key_Return, CONTROL)
    assert len(at_desk.desk.session.issue.noteworthy.policy_news) == len(news) + 1
    assert len(titles(at_desk)) == 5


def test_stepping_through_sections_by_keyboard(at_desk: Program) -> None:
    at_desk.desk.go_to(path("headline"))
    seen = []
    for _ in range(9):
        press(Qt.Key.Key_PageDown, CONTROL)
        assert at_desk.desk.section is not None
        seen.append(str(at_desk.desk.section.path))
    assert seen[0] == str(entry(at_desk, 1))
    assert seen[-2:] == ["imprint", "imprint"]
    press(Qt.Key.Key_PageUp, CONTROL)
    assert at_desk.desk.section is not None
    assert at_desk.desk.section.path == path("noteworthy/corporate_news")


@pytest.mark.slow
def test_few_forms_are_kept_for_many_entries(at_desk: Program) -> None:
    for _ in range(12):
        at_desk.desk.entries.add()
    for number in range(1, 18):
        at_desk.desk.show_section(entry(at_desk, number))
    assert at_desk.desk.stack.count() <= 7


# --- Pages -----------------------------------------------------------------------------------------------


def test_a_click_on_the_page_puts_the_caret_into_the_field(at_desk: Program) -> None:
    at_desk.pages.field_clicked.emit(entry(at_desk, 4, "contents_title"))
    assert at_desk.desk.entries.current == entry(at_desk, 4)
    press(Qt.Key.Key_A, CONTROL)
    type_keys("Shorter")
    assert at_desk.desk.session.issue.top5[3].contents_title == "Shorter"


def test_the_page_follows_the_caret(at_desk: Program) -> None:
    pane = at_desk.pages
    at_desk.desk.go_to(entry(at_desk, 2, "source", "title_zh"))
    assert pane.revealed[-1] == entry(at_desk, 2, "source", "title_zh")
    press(Qt.Key.Key_Tab)
    assert pane.revealed[-1] == entry(at_desk, 2, "source", "language")


# --- Problems --------------------------------------------------------------------------------------------


def test_a_problem_goes_to_its_field(at_desk: Program) -> None:
    at_desk.desk.session.edit(SetValue(entry(at_desk, 5, "date"), None), "x")
    at_desk.desk.session.show_all_findings()
    at_desk.desk.problems.focus_list()
    press(Qt.Key.Key_Return)
    assert at_desk.desk.entries.current == entry(at_desk, 5)
    assert "Date" in focused().accessibleName()


@pytest.mark.parametrize(("tail", "field"), [("comment/gone/text", "MERICS comment"), ("nothing/there", "Title")])
def test_a_removed_field_goes_to_the_nearest_existing_one(at_desk: Program, tail: str, field: str) -> None:
    at_desk.desk.go_to(entry(at_desk, 5, *tail.split("/")))
    assert at_desk.desk.entries.current == entry(at_desk, 5)
    assert focused().accessibleName().startswith(field)


def test_stepping_through_problems_by_keyboard(at_desk: Program) -> None:
    session = at_desk.desk.session
    session.edit(SetValue(entry(at_desk, 1, "title"), ""), "x")
    session.edit(SetValue(entry(at_desk, 5, "title"), ""), "x")
    session.show_all_findings()
    visited = []
    for _ in range(3):
        press(Qt.Key.Key_F5)
        visited.append(at_desk.desk.entries.current)
    assert visited == [entry(at_desk, 1), entry(at_desk, 5), entry(at_desk, 1)]
    press(Qt.Key.Key_F5, SHIFT)
    assert at_desk.desk.entries.current == entry(at_desk, 5)


def swap_news(program: Program) -> None:
    news = program.desk.session.issue.noteworthy.policy_news
    program.desk.session.edit(SetValue(path("noteworthy/policy_news"), news[::-1]), "Reverse")


def test_a_problem_is_fixed_by_its_button(at_desk: Program) -> None:
    before = at_desk.desk.session.issue.noteworthy.policy_news
    swap_news(at_desk)
    problems = at_desk.desk.problems.list
    index = problems.model().index(0, 0)
    assert index.data(PROBLEM).finding.fix is not None
    place = problems.visualRect(index)
    QTest.mouseClick(problems.viewport(), Qt.MouseButton.LeftButton, pos=place.center() * 1)
    assert at_desk.desk.session.issue.noteworthy.policy_news != before
    right = QPoint(place.right() - 30, place.bottom() - 20)  # the row has a heading above
    QTest.mouseClick(problems.viewport(), Qt.MouseButton.LeftButton, pos=right)
    assert [item.date for item in at_desk.desk.session.issue.noteworthy.policy_news] == [item.date for item in before]
    assert at_desk.desk.session.findings == ()


def test_a_problem_is_fixed_by_keyboard(at_desk: Program) -> None:
    before = [item.date for item in at_desk.desk.session.issue.noteworthy.policy_news]
    swap_news(at_desk)
    at_desk.desk.problems.focus_list()
    press(Qt.Key.Key_Period, CONTROL)
    assert [item.date for item in at_desk.desk.session.issue.noteworthy.policy_news] == before


# --- Panes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_F7, "outline"), (Qt.Key.Key_F8, "problems"), (Qt.Key.Key_F9, "pages")]
)
def test_a_hidden_pane_stays_hidden(at_desk: Program, start: Start, key: Qt.Key, name: str) -> None:
    pane = at_desk.desk.layout_panes.by_name[name]
    assert pane.isVisible()
    at_desk.desk.focus_form()
    press(key)
    assert not pane.isVisible()
    at_desk.window.close()
    again = start()
    again.window.files.open(again.newsroom / SAMPLE)
    assert not again.desk.layout_panes.by_name[name].isVisible()
    assert not again.window.commands[name].isChecked()
    press(key)
    assert again.desk.layout_panes.by_name[name].isVisible()


def test_pane_widths_are_restored(at_desk: Program, start: Start) -> None:
    at_desk.desk.columns.setSizes([320, 500, 500])
    sizes = at_desk.desk.columns.sizes()
    at_desk.window.close()
    again = start()
    again.window.files.open(again.newsroom / SAMPLE)
    assert again.desk.columns.sizes() == sizes


def test_the_focus_leaves_a_hidden_pane(at_desk: Program) -> None:
    at_desk.desk.outline.list.setFocus()
    press(Qt.Key.Key_F7)
    assert at_desk.desk.stack.isAncestorOf(focused())


def test_f6_cycles_through_the_panes(at_desk: Program) -> None:
    at_desk.pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    at_desk.desk.session.edit(SetValue(path("headline"), ""), "x")
    at_desk.desk.session.show_all_findings()
    at_desk.desk.focus_form()
    around: list[QWidget] = []
    for _ in range(4):
        press(Qt.Key.Key_F6)
        around.append(focused())
    assert at_desk.desk.pages in around
    assert at_desk.desk.problems.list in around
    assert at_desk.desk.outline.list in around
    assert at_desk.desk.stack.isAncestorOf(around[-1])
