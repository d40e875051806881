"""Edits, undo and findings of an open issue."""

import datetime as dt
import gc

import pytest
from pytestqt.qtbot import QtBot

from editor.document.editing.change import Change
from editor.document.editing.edits import EditRefused, InsertItem, MoveItem, RemoveItem, SetValue
from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath, path
from editor.files.errors import FileError
from editor.session.issue.session import PAUSE, Session
from editor.session.issue.undo_steps import Step
from schemas import Entry, Issue, NewsItem, Noteworthy, Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.session.conftest import ISSUE, Clock
from tests.gui.session.typing_letters import TITLE, saved, type_letters


def test_an_edit_reports_what_it_changed(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed, timeout=PATIENCE) as told:
        session.edit(SetValue(TITLE, "First"), "Typing in Title")
    assert told.args[0].paths == frozenset({TITLE})
    assert session.issue.top5[0].title == "First"
    assert session.issue.top5[1] is ISSUE.top5[1]
    with qtbot.waitSignal(session.changed, timeout=PATIENCE) as told:
        session.edit(MoveItem(path("top5/e2"), 0), "Move entry")
    assert told.args[0].paths == frozenset({path("top5")})


def test_a_typed_word_is_one_step(session: Session) -> None:
    type_letters(session, "First of all")
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == "Typing in Title"
    session.undo()
    assert session.issue is ISSUE
    session.redo()
    assert session.issue.top5[0].title == "First of all"


def test_typing_keeps_nothing_but_its_step(session: Session, clock: Clock) -> None:
    for word in ("First", "Second", "Third"):
        type_letters(session, "To begin with")
        type_letters(session, word)
        clock.now += PAUSE + 0.1
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, Step)]
    assert len(kept) == session.undo_stack.count() == 3
    del kept
    session.undo_stack.clear()
    gc.collect()
    assert not any(isinstance(one, Step) for one in gc.get_objects())


def test_a_pause_another_field_or_a_lost_focus_ends_a_run_of_typing(session: Session, clock: Clock) -> None:
    type_letters(session, "Once")
    clock.now += PAUSE + 0.1
    type_letters(session, "Once more")
    assert session.undo_stack.count() == 2
    type_letters(session, "Why not", path("top5/e2/title"))
    assert session.undo_stack.count() == 3
    session.end_typing()
    type_letters(session, "Why ever", path("top5/e2/title"))
    assert session.undo_stack.count() == 4


def test_typing_after_undo_does_not_merge_with_the_undone_step(session: Session) -> None:
    type_letters(session, "abc")
    session.end_typing()
    type_letters(session, "abcdef")
    session.undo()
    type_letters(session, "abcX")
    session.undo()
    assert session.issue.top5[0].title == "abc"


def test_typing_that_changes_nothing_leaves_no_step(session: Session) -> None:
    session.edit(SetValue(TITLE, "One!"), "Typing in Title", merge=TITLE)
    session.edit(SetValue(TITLE, "One"), "Typing in Title", merge=TITLE)
    assert session.undo_stack.count() == 0
    assert saved(session)


def test_undo_reports_its_place(session: Session, qtbot: QtBot) -> None:
    session.edit(RemoveItem(path("noteworthy/policy_news/n1")), "Remove news item")
    with qtbot.assertNotEmitted(session.undone):
        session.edit(SetValue(TITLE, "First"), "Typing in Title")
    session.undo()
    with qtbot.waitSignal(session.undone, timeout=PATIENCE) as told:
        session.undo()
    assert told.args[0].paths == frozenset({path("noteworthy/policy_news")})
    assert session.issue == ISSUE


def test_direct_use_of_the_undo_stack_is_reported(session: Session, qtbot: QtBot) -> None:
    session.edit(SetValue(TITLE, "First"), "Typing in Title")
    with qtbot.waitSignal(session.changed, timeout=PATIENCE) as told:
        session.undo_stack.undo()
    assert told.args[0].paths == frozenset({TITLE})
    assert session.issue is ISSUE


def test_a_macro_reports_each_step_and_undoes_all(session: Session) -> None:
    told: list[frozenset[FieldPath]] = []
    session.changed.connect(lambda change: told.append(change.paths))
    session.undo_stack.beginMacro("Both")
    session.edit(SetValue(TITLE, "First"), "Typing in Title")
    session.edit(RemoveItem(path("top5/e2")), "Remove entry")
    session.undo_stack.endMacro()
    assert told == [frozenset({TITLE}), frozenset({path("top5")})]
    session.undo()
    assert session.issue == ISSUE
    assert told[2:] == [frozenset({TITLE, path("top5")})]


def test_a_slot_may_edit(session: Session) -> None:
    def answer(change: Change) -> None:
        if TITLE in change.paths:
            session.edit(SetValue(path("headline"), session.issue.top5[0].title.upper()), "Answer")

    session.changed.connect(answer)
    session.edit(SetValue(TITLE, "First"), "Typing in Title")
    assert session.issue.headline == "FIRST"
    assert [session.undo_stack.text(number) for number in range(2)] == ["Typing in Title", "Answer"]
    session.changed.disconnect(answer)
    session.undo()
    assert (session.issue.top5[0].title, session.issue.headline) == ("First", "Topics")
    session.undo()
    assert session.issue is ISSUE


def test_changes_follow_each_other_where_a_slot_edits(session: Session) -> None:
    received: list[Change] = []

    def answer(change: Change) -> None:
        if TITLE in change.paths:
            session.edit(SetValue(path("headline"), "Answer"), "Answer")

    session.changed.connect(answer)
    session.changed.connect(received.append)
    session.edit(SetValue(TITLE, "First"), "Typing in Title")
    assert [change.paths for change in received] == [frozenset({TITLE}), frozenset({path("headline")})]
    assert received[0].before is ISSUE
    assert received[0].after is received[1].before
    assert received[1].after is session.issue


def test_undo_and_redo_emit_the_edits_that_they_make(session: Session) -> None:
    received: list[Change] = []
    session.edit(RemoveItem(path("top5/e2")), "Remove entry")
    session.changed.connect(received.append)
    session.undo()
    session.redo()
    assert [change.edits for change in received] == [
        (InsertItem(path("top5"), 1, ISSUE.top5[1]),),
        (RemoveItem(path("top5/e2")),),
    ]


def test_replacing_the_issue_is_one_unsaved_step(session: Session, qtbot: QtBot) -> None:
    other = ISSUE.model_copy(update={"headline": "Earlier", "top5": ISSUE.top5[:1]})
    with qtbot.waitSignal(session.changed, timeout=PATIENCE) as told:
        session.replace(other, "Restore Version")
    assert told.args[0].paths == frozenset({path("headline"), path("top5")})
    assert session.undo_stack.undoText() == "Restore Version"
    assert not saved(session)
    session.undo()
    assert session.issue is ISSUE


def test_an_issue_of_another_newsletter_is_refused(session: Session) -> None:
    with pytest.raises(FileError, match="another newsletter"):
        session.replace(Issue(theme="other"), "Restore Version")
    assert session.issue is ISSUE


def test_an_edit_that_changes_nothing_leaves_no_trace(session: Session, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(session.changed):
        session.edit(SetValue(TITLE, "One"), "Typing in Title")
    assert session.undo_stack.count() == 0


def test_a_refused_edit_leaves_the_issue(session: Session) -> None:
    with pytest.raises(EditRefused):
        session.edit(SetValue(TITLE, 3), "Typing in Title")
    assert session.issue is ISSUE
    assert session.undo_stack.count() == 0


def test_try_edit_returns_success_and_reports_refusals(session: Session, qtbot: QtBot) -> None:
    assert session.try_edit(SetValue(TITLE, "First"), "Typing in Title")
    before = session.issue
    for edit in (MoveItem(path("top5/e1"), 9), SetValue(path("top5/gone/title"), "First")):
        with qtbot.waitSignal(session.refused, timeout=PATIENCE) as told:
            assert not session.try_edit(edit, "Move")
        assert told.args[0]
    assert session.issue is before


def test_an_empty_field_is_a_finding_only_after_a_visit(session: Session, qtbot: QtBot) -> None:
    date = path("top5/e1/date")

    def said() -> set[FieldPath]:
        return {finding.path for finding in session.visible_findings}

    assert date in {finding.path for finding in session.findings}
    assert date not in said()
    with qtbot.waitSignal(session.findings_changed, timeout=PATIENCE):
        session.visited(date)
    assert date in said()
    assert path("top5/e2/date") not in said()
    with qtbot.waitSignal(session.findings_changed, timeout=PATIENCE):
        session.show_all_findings()
    assert path("top5/e2/date") in said()


def test_a_finding_about_a_list_appears_after_a_visit_inside(qapp: object, theme: InstalledTheme) -> None:
    blank = Entry(id="e1", comment=(Paragraph(id="p1", text="Why."), Paragraph(id="p2")))
    session = Session(Issue(top5=(blank,)), theme)

    def said() -> set[str]:
        return {str(finding.path) for finding in session.visible_findings}

    assert "top5/e1/comment/p2/text" not in said()
    session.visited(path("top5/e1/comment"))
    assert "top5/e1/comment/p2/text" in said()
    assert "imprint/authors" not in said()
    session.visited(path("imprint/authors/a1/name"))  # an author was begun, and removed again
    assert "imprint/authors" in said()
    assert "imprint/editors" not in said()


def test_an_empty_link_field_is_hidden_but_not_a_link_in_a_text(qapp: object, theme: InstalledTheme) -> None:
    news = NewsItem(id="n1", text="A [law]() was passed.")
    session = Session(ISSUE.model_copy(update={"noteworthy": Noteworthy(policy_news=(news,))}), theme)
    said = {str(finding.path) for finding in session.visible_findings if finding.rule == "missing-link"}
    assert said == {"noteworthy/policy_news/n1/text"}
    session.visited(path("noteworthy/policy_news/n1/source/link"))
    said = {str(finding.path) for finding in session.visible_findings if finding.rule == "missing-link"}
    assert said == {"noteworthy/policy_news/n1/text", "noteworthy/policy_news/n1/source/link"}


def test_a_fix_is_one_step(qapp: object, theme: InstalledTheme) -> None:
    late, early = (NewsItem(id=f"n{day}", date=dt.date(2025, 1, day), text="News.") for day in (20, 10))
    news = ISSUE.noteworthy.model_copy(update={"policy_news": (late, early)})
    session = Session(ISSUE.model_copy(update={"noteworthy": news}), theme)
    fixable = [finding for finding in session.findings if finding.fix is not None and "order" in finding.rule]
    session.apply_fix(fixable[0])
    assert session.issue.noteworthy.policy_news == (early, late)
    session.undo()
    assert session.issue.noteworthy.policy_news == (late, early)
