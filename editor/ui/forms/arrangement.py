"""Layout of the fields of a part: stacked, or side by side where two short fields fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from editor.document.form_structure import is_short, rows
from editor.ui.forms.field_view import FieldView
from editor.ui.forms.form_view import FormView
from editor.ui.widgets.wrapping_label import WrappingLabel
from schemas import Kind

# All in line heights.
DATE = 9.0
_GAP = 0.8
_PAIR_NEEDS = 20.0
_SINGLE = 10.0
_PERIOD_NEEDS = 2 * DATE + 2 * _GAP + 0.5
_MARGIN_NEEDS = 27.0
_BELOW_LABEL = 1.5

_SHARE = 100
_UNLIMITED = (1 << 24) - 1  # QWIDGETSIZE_MAX

_TOP = Qt.AlignmentFlag.AlignTop


@dataclass
class _Row:
    """Fields that are placed side by side if the width is at least `needs` line heights.

    The widgets in `beside` are shown only then.
    """

    box: QBoxLayout
    needs: float
    beside: list[QWidget] = field(default_factory=list)
    single: FormView | None = None
    """A single short field: its input is as wide as it would be next to another one."""
    dates: list[FormView] = field(default_factory=list)
    """Dates, which are narrow. Stacked, only their inputs are: their messages have the whole width, since Qt would give
    a narrow view in a column the height that its text needs at the width of the column."""


class Arrangement:
    """The rows of one part, in the column of its view."""

    def __init__(self, parent: QWidget, column: QVBoxLayout) -> None:
        self._parent = parent
        self._column = column
        self._rows: list[_Row] = []
        self._views: list[FormView] = []
        self._margin: FormView | None = None
        self._in_column: list[FormView] = []

    def arrange(self, views: Mapping[str, FormView], *, in_list: bool, is_period: bool) -> None:
        """Put the views of all fields into rows. `views` maps field names to views, in the schema's order."""
        self._views = list(views.values())
        names = list(rows({name: view.field_context.spec for name, view in views.items()}))
        column: QBoxLayout = self._column
        if in_list and len(names) > 1 and [_kind(views[name]) for name in names[0]] == [Kind.DATE]:
            column = self._beside_margin(views[names.pop(0)[0]])
            self._in_column = [view for view in self._views if view is not self._margin]
        for row in names:
            column.addLayout(self._row([views[name] for name in row], is_period=is_period))

    def set_available_width(self, lines: float) -> None:
        """Lay out everything for an available width in line heights."""
        for row in self._rows:
            beside = lines >= row.needs
            row.box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
            for widget in row.beside:
                widget.setVisible(beside)
            if isinstance(row.single, FieldView):
                # Without a jump: a form that is shorter when it is narrower shows and hides its scroll bar for ever.
                row.single.limit_input_width(self._pixels(max((lines - _GAP) / 2, _SINGLE)))
            for date in row.dates:
                date.setMaximumWidth(self._pixels(DATE) if beside else _UNLIMITED)
        has_margin = self._margin is not None and lines >= _MARGIN_NEEDS
        if self._margin is not None:
            self._margin.setMinimumWidth(self._pixels(DATE) if has_margin else 0)
        for view in self._views:
            view.set_available_width(lines - DATE - _GAP if has_margin and view in self._in_column else lines)

    def _beside_margin(self, date: FormView) -> QBoxLayout:
        """Put the date of a news item into the margin, as in print. Return the column for the other fields."""
        self._margin = date
        row = self._new_row(_MARGIN_NEEDS)
        column = QVBoxLayout()
        column.setSpacing(self._column.spacing())
        self._limit(row, date)
        row.box.addWidget(date, 0, _TOP)
        row.box.addLayout(column, 1)
        self._column.addLayout(row.box)
        return column

    def _row(self, views: Sequence[FormView], *, is_period: bool) -> QBoxLayout:
        row = self._new_row(_PERIOD_NEEDS if is_period else _PAIR_NEEDS)
        has_dates = False
        for index, view in enumerate(views):
            if is_period and index:
                row.beside.append(self._dash())
                row.box.addWidget(row.beside[-1], 0, _TOP)
            if _kind(view) is Kind.DATE and len(views) == 1 and isinstance(view, FieldView):
                view.limit_input_width(self._pixels(DATE))
            elif _kind(view) is Kind.DATE:
                self._limit(row, view)
                has_dates = True
            row.box.addWidget(view, 2 * _SHARE if _kind(view) is Kind.LINK else _SHARE, _TOP)
        if has_dates:
            row.box.addStretch(1)  # no stretch compared with the fields, which grow to their maximum first
        elif len(views) == 1 and is_short(views[0].field_context.spec) and _kind(views[0]) is not Kind.DATE:
            row.single = views[0]
        return row.box

    def _limit(self, row: _Row, date: FormView) -> None:
        row.dates.append(date)
        if isinstance(date, FieldView):
            date.limit_input_width(self._pixels(DATE))

    def _new_row(self, needs: float) -> _Row:
        row = _Row(QBoxLayout(QBoxLayout.Direction.LeftToRight), needs)
        row.box.setSpacing(self._pixels(_GAP))
        self._rows.append(row)
        return row

    def _dash(self) -> QWidget:
        """Return the dash between two inputs, aligned below the height of their labels."""
        holder = QWidget(self._parent)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, self._pixels(_BELOW_LABEL), 0, 0)
        column.addWidget(WrappingLabel("–", "help", holder))
        return holder

    def _pixels(self, lines: float) -> int:
        return round(self._parent.fontMetrics().height() * lines)


def _kind(view: FormView) -> Kind:
    return view.field_context.spec.kind
