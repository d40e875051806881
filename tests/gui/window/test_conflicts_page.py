"""Conflicts in the window: both versions, and what is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import path, value_at
from editor.files.history.history import History
from editor.files.issue_file import load_issue, save_issue
from editor.ui.issue.conflicts_page import ConflictsPage, side_by_side
from editor.ui.text.blocks_edit import BlocksEdit
from schemas import Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.window.colleagues import all_is_said, page_of, saved_by, wait_for, write_headline
from tests.gui.window.conftest import CONTROL, SAMPLE, Program, press


def test_a_conflict_is_shown_until_it_is_resolved(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "My rare earths")
    saved_by(at_desk, "Sample Editor", headline="Their rare earths")
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "1 conflict with changes by Sample Editor: Headline.")
    wait_for(at_desk, qtbot, "Merged with changes by Sample Editor: Imprint.")  # and not the headline
    assert load_issue(at_desk.newsroom / SAMPLE).headline == "My rare earths"
    at_desk.answer("Show Conflicts")
    shown = " ".join(label.text() for label in page_of(at_desk).findChildren(QLabel))
    assert "<u>My</u> rare earths" in shown
    assert "<u>Their</u> rare earths" in shown
    press(Qt.Key.Key_Escape)
    assert at_desk.window.navigator.page is None
    wait_for(at_desk, qtbot, "1 conflict with changes")  # it is still asked
    at_desk.answer("Show Conflicts")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)  # Use Theirs
    assert at_desk.desk.session.issue.headline == "Their rare earths"
    assert not any("1 conflict" in text for text in at_desk.messages)
    press(Qt.Key.Key_S, CONTROL)  # the choice is saved without leaving the page
    assert load_issue(at_desk.newsroom / SAMPLE).headline == "Their rare earths"
    assert isinstance(page_of(at_desk), ConflictsPage)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.session.issue.headline == "My rare earths"


def test_keeping_mine_resolves_the_conflict(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Mine")
    saved_by(at_desk, "Sample Editor", headline="Theirs", contact=at_desk.desk.session.issue.imprint.contact)
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "with changes by Sample Editor")
    all_is_said(at_desk, qtbot)
    assert len(at_desk.messages) == 1  # nothing came that is not a question
    at_desk.answer("Show Conflicts")
    press(Qt.Key.Key_Space)
    assert at_desk.desk.session.issue.headline == "Mine"
    assert at_desk.window.open_issue is not None
    assert at_desk.window.open_issue.merging.conflicts == ()
    assert page_of(at_desk).back_button.hasFocus()


def test_two_orders_of_the_entries_are_shown_by_their_titles(at_desk: Program, qtbot: QtBot) -> None:
    one, two, three, *others = load_issue(at_desk.newsroom / SAMPLE).top5
    at_desk.desk.session.edit(MoveItem(path(f"top5/{two.id}"), 0), "Move")
    issue = load_issue(at_desk.newsroom / SAMPLE)
    save_issue(issue.model_copy(update={"top5": (three, one, two, *others)}), at_desk.newsroom / SAMPLE)
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "1 conflict with changes by someone else: Top 5.")
    at_desk.answer("Show Conflicts")
    said = [label.accessibleName() for label in page_of(at_desk).findChildren(QLabel)]
    for side, entries in (("Mine: ", (two, one, three)), ("Theirs: ", (three, one, two))):
        (shown,) = [text for text in said if text.startswith(side)]
        lines = shown.removeprefix(side).splitlines()[:3]
        assert [line[:30] for line in lines] == [f"{n}. {entry.title}"[:30] for n, entry in enumerate(entries, 1)]
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert at_desk.desk.session.issue.top5 == (three, one, two, *others)


def test_paragraphs_that_two_people_rewrote_across_their_borders_are_edited_into_one(
    at_desk: Program, qtbot: QtBot
) -> None:
    comment = path(f"top5/{at_desk.desk.session.issue.top5[0].id}/comment")
    base = (Paragraph(id="a", text="One plan for trade and growth. It is new. It costs much."),)
    at_desk.desk.session.edit(SetValue(comment, base), "Typing")
    press(Qt.Key.Key_S, CONTROL)
    mine = (Paragraph(id="a", text="One plan for trade and jobs."), Paragraph(id="n", text="It is really new."))
    at_desk.desk.session.edit(SetValue(comment, mine), "Typing")
    theirs = (
        Paragraph(id="a", text="One plan for trade and money. It was new."),
        Paragraph(id="m", text="It is cheap."),
    )
    there = load_issue(at_desk.newsroom / SAMPLE)
    save_issue(applied(there, SetValue(comment, theirs)), at_desk.newsroom / SAMPLE)
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "1 conflict with changes by someone else")
    at_desk.answer("Show Conflicts")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)  # Edit Both
    text = QApplication.focusWidget()
    assert isinstance(text, BlocksEdit)
    assert [block.text for block in text.blocks() if isinstance(block, Paragraph)] == [
        "One plan for trade and jobs money. It was new.",
        "It is really new.",
        "It is cheap.",
    ]
    press(Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(text, " So they say.")
    (use,) = [one for one in page_of(at_desk).findChildren(QPushButton) if one.text() == "Use This Text"]
    QTest.mouseClick(use, Qt.MouseButton.LeftButton)
    assert [block.text for block in value_at(at_desk.desk.session.issue, comment)][1:] == [
        "It is really new.",
        "It is cheap. So they say.",
    ]
    assert not any("1 conflict" in text for text in at_desk.messages)
    assert not text.isVisible()


def test_their_change_of_a_removed_field_is_a_conflict(at_desk: Program, qtbot: QtBot) -> None:
    entry = at_desk.desk.session.issue.top5[0]
    title = path(f"top5/{entry.id}/title")
    at_desk.desk.session.edit(SetValue(title, "Mine"), "Typing")
    file = at_desk.newsroom / SAMPLE
    issue = load_issue(file)
    theirs = (issue.top5[0].model_copy(update={"title": "Theirs"}), *issue.top5[1:])
    save_issue(issue.model_copy(update={"top5": theirs}), file)
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "Entry 1, Title")
    at_desk.desk.session.edit(RemoveItem(path(f"top5/{entry.id}")), "Remove")
    at_desk.answer("Show Conflicts")
    (button,) = [one for one in page_of(at_desk).findChildren(QPushButton) if one.text() == "Use Theirs"]
    button.click()
    said = [label.text() for label in page_of(at_desk).findChildren(QLabel) if label.isVisible()]
    assert any("the field was removed" in text for text in said)
    assert at_desk.window.open_issue is not None
    assert len(at_desk.window.open_issue.merging.conflicts) == 1


def test_closing_with_open_conflicts_asks(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Mine")
    saved_by(at_desk, "Sample Editor", headline="Theirs")
    at_desk.window.close()
    at_desk.answer("Save")
    wait_for(at_desk, qtbot, "1 conflict with changes")
    assert at_desk.window.isVisible()  # the save brought a question: nobody is shown out
    at_desk.window.close()
    assert any("1 conflict is unresolved" in text for text in at_desk.messages)
    at_desk.answer("Cancel")
    assert any("1 conflict with changes" in text for text in at_desk.messages)
    at_desk.window.close()
    at_desk.answer("Show Conflicts")
    press(Qt.Key.Key_Escape)
    at_desk.window.close()
    at_desk.answer("Keep Mine")
    qtbot.waitUntil(lambda: not at_desk.window.isVisible(), timeout=PATIENCE)
    assert load_issue(at_desk.newsroom / SAMPLE).headline == "Mine"
    history = History(at_desk.newsroom)
    kept = [history.issue_at(one).headline for one in history.versions(at_desk.newsroom / SAMPLE)]
    assert "Theirs" in kept


def test_long_versions_are_shortened_where_they_are_equal() -> None:
    same = "word " * 200
    ours, theirs = side_by_side(f"{same}ours {same}", f"{same}<theirs> {same}")
    assert "<u>ours</u>" in ours
    assert "<u>&lt;theirs&gt;</u>" in theirs
    assert len(ours) < 600
