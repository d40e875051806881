"""A layout that sets widgets one after the other and begins a new line where the room ends. The last one, which is
typed into, takes what is left of its line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets. `least` is the width that the last one needs, in pixels."""

    def __init__(self, parent: QWidget, gap: int, least: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._least = least

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def arrange(self, widgets: list[QWidget]) -> None:
        """Put those that are in the layout into this order; others come in."""
        held = {id(item.widget()): item for item in self._items}
        for widget in widgets:
            if id(widget) not in held:
                self.addWidget(widget)
                held[id(widget)] = self._items[-1]
        self._items = [held[id(widget)] for widget in widgets]
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._placed(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        margins = self.contentsMargins()
        height = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(self._least + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._placed(rect, move=True)

    def _placed(self, rect: QRect, *, move: bool) -> int:
        """The height that the lines take in this width."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        # All lines are as high as the highest widget, so that they do not jump while one types.
        line = max((item.sizeHint().height() for item in self._items), default=0)
        x, y = inner.x(), inner.y()
        for number, item in enumerate(self._items, 1):
            is_last = number == len(self._items)
            hint = item.sizeHint()
            wanted = self._least if is_last else min(hint.width(), inner.width())
            if x > inner.x() and x + wanted > inner.right() + 1:
                x, y = inner.x(), y + line + self._gap
            width = max(wanted, inner.right() + 1 - x) if is_last else wanted
            if move:
                item.setGeometry(QRect(x, y + (line - hint.height()) // 2, width, hint.height()))
            x += width + self._gap
        return y + line + margins.bottom() - rect.y()
