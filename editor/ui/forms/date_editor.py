"""A date field: typed in any usual form, stepped with Up and Down, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from editor.document.written_dates import date_label, explain, read_date, read_day
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.form_view import FormContext
from editor.ui.forms.input_frame import InputFrame
from editor.ui.look.icon_set import set_icon
from editor.ui.text.line_edit import LineEdit
from editor.ui.widgets.style_properties import set_property

NOT_A_DATE = "Not a date. Enter a date such as December 30, 2024, or 2024-12-30."
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DateEditor(FieldEditor):
    """Text that is read as a date. Text that is not a date is kept, but the field counts as empty."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget) -> None:
        super().__init__(field_context, context, parent)
        frame = InputFrame(parent)
        self.widget = frame
        self._value: date | None = None
        self.line = LineEdit(
            field_context.accessible_name,
            description=field_context.spec.help,
            placeholder=_example(field_context.spec.example),
            typographic=False,
            parent=frame,
        )
        self.line.setProperty("role", "bare")
        self.line.text_edited.connect(self._typed)
        self.line.paste_reported.connect(context.host.show_message)
        self.line.installEventFilter(self)
        frame.watch(self.line)
        button = QToolButton(frame)
        set_icon(button, "calendar", "ink_soft")
        button.setToolTip("Open calendar (F2)")
        button.setAccessibleName(f"Calendar for {field_context.accessible_name}")
        # F2 in the input does the same, so the button needs no tab stop.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self.open_calendar)
        self._button = button
        self._frame = frame
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self.line, 1)
        row.addWidget(button)

    @property
    def edit_label(self) -> str:
        return f"Change {self.field_context.spec.label}"

    def input(self) -> QWidget:
        return self.line

    def merge_key(self) -> Hashable | None:
        return "date"

    def set_read_only(self, on: bool) -> None:
        self.line.setReadOnly(on)
        self._button.setVisible(not on)
        set_property(self._frame, "reading", on)

    def show_value(self, value: date | None) -> None:
        """Show a date. Focused text that already gives this date stays as it was typed."""
        if value == self._value and (self.line.hasFocus() or value is None):
            return
        self._value = value
        if not (self.line.hasFocus() and value is not None and self._read() == value):
            self._show(value)

    def _show(self, value: date | None) -> None:
        self.line.set_text("" if value is None else date_label(value))
        self.note_changed.emit("")

    def _read(self) -> date | None:
        return read_date(self.line.text(), near=self._reference_date())

    def _reference_date(self) -> date:
        """Return the date that a day without a year is closest to.

        The end of the reporting period, else the date of the issue, the start of the period, or today.
        """
        issue = self.context.session.issue
        period = issue.reporting_period
        return period.end or issue.date or period.start or date.today()

    @Slot(str)
    def _typed(self, text: str) -> None:
        """Accept a date as soon as it is complete. Other text is checked when the focus leaves."""
        self.note_changed.emit("")
        day = read_day(text)
        if not text.strip():
            self._take(None)
        elif day is not None and day.year is not None and str(day.year) in text:
            self._take(day.in_year(day.year))

    def _take(self, value: date | None) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def commit(self) -> None:
        text = self.line.text().strip()
        value = self._read()
        self._take(value)
        if value is not None or not text:
            self._show(value)
        else:
            self.note_changed.emit(explain(text) or NOT_A_DATE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._handle_key(event):
            return True
        return super().eventFilter(watched, event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if not bare or self.line.isReadOnly():
            return False
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key == Qt.Key.Key_F2:
            self.open_calendar()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        else:
            return False
        return True

    def _step(self, days: int) -> None:
        """Go to the next or previous day; in an empty field, to today."""
        value = self._read()
        if value is None and self.line.text().strip():
            return
        try:
            new = date.today() if value is None else value + timedelta(days=days)
        except OverflowError:
            return
        self._set_date(new)

    def _set_date(self, value: date) -> None:
        self._take(value)
        self._show(value)

    @Slot()
    def open_calendar(self) -> None:
        """Open the calendar at the field's date. The focus returns when it closes."""
        from editor.ui.forms.calendar_popup import CalendarPopup

        self.line.setFocus()
        shown = self._read() or self._reference_date()
        popup = CalendarPopup(
            QDate(shown.year, shown.month, shown.day), self.field_context.accessible_name, self.widget
        )
        popup.picked.connect(self._picked)
        popup.show_below(self.widget)

    @Slot(QDate)
    def _picked(self, day: QDate) -> None:
        if MINYEAR <= day.year() <= MAXYEAR:
            self._set_date(date(day.year(), day.month(), day.day()))


def _example(example: str) -> str:
    """The example in the field's own form, if it is an ISO date: reading others compiles twenty expressions."""
    try:
        return date_label(date.fromisoformat(example))
    except ValueError:
        return example
