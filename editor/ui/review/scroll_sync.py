"""Keeps the margin aligned with the form when it scrolls or its fields move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from editor.session.review.annotation import Annotation
from editor.ui.forms.form import Form
from editor.ui.review.margin import Margin
from editor.ui.review.margin_placement import MarginPlacement

PAUSE_MS = 30
_RESHAPED = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)


class ScrollSync(QObject):
    """Aligns one margin with the form beside it."""

    clicked = Signal(object, int)
    """FieldPath and code points: where the form was clicked."""

    def __init__(self, margin: Margin, update_positions: MarginPlacement, parent: QObject) -> None:
        super().__init__(parent)
        self._margin = margin
        self._margin_placement = update_positions
        self._form: Form | None = None
        self._scrolled = 0
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(PAUSE_MS)
        self._refresh_timer.timeout.connect(self.update_positions)
        margin.resized.connect(self._refresh_timer.start)

    def follow(self, form: Form) -> None:
        """Align with this form."""
        if form is self._form:
            return
        old, self._form = self._form, form
        if old is not None and isValid(old):
            old.verticalScrollBar().valueChanged.disconnect(self._scroll_along)
            old.clicked.disconnect(self.clicked)
            old.page.removeEventFilter(self)
        self._scrolled = form.verticalScrollBar().value()
        form.verticalScrollBar().valueChanged.connect(self._scroll_along)
        form.clicked.connect(self.clicked)
        form.page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _RESHAPED and not self._refresh_timer.isActive():
            self._refresh_timer.start()
        return super().eventFilter(watched, event)

    @Slot(int)
    def _scroll_along(self, value: int) -> None:
        bar = self._margin.verticalScrollBar()
        if self._margin.isVisible() and not self._margin_placement.is_below:
            bar.setValue(bar.value() + value - self._scrolled)
            self._refresh_timer.start()
        self._scrolled = value

    @Slot()
    def update_positions(self) -> None:
        """Move the cards to their fields."""
        self._refresh_timer.stop()
        form = self._form
        if form is None or not isValid(form) or not self._margin.isVisible():
            return
        top = form.verticalScrollBar().value()
        tops: dict[object, int] = {}

        def position_of(annotation: Annotation, exactly: bool) -> int:
            if annotation.at_top:
                return 0
            known = None if exactly else tops.get(annotation.path)
            if known is not None:
                return known
            area = form.area_of(annotation.path, annotation.start if exactly else 0)
            found = area.top() if area is not None else 0
            if not exactly:
                tops[annotation.path] = found
            return found

        self._margin.update_positions(position_of, (top, top + form.viewport().height()), form.page.height())
