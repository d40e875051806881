"""The part of a form that can be seen: what is written stays in it, and what comes near it is made in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from editor.ui.forms.items_view import ItemsView


class Sight:
    """Scrolls one form, and has the items of its lists made."""

    def __init__(self, area: QScrollArea) -> None:
        self._area = area
        self._is_making = False

    def keep(self, widget: QWidget, part: QRect) -> None:
        """Scroll no further than needed; of what is higher than the form its top is shown."""
        margin = self._area.fontMetrics().height()
        bar, height = self._area.verticalScrollBar(), self._area.viewport().height()
        top = self._y_of(widget, part.topLeft()) + bar.value() - margin
        bottom = top + part.height() + 2 * margin
        if top < bar.value() or bottom - top > height:
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def make_near(self, lists: Sequence[ItemsView], held: QWidget | None) -> None:
        """Make the fields of the items that can be seen, or will be soon. What the user looks at, `held` or else the
        first item in sight, stays where it is."""
        if self._is_making:
            return
        self._is_making = True
        try:
            self.lay_out()
            seen = self._area.viewport().rect()
            near = seen.adjusted(0, -seen.height() // 2, 0, seen.height() // 2)
            with self._still(held if held is not None else _first_in_sight(lists)):
                for items in lists:
                    items.build_near(near.translated(-items.mapTo(self._area.viewport(), QPoint(0, 0))))
        finally:
            self._is_making = False

    @contextmanager
    def _still(self, held: QWidget | None) -> Iterator[None]:
        before = None if held is None else self._y_of(held, QPoint(0, 0))
        yield
        self.lay_out()
        if held is not None and before is not None:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + self._y_of(held, QPoint(0, 0)) - before)

    def _y_of(self, widget: QWidget, point: QPoint) -> int:
        return widget.mapTo(self._area.viewport(), point).y()

    def lay_out(self) -> None:
        """Have all sizes settled now, not when Qt comes round to it."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def _first_in_sight(lists: Sequence[ItemsView]) -> QWidget | None:
    cards = (card for items in lists for card in items.cards)
    return next((card for card in cards if card.is_built and not card.visibleRegion().isEmpty()), None)
