"""A stack of pages of which only the current one decides how small the window can be."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class PageStack(QStackedWidget):
    """Qt's stack is as large as the largest of its pages, shown or not."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())
