"""Announcements for screen readers: what changed without the focus moving there, such as a save or a new problem."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(source: QWidget, text: str) -> None:
    """Have a screen reader say a text after what it says now. Without one, or while `source` is hidden, do nothing."""
    if not text or not source.isVisible():
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 192 names: not at the start

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, text))
