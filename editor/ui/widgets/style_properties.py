"""Dynamic properties used by the stylesheet. Qt does not restyle a widget when one changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget


def set_property(widget: QWidget, name: str, value: Any) -> None:
    """Set a dynamic property and restyle the widget, unless the value is unchanged."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
