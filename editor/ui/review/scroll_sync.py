"""Keeps the margin alongside the form in view: it scrolls with it, and cards move when fields do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from editor.session.review.annotation import Annotation
from editor.ui.forms.form import Form
from editor.ui.review.margin import Margin
from editor.ui.review.margin_place import MarginPlace

PAUSE_MS = 30
_RESHAPED = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)


class ScrollSync(QObject):
    """One margin, and the form that it stands beside."""

    clicked = Signal(object, int)
    """FieldPath and code points: the mouse put the caret there in the form."""

    def __init__(self, margin: Margin, place: MarginPlace, parent: QObject) -> None:
        super().__init__(parent)
        self._margin = margin
        self._place_of_margin = place
        self._form: Form | None = None
        self._scrolled = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self.place)
        margin.grew.connect(self._later.start)

    def follow(self, form: Form) -> None:
        """Stand beside this form, and no other."""
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
        if event.type() in _RESHAPED and not self._later.isActive():
            self._later.start()
        return super().eventFilter(watched, event)

    @Slot(int)
    def _scroll_along(self, value: int) -> None:
        bar = self._margin.verticalScrollBar()
        if self._margin.isVisible() and not self._place_of_margin.is_below:
            bar.setValue(bar.value() + value - self._scrolled)
            self._later.start()
        self._scrolled = value

    @Slot()
    def place(self) -> None:
        """Put the cards where their fields are now."""
        self._later.stop()
        form = self._form
        if form is None or not isValid(form) or not self._margin.isVisible():
            return
        top = form.verticalScrollBar().value()
        tops: dict[object, int] = {}

        def where(mark: Annotation, exactly: bool) -> int:
            if mark.at_top:
                return 0
            known = None if exactly else tops.get(mark.path)
            if known is not None:
                return known
            area = form.area_of(mark.path, mark.start if exactly else 0)
            found = area.top() if area is not None else 0
            if not exactly:
                tops[mark.path] = found
            return found

        self._margin.place(where, (top, top + form.viewport().height()), form.page.height())
