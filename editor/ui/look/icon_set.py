"""The icons: line drawings in one weight, coloured from the tokens when they are loaded.

Colour and size of a QIcon are fixed. To follow a change of scheme or text size, `set_icon` stores the icon's name on
the action or button, and `refresh_icons` updates a window. (A QIconEngine written in Python would need no refresh, but
Qt copies engines without regard to Python's ownership, and crashes.)
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
"""Icon size in pixels at 100 percent; scales with the text."""

_FIXED = ("arrow", "check")
"""Icons that the stylesheet loads itself, in a colour for both schemes."""
_NAME = "iconName"
_COLOUR = "iconColour"


def names() -> tuple[str, ...]:
    """Return the names of all icons that are coloured from tokens."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg") if path.stem not in _FIXED))


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `size` pixels in a colour (`#RRGGBB`), cached by Qt. Raises FileNotFoundError."""
    key = f"newsdesk/{name}/{colour}/{size}/{ratio}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    drawn = _drawn(_source(name).replace("currentColor", colour), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, tokens: Tokens, colour: str = "ink") -> QIcon:
    """Return an icon in the colour of a token, with a disabled variant, scaled with the application's font."""
    result = QIcon()
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    size = round(SIZE * max(1.0, QGuiApplication.font().pointSizeF() / TEXT_POINTS))
    result.addPixmap(pixmap(name, getattr(tokens, colour), size, ratio), QIcon.Mode.Normal)
    result.addPixmap(pixmap(name, tokens.ink_faint, size, ratio), QIcon.Mode.Disabled)
    return result


def set_icon(target: QAction | QAbstractButton, name: str, colour: str = "ink") -> None:
    """Set the icon of an action or button, now and after each `refresh_icons`."""
    target.setProperty(_NAME, name)
    target.setProperty(_COLOUR, colour)
    target.setIcon(icon(name, tokens_of(QGuiApplication.palette()), colour))


def refresh_icons(window: QWidget) -> None:
    """Update the icons of all actions and buttons of a window."""
    targets: list[QObject] = [*window.findChildren(QAction), *window.findChildren(QAbstractButton)]
    for target in targets:
        name = target.property(_NAME)
        if name and isinstance(target, QAction | QAbstractButton):
            set_icon(target, name, target.property(_COLOUR))


def _drawn(drawing: str, pixels: int) -> QPixmap:
    result = QPixmap(QSize(pixels, pixels))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return result


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
