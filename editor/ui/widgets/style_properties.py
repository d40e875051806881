"""Properties that the stylesheet looks at. Qt applies its rules again only when it is told to."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget


def set_property(widget: QWidget, name: str, value: Any) -> None:
    """Set a dynamic property, and have the widget styled by it; nothing happens where it is set already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
