"""Review states in the outline: shapes, texts, and no cost for a keystroke."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from editor.document.editing.edits import SetValue
from editor.document.paths import FieldPath, path
from editor.document.review.approvals import SectionStatus, section_statuses, with_state
from editor.ui.desk.outline import Outline
from editor.ui.desk.outline_rows import ROLE, Row
from editor.ui.look.look import Scheme
from schemas.review import State
from tests.gui.conftest import PATIENCE
from tests.gui.window.conftest import Program, press

AT = datetime(2025, 3, 11, 9, 30, tzinfo=UTC)


@pytest.fixture
def outline(at_desk: Program) -> Outline:
    return at_desk.desk.outline


def given(program: Program, **states: State) -> tuple[SectionStatus, ...]:
    """Where the sections of the open issue stand after somebody gave some of them a state, by key with `_` for `-`."""
    issue = program.desk.session.whole
    review = issue.review
    for key, state in states.items():
        review = with_state(issue, review, frozenset({key.replace("_", "-")}), state, by="Sample Editor", at=AT)
    return section_statuses(issue, review)


def said(outline: Outline, path: FieldPath, role: Qt.ItemDataRole = Qt.ItemDataRole.AccessibleTextRole) -> str:
    """What is told of the row of a section."""
    number = outline.model.row_of(path)
    assert number is not None
    found = outline.model.index(number).data(role)
    assert isinstance(found, str)
    return found


def test_drafts_have_no_status_icon(at_desk: Program, outline: Outline) -> None:
    before = outline.list.grab().toImage()
    outline.show_statuses(given(at_desk))
    assert outline.list.grab().toImage() == before
    assert "draft" not in said(outline, path("imprint"))
    assert "draft" in said(outline, path("imprint"), Qt.ItemDataRole.ToolTipRole)


def test_each_state_has_a_text_and_a_shape(at_desk: Program, outline: Outline) -> None:
    outline.show_statuses(given(at_desk, masthead=State.IN_REVIEW, imprint=State.APPROVED))
    assert "in review" in said(outline, FieldPath())
    assert "approved by Sample Editor" in said(outline, path("imprint"))
    assert "draft" in said(outline, path("noteworthy/policy_news"))
    assert "approved by Sample Editor" in said(outline, path("imprint"), Qt.ItemDataRole.ToolTipRole)
    drawn = {}
    for state in State:
        outline.show_statuses(given(at_desk, imprint=state, masthead=State.IN_REVIEW))
        drawn[state] = shapes(outline, path("imprint"))
    assert len({tuple(map(tuple, shape)) for shape in drawn.values()}) == len(State)


def shapes(outline: Outline, path: FieldPath) -> list[list[bool]]:
    """What is painted in a row, without its colours."""
    number = outline.model.row_of(path)
    assert number is not None
    index = outline.model.index(number)
    outline.list.scrollTo(index)
    image = outline.list.viewport().grab(outline.list.visualRect(index)).toImage()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    ground = grey.pixelColor(grey.width() // 2, 2).lightness()
    return [
        [abs(grey.pixelColor(x, y).lightness() - ground) > 40 for x in range(grey.width())]
        for y in range(grey.height())
    ]


def test_a_row_says_changed_since_approval(at_desk: Program, outline: Outline) -> None:
    session = at_desk.desk.session
    whole = session.whole
    keys = frozenset({"imprint"})
    review = with_state(whole, whole.review, keys, State.APPROVED, by="Sample Editor", at=AT)
    session.edit(SetValue(path("imprint/publisher/name"), "Somebody else"), "x")
    outline.show_statuses(section_statuses(session.whole, review))
    row = row_of(outline, path("imprint"))
    assert row.notes == ("Changed since approval", "Changed")
    assert "changed since approval by Sample Editor" in said(outline, path("imprint"))


def row_of(outline: Outline, path: FieldPath) -> Row:
    number = outline.model.row_of(path)
    assert number is not None
    row = outline.model.index(number).data(ROLE)
    assert isinstance(row, Row)
    return row


def test_open_points_are_shown_below_the_title(at_desk: Program, outline: Outline, qtbot: QtBot) -> None:
    number = outline.model.row_of(path("imprint"))
    assert number is not None
    before = outline.list.visualRect(outline.model.index(number)).height()
    outline.show_open_counts({path("imprint"): 2}, {path("imprint"): 1})
    assert row_of(outline, path("imprint")).notes == ("2 comments, 1 suggestion", "3 open")
    assert "2 comments, 1 suggestion" in said(outline, path("imprint"))
    index = outline.model.index(number)
    qtbot.waitUntil(lambda: outline.list.visualRect(index).height() > before, timeout=PATIENCE)
    outline.show_open_counts({}, {})
    assert row_of(outline, path("imprint")).notes == ()


def test_the_image_of_a_dragged_row_has_no_group_title(outline: Outline) -> None:
    rows = [outline.model.index(number) for number in range(outline.model.rowCount())]
    first = next(index for index in rows if index.data(ROLE).group_title and index.data(ROLE).section.number == 1)
    option = QStyleOptionViewItem()
    outline.list.initViewItemOption(option)
    size = outline.list.visualRect(first).size()
    dragged, shown = QPixmap(size), QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    for device in (dragged, shown):
        device.fill(Qt.GlobalColor.transparent)
        option.rect = QRect(QPoint(0, 0), size)
        painter = QPainter(device)
        outline.list.itemDelegate().paint(painter, option, first)
        painter.end()
    title = painted_rows(dragged.toImage())
    heading = painted_rows(shown) - title
    assert title <= painted_rows(shown)
    assert heading
    assert max(heading) < min(title)


def painted_rows(image: QImage) -> set[int]:
    return {y for y in range(image.height()) if any(image.pixelColor(x, y).alpha() for x in range(image.width()))}


def test_unchanged_states_repaint_nothing(at_desk: Program, outline: Outline, qtbot: QtBot) -> None:
    told = given(at_desk, imprint=State.APPROVED)
    outline.show_statuses(told)
    outline.show_open_counts({path("imprint"): 1}, {})
    with qtbot.assertNotEmitted(outline.model.dataChanged), qtbot.assertNotEmitted(outline.model.modelReset):
        outline.show_statuses(given(at_desk, imprint=State.APPROVED))
        outline.show_open_counts({path("imprint"): 1}, {})


def test_one_section_that_changes_repaints_one_row(at_desk: Program, outline: Outline) -> None:
    outline.show_statuses(given(at_desk, imprint=State.APPROVED))
    repainted: list[tuple[int, int]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        repainted.append((first.row(), last.row()))

    outline.model.dataChanged.connect(note)
    outline.show_statuses(given(at_desk, imprint=State.APPROVED, masthead=State.IN_REVIEW))
    assert repainted == [(0, 0)]


def test_the_current_section_stays_in_view_while_panes_come_and_go(
    at_desk: Program, outline: Outline, qtbot: QtBot
) -> None:
    """In a low window with large text, the list began at its top again when the tab Problems was left."""
    at_desk.window.resize(1280, 720)
    at_desk.settings.set_look(Scheme.LIGHT, 200)
    at_desk.desk.go_to(path("top5/e4/title"))
    view = outline.list

    def is_in_view() -> bool:
        row = view.visualRect(view.currentIndex())
        return outline.isVisible() and row.height() > 0 and view.viewport().rect().contains(row)

    qtbot.waitUntil(is_in_view, timeout=PATIENCE)
    for _ in range(3):
        press(Qt.Key.Key_F6)
        QApplication.processEvents()
    qtbot.waitUntil(is_in_view, timeout=PATIENCE)
    for height in (900, 680):
        at_desk.window.resize(1280, height)
        qtbot.waitUntil(is_in_view, timeout=PATIENCE)
