"""Sizes of a form at which it just fits, or just does not."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.gui.forms.conftest import OpenForm

NARROW = 28
"""Width in lines below which a form has less space around it."""
PLENTY = 60
"""Changes of the width of the fields at one change of the size that never end."""


class _Resizes(QObject):
    """Counts how often the fields are given another width, and takes the scroll bar away where that has no end."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.number = 0
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.number += event.type() is QEvent.Type.Resize
        if self.number == PLENTY:
            self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return super().eventFilter(watched, event)


def test_a_scroll_bar_that_makes_the_form_narrow_does_not_come_and_go_without_end(open_form: OpenForm) -> None:
    """A narrow form has less space around it, and could do without the bar that made it narrow."""
    form = open_form("", fields=("headline", "date", "reporting_period")).form
    resizes = _Resizes(form)
    narrow = NARROW * form.fontMetrics().height()
    for width in (narrow + 1, narrow + form.verticalScrollBar().sizeHint().width() - 1):
        form.resize(width, 1000)
        QApplication.processEvents()
        fits = form.page.heightForWidth(width)
        for height in range(fits - 30, fits + 30, 2):
            resizes.number = 0
            form.resize(width, height)
            QApplication.processEvents()
            assert resizes.number < PLENTY, (width, height)
