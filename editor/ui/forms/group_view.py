"""The view of a part: its fields in the schema's order."""

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
from editor.ui.forms.finding_labels import FindingLabels, label_of
from editor.ui.forms.form_view import FormContext, FormView, below
from editor.ui.text.highlights import Highlight, group_by_segment
from editor.ui.widgets.wrapping_label import WrappingLabel
from schemas import Part, specs_of

_FIELD_GAP = 1.0
_COMPACT_GAP = 0.6
_TITLE_GAP = 0.4
"""In line heights."""


class GroupView(FormView):
    """The fields of one part. `fields` limits it to some of them."""

    def __init__(
        self,
        field_context: FieldContext,
        context: FormContext,
        parent: QWidget | None = None,
        *,
        fields: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(field_context, context, parent)
        self._fields = fields
        self._value: Part | None = None
        self._findings: tuple[Finding, ...] = ()
        self._own: tuple[Finding, ...] = ()
        self._views: dict[str, FormView] = {}
        self._arrangement: Arrangement | None = None
        self._finding_labels: FindingLabels | None = None
        self._available_width = 0.0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(self._lines(_COMPACT_GAP if field_context.compact else _FIELD_GAP))

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
        """Build the fields of `model`, which may be a subclass of the model that the schema names."""
        while self._layout.takeAt(0) is not None:
            pass
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.deleteLater()
        self._views.clear()
        self._finding_labels = None
        specs = specs_of(model)
        if self._fields is not None:
            specs = {name: specs[name] for name in self._fields}
        if self.field_context.title:
            self._layout.addWidget(_title(self.field_context, is_period(model), self))
            if is_period(model):
                self._layout.addSpacing(self._lines(_TITLE_GAP) - self._layout.spacing())
        for name in specs:
            self._views[name] = self.context.make(
                self.field_context.inner(model, name, specs[name]), self.context, self
            )
        self._arrangement = Arrangement(self, self._layout)
        self._arrangement.arrange(self._views, in_list=self.field_context.compact, is_period=is_period(model))
        self._arrangement.set_available_width(self._available_width)
        self.context.host.tab_order_changed()

    def _lines(self, count: float) -> int:
        """Return the pixels of a number of line heights."""
        return round(self.fontMetrics().height() * count)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        found = tuple(findings)
        if found == self._findings:
            return
        self._findings = found
        path = self.field_context.path
        self._show_own(tuple(finding for finding in found if finding.path == path))
        for name, view in self._views.items():
            view.show_findings(below(found, path / name))

    def _show_own(self, own: tuple[Finding, ...]) -> None:
        if own == self._own:
            return
        self._own = own
        if self._finding_labels is None:
            self._finding_labels = FindingLabels(self)
            self._layout.insertWidget(1 if self.field_context.title else 0, self._finding_labels)
        self._finding_labels.show_labels(
            [label_of(finding, partial(self.context.session.apply_fix, finding)) for finding in own]
        )

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        by_name = group_by_segment(highlights, len(self.field_context.path))
        for name, view in self._views.items():
            view.show_highlights(by_name.get(name, ()))

    def area(self, subpath: FieldPath, start: int) -> tuple[QWidget, QRect]:
        view = self._views.get(subpath[0]) if subpath else None
        return (self, self.rect()) if view is None else view.area(FieldPath(subpath[1:]), start)

    def inputs(self) -> Iterator[QWidget]:
        for view in self._views.values():
            yield from view.inputs()

    def enter(self, subpath: FieldPath) -> bool:
        if not subpath:
            return any(view.enter(subpath) for view in self._views.values())
        view = self._views.get(subpath[0])
        return view is not None and view.enter(FieldPath(subpath[1:]))

    def set_context(self, field_context: FieldContext) -> None:
        super().set_context(field_context)
        for name, view in self._views.items():
            view.set_context(field_context.inner(view.field_context.owner, name, view.field_context.spec))

    def set_available_width(self, lines: float) -> None:
        self._available_width = lines
        if self._arrangement is not None:
            self._arrangement.set_available_width(lines)


def _title(field_context: FieldContext, is_small: bool, parent: QWidget) -> QWidget:
    if not is_small:
        return section_title(field_context, parent)
    return WrappingLabel(field_context.spec.label, "field-label", parent)


def section_title(field_context: FieldContext, parent: QWidget) -> QWidget:
    """Return the title of a part or list, with a line above it."""
    line = parent.fontMetrics().height()
    holder = QWidget(parent)
    rule = QFrame(holder)
    rule.setProperty("role", "rule")
    title = WrappingLabel(field_context.spec.label, field_context.title, holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, round(line * 0.5), 0, 0)
    column.setSpacing(round(line * 0.7))
    column.addWidget(rule)
    column.addWidget(title)
    return holder
