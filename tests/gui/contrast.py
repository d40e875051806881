"""Finds texts of a window that contrast too little with what is painted behind them (WCAG 2.2, 1.4.3 and 1.4.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)

from editor.document.contrast import contrast

_TEXTS = (QLabel, QAbstractButton, QComboBox, QLineEdit, QTextEdit, QPlainTextEdit)


def faint_texts(window: QWidget, picture: QImage, least: float) -> list[str]:
    """Return the texts in view whose contrast is below `least` in a picture of the window. Disabled ones are exempt."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    found: list[str] = []
    for widget, text in _texts(window):
        ground = _ground(picture, widget, window)
        if not ground:
            continue
        ink = widget.palette().color(widget.foregroundRole()).name()
        if isinstance(widget, QTextEdit | QPlainTextEdit | QLineEdit):
            ink = widget.palette().color(widget.palette().ColorRole.Text).name()
        ratio = contrast(ink, ground)
        if ratio < least:
            found.append(f"{type(widget).__name__} {text[:40]!r}: {ink} on {ground} is {ratio:.1f}:1")
    return found


def _texts(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in window.findChildren(QWidget):
        if isinstance(widget, _TEXTS) and widget.isVisible() and widget.isEnabled() and widget.window() is window:
            text = widget.toPlainText() if isinstance(widget, QTextEdit | QPlainTextEdit) else _said(widget)
            if text.strip() and _is_uncovered(widget, window):
                yield widget, text


def _is_uncovered(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget is in view, and not below another one."""
    seen = widget.visibleRegion().boundingRect()
    hit = window.childAt(widget.mapTo(window, seen.center()))
    return hit is not None and not seen.isEmpty() and (hit is widget or widget.isAncestorOf(hit))


def _said(widget: QWidget) -> str:
    return str(widget.currentText() if isinstance(widget, QComboBox) else getattr(widget, "text", str)())


def _text_area(widget: QWidget) -> QRect:
    """Return where the text of a widget is, in it: below a picture, not on it."""
    area = widget.rect()
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextUnderIcon:
        area.setTop(area.bottom() - widget.fontMetrics().height())
    return area


def _ground(picture: QImage, widget: QWidget, window: QWidget) -> str:
    """Return the colour that most of a widget in view has: what its text is painted on.

    Empty if there is next to nothing in view.
    """
    seen = widget.visibleRegion().boundingRect().intersected(_text_area(widget))
    area = QRect(widget.mapTo(window, seen.topLeft()), seen.size()).intersected(picture.rect())
    ratio = picture.devicePixelRatio()
    left, right = round((area.left() + 1) * ratio), round(area.right() * ratio)
    pixels = memoryview(picture.constBits()).cast("B").cast("I")
    row_length = picture.bytesPerLine() // 4
    colours: Counter[int] = Counter()
    for y in range(area.top() + 1, area.bottom(), 2):
        start = round(y * ratio) * row_length
        colours.update(pixels[start + left : start + right : 3])
    return f"#{colours.most_common(1)[0][0] & 0xFFFFFF:06x}" if colours else ""
