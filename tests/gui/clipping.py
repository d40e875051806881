"""Finds text that a window clips or elides: font metrics against rectangles, children inside their parents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QScrollArea,
    QSplitterHandle,
    QStatusBar,
    QStyledItemDelegate,
    QTabBar,
    QTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)

_CHINESE = re.compile(r"[\u2e80-\uffef]")
_TOLERANCE = 2
"""Pixels: rounding of font sizes."""
_LEAST_CHARACTERS = 8
"""What a field has room for at least."""


def clipped(window: QWidget) -> list[str]:
    """Return what is clipped in a window, a line each; empty if nothing is."""
    shown = list(_visible(window))
    return [*(fault for widget in shown for fault in _faults(widget)), *_overlaps(shown)]


def _visible(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        is_internal = widget.objectName().startswith("qt_") and not isinstance(widget, QScrollArea)
        if widget.isVisible() and widget.window() is window and not is_internal and not _is_scrolled_away(widget):
            yield widget


def _is_scrolled_away(widget: QWidget) -> bool:
    return widget.visibleRegion().isEmpty()


def _faults(widget: QWidget) -> Iterator[str]:
    yield from _outside_parent(widget)
    for kind, check in _CHECKS:
        if isinstance(widget, kind):
            fault = check(widget)
            if fault:
                yield f"{_name(widget)}: {fault}"


def _overlaps(shown: Sequence[QWidget]) -> Iterator[str]:
    """Find neighbours of which one covers the other. What floats over all of its parent has the property `floats`."""
    families: dict[int, list[QWidget]] = {}
    for widget in shown:
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QTextEdit | QComboBox | QAbstractScrollArea):
            families.setdefault(id(widget.parentWidget()), []).append(widget)
    for family in families.values():
        for one, other in combinations(family, 2):
            shared = one.geometry().intersected(other.geometry())
            is_meant = one.property("floats") or other.property("floats")
            if not is_meant and min(shared.width(), shared.height()) > _TOLERANCE:
                yield f"{_name(one)} and {_name(other)} overlap by {shared.width()}×{shared.height()}"


def _outside_parent(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or isinstance(widget, QSplitterHandle) or isinstance(parent, QToolBar | QStatusBar):
        return
    area = parent.parentWidget()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        if isinstance(area, QScrollArea) and area.widget() is widget:
            bar = area.horizontalScrollBar()
            if widget.width() > parent.width() and not bar.isVisible():
                yield f"{_name(area)}: content is {widget.width()} wide, {parent.width()} are in view"
        return
    if isinstance(area, QAbstractScrollArea) or parent.objectName().startswith("qt_"):
        return
    inside, own = parent.rect().adjusted(-_TOLERANCE, -_TOLERANCE, _TOLERANCE, _TOLERANCE), widget.geometry()
    if not own.isEmpty() and not inside.contains(own):
        yield f"{_name(widget)}: {_rect(own)} is outside its parent {_name(parent)} {_rect(parent.rect())}"


def _label(label: QLabel) -> str:
    text = label.text().replace("&&", "&")
    if not text or label.textFormat() is Qt.TextFormat.RichText or not label.pixmap().isNull():
        return ""
    if text.endswith("…") and label.toolTip() not in ("", text) and not means_to_elide(label):
        return f"is elided, {label.toolTip()!r} in full"
    metrics, area = label.fontMetrics(), label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _TOLERANCE:
            return f"needs a height of {needed}, has {label.height()}"
        # Without the parts where paths may break, and without Chinese, which may break anywhere.
        words = _CHINESE.sub(" ", QLabel.text(label).replace("\u200b", " ")).split()
        needed = max((metrics.horizontalAdvance(word) for word in words), default=0)
    else:
        needed = max(metrics.horizontalAdvance(line) for line in text.splitlines() or [""])
    if needed > area.width() + _TOLERANCE:
        return f"needs a width of {needed}, has {area.width()}"
    return f"needs a height of {metrics.height()}, has {area.height()}" if metrics.height() > area.height() + 4 else ""


def _button(button: QAbstractButton) -> str:
    if not button.text() or (isinstance(button, QToolButton) and button.toolButtonStyle().value == 0):
        return ""
    hint = button.minimumSizeHint().expandedTo(button.sizeHint())
    if button.width() + _TOLERANCE < hint.width():
        return f"needs a width of {hint.width()}, has {button.width()}"
    least = button.fontMetrics().height()
    return f"needs a height of {least}, has {button.height()}" if button.height() < least else ""


def _line(line: QLineEdit) -> str:
    height = line.fontMetrics().height()
    if line.height() < height:
        return f"needs a height of {height}, has {line.height()}"
    least = _LEAST_CHARACTERS * line.fontMetrics().averageCharWidth()
    if line.width() < min(least, line.maximumWidth()):
        return f"needs a width of {least}, has {line.width()}"
    return ""  # a longer text scrolls, and a longer example ends in an ellipsis


def _combo(combo: QComboBox) -> str:
    needed = combo.sizeHint().width()
    longest = max((combo.fontMetrics().horizontalAdvance(combo.itemText(n)) for n in range(combo.count())), default=0)
    needed -= longest - combo.fontMetrics().horizontalAdvance(combo.currentText())
    return f"needs a width of {needed}, has {combo.width()}" if needed > combo.width() + _TOLERANCE else ""


def _scroll_area(area: QAbstractScrollArea) -> str:
    """Horizontal bars are for pages and tables, whose content cannot be broken: they have the property `scrolls`."""
    bar = area.horizontalScrollBar()
    return "scrolls sideways" if bar.isVisible() and bar.maximum() > 0 and not area.property("scrolls") else ""


def _item_view(view: QAbstractItemView) -> str:
    """Qt's own delegates and headings elide without asking Python."""
    wraps = isinstance(view, QListView) and view.wordWrap()
    if wraps or means_to_elide(view) or type(view.itemDelegate()) is not QStyledItemDelegate:
        return ""
    model, root = view.model(), view.rootIndex()
    for row in range(model.rowCount(root)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)  # private in lists
        for column in range(columns):
            index = model.index(row, column, root)
            place, needed = view.visualRect(index), view.sizeHintForIndex(index).width()
            if view.viewport().rect().intersects(place) and 0 < place.width() + _TOLERANCE < needed:
                return f"{index.data()!r} needs a width of {needed}, has {place.width()}"
    return ""


def _heading(heading: QHeaderView) -> str:
    for section in range(heading.count()):
        needed, has = heading.sectionSizeHint(section), heading.sectionSize(section)
        if heading.orientation() is Qt.Orientation.Horizontal and 0 < has + _TOLERANCE < needed:
            text = heading.model().headerData(section, Qt.Orientation.Horizontal)
            return f"{text!r} needs a width of {needed}, has {has}"
    return ""


def _text(text: QTextEdit) -> str:
    needed = round(text.document().size().height())
    has_bar = text.verticalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if not has_bar and needed > text.viewport().height() + _TOLERANCE:
        return f"the text needs a height of {needed}, has {text.viewport().height()}"
    return ""


def _tabs(tabs: QTabBar) -> str:
    needed = sum(tabs.tabRect(index).width() for index in range(tabs.count()))
    return f"the tabs need a width of {needed}, have {tabs.width()}" if needed > tabs.width() + _TOLERANCE else ""


def _tools(tools: QToolBar) -> str:
    extension = tools.findChild(QToolButton, "qt_toolbar_ext_button")
    return "has no room for all its buttons" if extension is not None and extension.isVisible() else ""


def _status(status: QStatusBar) -> str:
    message = status.currentMessage()
    parts = [child.x() for child in status.findChildren(QWidget) if child.isVisible()]
    needed, room = status.fontMetrics().horizontalAdvance(message), min(parts, default=status.width())
    return f"the message {message!r} needs a width of {needed}, has {room}" if message and needed > room else ""


_CHECKS: tuple[tuple[type[QWidget], Callable[[Any], str]], ...] = (
    (QLabel, _label),
    (QAbstractButton, _button),
    (QLineEdit, _line),
    (QTextEdit, _text),
    (QTabBar, _tabs),
    (QToolBar, _tools),
    (QStatusBar, _status),
    (QComboBox, _combo),
    (QHeaderView, _heading),
    (QAbstractScrollArea, _scroll_area),
    (QAbstractItemView, _item_view),
)


class _Painted(QObject):
    """Knows which widget is being painted."""

    def __init__(self) -> None:
        super().__init__()
        self.widget: QWidget | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.widget = watched
        return False


@contextmanager
def elided_texts() -> Iterator[list[str]]:
    """Collect the texts that are elided while they are painted in this context, without what is meant.

    A widget with the property `elides` means it: it, or its viewport, offers the whole text in another way.
    """
    found: list[str] = []
    original = QFontMetrics.elidedText
    painted = _Painted()

    def elided(metrics: QFontMetrics, text: str, mode: Any, width: int, flags: int = 0) -> str:
        shown = original(metrics, text, mode, width, flags)
        if shown != text and painted.widget is not None and not means_to_elide(painted.widget):
            found.append(f"{_name(painted.widget)}: {text!r}")
        return shown

    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(painted)
    QFontMetrics.elidedText = elided  # type: ignore[method-assign, assignment]
    try:
        yield found
    finally:
        QFontMetrics.elidedText = original  # type: ignore[method-assign]
        app.removeEventFilter(painted)


def means_to_elide(widget: QWidget) -> bool:
    """Whether a widget, or the view that it is the viewport of, has the property `elides`."""
    parent = widget.parentWidget()
    return bool(widget.property("elides") or (parent is not None and parent.property("elides")))


def _name(widget: QWidget) -> str:
    said = getattr(widget, "text", "")  # a method of labels, buttons and fields; an attribute of our own widgets
    text = widget.accessibleName() or (said() if callable(said) else "")
    kind, role = type(widget).__name__, widget.property("role")
    where = widget.mapTo(widget.window(), QPoint(0, 0))
    return " ".join(
        part
        for part in (kind, role and f"[{role}]", text and repr(str(text)[:40]), f"at {where.x()},{where.y()}")
        if part
    )


def _rect(rect: QRect) -> str:
    return f"({rect.x()},{rect.y()} {rect.width()}×{rect.height()})"
