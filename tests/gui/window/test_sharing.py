"""One file and several people in the window: merging and conflicts."""

import datetime as dt
import errno
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import MoveItem, RemoveItem, SetValue, applied
from editor.document.paths import path, value_at
from editor.files.history.history import History
from editor.files.issue_file import load_issue, save_issue
from editor.files.stored import open_issue
from editor.session.storage import watching
from editor.ui.issue.conflicts_page import ConflictsPage, side_by_side
from editor.ui.text.blocks_edit import BlocksEdit
from schemas import Issue, Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, press

HEADLINE, CONTACT = path("headline"), path("imprint/contact")


def write_headline(program: Program, words: str) -> None:
    program.desk.session.edit(SetValue(HEADLINE, words), "Typing in Headline")


def saved_by(program: Program, name: str, *, headline: str = "", contact: str = "other@example.org") -> Issue:
    """Somebody else saves another headline or contact, from another machine; returns their issue."""
    file = program.newsroom / SAMPLE
    before, stored = open_issue(file)
    imprint = before.imprint.model_copy(update={"contact": contact})
    issue = before.model_copy(update={"headline": headline or before.headline, "imprint": imprint})
    kept = stored.save(issue)
    history = History(program.newsroom, late=0)
    from_when = history.record(file, issue, name, dt.datetime.now().astimezone(), "Imprint", replaced=kept.replaced)
    assert from_when is not None
    return issue


def wait_for(program: Program, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in text for text in program.messages), timeout=PATIENCE)


def all_is_said(program: Program, qtbot: QtBot) -> None:
    """Wait until it is known who saved: what is to be said of others stands there then, or comes no more."""
    assert program.window.open_issue is not None
    reading = program.window.open_issue.version_reader
    with qtbot.waitSignal(reading.author_known, timeout=PATIENCE):
        reading.find_author(program.desk.session.saved_issue)


def look_outside(program: Program) -> None:
    assert program.window.open_issue is not None
    program.window.open_issue.check_file()


def page_of(program: Program) -> ConflictsPage:
    page = program.window.navigator.page
    assert isinstance(page, ConflictsPage)
    return page


def test_saving_second_merges_and_shows_one_message(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Mine")
    saved_by(at_desk, "Sample Editor")
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "Merged with changes by Sample Editor: Imprint.")
    assert len(at_desk.messages) == 1
    issue = load_issue(at_desk.newsroom / SAMPLE)
    assert (issue.headline, issue.imprint.contact) == ("Mine", "other@example.org")
    assert at_desk.desk.session.issue == issue
    assert at_desk.desk.session.is_saved
    write_headline(at_desk, "Mine, later")
    press(Qt.Key.Key_S, CONTROL)
    all_is_said(at_desk, qtbot)
    assert at_desk.messages == []  # nothing came this time


def test_an_unknown_author_does_not_delay_the_message(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Mine")
    issue = load_issue(at_desk.newsroom / SAMPLE)
    imprint = issue.imprint.model_copy(update={"contact": "other@example.org"})
    save_issue(issue.model_copy(update={"imprint": imprint}), at_desk.newsroom / SAMPLE)
    press(Qt.Key.Key_S, CONTROL)
    wait_for(at_desk, qtbot, "Merged with changes by someone else: Imprint.")


def test_a_change_outside_is_shown_and_merged_on_request(at_desk: Program, qtbot: QtBot) -> None:
    theirs = saved_by(at_desk, "Sample Editor", headline="Theirs")
    look_outside(at_desk)
    wait_for(at_desk, qtbot, "Changed by Sample Editor: Headline; imprint.")
    at_desk.answer("Merge Now")
    assert at_desk.desk.session.issue == theirs
    assert at_desk.desk.session.is_saved
    wait_for(at_desk, qtbot, "Merged with changes by Sample Editor")
    press(Qt.Key.Key_Z, CONTROL)
    assert at_desk.desk.session.issue.headline != "Theirs"


class Deaf(QFileSystemWatcher):
    """Hears of no change, as in many a folder in the network."""

    def addPaths(self, files: Sequence[str]) -> list[str]:  # noqa: N802
        return list(files)


def test_activating_the_window_checks_the_file(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "QFileSystemWatcher", Deaf)
    program.window.files.open(program.newsroom / SAMPLE)
    saved_by(program, "Sample Editor", headline="Theirs")
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other, timeout=PATIENCE):
        other.show()
        other.activateWindow()
    assert program.messages == []
    program.window.activateWindow()
    wait_for(program, qtbot, "Changed by Sample Editor: Headline; imprint.")


def test_a_file_rewritten_without_changes_is_ignored(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / SAMPLE
    file.write_bytes(file.read_bytes() + b"\n")
    look_outside(at_desk)
    all_is_said(at_desk, qtbot)
    assert at_desk.messages == []
    write_headline(at_desk, "Mine")
    press(Qt.Key.Key_S, CONTROL)
    all_is_said(at_desk, qtbot)
    assert at_desk.messages == []
    assert load_issue(file).headline == "Mine"


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


def test_a_file_that_keeps_changing_is_reported(
    at_desk: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_headline(at_desk, "Mine")
    assert at_desk.window.open_issue is not None
    merging = at_desk.window.open_issue.merging
    bring_in = merging._merge_file
    numbers = iter(range(1000))

    def late() -> Issue | None:
        found = bring_in()
        saved_by(at_desk, "Sample Editor", contact=f"other{next(numbers)}@example.org")
        return found

    with monkeypatch.context() as busy:
        busy.setattr(merging, "_merge_file", late)
        late()
        press(Qt.Key.Key_S, CONTROL)
        assert any("the file keeps changing" in text for text in at_desk.messages)
    assert load_issue(at_desk.newsroom / SAMPLE).headline != "Mine"
    at_desk.answer("Save Again")
    issue = load_issue(at_desk.newsroom / SAMPLE)
    assert issue.headline == "Mine"
    assert issue.imprint.contact.startswith("other")


def test_save_as_under_its_own_name_merges_too(at_desk: Program, qtbot: QtBot) -> None:
    write_headline(at_desk, "Mine")
    saved_by(at_desk, "Sample Editor")
    at_desk.dialogs.answer = at_desk.newsroom / SAMPLE
    press(Qt.Key.Key_S, CONTROL, SHIFT)
    issue = load_issue(at_desk.newsroom / SAMPLE)
    assert (issue.headline, issue.imprint.contact) == ("Mine", "other@example.org")


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}', b"\xff\xfe\0"])
def test_a_file_that_cannot_be_merged_is_never_overwritten(at_desk: Program, qtbot: QtBot, content: bytes) -> None:
    file = at_desk.newsroom / SAMPLE
    write_headline(at_desk, "Mine")
    file.write_bytes(content)
    press(Qt.Key.Key_S, CONTROL)
    assert file.read_bytes() == content
    assert len(at_desk.messages) == 1
    at_desk.answer("Rename Theirs and Save Mine")
    assert load_issue(file).headline == "Mine"
    assert (at_desk.newsroom / "china-industries-2025-03-12-set-aside-1.json").read_bytes() == content
    assert at_desk.messages == [f"Saved {SAMPLE}."]


def test_an_issue_of_another_newsletter_is_not_merged_in_the_window(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / SAMPLE
    write_headline(at_desk, "Mine")
    save_issue(load_issue(file).model_copy(update={"theme": "other"}), file)
    look_outside(at_desk)
    qtbot.waitUntil(lambda: bool(at_desk.messages), timeout=PATIENCE)
    press(Qt.Key.Key_S, CONTROL)
    assert "another newsletter" in at_desk.messages[0]
    assert load_issue(file).theme == "other"
    at_desk.dialogs.answer = at_desk.newsroom / "mine.json"
    at_desk.answer("Save Elsewhere…")
    assert load_issue(at_desk.newsroom / "mine.json").headline == "Mine"


def test_a_file_that_cannot_be_renamed_is_reported(
    at_desk: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = at_desk.newsroom / SAMPLE
    write_headline(at_desk, "Mine")
    file.write_bytes(b"{")

    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    press(Qt.Key.Key_S, CONTROL)
    monkeypatch.setattr(Path, "rename", refuse)
    at_desk.answer("Rename Theirs and Save Mine")
    assert "could not be renamed" in at_desk.messages[0]
    assert file.read_bytes() == b"{"
    assert at_desk.desk.session.issue.headline == "Mine"


def test_a_damaged_file_is_reported_and_the_work_kept(at_desk: Program, qtbot: QtBot) -> None:
    (at_desk.newsroom / SAMPLE).write_bytes(b"{")
    look_outside(at_desk)
    wait_for(at_desk, qtbot, "was changed by someone else")
    at_desk.answer("Rename Theirs and Save Mine")
    assert load_issue(at_desk.newsroom / SAMPLE) == at_desk.desk.session.issue


def test_a_deleted_file_is_reported_and_saved_again(at_desk: Program, qtbot: QtBot) -> None:
    file = at_desk.newsroom / SAMPLE
    file.unlink()
    look_outside(at_desk)
    qtbot.waitUntil(lambda: bool(at_desk.messages), timeout=PATIENCE)
    assert at_desk.messages == [f"{SAMPLE} was moved or deleted."]
    at_desk.answer("Save Again")
    assert file.exists()


def test_an_issue_open_elsewhere_says_where(program: Program, tmp_path: Path) -> None:
    lock = program.newsroom / f".~lock.{SAMPLE}#"
    when = "2999-01-01T12:00:00+00:00"
    note = {"name": "Sample Author", "machine": "desk-7", "process": 1, "since": when, "renewed": when}
    lock.write_text(json.dumps(note))
    program.window.files.open(program.newsroom / SAMPLE)
    assert "Sample Author has had this issue open on desk-7" in program.messages[0]
    assert program.desk.session.file == program.newsroom / SAMPLE
    write_headline(program, "Mine")
    press(Qt.Key.Key_S, CONTROL)
    assert program.messages == []


def test_it_is_no_longer_said_once_the_other_one_has_left(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.ui.issue.open_issue.OWNER_MS", 20)
    lock = program.newsroom / f".~lock.{SAMPLE}#"
    when = "2999-01-01T12:00:00+00:00"
    lock.write_text(json.dumps({"name": "A", "machine": "desk-7", "process": 1, "since": when, "renewed": when}))
    program.window.files.open(program.newsroom / SAMPLE)
    assert len(program.messages) == 1
    lock.unlink()
    qtbot.waitUntil(lambda: program.messages == [], timeout=PATIENCE)
    assert lock.exists(), "now it is ours"


def test_long_versions_are_shortened_where_they_are_equal() -> None:
    same = "word " * 200
    ours, theirs = side_by_side(f"{same}ours {same}", f"{same}<theirs> {same}")
    assert "<u>ours</u>" in ours
    assert "<u>&lt;theirs&gt;</u>" in theirs
    assert len(ours) < 600
