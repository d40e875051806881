"""Places the margin beside the form, or below it in narrow windows and with large fonts.

Showing the margin takes width from the pages rather than from the form. Hiding it gives the width back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout

from editor.ui.desk.desk import Desk
from editor.ui.review.margin import WIDTH, Margin

_FORM_LIKES = 26
_FORM_NEEDS = 19
_PAGES_NEED = 18
"""Widths in line heights."""
_HIGHEST = 13
"""Maximum height below the form, in line heights."""
_PART = 0.42
"""Maximum share of the height of the middle column."""


class MarginPlacement(QObject):
    """Places the margin in the desk."""

    def __init__(self, desk: Desk, margin: Margin) -> None:
        super().__init__(desk)
        self._desk = desk
        self._margin = margin
        self._is_shown = False
        margin.hide()
        desk.form_row.addWidget(margin)
        middle = desk.stack.parentWidget()
        assert middle is not None
        self._middle = middle
        self._middle.installEventFilter(self)
        margin.installEventFilter(self)  # widths are in lines of its font, which may change after the middle's

    @property
    def is_below(self) -> bool:
        """Whether the margin is below the form."""
        return self._desk.form_row.direction() is QBoxLayout.Direction.TopToBottom

    def show(self, *, wanted: bool, here: bool) -> None:
        """Show or hide the margin. `here` says whether the section has annotations.

        Beside the form, the margin stays visible in sections without annotations, so that the form keeps its width.
        """
        if wanted and not self._is_shown:
            self._desk.columns.widen_form(WIDTH + _FORM_LIKES, _PAGES_NEED)
        elif self._is_shown and not wanted:
            self._desk.columns.widen_form(0, 0)
        self._is_shown = wanted
        if wanted:
            self._update_side()
        self._margin.setVisible(wanted and (here or not self.is_below))

    def _update_side(self) -> None:
        line = self._margin.fontMetrics().height()
        below = self._middle.width() < (WIDTH + _FORM_NEEDS) * line
        directions = QBoxLayout.Direction
        self._desk.form_row.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        self._margin.show_below(below, min(_HIGHEST * line, round(self._middle.height() * _PART)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        judged = (self._middle, QEvent.Type.Resize), (self._margin, QEvent.Type.FontChange)
        if self._is_shown and any(watched is widget and event.type() is kind for widget, kind in judged):
            self._update_side()
        return super().eventFilter(watched, event)
