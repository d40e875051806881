"""Findings of the page layout in the problems panel, the outline and the status bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from editor.document.findings import Level
from editor.document.paths import FieldPath, path
from editor.session.preview.renderer import PageNote, Rendering
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, focused, press, type_keys

TOO_LONG = "is 4 lines too long for its page."
TOO_SLOW = (
    "takes longer than 10 seconds to lay out, so its pages are not up to date.",
    "Shorten the newest text in it, or undo it.",
)


def pages_say(program: Program, *notes: PageNote) -> None:
    """Pages come with these notes, and later than any keystroke."""
    program.renderer._set_rendering(Rendering(page_count=9, notes=notes))


def entry(program: Program, number: int) -> FieldPath:
    return FieldPath(("top5", program.desk.session.issue.top5[number - 1].id))


def lines(program: Program) -> list[str]:
    model = program.desk.problems.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_section_that_is_too_long_is_a_warning(at_desk: Program) -> None:
    pages_say(at_desk, PageNote(str(entry(at_desk, 3)), f"Entry 3 {TOO_LONG}", "", problem=False))
    assert lines(at_desk) == [f"Entry 3: Entry 3 {TOO_LONG}"]
    assert at_desk.window.status.problems.text() == "1 warning"
    rows = at_desk.desk.outline.model.rows
    assert [row.warnings for row in rows] == [int(row.section.path == entry(at_desk, 3)) for row in rows]
    pages_say(at_desk)
    assert lines(at_desk) == []
    assert at_desk.window.status.problems.text().startswith("No problems")


def test_a_skipped_section_blocks_the_export_until_it_is_laid_out(at_desk: Program) -> None:
    pages_say(at_desk, PageNote(str(entry(at_desk, 2)), f"Entry 2 {TOO_SLOW[0]}", TOO_SLOW[1], problem=True))
    (finding,) = at_desk.desk.session.visible_findings
    assert (finding.level, finding.help) == (Level.ERROR, "Shorten the newest text in it, or undo it.")
    assert finding.message.endswith("not up to date.")
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert at_desk.messages == ["Not published: the issue has errors."]
    assert at_desk.renderer.asked_for == []
    pages_say(at_desk)
    assert at_desk.messages == []


def test_the_panel_goes_to_each_kind_of_section(at_desk: Program) -> None:
    second = entry(at_desk, 2)
    notes = {"cover": path(""), str(second): second, "noteworthy": path("noteworthy/policy_news")}
    pages_say(at_desk, *(PageNote(name, f"{name} {TOO_LONG}", "", problem=False) for name in notes))
    for shown in notes.values():
        press(Qt.Key.Key_F5)
        assert at_desk.desk.section is not None
        assert at_desk.desk.section.path == shown
        form = at_desk.desk.form
        assert form is not None
        assert form.isAncestorOf(focused()), "the keyboard is in the form"
    at_desk.desk.go_to(path("noteworthy"))  # as the note beside the pages says it
    assert at_desk.desk.section is not None
    assert at_desk.desk.section.path == path("noteworthy/policy_news")


def test_they_stay_during_typing_and_come_after_errors(at_desk: Program) -> None:
    pages_say(at_desk, PageNote(str(entry(at_desk, 3)), f"Entry 3 {TOO_LONG}", "", problem=False))
    for number in (2, 4):
        at_desk.desk.go_to(entry(at_desk, number) / "title")
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        press(Qt.Key.Key_Delete)
    at_desk.desk.go_to(path("headline"))  # nobody is reproached with a field while they are in it
    assert lines(at_desk) == [
        "Entry 2, Title: “Title” is empty.",
        "Entry 4, Title: “Title” is empty.",
        f"Entry 3: Entry 3 {TOO_LONG}",
    ]


def test_those_of_a_removed_entry_are_removed(at_desk: Program) -> None:
    pages_say(at_desk, PageNote(str(entry(at_desk, 3)), f"Entry 3 {TOO_LONG}", "", problem=False))
    at_desk.desk.go_to(entry(at_desk, 3) / "title")
    at_desk.window.commands["remove"].trigger()
    assert not [line for line in lines(at_desk) if TOO_LONG in line]
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [line for line in lines(at_desk) if TOO_LONG in line]


def test_the_form_does_not_move(at_desk: Program, qtbot: QtBot) -> None:
    at_desk.desk.go_to(entry(at_desk, 3) / "title")
    form = at_desk.desk.form
    assert form is not None
    field = focused()
    before = field.mapTo(form, field.rect().topLeft())
    with qtbot.waitSignal(at_desk.desk.session.findings_changed, timeout=PATIENCE):
        pages_say(at_desk, PageNote(str(entry(at_desk, 3)), f"Entry 3 {TOO_LONG}", "", problem=False))
    type_keys("x")
    QApplication.processEvents()
    assert field.mapTo(form, field.rect().topLeft()) == before


def test_an_empty_issue_has_no_problems_so_far(program: Program) -> None:
    program.window.files.new_issue()
    panel, status = program.desk.problems, program.window.status.problems

    def said() -> list[str]:
        return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]

    assert said() == ["Problems", "No problems so far."]
    assert status.text() == "No problems so far"
    assert lines(program) == []
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "errors" in status.text()
    assert said() == ["Problems", status.text()]


def test_a_publishable_issue_has_no_problems_once_its_words_are_checked(at_desk: Program) -> None:
    labels = at_desk.desk.problems.findChildren(QLabel)
    status = at_desk.window.status.problems
    assert "No problems so far." in [label.text() for label in labels]
    assert status.text() == "No problems so far"
    at_desk.desk.session.show_word_findings(())
    assert "No problems." in [label.text() for label in labels]
    assert status.text() == "No problems"


def test_where_no_words_are_checked_nothing_is_waited_for(at_desk: Program) -> None:
    at_desk.settings.set_checks_words(False)
    assert at_desk.window.status.problems.text() == "No problems"
