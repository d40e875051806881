"""The view of the pages: painting, scrolling, zooming, clicking on fields, and selecting text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QPropertyAnimation, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QMenu, QWidget

from editor.document.paths import FieldPath
from editor.session.preview.renderer import Rendering
from editor.ui.look.motion import duration
from editor.ui.look.tokens import LIGHT, tokens_of
from editor.ui.preview.annotation_flags import AnnotationFlags
from editor.ui.preview.page_hits import PageHits
from editor.ui.preview.page_images import PageImages
from editor.ui.preview.page_menu import PageMenu
from editor.ui.preview.page_painting import aligned, paint_areas, paint_field, paint_focus, paint_shadow
from editor.ui.preview.page_pointer import PagePointer
from editor.ui.preview.page_stack import GAP, MARGIN, PageStack
from editor.ui.preview.page_texts import PageTexts
from editor.ui.preview.selection_keys import SelectionKeys
from editor.ui.preview.text_selection import TextSelection

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
SCROLL_MS = 180
NO_PAGES = "No pages yet"
EMPTY = "Pages appear here when they are laid out."


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
    menu_opened = Signal(QMenu, object)
    """The context menu, and the `FieldPath` that it was opened at, or None: for more actions."""

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
        self._reported_page = (0, 0)
        self.texts = PageTexts(self)
        self.selection = TextSelection(self.texts, lambda: self._stack, self)
        self.selection.changed.connect(self.viewport().update)
        self.hits = PageHits(self.texts, lambda: [self._stack.pages[one] for one in self._visible()], self)
        self.hits.changed.connect(self.viewport().update)
        self._pointer = PagePointer(self, self.texts, self.selection, self._take_focus, self)
        self._pointer.field_clicked.connect(self.field_clicked)
        self._pointer.annotation_clicked.connect(self.annotation_clicked)
        self._keys = SelectionKeys(self)
        self._images = PageImages(self)
        self._images.ready.connect(self._on_image_ready)
        self._scroll_animation = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._scroll_animation.setEasingCurve(QEasingCurve.Type.OutCubic)
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
            self._scroll_animation.setDuration(duration(SCROLL_MS))
            self._scroll_animation.setStartValue(bar.value())
            self._scroll_animation.setEndValue(min(max(0, goal), bar.maximum()))
            self._scroll_animation.start()
        return True

    def _relayout(self, *, scroll_to_field: bool) -> None:
        """Lay out the pages, and restore the scroll position or scroll to the highlighted field.

        A running scroll animation is stopped, since its target has moved. The top stays at the top: a newly opened
        issue starts with its first page, even if other pages arrive earlier.
        """
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        anchor, at_top = (
            self._stack.anchor(down.value(), across.value() + self.viewport().width() / 2),
            not down.value(),
        )
        self._scroll_animation.stop()
        self._rebuild_stack()
        place = self._stack.place_of(anchor) if anchor is not None else None
        if place is not None:
            down.setValue(round(place.y()))
            across.setValue(round(place.x() - self.viewport().width() / 2))
        if scroll_to_field:
            self._scroll_to_field()
        elif at_top:
            down.setValue(0)

    def _rebuild_stack(self) -> None:
        width = self.viewport().width()
        widest = max((section.page_size[0] for section in self._rendering.sections), default=0.0)
        zoom = self._zoom if self._zoom is not None else max(ZOOMS[0], (width - 2 * MARGIN) / widest) if widest else 1.0
        if self._continuous and self._zoom is None:
            zoom = min(1.0, zoom)
        self._stack = PageStack(self._rendering.sections, zoom, width, gap=0 if self._continuous else GAP)
        self.texts.keep(self._rendering.sections)
        self.selection.follow_pages()
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

    def offset(self) -> QPointF:
        """Return how far the pages are scrolled, in pixels of the view."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

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
        self.hits.look()
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
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for position in self._visible():
            self._paint_page(painter, position)
        if self.hasFocus():
            paint_focus(painter, self.viewport().rect(), tokens_of(self.palette()).focus)

    def _paint_page(self, painter: QPainter, position: int) -> None:
        page = self._stack.pages[position]
        frame = self._stack.frame(position).translated(-self.offset())
        target = aligned(frame, self.devicePixelRatioF(), continuous=self._continuous)
        if not self._continuous:
            paint_shadow(painter, target)
        image = self._images.image(page)
        if image is None:
            painter.fillRect(target, Qt.GlobalColor.white)
        else:
            painter.drawImage(target, image.image)
        parts = page.rects_of(self._highlighted) if self._highlighted else ()
        paint_field(painter, self._in_viewport(position, (part.adjusted(-4, -2, 4, 2) for part in parts)))
        paint_areas(painter, self._in_viewport(position, self.hits.areas_on(page)), LIGHT.tint_found)
        paint_areas(painter, self._in_viewport(position, self.selection.areas_on(position)), LIGHT.highlight)
        self._marks.paint(painter, page, QRectF(target), self._stack.zoom)

    def _in_viewport(self, position: int, areas: Iterable[QRectF]) -> list[QRectF]:
        return [self._stack.to_view(position, area).translated(-self.offset()) for area in areas]

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

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
        if self._keys.handle(event):
            event.accept()
            return
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
        self._pointer.pressed(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pointer.double_clicked(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pointer.moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pointer.released(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        path = self.path_at(QPointF(event.pos())) if by_mouse else self._highlighted
        menu = PageMenu(self, path)
        menu.edit_requested.connect(self.field_clicked)
        menu.opened.connect(self.menu_opened)
        menu.show(event.globalPos() if by_mouse else None)

    def path_at(self, point: QPointF) -> FieldPath | None:
        """Return the field at a point of the viewport."""
        found = self._stack.on_page(point + self.offset())
        return self._stack.pages[found[0]].path_at(found[1]) if found else None

    def annotation_at(self, point: QPointF) -> FieldPath | None:
        """Return the field whose flag is at a point of the viewport."""
        found = self._stack.on_page(point + self.offset())
        if found is None:
            return None
        frame = self._stack.frame(found[0]).translated(-self.offset())
        return self._marks.at(point, self._stack.pages[found[0]], frame, self._stack.zoom)

    # Selection

    @property
    def highlighted(self) -> FieldPath | None:
        """The field that is highlighted."""
        return self._highlighted

    def copy(self) -> None:
        """Copy the selected text."""
        if text := self.selection.text():
            QApplication.clipboard().setText(text)

    def selectAll(self) -> None:  # noqa: N802 - the name that text inputs have
        """Select the text of all pages."""
        self.selection.select_all()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)


def page_label(page: int, count: int, rendering: Rendering) -> str:
    """Return `Page 3 of 9`, or `Page 3 of 9 so far` while pages are still missing."""
    return f"Page {page} of {count}" + ("" if rendering.is_whole else " so far")
