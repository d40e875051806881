"""A layout that places widgets in lines and wraps them. The last widget, an input, fills the rest of its line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets, `gap` pixels apart. `last_width` is the minimum width of the last widget in pixels."""

    def __init__(self, parent: QWidget, gap: int, last_width: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._last_width = last_width

    def _is_input(self, number: int) -> bool:
        """Return whether an item, counted from 1, is the input that fills the rest of its line."""
        return number == len(self._items)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def arrange(self, widgets: list[QWidget]) -> None:
        """Put the widgets in this order; add those that are not in the layout."""
        known = {id(item.widget()): item for item in self._items}
        for widget in widgets:
            if id(widget) not in known:
                self.addWidget(widget)
                known[id(widget)] = self._items[-1]
        self._items = [known[id(widget)] for widget in widgets]
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
        return self._do_layout(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        margins = self.contentsMargins()
        height = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(self._last_width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._do_layout(rect, move=True)

    def _do_layout(self, rect: QRect, *, move: bool) -> int:
        """Lay out the items, or only compute the layout; return its height."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        # All lines are as high as the highest widget, so that they do not move while the user types.
        line_height = max((item.sizeHint().height() for item in self._items), default=0)
        x, y = inner.x(), inner.y()
        for number, item in enumerate(self._items, 1):
            if item.isEmpty():
                continue
            is_last = self._is_input(number)
            hint = item.sizeHint()
            item_width = self._last_width if is_last else min(hint.width(), inner.width())
            if x > inner.x() and x + item_width > inner.right() + 1:
                x, y = inner.x(), y + line_height + self._gap
            width = max(item_width, inner.right() + 1 - x) if is_last else item_width
            if move:
                item.setGeometry(QRect(x, y + (line_height - hint.height()) // 2, width, hint.height()))
            x += width + self._gap
        return y + line_height + margins.bottom() - rect.y()


class ButtonFlow(FlowLayout):
    """Lines of buttons in their own widths: one line where there is room."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent, gap, 0)
        self.setContentsMargins(0, 0, 0, 0)

    def _is_input(self, number: int) -> bool:
        return False

    def sizeHint(self) -> QSize:  # noqa: N802
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        hints = [item.sizeHint() for item in self._items]
        return QSize(*(max((length(hint) for hint in hints), default=0) for length in (QSize.width, QSize.height)))
