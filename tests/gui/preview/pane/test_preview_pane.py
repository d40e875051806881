from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from editor.document.installed_theme import InstalledTheme
from editor.document.paths import ROOT, FieldPath, path
from editor.session.preview.renderer import Activity, PageNote, Rendering
from editor.ui.look.tokens import LIGHT
from editor.ui.preview.page_images import PageImage
from editor.ui.preview.page_view import PageView
from editor.ui.preview.preview_pane import PreviewPane
from schemas import Issue
from tests.gui.conftest import PATIENCE
from tests.gui.inline_renderer import InlineRenderer
from tests.gui.preview.pane.page_positions import place_on_screen, wait_until_still


def texts(pane: PreviewPane) -> str:
    return " | ".join(label.text() for label in pane.findChildren(QLabel))


def press(pane: PreviewPane, name: str) -> None:
    next(button for button in pane.findChildren(QToolButton) if button.accessibleName() == name).click()


def drawn(view: PageView, position: int) -> PageImage | None:
    """Return the image of a page, if it is current in content and size."""
    page = view.stack.pages[position]
    image = view.images.image(page)
    return image if image and image.page.section is page.section else None


def wait_until_drawn(qtbot: QtBot, view: PageView, position: int) -> QImage:
    qtbot.waitUntil(lambda: drawn(view, position) is not None, timeout=PATIENCE)
    image = drawn(view, position)
    assert image
    return image.image


def test_the_pane_shows_the_current_page_and_notes_on_the_layout(pane: PreviewPane, renderer: InlineRenderer) -> None:
    assert "Page 1 of 8" in texts(pane)
    assert "8 pages" in texts(pane)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert "Page 8 of 8" in texts(pane)
    assert pane.view.accessibleDescription() == "Page 8 of 8"
    renderer.tell((PageNote("top5/e3", "Entry 3 is 4 <lines> too long.", "", problem=False),))
    assert "Entry 3 is 4 &lt;lines&gt; too long." in texts(pane)


def test_the_page_count_is_provisional_while_sections_are_missing(pane: PreviewPane, renderer: InlineRenderer) -> None:
    all_sections = renderer.rendering.sections
    renderer._set_rendering(Rendering(all_sections[:3], 3, is_whole=False))
    assert "Page 1 of 3 so far" in texts(pane)
    assert "| 3 pages so far" in texts(pane)
    assert pane.view.accessibleDescription() == "Page 1 of 3 so far"
    renderer._set_rendering(Rendering(all_sections, 8))
    assert "so far" not in texts(pane) + pane.view.accessibleDescription()


def test_an_opened_issue_starts_at_its_first_page(pane: PreviewPane, renderer: InlineRenderer) -> None:
    all_sections = renderer.rendering.sections
    renderer._set_rendering(Rendering(all_sections[1:3], 2, is_whole=False))
    renderer._set_rendering(Rendering(all_sections, 8))
    assert "Page 1 of 8" in texts(pane)
    pane.view.verticalScrollBar().setValue(10)  # the user reads here
    renderer._set_rendering(Rendering(all_sections[1:], 7, is_whole=False))
    pane.view.verticalScrollBar().setValue(10)
    renderer._set_rendering(Rendering(all_sections, 8))
    assert "Page 2 of 8" in texts(pane)


def test_clicking_a_note_emits_its_field(pane: PreviewPane, renderer: InlineRenderer, qtbot: QtBot) -> None:
    renderer.tell((PageNote("top5/e3", "Entry 3 is 4 lines too long.", "", problem=False),))
    note = next(label for label in pane.findChildren(QLabel) if "Entry 3" in label.text())
    with qtbot.waitSignal(pane.field_clicked, timeout=PATIENCE) as clicked:
        note.linkActivated.emit("top5/e3")
    assert clicked.args == [path("top5/e3")]


def test_images_match_the_pages(pane: PreviewPane, renderer: InlineRenderer, qtbot: QtBot) -> None:
    pane.view.set_zoom(1)
    image = wait_until_drawn(qtbot, pane.view, 0)
    section = renderer.rendering.sections[0]
    with pypdfium2.PdfDocument(section.pdf) as document:
        page = document[0]
        expected = page.render(scale=image.width() / page.get_width()).to_pil().convert("L").resize((80, 113))
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    small = gray.scaled(80, 113, mode=Qt.TransformationMode.SmoothTransformation)
    differences = [abs(small.pixelColor(x, y).red() - expected.getpixel((x, y))) for x in range(80) for y in range(113)]
    assert max(differences) < 90
    assert sum(differences) / len(differences) < 1


def test_only_pages_near_the_view_are_rendered(pane: PreviewPane, qtbot: QtBot) -> None:
    wait_until_drawn(qtbot, pane.view, 1)
    assert drawn(pane.view, 6) is None


def test_clicking_a_page_emits_the_field(pane: PreviewPane, sample: Issue, qtbot: QtBot) -> None:
    title = f"top5/{sample.top5[0].id}/title"
    pane.reveal(path(title))
    wait_until_still(qtbot, pane.view)
    where = place_on_screen(pane.view, title)
    QTest.mouseMove(pane.view.viewport(), where)
    with qtbot.waitSignal(pane.field_clicked, timeout=PATIENCE) as clicked:
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert clicked.args == [path(title)]
    assert pane.view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_a_field_over_two_lines_is_highlighted_and_clickable_on_both(
    pane: PreviewPane, sample: Issue, qtbot: QtBot
) -> None:
    title = path(f"top5/{sample.top5[3].id}/source/title_zh")
    pane.reveal(title)
    wait_until_still(qtbot, pane.view)
    found = pane.view.stack.find(title)
    assert found
    first, second = pane.view.stack.pages[found[0]].rects_of(title)
    assert second.top() > first.top()
    assert second.left() < first.left(), "the second line begins at the left"
    wait_until_drawn(qtbot, pane.view, found[0])
    image = pane.view.viewport().grab().toImage()
    scrolled = QPointF(pane.view.horizontalScrollBar().value(), pane.view.verticalScrollBar().value())
    for part in (first, second):
        place = pane.view.stack.to_view(found[0], part).translated(-scrolled)
        assert image.pixelColor(place.topLeft().toPoint()).name() == QColor(LIGHT.tint).name()
        with qtbot.waitSignal(pane.field_clicked, timeout=PATIENCE) as clicked:
            QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center().toPoint())
        assert clicked.args == [title]


def test_clicks_beside_a_page_and_drags_emit_nothing(pane: PreviewPane, sample: Issue, qtbot: QtBot) -> None:
    clicked: list[FieldPath] = []
    pane.field_clicked.connect(clicked.append)
    view = pane.view.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    title = place_on_screen(pane.view, "date")
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=title)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=title + QPoint(30, 0))
    assert not clicked


def test_a_revealed_field_is_highlighted_and_its_text_stays_black(pane: PreviewPane, qtbot: QtBot) -> None:
    wait_until_drawn(qtbot, pane.view, 0)
    where = place_on_screen(pane.view, "date")
    before = pane.view.viewport().grab().toImage()
    pane.reveal(path("date"))
    after = pane.view.viewport().grab().toImage()
    row = range(where.x() - 60, where.x() + 60)
    changed = [x for x in row if before.pixelColor(x, where.y()) != after.pixelColor(x, where.y())]
    assert changed
    assert min(after.pixelColor(x, where.y()).lightness() for x in row) < 160
    pane.reveal(ROOT)
    assert pane.view.viewport().grab().toImage() == before


@pytest.mark.parametrize("zoom", [0.6, 1.0, 1.2])
def test_the_edge_of_a_highlighted_field_leaves_the_label_beside_it_free(
    pane: PreviewPane, sample: Issue, qtbot: QtBot, zoom: float
) -> None:
    comment = path(f"top5/{sample.top5[0].id}/comment/{sample.top5[0].comment[0].id}/text")
    pane.view.set_zoom(zoom)
    pane.reveal(comment)
    wait_until_still(qtbot, pane.view)
    found = pane.view.stack.find(comment)
    assert found
    wait_until_drawn(qtbot, pane.view, found[0])
    scrolled = QPointF(pane.view.horizontalScrollBar().value(), pane.view.verticalScrollBar().value())
    place = found[1].translated(-scrolled)
    after = pane.view.viewport().grab().toImage()
    pane.view.reveal(ROOT)
    before = pane.view.viewport().grab().toImage()
    gap = 5.3 * zoom  # the label "MERICS comment:" ends so far from the text, in points
    left, top = round(place.left() - 20 * zoom), round(place.top())
    label = QRect(left, top, round(place.left() - gap) - left, round(13 * zoom))
    assert before.copy(label) == after.copy(label)
    assert any(
        before.pixelColor(label.x() + x, top + y).lightness() < 160
        for x in range(label.width())
        for y in range(label.height())
    )
    assert before.copy(label.translated(round(gap), 0)) != after.copy(label.translated(round(gap), 0))


def test_a_page_keeps_its_old_image_until_the_new_one_is_ready(
    pane: PreviewPane, renderer: InlineRenderer, sample: Issue, qtbot: QtBot
) -> None:
    before = wait_until_drawn(qtbot, pane.view, 0)
    renderer.show(sample.model_copy(update={"date": None}), None)
    old = pane.view.images.image(pane.view.stack.pages[0])
    assert old
    assert old.image == before
    assert wait_until_drawn(qtbot, pane.view, 0) != before


def test_zoom_by_buttons_keys_and_wheel(pane: PreviewPane, qtbot: QtBot) -> None:
    view = pane.view
    fitting = view.zoom
    assert 0.7 < fitting < 0.9
    press(pane, "Zoom in")
    assert view.zoom == 0.9
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == 1.0
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == 0.9
    press(pane, "Zoom")
    assert view.zoom == 1.0
    wheel(view, 120)
    assert view.zoom == pytest.approx(1.1)
    wheel(view, -120)
    assert view.zoom == pytest.approx(1.0)
    pane.resize(900, 900)
    assert view.zoom == pytest.approx(1.0), "a chosen zoom stays"
    press(pane, "Fit width")
    assert view.zoom > fitting
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.zoom == 1.0
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom > fitting


def wheel(view: PageView, angle: int) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_outdated_pages_are_announced(pane: PreviewPane, renderer: InlineRenderer) -> None:
    renderer.be(Activity.BEHIND)
    assert "Updating pages" in texts(pane)
    renderer._set_rendering(replace(renderer.rendering, is_whole=False))
    assert "Updating pages" not in texts(pane)
    assert "Laying out more pages…" in texts(pane)
    renderer.be(Activity.IDLE)
    assert "Updating pages" not in texts(pane)


def test_a_failure_offers_to_try_again(pane: PreviewPane, renderer: InlineRenderer, qtbot: QtBot) -> None:
    again = next(button for button in pane.findChildren(QPushButton) if button.text() == "Try Again")
    assert not again.isVisible()
    renderer.be(Activity.FAILED, "The page preview stopped.")
    assert again.isVisible()
    assert "The page preview stopped." in texts(pane)
    with qtbot.waitSignal(renderer.state_changed, timeout=PATIENCE):
        again.click()
    assert not again.isVisible()


def test_an_empty_preview_shows_a_hint(theme: InstalledTheme, qtbot: QtBot) -> None:
    pane = PreviewPane(InlineRenderer(theme))
    qtbot.addWidget(pane)
    pane.resize(500, 500)
    pane.show()
    assert "No pages yet" in texts(pane)
    assert pane.view.accessibleDescription() == "No pages yet"
    pane.view.viewport().grab()


def test_all_controls_have_accessible_names(pane: PreviewPane) -> None:
    named: list[Any] = [pane, pane.view, *pane.findChildren(QToolButton)]
    assert all(widget.accessibleName() for widget in named)
