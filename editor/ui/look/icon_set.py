"""The program's icons: line drawings in one weight, coloured from the tokens when they are loaded.

An icon's colour and size are fixed when it is made. So that it follows a change of scheme or size, `set_icon` notes the
icon's name on the action or button, and `refresh_icons` goes through a window when its look has changed. (A QIconEngine
written in Python would follow by itself, but Qt copies engines without asking who owns them, and crashes.)
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from editor.ui.look.stylesheet import TEXT_POINTS
from editor.ui.look.tokens import Tokens, tokens_of

FOLDER = Path(__file__).parent / "icons"
SIZE = 18
"""Pixels at 100 percent; grows with the text."""

_FIXED = ("arrow", "check")
"""Drawings that the stylesheet loads by itself, in a colour that fits both schemes."""
_NAME = "iconName"
_COLOUR = "iconColour"


def names() -> tuple[str, ...]:
    """All icons that are drawn in a token's colour."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg") if path.stem not in _FIXED))


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """One drawing in one colour (`#RRGGBB`); Qt keeps it for the next time. Raises FileNotFoundError."""
    key = f"newsdesk/{name}/{colour}/{size}/{ratio}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    drawn = _drawn(_source(name).replace("currentColor", colour), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, tokens: Tokens, colour: str = "ink") -> QIcon:
    """An icon in the colour of a token, and its disabled form, as large as the application's text asks for."""
    made = QIcon()
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    size = round(SIZE * max(1.0, QGuiApplication.font().pointSizeF() / TEXT_POINTS))
    made.addPixmap(pixmap(name, getattr(tokens, colour), size, ratio), QIcon.Mode.Normal)
    made.addPixmap(pixmap(name, tokens.ink_faint, size, ratio), QIcon.Mode.Disabled)
    return made


def set_icon(target: QAction | QAbstractButton, name: str, colour: str = "ink") -> None:
    """Give an action or a button its icon, now and after each change of the look."""
    target.setProperty(_NAME, name)
    target.setProperty(_COLOUR, colour)
    target.setIcon(icon(name, tokens_of(QGuiApplication.palette()), colour))


def refresh_icons(window: QWidget) -> None:
    """Draw the icons of everything in a window anew."""
    dressed: list[QObject] = [*window.findChildren(QAction), *window.findChildren(QAbstractButton)]
    for target in dressed:
        name = target.property(_NAME)
        if name and isinstance(target, QAction | QAbstractButton):
            set_icon(target, name, target.property(_COLOUR))


def _drawn(drawing: str, pixels: int) -> QPixmap:
    made = QPixmap(QSize(pixels, pixels))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return made


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
