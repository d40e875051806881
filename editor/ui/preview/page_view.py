"""The view of the pages: painting, scrolling, zooming, and clicking on fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QPropertyAnimation, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from editor.document.paths import FieldPath
from editor.session.preview.renderer import Rendering
from editor.ui.look.tokens import LIGHT, tokens_of
from editor.ui.preview.annotation_flags import AnnotationFlags
from editor.ui.preview.page_images import PageImages
from editor.ui.preview.page_stack import GAP, MARGIN, PageStack, PreviewPage

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
SCROLL_MS = 180
SHADOW = 5
NO_PAGES = "No pages yet"
EMPTY = "Pages appear here when they are laid out."


@dataclass(frozen=True, slots=True)
class ViewAnchor:
    """The scroll position.

    The page at the top edge (the first of `pages` that still exists), the offset on it in parts of its height, and the
    horizontal centre in parts of the width.
    """

    pages: tuple[tuple[str, int], ...]
    down: float
    across: float


class PageView(QAbstractScrollArea):
    """Shows the pages of a `Rendering`. Changed pages keep their old image until the new one is ready."""

    field_clicked = Signal(object)
    """A `FieldPath`."""
    annotation_clicked = Signal(object)
    """A `FieldPath`: the field whose annotation flag was clicked."""
    page_changed = Signal(int, int)
    """The current page (from 1) and the number of pages."""
    zoom_changed = Signal(float, bool)
    """The zoom, and whether it follows the width."""

    def __init__(self, parent: QWidget | None = None, *, continuous: bool = False) -> None:
        """`continuous` for one long page in tiles, which is not enlarged to the width of the view."""
        super().__init__(parent)
        self._continuous = continuous
        self.setAccessibleName("Pages")
        self.setAccessibleDescription(NO_PAGES)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setMouseTracking(True)
        self.empty_text = EMPTY
        self._rendering = Rendering()
        self._stack = PageStack()
        self._zoom: float | None = None  # None fits the width
        self._highlighted: FieldPath | None = None
        self._marks = AnnotationFlags()
        self._pressed: QPointF | None = None
        self._reported_page = (0, 0)
        self._images = PageImages(self)
        self._images.ready.connect(self._on_image_ready)
        self._scroll_animation = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._scroll_animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._scroll_animation.setDuration(SCROLL_MS)
        self.verticalScrollBar().actionTriggered.connect(self._scroll_animation.stop)  # the user moves the scroll bar
        self._request_timer = QTimer(self)
        self._request_timer.setSingleShot(True)
        self._request_timer.timeout.connect(self._request_images)

    # Public interface

    @property
    def images(self) -> PageImages:
        return self._images

    @property
    def stack(self) -> PageStack:
        return self._stack

    @property
    def zoom(self) -> float:
        return self._stack.zoom

    def set_rendering(self, rendering: Rendering) -> None:
        """Show these pages. The visible part stays, or the field with the caret if it is in view."""
        held = self._is_field_in_view()
        self._rendering = rendering
        self._relayout(scroll_to_field=held)

    def clear(self) -> None:
        """Show nothing: what follows has nothing to do with what was shown."""
        self._rendering = Rendering()
        self._images.clear()
        self._relayout(scroll_to_field=False)

    def set_zoom(self, zoom: float | None) -> None:
        """Set the zoom: 1 is 100 %, None fits the width of the view."""
        self._zoom = None if zoom is None else min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._relayout(scroll_to_field=self._is_scrolling)

    def zoom_in(self) -> None:
        self.set_zoom(next((step for step in ZOOMS if step > self.zoom * 1.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        self.set_zoom(next((step for step in reversed(ZOOMS) if step < self.zoom * 0.99), ZOOMS[0]))

    def reveal(self, path: FieldPath) -> bool:
        """Highlight a field, and scroll to it unless it is in view. Return False if no page shows it."""
        tinted = path if path else None
        if tinted != self._highlighted:
            self._highlighted = tinted
            self.viewport().update()
        return self._scroll_to_field()

    def show_annotations(self, paths: Sequence[FieldPath], current: FieldPath | None = None) -> None:
        """Show flags for these fields in the page margins. The current one is emphasized."""
        self._marks.show(paths, current)
        self.viewport().update()

    # Layout and scrolling

    @property
    def _is_scrolling(self) -> bool:
        return self._scroll_animation.state() is QPropertyAnimation.State.Running

    def _is_field_in_view(self, height: int | None = None) -> bool:
        """Return whether the highlighted field is in view, or will be after the current scroll animation.

        Any of its pages counts, so that the view stays on the second page while the user types there. `height` is the
        height of the view in pixels, by default the current one.
        """
        if self._highlighted is None:
            return False
        top = self._scroll_animation.endValue() if self._is_scrolling else self.verticalScrollBar().value()
        height = self.viewport().height() if height is None else height
        return any(
            min(place.bottom(), top + height) - max(place.top(), top) >= min(place.height(), height / 2) - 1
            for _, place in self._stack.find_all(self._highlighted)
        )

    def _scroll_to_field(self) -> bool:
        """Scroll to the highlighted field unless it is in view. Return False if no page shows it."""
        found = self._stack.find(self._highlighted) if self._highlighted is not None else None
        if found is None:
            return False
        if not self._is_field_in_view():
            bar, height, place = self.verticalScrollBar(), self.viewport().height(), found[1]
            goal = round(place.top() - max(MARGIN, (height - place.height()) / 3))
            self._scroll_animation.stop()
            self._scroll_animation.setStartValue(bar.value())
            self._scroll_animation.setEndValue(min(max(0, goal), bar.maximum()))
            self._scroll_animation.start()
        return True

    def _relayout(self, *, scroll_to_field: bool) -> None:
        """Lay out the pages, and restore the scroll position or scroll to the highlighted field.

        A running scroll animation is stopped, since its target has moved. The top stays at the top: a newly opened
        issue starts with its first page, even if other pages arrive earlier.
        """
        anchor, at_top = self._anchor(), not self.verticalScrollBar().value()
        self._scroll_animation.stop()
        self._rebuild_stack()
        self._restore_anchor(anchor)
        if scroll_to_field:
            self._scroll_to_field()
        elif at_top:
            self.verticalScrollBar().setValue(0)

    def _rebuild_stack(self) -> None:
        width = self.viewport().width()
        widest = max((section.page_size[0] for section in self._rendering.sections), default=0.0)
        zoom = self._zoom if self._zoom is not None else max(ZOOMS[0], (width - 2 * MARGIN) / widest) if widest else 1.0
        if self._continuous and self._zoom is None:
            zoom = min(1.0, zoom)
        self._stack = PageStack(self._rendering.sections, zoom, width, gap=0 if self._continuous else GAP)
        self._update_scroll_bars()
        self.viewport().update()
        self._request_timer.start(0)
        self._show_page()
        self.zoom_changed.emit(zoom, self._zoom is None)

    def _update_scroll_bars(self) -> None:
        view = self.viewport().size()
        for bar, length, seen in (
            (self.verticalScrollBar(), self._stack.height, view.height()),
            (self.horizontalScrollBar(), self._stack.width, view.width()),
        ):
            bar.setRange(0, max(0, round(length) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _anchor(self) -> ViewAnchor | None:
        if not self._stack.pages:
            return None
        top = self.verticalScrollBar().value()
        position = self._stack.position_at(top + GAP)
        frame = self._stack.frame(position)
        middle = self.horizontalScrollBar().value() + self.viewport().width() / 2
        return ViewAnchor(
            tuple(self._stack.fallback_keys(position)), (top - frame.top()) / frame.height(), middle / self._stack.width
        )

    def _restore_anchor(self, anchor: ViewAnchor | None) -> None:
        found = (self._stack.position_of(key) for key in (anchor.pages if anchor else ()))
        position = next((position for position in found if position is not None), None)
        if anchor and position is not None:
            frame = self._stack.frame(position)
            self.verticalScrollBar().setValue(round(frame.top() + anchor.down * frame.height()))
            self.horizontalScrollBar().setValue(round(anchor.across * self._stack.width - self.viewport().width() / 2))

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._stack.positions_between(top, top + self.viewport().height())

    def _show_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        count = len(self._stack.pages)
        current = (self._stack.position_at(middle) + 1, count) if count else (0, 0)
        if current != self._reported_page:
            self._reported_page = current
            self.setAccessibleDescription(page_label(*current, self._rendering) if count else NO_PAGES)
            self.page_changed.emit(*current)

    # Images

    def _request_images(self) -> None:
        visible = self._visible()
        beside = (visible.start - 1, visible.stop)
        positions = [*visible, *(one for one in beside if 0 <= one < len(self._stack.pages))]
        self._images.request([(self._stack.pages[one], self._pixel_size(one)) for one in positions])

    def _pixel_size(self, position: int) -> QSize:
        ratio = self.devicePixelRatioF()
        frame = self._stack.frame(position)
        return QSize(round(frame.width() * ratio), round(frame.height() * ratio))

    def _on_image_ready(self) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens_of(self.palette()).hover))
        if not self._stack.pages:
            painter.setPen(QColor(tokens_of(self.palette()).ink_soft))
            place = self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_text)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for position in self._visible():
            self._paint_page(painter, position)

    def _paint_page(self, painter: QPainter, position: int) -> None:
        page = self._stack.pages[position]
        target = self._aligned(self._stack.frame(position).translated(-self._offset()))
        for spread in () if self._continuous else range(SHADOW, 0, -1):
            painter.fillRect(target.adjusted(-spread, 1 - spread / 2, spread, spread + 1), QColor(0, 0, 0, 7))
        image = self._images.image(page)
        if image is None:
            painter.fillRect(target, Qt.GlobalColor.white)
        else:
            painter.drawImage(target, image.image)
        self._paint_highlight(painter, position, page)
        self._marks.paint(painter, page, QRectF(target), self._stack.zoom)

    def _paint_highlight(self, painter: QPainter, position: int, page: PreviewPage) -> None:
        parts = page.rects_of(self._highlighted) if self._highlighted else ()
        ground = QPainterPath()
        ground.setFillRule(Qt.FillRule.WindingFill)  # overlapping lines are highlighted once
        placed = [self._stack.to_view(position, part.adjusted(-4, -2, 4, 2)) for part in parts]
        for part in placed:
            ground.addRect(part.translated(-self._offset()))
        if not placed:
            return
        # Pages are light in both colour schemes. Multiplying keeps the text black.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillPath(ground, QColor(LIGHT.tint))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        first = placed[0].translated(-self._offset())
        painter.fillRect(QRectF(first.left() - 3, first.top(), 2, first.height()), QColor(LIGHT.accent))

    def _aligned(self, frame: QRectF) -> QRectF:
        """Align a rectangle to device pixels, so that the page is sharp."""
        ratio = self.devicePixelRatioF()
        left, top = round(frame.left() * ratio) / ratio, round(frame.top() * ratio) / ratio
        if self._continuous:  # tiles share their edges
            return QRectF(left, top, frame.width(), round(frame.bottom() * ratio) / ratio - top)
        return QRectF(left, top, round(frame.width() * ratio) / ratio, round(frame.height() * ratio) / ratio)

    # Mouse and keyboard

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        self.viewport().update()
        self._request_timer.start(0)
        self._show_page()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        # The old height decides: a field that a lower view cuts off was in view, and stays there.
        self._relayout(scroll_to_field=self._is_field_in_view(event.oldSize().height()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._request_timer.start(0)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self._scroll_animation.stop()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            if steps:
                self.set_zoom(self.zoom * 1.1**steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        bar = self.verticalScrollBar()
        self._scroll_animation.stop()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.set_zoom(None)
            case Qt.Key.Key_1:
                self.set_zoom(1)
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        pressed, self._pressed = self._pressed, None
        if pressed is None or (event.position() - pressed).manhattanLength() > 6:
            return
        marked, path = self._annotation_at(event.position()), self._path_at(event.position())
        if marked is not None:
            self.annotation_clicked.emit(marked)
        elif path is not None:
            self.field_clicked.emit(path)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._annotation_at(event.position()) or self._path_at(event.position())
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor)

    def _path_at(self, point: QPointF) -> FieldPath | None:
        found = self._stack.on_page(point + self._offset())
        return self._stack.pages[found[0]].path_at(found[1]) if found else None

    def _annotation_at(self, point: QPointF) -> FieldPath | None:
        found = self._stack.on_page(point + self._offset())
        if found is None:
            return None
        frame = self._stack.frame(found[0]).translated(-self._offset())
        return self._marks.at(point, self._stack.pages[found[0]], frame, self._stack.zoom)


def page_label(page: int, count: int, rendering: Rendering) -> str:
    """Return `Page 3 of 9`, or `Page 3 of 9 so far` while pages are still missing."""
    return f"Page {page} of {count}" + ("" if rendering.is_whole else " so far")
