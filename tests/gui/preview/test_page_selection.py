"""Selecting and copying text on the pages, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import FieldPath, path, value_at
from editor.document.search import Query
from editor.document.text.inline import plain
from editor.ui.preview.page_view import PageView
from editor.ui.preview.preview_pane import PreviewPane
from schemas import Issue, Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.inline_renderer import InlineRenderer

LEFT = Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def renderer(theme: InstalledTheme, qapp: QApplication) -> InlineRenderer:
    return InlineRenderer(theme)


@pytest.fixture
def view(renderer: InlineRenderer, sample: Issue, qtbot: QtBot) -> PageView:
    renderer.show(sample, None)
    pane = PreviewPane(renderer)
    qtbot.addWidget(pane)
    pane.resize(900, 900)
    with qtbot.waitActive(pane, timeout=PATIENCE):
        pane.show()
        pane.activateWindow()
    pane.view.set_zoom(1)
    QApplication.clipboard().clear()
    return pane.view


def text_of(sample: Issue, field: str) -> str:
    return plain(value_at(sample, path(field)))


def spot(view: PageView, words: str, *, end: bool = False) -> QPoint:
    """Return where words start or end in the viewport; their page is scrolled to."""
    for position, page in enumerate(view.stack.pages):
        if not position:  # the titles stand in the contents too
            continue
        found = view.texts.text(page).text.find(words)
        if found >= 0:
            area = view.texts.rectangles(page, found, found + len(words))
            place = view.stack.to_view(position, area[-1 if end else 0])
            height = view.viewport().height()
            if not view.verticalScrollBar().value() <= place.top() <= view.verticalScrollBar().value() + height - 40:
                view.verticalScrollBar().setValue(round(place.top() - height / 3))
            x = place.right() - 0.5 if end else place.left() + 0.5
            return (QPointF(x, place.center().y()) - view.offset()).toPoint()
    raise AssertionError(f"{words!r} is on no page")


def drag(view: PageView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def copied(view: PageView) -> str:
    """Copy as the window's command does, and return the clipboard's text."""
    view.copy()
    mime = QApplication.clipboard().mimeData()
    assert not mime.hasHtml()
    return mime.text()


def test_a_drag_selects_and_copies_words_over_several_lines(view: PageView, sample: Issue, qtbot: QtBot) -> None:
    clicked: list[FieldPath] = []
    view.field_clicked.connect(clicked.append)
    first = sample.top5[0]
    text = text_of(sample, f"top5/{first.id}/comment/{first.comment[0].id}/text")
    begin, last = " ".join(text.split(" ")[:3]), " ".join(text.split(" ")[26:30])
    drag(view, spot(view, begin), spot(view, last, end=True))
    assert copied(view) == " ".join(text.split(" ")[:30]), "lines of one paragraph are joined, words are whole"
    assert view.hasFocus()
    assert not clicked, "a drag goes nowhere"
    # Backwards, the same words.
    drag(view, spot(view, last, end=True), spot(view, begin))
    assert copied(view) == " ".join(text.split(" ")[:30])
    # A click still goes to its field, and selects nothing.
    QTest.mouseClick(view.viewport(), LEFT, pos=spot(view, begin) + QPoint(8, 0))
    assert clicked == [path(f"top5/{first.id}/comment/{first.comment[0].id}/text")]
    assert view.selection.is_empty


def test_clicks_select_a_word_and_a_line_and_shift_extends(view: PageView, sample: Issue) -> None:
    title = text_of(sample, f"top5/{sample.top5[1].id}/title")
    inside = spot(view, "funding channels") + QPoint(10, 0)
    QTest.mouseClick(view.viewport(), LEFT, pos=inside)
    QTest.mouseDClick(view.viewport(), LEFT, pos=inside)
    assert copied(view) == "funding"
    QTest.mouseClick(view.viewport(), LEFT, pos=inside)  # the third click
    assert copied(view) == "2. Beijing opens new funding channels for"
    QTest.mouseClick(view.viewport(), LEFT, pos=spot(view, "strategic sectors", end=True))
    assert view.selection.is_empty
    drag(view, spot(view, "Beijing opens"), spot(view, "Beijing opens", end=True))
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, pos=spot(view, "in strategic sectors", end=True))
    assert copied(view) == title


def test_fields_are_separate_lines_and_pages_follow_each_other(view: PageView, sample: Issue) -> None:
    view.set_zoom(0.33)
    spot(view, "Beijing opens")
    second, third = sample.top5[1], sample.top5[2]
    end = spot(view, "Green hydrogen: state-owned", end=True)
    drag(view, spot(view, "Beijing opens"), end)
    lines = copied(view).split("\n")
    assert lines[0] == second.title
    assert lines[-1].endswith("Green hydrogen: state-owned")
    assert third.title.startswith("Green hydrogen: state-owned")
    for paragraph in second.comment:
        if isinstance(paragraph, Paragraph):
            assert any(line.endswith(plain(paragraph.text)) for line in lines), "a paragraph is one line"


def test_everything_is_selected_and_copied_by_keyboard(view: PageView, sample: Issue) -> None:
    view.setFocus()
    view.selectAll()
    everything = copied(view)
    for entry in sample.top5:
        assert plain(entry.title) in everything
        for paragraph in entry.comment:
            if hasattr(paragraph, "text"):
                assert plain(paragraph.text) in everything
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection.is_empty
    # From the start of the current field, word by word, then to the end of the line.
    view.reveal(path(f"top5/{sample.top5[1].id}/title"))
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT | CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT | CONTROL)
    assert copied(view) == "Beijing opens"
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT)
    assert copied(view) == "Beijing open"
    QTest.keyClick(view, Qt.Key.Key_End, SHIFT)
    assert copied(view).endswith(" for")
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_End, SHIFT)
    assert copied(view) == sample.top5[1].title
    QTest.keyClick(view, Qt.Key.Key_End, SHIFT | CONTROL)
    assert copied(view).endswith(everything[-40:])
    QTest.keyClick(view, Qt.Key.Key_Home, SHIFT | CONTROL)
    assert copied(view).startswith(everything[:40])


def test_the_menu_selects_a_field_copies_it_and_goes_there(view: PageView, sample: Issue, qtbot: QtBot) -> None:
    title = path(f"top5/{sample.top5[1].id}/title")
    view.reveal(title)
    view.setFocus()
    opened: list[tuple[list[str], FieldPath]] = []

    def choose(label: str) -> None:
        def on_opened(menu: QMenu, at: FieldPath) -> None:
            opened.append(([action.text() for action in menu.actions() if action.isEnabled()], at))
            next(action for action in menu.actions() if action.text() == label).trigger()
            menu.close()

        view.menu_opened.connect(on_opened, Qt.ConnectionType.SingleShotConnection)

        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
        QApplication.sendEvent(view.viewport(), event)
        for menu in view.findChildren(QMenu):
            menu.close()

    choose("Select Text of Field")
    assert opened[-1][1] == title
    assert "Copy" not in opened[-1][0], "nothing was selected yet"
    assert copied(view).endswith(sample.top5[1].title)
    choose("Copy")
    assert "Copy" in opened[-1][0]
    with qtbot.waitSignal(view.field_clicked, timeout=PATIENCE) as gone:
        choose("Edit Field")
    assert gone.args == [title]


def test_new_pages_keep_a_selection_on_unchanged_pages_only(
    view: PageView, renderer: InlineRenderer, sample: Issue
) -> None:
    drag(view, spot(view, "Beijing opens"), spot(view, "Beijing opens", end=True))
    fifth = sample.top5[4].model_copy(update={"title": "Another title"})
    changed = sample.model_copy(update={"top5": (*sample.top5[:4], fifth)})
    renderer.show(changed, None)
    assert copied(view) == "Beijing opens"
    second = sample.top5[1].model_copy(update={"title": "Yet another title"})
    renderer.show(changed.model_copy(update={"top5": (sample.top5[0], second, *changed.top5[2:])}), None)
    assert view.selection.is_empty


def test_a_drag_beyond_the_edge_scrolls_and_selects_on(view: PageView, qtbot: QtBot) -> None:
    start = spot(view, "Beijing opens")
    before = view.verticalScrollBar().value()
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    below = QPoint(start.x(), view.viewport().height() + 30)
    QTest.mouseMove(view.viewport(), start + QPoint(60, 60))
    QTest.mouseMove(view.viewport(), below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > before + 300, timeout=PATIENCE)
    QTest.mouseRelease(view.viewport(), LEFT, pos=below)
    text = copied(view)
    assert text.startswith("Beijing opens")
    assert len(text) > 500


def test_search_results_are_tinted_also_over_line_ends(view: PageView, sample: Issue, qtbot: QtBot) -> None:
    title = f"top5/{sample.top5[1].id}/title"
    spot(view, "Beijing opens")
    view.hits.show(Query("for SMEs in strategic"), frozenset({title}))
    position = next(
        number
        for number, page in enumerate(view.stack.pages)
        if number and title in page.section.rectangles[page.index]
    )
    page = view.stack.pages[position]
    qtbot.waitUntil(lambda: len(view.hits.areas_on(page)) == 2, timeout=PATIENCE)
    upper, lower = view.hits.areas_on(page)
    assert upper.top() < lower.top()
    assert upper.left() > lower.left()
    view.hits.show(Query("the"), frozenset({title}))
    assert not view.hits.areas_on(page), "only in the fields that have results"
    view.hits.show(Query(""), frozenset())
    assert not view.hits.areas_on(page)
