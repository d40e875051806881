"""What of the pages is in view: revealed fields, pages that change, scrolling by hand and by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QPropertyAnimation, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.paths import path
from editor.ui.look.motion import Motion
from editor.ui.preview.preview_pane import PreviewPane
from schemas import Issue, Paragraph
from tests.gui.conftest import PATIENCE
from tests.gui.inline_renderer import InlineRenderer
from tests.gui.preview.pane.page_positions import in_view, place_on_screen, wait_until_still, without_entry


def test_reveal_scrolls_only_to_a_field_out_of_view(pane: PreviewPane, sample: Issue, qtbot: QtBot) -> None:
    bar = pane.view.verticalScrollBar()
    pane.reveal(path("date"))
    assert bar.value() == 0
    comment = f"top5/{sample.top5[3].id}/comment"
    pane.reveal(path(comment))
    wait_until_still(qtbot, pane.view)
    assert pane.view.viewport().rect().contains(place_on_screen(pane.view, comment))


def test_a_field_is_revealed_once_a_page_shows_it(
    pane: PreviewPane, renderer: InlineRenderer, sample: Issue, qtbot: QtBot
) -> None:
    last = sample.top5[4]
    new = path(f"top5/{last.id}/comment/new/text")
    pane.reveal(new)
    assert pane.view.verticalScrollBar().value() == 0
    longer = last.model_copy(update={"comment": (*last.comment, Paragraph(id="new", text="A new thought."))})
    renderer.show(sample.model_copy(update={"top5": (*sample.top5[:4], longer)}), new)
    qtbot.waitUntil(
        lambda: pane.view.viewport().rect().contains(place_on_screen(pane.view, str(new))), timeout=PATIENCE
    )


def test_the_visible_part_stays_when_pages_are_inserted_above(
    pane: PreviewPane, renderer: InlineRenderer, sample: Issue
) -> None:
    bar = pane.view.verticalScrollBar()
    fourth = f"top5/{sample.top5[3].id}/title"
    found = pane.view.stack.find(path(fourth))
    assert found
    bar.setValue(round(found[1].top()) - 100)
    before = place_on_screen(pane.view, fourth)
    first = sample.top5[0]
    longer = first.model_copy(update={"comment": (Paragraph(id="long", text="Much more text. " * 400),)})
    renderer.show(sample.model_copy(update={"top5": (longer, *sample.top5[1:])}), None)
    assert len(pane.view.stack.pages) > 8
    assert abs(place_on_screen(pane.view, fourth).y() - before.y()) <= 1


def test_new_pages_during_a_scroll_animation_keep_its_target(
    pane: PreviewPane, renderer: InlineRenderer, sample: Issue, qtbot: QtBot
) -> None:
    pane.reveal(path("top5/e5/title"))
    renderer.show(without_entry(sample, 2), None)  # one page less before it
    wait_until_still(qtbot, pane.view)
    assert in_view(pane.view, "top5/e5/title")
    renderer.show(sample, None)
    renderer.show(without_entry(sample, 1), None)
    wait_until_still(qtbot, pane.view)
    assert in_view(pane.view, "top5/e5/title")


def test_with_reduced_motion_the_view_is_at_once_where_it_would_glide_to(
    pane: PreviewPane, qtbot: QtBot, qapp: QApplication
) -> None:
    motion = Motion(qapp)
    motion.reduce(True)
    try:
        pane.reveal(path("top5/e5/title"))
        assert in_view(pane.view, "top5/e5/title")
    finally:
        motion.reduce(False)
    (glide,) = pane.view.findChildren(QPropertyAnimation)
    pane.reveal(path("top5/e1/title"))
    assert glide.state() is QPropertyAnimation.State.Running
    wait_until_still(qtbot, pane.view)


def test_the_highlighted_field_stays_in_view_when_it_moves(
    pane: PreviewPane, renderer: InlineRenderer, sample: Issue, qtbot: QtBot
) -> None:
    pane.reveal(path("top5/e3/title"))
    wait_until_still(qtbot, pane.view)
    order = (*sample.top5[:2], *sample.top5[3:], sample.top5[2])
    for issue in (sample.model_copy(update={"top5": order}), sample):
        renderer.show(issue, None)
        wait_until_still(qtbot, pane.view)
        assert in_view(pane.view, "top5/e3/title")


def test_the_highlighted_field_stays_in_view_when_the_view_gets_lower(pane: PreviewPane, qtbot: QtBot) -> None:
    pane.reveal(path("top5/e3/title"))
    wait_until_still(qtbot, pane.view)
    found = pane.view.stack.find(path("top5/e3/title"))
    assert found
    pane.view.verticalScrollBar().setValue(round(found[1].bottom()) + 10 - pane.view.viewport().height())
    assert in_view(pane.view, "top5/e3/title"), "just above the lower edge"
    for height in (860, 700):  # as when a panel below opens
        pane.resize(700, height)
        wait_until_still(qtbot, pane.view)
        assert in_view(pane.view, "top5/e3/title")


def test_a_manual_scroll_position_is_kept_when_pages_change(
    pane: PreviewPane, renderer: InlineRenderer, sample: Issue, qtbot: QtBot
) -> None:
    pane.reveal(path("top5/e1/title"))
    wait_until_still(qtbot, pane.view)
    pane.view.set_zoom(0.5)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    where = place_on_screen(pane.view, "imprint/publisher")
    for issue in (without_entry(sample, 2), sample):
        renderer.show(issue, None)
        wait_until_still(qtbot, pane.view)
        assert (place_on_screen(pane.view, "imprint/publisher") - where).manhattanLength() <= 1


def test_a_removed_page_is_replaced_by_the_next_one_in_view(
    pane: PreviewPane, renderer: InlineRenderer, sample: Issue, qtbot: QtBot
) -> None:
    pane.reveal(path("top5/e2/title"))
    wait_until_still(qtbot, pane.view)
    renderer.show(without_entry(sample, 2), None)
    wait_until_still(qtbot, pane.view)
    assert in_view(pane.view, "top5/e3/title")


def test_keyboard_navigation(pane: PreviewPane, qtbot: QtBot) -> None:
    bar = pane.view.verticalScrollBar()
    steps: tuple[tuple[Qt.Key, Callable[[], bool]], ...] = (
        (Qt.Key.Key_PageDown, lambda: 0 < bar.value() < bar.maximum()),
        (Qt.Key.Key_PageUp, lambda: bar.value() == 0),
        (Qt.Key.Key_End, lambda: bar.value() == bar.maximum()),
        (Qt.Key.Key_Home, lambda: bar.value() == 0),
    )
    for key, arrived in steps:
        QTest.keyClick(pane.view, key)
        assert arrived()
