"""A part: its fields in the schema's order, two in a row where both are short and there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editor.document.findings import Finding
from editor.document.form_structure import is_period
from editor.document.paths import FieldPath
from editor.ui.forms.arrangement import Arrangement
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.finding_labels import FindingLabels, mark_of
from editor.ui.forms.form_view import FormContext, FormView, below
from editor.ui.text.tints import Tinted, by_next
from editor.ui.widgets.wrapping_label import WrappingLabel
from schemas import Part, specs_of

_FIELD_GAP = 1.0
_COMPACT_GAP = 0.6
_TITLE_GAP = 0.4
"""In heights of a line."""


class GroupView(FormView):
    """The fields of one part. `fields` takes some of them only."""

    def __init__(
        self,
        place: FieldContext,
        context: FormContext,
        parent: QWidget | None = None,
        *,
        fields: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(place, context, parent)
        self._fields = fields
        self._value: Part | None = None
        self._findings: tuple[Finding, ...] = ()
        self._own: tuple[Finding, ...] = ()
        self._views: dict[str, FormView] = {}
        self._arrangement: Arrangement | None = None
        self._marks: FindingLabels | None = None
        self._room = 0.0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(self._lines(_COMPACT_GAP if place.compact else _FIELD_GAP))

    @property
    def views(self) -> Sequence[FormView]:
        """The views of the fields, in order."""
        return tuple(self._views.values())

    def show_value(self, value: Any) -> None:
        if value is self._value:
            return
        if type(value) is not type(self._value):
            self._build(type(value))
        self._value = value
        for name, view in self._views.items():
            view.show_value(getattr(value, name))

    def _build(self, model: type[Part]) -> None:
        """Make the fields of this very model: an issue may hold a richer one than the schema of its owner says."""
        while self._layout.takeAt(0) is not None:
            pass
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.deleteLater()
        self._views.clear()
        self._marks = None
        specs = specs_of(model)
        if self._fields is not None:
            specs = {name: specs[name] for name in self._fields}
        if self.place.title:
            self._layout.addWidget(_title(self.place, is_period(model), self))
            if is_period(model):
                self._layout.addSpacing(self._lines(_TITLE_GAP) - self._layout.spacing())
        for name in specs:
            self._views[name] = self.context.make(self.place.inner(model, name, specs[name]), self.context, self)
        self._arrangement = Arrangement(self, self._layout)
        self._arrangement.place(self._views, in_list=self.place.compact, is_period=is_period(model))
        self._arrangement.set_room(self._room)
        self.context.host.rearranged()

    def _lines(self, count: float) -> int:
        """Pixels of so many heights of a line."""
        return round(self.fontMetrics().height() * count)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        found = tuple(findings)
        if found == self._findings:
            return
        self._findings = found
        path = self.place.path
        self._show_own(tuple(finding for finding in found if finding.path == path))
        for name, view in self._views.items():
            view.show_findings(below(found, path / name))

    def _show_own(self, own: tuple[Finding, ...]) -> None:
        if own == self._own:
            return
        self._own = own
        if self._marks is None:
            self._marks = FindingLabels(self)
            self._layout.insertWidget(1 if self.place.title else 0, self._marks)
        self._marks.show_marks([mark_of(finding, partial(self.context.session.apply_fix, finding)) for finding in own])
        self.context.host.rearranged()

    def show_tints(self, tints: Sequence[Tinted]) -> None:
        by_name = by_next(tints, len(self.place.path))
        for name, view in self._views.items():
            view.show_tints(by_name.get(name, ()))

    def area(self, tail: FieldPath, start: int) -> tuple[QWidget, QRect]:
        view = self._views.get(tail[0]) if tail else None
        return (self, self.rect()) if view is None else view.area(FieldPath(tail[1:]), start)

    def inputs(self) -> Iterator[QWidget]:
        if self._marks is not None:
            yield from self._marks.buttons()
        for view in self._views.values():
            yield from view.inputs()

    def enter(self, tail: FieldPath) -> bool:
        if not tail:
            return any(view.enter(tail) for view in self._views.values())
        view = self._views.get(tail[0])
        return view is not None and view.enter(FieldPath(tail[1:]))

    def set_context(self, place: FieldContext) -> None:
        super().set_context(place)
        for name, view in self._views.items():
            view.set_context(place.inner(view.place.owner, name, view.place.spec))

    def set_room(self, lines: float) -> None:
        self._room = lines
        if self._arrangement is not None:
            self._arrangement.set_room(lines)


def _title(place: FieldContext, is_small: bool, parent: QWidget) -> QWidget:
    if not is_small:
        return section_title(place, parent)
    return WrappingLabel(place.spec.label, "field-label", parent)


def section_title(place: FieldContext, parent: QWidget) -> QWidget:
    """The title of a part or list, set apart from what is above it by a hairline."""
    line = parent.fontMetrics().height()
    holder = QWidget(parent)
    rule = QFrame(holder)
    rule.setProperty("role", "rule")
    title = WrappingLabel(place.spec.label, place.title, holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, round(line * 0.5), 0, 0)
    column.setSpacing(round(line * 0.7))
    column.addWidget(rule)
    column.addWidget(title)
    return holder
