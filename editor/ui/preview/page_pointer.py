"""The mouse on the pages: a click goes to a field, a drag selects text, a double or triple click a word or line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QWidget

from editor.document.paths import FieldPath
from editor.ui.preview.page_stack import PageStack
from editor.ui.preview.page_texts import PageTexts
from editor.ui.preview.text_selection import TextSelection, TextSpot, Unit

_SCROLL_MS = 30
_MOST_PER_STEP = 60
"""Pixels that a drag beyond the edge scrolls in one step."""


class PointerHost(Protocol):
    """What the pointer needs from the view."""

    @property
    def stack(self) -> PageStack:
        """The pages."""

    def viewport(self) -> QWidget: ...

    def verticalScrollBar(self) -> QScrollBar: ...  # noqa: N802 - Qt's name

    def offset(self) -> QPointF:
        """How far the pages are scrolled."""

    def annotation_at(self, point: QPointF) -> FieldPath | None:
        """The field whose flag is at a point of the viewport."""

    def path_at(self, point: QPointF) -> FieldPath | None:
        """The field at a point of the viewport."""


class PagePointer(QObject):
    """Handles the mouse events of one view."""

    field_clicked = Signal(object)
    annotation_clicked = Signal(object)

    def __init__(
        self,
        view: PointerHost,
        texts: PageTexts,
        selection: TextSelection,
        take_focus: Callable[[], None],
        parent: QAbstractScrollArea,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._texts = texts
        self._selection = selection
        self._take_focus = take_focus
        self._pressed: QPointF | None = None
        self._is_selecting = False
        self._last_point = QPointF()
        self._third_click = QTimer(self)
        self._third_click.setSingleShot(True)
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)

    def pressed(self, event: QMouseEvent) -> None:
        """Remember where a click or drag begins. Shift extends the selection, a third click takes the line."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        self._pressed, self._is_selecting = point, False
        if self._third_click.isActive() and _is_near(point, self._last_point):
            self._third_click.stop()
            self._begin(point, Unit.LINE)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            spot = self.spot_at(point)
            if spot is not None:
                self._is_selecting = True
                self._selection.extend(spot)
                self._take_focus()

    def double_clicked(self, event: QMouseEvent) -> None:
        """Select the word."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._last_point = event.position()
            self._third_click.start(QApplication.doubleClickInterval())
            self._begin(event.position(), Unit.WORD)

    def moved(self, event: QMouseEvent) -> None:
        """Extend the selection of a drag; otherwise show by the pointer what a click does."""
        point = event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if not self._is_selecting and not _is_near(point, self._pressed):
                self._begin(self._pressed, Unit.CHARACTER)
            if self._is_selecting:
                self._last_point = point
                self._extend(point)
                is_inside = self._view.viewport().rect().top() <= point.y() <= self._view.viewport().rect().bottom()
                if is_inside:
                    self._scrolling.stop()
                elif not self._scrolling.isActive():
                    self._scrolling.start()
            return
        shape = Qt.CursorShape.ArrowCursor
        if self._view.annotation_at(point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._view.path_at(point) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)

    def released(self, event: QMouseEvent) -> None:
        """End a drag. Without one, go to the field, and select nothing."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        self._scrolling.stop()
        if pressed is None or self._is_selecting:
            self._is_selecting = False
            return
        point = event.position()
        if not _is_near(point, pressed):
            return
        self._selection.clear()
        marked, path = self._view.annotation_at(point), self._view.path_at(point)
        if marked is not None:
            self.annotation_clicked.emit(marked)
        elif path is not None:
            self.field_clicked.emit(path)

    def spot_at(self, point: QPointF) -> TextSpot | None:
        """Return the position in the text that is nearest to a point of the viewport."""
        stack, inside = self._view.stack, point + self._view.offset()
        if not stack.pages:
            return None
        position = stack.position_at(inside.y())
        page, frame = stack.pages[position], stack.frame(position)
        index = self._texts.index_at(page, (inside - frame.topLeft()) / stack.zoom)
        return None if index is None else TextSpot(page, index)

    def _begin(self, point: QPointF, unit: Unit) -> None:
        spot = self.spot_at(point)
        if spot is not None:
            self._is_selecting = True
            self._selection.begin(spot, unit)
            self._take_focus()

    def _extend(self, point: QPointF) -> None:
        spot = self.spot_at(point)
        if spot is not None:
            self._selection.extend(spot)

    @Slot()
    def _scroll(self) -> None:
        """Scroll towards the pointer beyond the edge, and select as far."""
        area, point = self._view.viewport().rect(), self._last_point
        beyond = point.y() - area.bottom() if point.y() > area.bottom() else min(0.0, point.y() - area.top())
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + round(min(max(beyond, -_MOST_PER_STEP), _MOST_PER_STEP)))
        edge = min(max(point.y(), float(area.top())), float(area.bottom()))
        self._extend(QPointF(point.x(), edge))


def _is_near(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() <= 6
