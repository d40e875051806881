"""Where the margin stands: beside the form where there is room, below it in narrow windows and with large letters.

The form keeps its width as far as the pages can spare some of theirs; they get it back when the margin folds.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout

from editor.ui.desk.desk import Desk
from editor.ui.review.margin import WIDTH, Margin

_FORM_LIKES = 26
_FORM_NEEDS = 19
_PAGES_NEED = 18
"""Widths in heights of a line."""
_HIGHEST = 13
"""Below the form, in heights of a line."""
_PART = 0.42
"""Of the middle pane, at most: what is written comes first."""


class MarginPlace(QObject):
    """Puts one margin into one desk."""

    def __init__(self, desk: Desk, margin: Margin) -> None:
        super().__init__(desk)
        self._desk = desk
        self._margin = margin
        self._taken = 0
        self._is_out = False
        margin.hide()
        desk.beside.addWidget(margin)
        middle = desk.stack.parentWidget()
        assert middle is not None
        self._middle = middle
        self._middle.installEventFilter(self)

    @property
    def is_below(self) -> bool:
        """Whether it stands below the form."""
        return self._desk.beside.direction() is QBoxLayout.Direction.TopToBottom

    def show(self, *, wanted: bool, here: bool) -> None:
        """Fold the margin out, or away. `here` says whether the section has any marks.

        Beside the form the margin stays for sections without marks, so that the form keeps its width.
        """
        if wanted and not self._is_out:
            self._take_room()
        elif self._is_out and not wanted:
            self._give_back()
        self._is_out = wanted
        if wanted:
            self._choose_side()
        self._margin.setVisible(wanted and (here or not self.is_below))

    def _take_room(self) -> None:
        line = self._margin.fontMetrics().height()
        outline, middle, pages = self._desk.columns.sizes()
        lacking = (WIDTH + _FORM_LIKES) * line - middle
        self._taken = max(0, min(lacking, pages - _PAGES_NEED * line)) if pages else 0
        if self._taken:
            self._desk.columns.setSizes([outline, middle + self._taken, pages - self._taken])

    def _give_back(self) -> None:
        outline, middle, pages = self._desk.columns.sizes()
        if self._taken and pages:
            self._desk.columns.setSizes([outline, middle - self._taken, pages + self._taken])
        self._taken = 0

    def _choose_side(self) -> None:
        line = self._margin.fontMetrics().height()
        below = self._middle.width() < (WIDTH + _FORM_NEEDS) * line
        directions = QBoxLayout.Direction
        self._desk.beside.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        self._margin.show_below(below, min(_HIGHEST * line, round(self._middle.height() * _PART)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange) and self._is_out:
            self._choose_side()
        return super().eventFilter(watched, event)
