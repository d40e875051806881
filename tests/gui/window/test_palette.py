"""The command palette, Go To, and messages that end when they no longer apply."""

import pytest
from PySide6.QtCore import Qt

from editor.document.field_names import named_places, ranked
from editor.document.paths import FieldPath, path, path_exists
from editor.ui.forms.field_view import FieldView
from editor.ui.forms.focus_tracker import enclosing
from editor.ui.keyboard.finder import NOTE, Finder
from schemas import Issue
from tests.gui.window.conftest import CONTROL, SHIFT, Program, focused, press, type_keys


def finder(program: Program) -> Finder:
    return program.window.palette_finder.finder


def listed(program: Program) -> list[str]:
    model = finder(program).model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def field_path() -> FieldPath:
    field = enclosing(focused(), FieldView)
    assert field is not None
    return field.field_context.path


def test_every_command_is_listed_and_runs_by_a_few_words(at_desk: Program) -> None:
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    assert len(listed(at_desk)) == sum(1 for _ in at_desk.window.commands) - 2
    type_keys("dupl entry")
    assert listed(at_desk) == ["Item: Duplicate Entry"]
    finder(at_desk).line.clear()
    type_keys("find repl")
    assert listed(at_desk)[0] == "Edit: Find and Replace"
    press(Qt.Key.Key_Return)
    assert not finder(at_desk).isVisible()
    assert at_desk.desk.find_bar.isVisible()


def test_a_command_is_listed_with_its_keys(at_desk: Program) -> None:
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    type_keys("find repl")
    assert finder(at_desk).model.index(0, 0).data(NOTE) == "Ctrl+H"


def test_a_command_for_the_text_applies_to_the_text_that_had_the_caret(at_desk: Program) -> None:
    entry = at_desk.desk.session.issue.top5[0]
    at_desk.desk.go_to(FieldPath(("top5", entry.id, "at_a_glance")))
    text = focused()
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    type_keys("italic")
    press(Qt.Key.Key_Return)
    assert focused() is text
    assert str(at_desk.desk.session.value(FieldPath(("top5", entry.id, "at_a_glance")))).count("*") >= 2


def test_escape_returns_to_the_text(at_desk: Program) -> None:
    before = focused()
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    assert focused() is finder(at_desk).line
    press(Qt.Key.Key_Escape)
    assert focused() is before


def test_what_does_not_apply_is_listed_but_not_run(program: Program) -> None:
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    type_keys("save as")
    assert listed(program)[0] == "File: Save As"
    press(Qt.Key.Key_Return)
    assert finder(program).isVisible()
    press(Qt.Key.Key_Escape)


def test_any_field_is_reached_by_its_name(at_desk: Program) -> None:
    entry = at_desk.desk.session.issue.top5[2]
    press(Qt.Key.Key_G, CONTROL)
    type_keys("entry 3 link")
    press(Qt.Key.Key_Return)
    assert field_path() == FieldPath(("top5", entry.id, "source", "link"))


def test_an_entry_is_found_by_its_title_with_the_arrow_keys(at_desk: Program) -> None:
    entry = at_desk.desk.session.issue.top5[2]
    press(Qt.Key.Key_G, CONTROL)
    type_keys("hydrogen")
    assert [name.split(":")[0] for name in listed(at_desk)] == ["Entry 3"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert at_desk.desk.section_path == FieldPath(("top5", entry.id))


def test_the_named_places_exist_and_differ(sample: Issue) -> None:
    places = named_places(sample)
    assert all(path_exists(sample, place.path) for place in places)
    assert len({place.path for place in places}) == len(places)
    assert path("headline") in {place.path for place in places}


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", (0, 1, 2)), ("entry", (0, 1, 2)), ("link", (1,)), ("e 2", (2,)), ("ENTRÝ 1", (0, 1)), ("none", ())],
)
def test_ranking(query: str, expected: tuple[int, ...]) -> None:
    assert ranked(query, ("Entry 1", "Entry 1, Source, Link", "Entry 2")) == expected


def test_a_message_ends_when_what_it_says_was_undone(at_desk: Program) -> None:
    at_desk.desk.go_to(FieldPath(("top5", at_desk.desk.session.issue.top5[0].id)))
    press(Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert "removed" in at_desk.window.status.currentMessage()
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.window.status.currentMessage() == ""


def test_a_message_does_not_follow_into_a_page(at_desk: Program) -> None:
    at_desk.window.commands["accept"].trigger()
    at_desk.desk.message.emit("Choose a suggestion first.")
    press(Qt.Key.Key_F1)
    assert at_desk.window.status.currentMessage() == ""
