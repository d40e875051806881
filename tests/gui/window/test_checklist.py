"""The checklist: all open points, their fields, and the actions at its end."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import path
from editor.document.review.open_points import OpenPoint, PointKind
from editor.document.review.publishing import digest_of_all
from editor.session.review.mode import Mode
from editor.ui.review.checklist import NOTHING, ChecklistPage
from editor.ui.review.checklist_rows import ROLE, ChecklistRows
from schemas.review import Comment, Review, State, Thread
from tests.gui.clipping import elided_texts
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import CONTROL, SAMPLE, SHIFT, Program, focused, press, press_button
from tests.gui.window.test_approving import AUTHOR, EDITOR, be, entry, states

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def desk(program: Program) -> Program:
    """An editor at the sample issue, who writes."""
    be(program, EDITOR).window.files.open(program.newsroom / SAMPLE)
    program.reviewing.enter(Mode.WRITING)
    program.desk.focus_form()
    return program


def checklist(program: Program) -> ChecklistPage:
    """Open it by its key."""
    press(Qt.Key.Key_K, CONTROL, SHIFT)
    page = program.window.navigator.page
    assert isinstance(page, ChecklistPage)
    return page


def heard(page: ChecklistPage) -> str:
    """What a screen reader says of the line that is come to."""
    said: str = page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    return said


def points(page: ChecklistPage, kind: PointKind) -> list[OpenPoint]:
    return [point for point in page.list.points if point.kind is kind]


def with_everything(desk: Program) -> None:
    """Something of every kind, in an issue that had nothing."""
    desk.reviewing.approve_all()
    desk.reviewing.enter(Mode.SUGGESTING)
    desk.desk.session.edit(SetValue(entry(desk, 2) / "title", "A title as the editor would have it"), "x")
    desk.reviewing.enter(Mode.WRITING)
    desk.desk.session.edit(SetValue(path("date"), None), "x")
    desk.desk.session.edit(SetValue(path("headline"), ""), "x")
    desk.reviewing.comment(entry(desk, 3) / "title", "Is that so?")
    desk.reviewing.comment(entry(desk, 1) / "title", "Shorter, please.")
    resolved = desk.reviewing.open_threads[0]
    desk.reviewing.comment(path("headline"), "Resolved already.")
    desk.reviewing.resolve(desk.reviewing.open_threads[-1].id)
    assert resolved in desk.reviewing.open_threads


def test_every_kind_is_listed_in_the_order_of_the_pages(desk: Program) -> None:
    with_everything(desk)
    page = checklist(desk)
    assert [point.path for point in points(page, PointKind.ERROR)] == [path("date")]
    assert [point.text for point in points(page, PointKind.COMMENT)] == ["Shorter, please.", "Is that so?"]
    (suggestion,) = points(page, PointKind.SUGGESTION)
    before = desk.desk.session.whole.top5[1].title
    assert suggestion.text == f"Replaces: delete “{before}”, insert “A title as the editor would have it”"
    assert [point.place for point in points(page, PointKind.APPROVAL)] == ["Masthead"]
    assert page.words.text() == "1 error, 1 warning, 2 comments, 1 suggestion; 1 section to approve."
    assert page.list.hasFocus()
    spoken = [heard(page)]
    for _ in range(page.list.model().rowCount()):
        press(Qt.Key.Key_Down)
        if heard(page) != spoken[-1]:
            spoken.append(heard(page))
    wanted = (  # headings are passed by
        "Error. Date of issue: ",
        "Warning. Headline: ",
        "Comment. Entry 1, Title: Shorter, please. Sample Editor, ",
        "Comment. Entry 3, Title: Is that so? Sample Editor, ",
        "Suggestion. Entry 2, Title: Replaces: ",
        "To approve. Masthead: Changed since approval by Sample Editor.",
    )
    assert [line[: len(start)] for line, start in zip(spoken, wanted, strict=True)] == list(wanted)
    assert QAccessible.queryAccessibleInterface(page.list).text(QAccessible.Text.Name) == "Open points"


def test_long_points_are_read_in_full(desk: Program, qtbot: QtBot) -> None:
    desk.reviewing.comment(entry(desk, 1) / "title", " ".join(["Shorter", "please,"] * 15))
    desk.reviewing.comment(entry(desk, 2) / "title", "Yes.")
    page = checklist(desk)
    for width in (1600, 800):
        desk.window.resize(width, 800)
        with elided_texts() as elided:
            page.list.grab()
        assert elided == []
    model = page.list.model()

    def rows() -> list[QRect]:
        return [page.list.visualRect(model.index(row, 0)) for row in range(model.rowCount())]

    first, second = (row_of(page, point) for point in points(page, PointKind.COMMENT))

    def are_apart() -> bool:
        return all(below.top() >= above.bottom() for above, below in pairwise(rows()))

    qtbot.waitUntil(lambda: rows()[first].height() > rows()[second].height() and are_apart(), timeout=PATIENCE)


def test_what_is_to_be_done_has_no_tick(desk: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    monkeypatch.setattr("editor.ui.review.checklist_rows.paint_icon", lambda _painter, name, *_: painted.append(name))
    page = checklist(desk)
    page.list.grab()
    assert painted
    assert "ok" not in painted


def test_enter_goes_to_the_field_of_a_row(desk: Program) -> None:
    with_everything(desk)
    checklist(desk)
    press(Qt.Key.Key_Return)
    assert desk.window.navigator.page is None
    assert focused().accessibleName() == "Date of issue"
    page = checklist(desk)
    press(Qt.Key.Key_Down)
    assert heard(page).startswith("Warning. ")
    press(Qt.Key.Key_Down)
    assert heard(page).startswith("Comment. "), "the heading is passed by"
    press(Qt.Key.Key_Return)
    section = desk.desk.section
    assert section is not None
    assert section.path == entry(desk, 1)
    current = desk.review.annotations.current
    assert current is not None
    assert current.key == desk.reviewing.open_threads[1].id


def test_a_click_on_any_kind_goes_to_its_section(desk: Program) -> None:
    with_everything(desk)
    for kind in PointKind:
        page = checklist(desk)
        point = points(page, kind)[0]
        index = page.list.model().index(row_of(page, point), 0)
        where = page.list.visualRect(index).center()
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
        section = desk.desk.section
        assert section is not None
        assert point.path[: len(section.path)] == section.path
        assert desk.window.navigator.page is None


def row_of(page: ChecklistPage, point: OpenPoint) -> int:
    model = page.list.model()
    return next(row for row in range(model.rowCount()) if model.index(row, 0).data(ROLE) == point)


def test_a_comment_on_deleted_text_says_so_and_goes_to_its_field(desk: Program) -> None:
    thread = Thread(
        path=f"{entry(desk, 1)}/gone/p9/text", words="of old", comments=(Comment(author="A", at=AT, text="Where?"),)
    )
    put(desk, (thread, thread.model_copy(update={"id": "t2", "path": "//"})))
    page = checklist(desk)
    lost, broken = sorted(points(page, PointKind.COMMENT), key=lambda point: point.key != thread.id)
    assert "The commented text was deleted." in lost.detail
    page.chosen.emit(lost)
    section = desk.desk.section
    assert section is not None
    assert section.path == entry(desk, 1)
    page = checklist(desk)
    page.chosen.emit(broken)
    assert desk.window.navigator.page is None


def test_an_editor_sends_back_and_approves_and_an_author_sends_on(desk: Program) -> None:
    page = checklist(desk)
    assert len(points(page, PointKind.APPROVAL)) == 9
    assert (page.send_back.isVisible(), page.send_to_editor.isVisible()) == (True, False)
    press_button(page, "Send Back")
    assert desk.messages == ["Sent back to the author."]
    press_button(page, "Approve All")
    page.refresh()
    assert page.list.points == ()
    assert page.words.text() == NOTHING
    assert not page.approve_all.isEnabled()
    assert states(desk) == {State.APPROVED}
    desk.reviewing.publish(digest_of_all(desk.desk.session.whole))
    page.refresh()
    assert page.words.text().startswith("No open points. Marked as published by Sample Editor on ")
    desk.desk.session.undo()
    desk.desk.session.undo()
    be(desk, AUTHOR)
    page.refresh()
    assert (page.send_back.isVisible(), page.approve_all.isVisible()) == (False, False)
    press_button(page, "Mark as Ready for Review")
    assert desk.messages == ["Marked as ready for review."]
    assert states(desk) == {State.IN_REVIEW}


def test_the_list_updates_and_keeps_its_selection(desk: Program, qtbot: QtBot) -> None:
    with_everything(desk)
    page = checklist(desk)
    resolved, kept = points(page, PointKind.COMMENT)
    row = row_of(page, kept)
    page.list.setCurrentIndex(page.list.model().index(row, 0))
    desk.reviewing.resolve(resolved.key)
    qtbot.waitUntil(lambda: points(page, PointKind.COMMENT) == [kept], timeout=PATIENCE)
    assert page.list.currentIndex().data(ROLE) == kept
    assert page.list.currentIndex().row() == row - 1


def put(program: Program, threads: tuple[Thread, ...]) -> None:
    """Have these threads in the issue."""
    whole = program.desk.session.whole
    review: Review = whole.review.model_copy(update={"threads": threads})
    program.desk.session.replace(whole.model_copy(update={"review": review}), "x")


def test_only_visible_rows_of_a_thousand_are_painted(desk: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    text = entry(desk, 1) / "title"
    many = tuple(
        Thread(id=f"t{number}", path=str(text), comments=(Comment(author="A", at=AT, text=f"Remark {number}"),))
        for number in range(1000)
    )
    put(desk, many)
    page = checklist(desk)
    assert len(points(page, PointKind.COMMENT)) == 1000
    painted: Counter[int] = Counter()
    paint = ChecklistRows.paint

    def counting(rows: ChecklistRows, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painted[index.row()] += 1
        paint(rows, painter, option, index)

    monkeypatch.setattr(ChecklistRows, "paint", counting)
    page.list.grab()
    assert 0 < len(painted) < 100
    press(Qt.Key.Key_End)
    assert page.list.currentIndex().row() == page.list.model().rowCount() - 1
