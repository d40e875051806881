"""Scrolling of a form: keeps the current line in place, and builds the cards near the visible area."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from editor.ui.forms.items_view import ItemsView

Line = Callable[[], tuple[QWidget, QRect] | None]
"""Returns where a line is now: a widget, and a rectangle in it."""

_MAX_ATTEMPTS = 4
"""The most corrections of the scroll position: a text reports its new height only after a width change."""

_ROUNDS = 2
"""Parts report new heights when they were given their widths, which is known after the first round."""


class Viewport:
    """Scrolls one form and builds the items of its lists."""

    def __init__(self, area: QScrollArea) -> None:
        self._area = area
        self._is_building = False

    def ensure_visible(self, widget: QWidget, part: QRect) -> None:
        """Scroll as little as needed. Of a part taller than the viewport, show the top."""
        margin = self._area.fontMetrics().height()
        bar, height = self._area.verticalScrollBar(), self._area.viewport().height()
        top = self._y_of(widget, part.topLeft()) + bar.value() - margin
        bottom = top + part.height() + 2 * margin
        if top < bar.value() or bottom - top > height:
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    @contextmanager
    def line_position_kept(self, line: Line, height: int) -> Iterator[None]:
        """Keep a line at its position on the screen while the form is resized, if it was visible in `height` pixels."""
        before = self.line_top(line, height)
        yield
        if before is not None:
            self.restore_line(line, before)

    def line_top(self, line: Line, height: int) -> int | None:
        """Return the y position of a line in the viewport, or None if it is not visible in `height` pixels."""
        found = line() if self._area.isVisible() else None
        if found is None:
            return None
        top = self._y_of(found[0], found[1].topLeft())
        return top if -found[1].height() < top < height else None

    def restore_line(self, line: Line, top: int) -> None:
        """Scroll so that a line is at `top` again, and is visible."""
        found: tuple[QWidget, QRect] | None = None
        for _ in range(_MAX_ATTEMPTS):
            self.update_layout()
            found = line()
            if found is None:
                return
            offset = self._y_of(found[0], found[1].topLeft()) - top
            if not offset:
                break
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + offset)
        if found is not None:
            self.ensure_visible(*found)

    def build_near(self, lists: Sequence[ItemsView], held: QWidget | None) -> None:
        """Build the items in and near the visible area.

        The widget that the user looks at stays in place: `held`, or else the first visible item.
        """
        if self._is_building:
            return
        self._is_building = True
        try:
            self.update_layout()
            seen = self._area.viewport().rect()
            near = seen.adjusted(0, -seen.height() // 2, 0, seen.height() // 2)
            is_seen = held is not None and not held.visibleRegion().isEmpty()
            with self._position_kept(held if is_seen else _first_visible_card(lists)):
                for items in lists:
                    items.build_near(near.translated(-items.mapTo(self._area.viewport(), QPoint(0, 0))))
        finally:
            self._is_building = False

    @contextmanager
    def _position_kept(self, held: QWidget | None) -> Iterator[None]:
        before = None if held is None else self._y_of(held, QPoint(0, 0))
        yield
        self.update_layout()
        if held is not None and before is not None:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + self._y_of(held, QPoint(0, 0)) - before)

    def _y_of(self, widget: QWidget, point: QPoint) -> int:
        return widget.mapTo(self._area.viewport(), point).y()

    def update_layout(self) -> None:
        """Apply pending layout changes of the form now, instead of when Qt processes them.

        Of the form alone: the layouts around it may be placing it at this moment, and would go on with old sizes.
        Qt goes on until nothing is posted any more: no arrangement may depend on a scroll bar that comes or goes.
        """
        content = self._area.widget()
        if content is None:
            return
        for _ in range(_ROUNDS):
            inner = content.findChildren(QWidget)[::-1]  # children before their parents
            for widget in (*inner, content, self._area.viewport(), self._area):
                QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)


def _first_visible_card(lists: Sequence[ItemsView]) -> QWidget | None:
    cards = (card for items in lists for card in items.cards)
    return next((card for card in cards if card.is_built and not card.visibleRegion().isEmpty()), None)
