"""A field with all that belongs to it: label, input, help, count, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.document.editing.edits import SetValue
from editor.document.findings import Finding, Level
from editor.document.paths import FieldPath
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.finding_labels import FindingLabel, FindingLabels, mark_of
from editor.ui.forms.form_view import FormContext, FormView
from editor.ui.look.icon_set import dress
from editor.ui.text.tints import Tint, Tinted
from editor.ui.widgets.style_properties import set_property
from editor.ui.widgets.wrapping_label import WrappingLabel

_UNKNOWN = object()
_TOLD_BY_THE_COUNT = "length"
_TOLD_BY_THE_NOTE = "required"


class FieldView(FormView):
    """One field."""

    def __init__(
        self, editor: type[FieldEditor], place: FieldContext, context: FormContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(place, context, parent)
        self._value: Any = _UNKNOWN
        self._findings: tuple[Finding, ...] = ()
        self._note = ""
        self._has_focus = False
        self._counter: WrappingLabel | None = None
        self._marks: FindingLabels | None = None
        self._remark: QToolButton | None = None
        self._tints: tuple[Tinted, ...] = ()
        self._tints_below: tuple[Tinted, ...] = ()
        self.editor = editor(place, context, self)
        self.editor.edited.connect(self._edited)
        self.editor.note_changed.connect(self._noted)
        self.editor.caret_moved.connect(self._follow)
        self.editor.moved_on.connect(self._moved_on)
        self.editor.clicked.connect(self._clicked)
        label = WrappingLabel(place.spec.label.replace("&", "&&"), "field-label", self)
        label.setBuddy(self.editor.input())
        self._top = QHBoxLayout()
        self._top.setSpacing(6)
        self._top.addWidget(label)
        if not place.spec.required:
            self._top.addWidget(WrappingLabel("optional", "help", self))
        self._top.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addLayout(self._top)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.editor.widget)
        self._layout.addLayout(self._middle)
        if place.spec.help and not place.compact:
            self._layout.addWidget(WrappingLabel(place.spec.help, "help", self))
        if self.editor.foot is not None:
            self._layout.addWidget(self.editor.foot)
        self.editor.input().setToolTip(place.spec.help if place.compact else "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if context.host.is_read_only:
            self.editor.set_read_only(True)

    def cap(self, width: int) -> None:
        """Let the input grow no wider than this; what stands around it may."""
        self.editor.widget.setMaximumWidth(width)
        self._middle.addStretch(1)
        self._middle.setStretch(0, 100)  # first the input grows, then the room beside it

    def show_value(self, value: Any) -> None:
        if value is self._value:
            return
        same = self._value is not _UNKNOWN and value == self._value
        self._value = value
        if not same:
            self.editor.show_value(value)
            self._count()

    @Slot(object)
    def _edited(self, value: Any) -> None:
        self._value = value
        key = self.editor.merge_key()
        merge = None if key is None else (self.place.path, key)
        if not self.context.edit(SetValue(self.place.path, value), self.editor.verb, merge):
            self._value = _UNKNOWN  # what was refused gives way to what is there
            self.context.host.refresh()
        self._count()

    @Slot(str)
    def _noted(self, note: str) -> None:
        if note != self._note:
            self._note = note
            self._show_marks()

    @Slot(object)
    def _follow(self, area: QRect) -> None:
        if self._has_focus:
            self.context.host.keep_in_sight(self.editor.input(), area)

    @Slot()
    def _moved_on(self) -> None:
        if self._has_focus:
            self.context.host.moved_on(self.editor.tail().under(self.place.path))

    @Slot(object, int)
    def _clicked(self, tail: FieldPath, start: int) -> None:
        self.context.host.clicked_at(tail.under(self.place.path), start)

    def show_tints(self, tints: Sequence[Tinted]) -> None:
        found = tuple(tints)
        if found != self._tints:
            self._tints = found
            depth = len(self.place.path)
            below = [Tinted(FieldPath(path[depth:]), start, length, tint) for path, start, length, tint in found]
            about_all = {one.tint for one in below if not one.path and one.length == 0} & {Tint.COMMENT, Tint.CURRENT}
            self._show_remark(about_all)
            self._tints_below = tuple(one for one in below if one.length or one.tint not in about_all)
        self.editor.show_tints(self._tints_below)

    def _show_remark(self, tints: set[Tint]) -> None:
        """A sign beside the label: somebody has commented on the field as a whole."""
        if self._remark is None:
            if not tints:
                return
            self._remark = QToolButton(self)
            self._remark.setProperty("role", "remark")
            self._remark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._remark.setToolTip("Commented on (F4 goes from mark to mark)")
            self._remark.setAccessibleName(f"Comment on {self.place.spoken}")
            self._remark.clicked.connect(lambda: self.context.host.clicked_at(self.place.path, -1))
            self._top.addWidget(self._remark)
        dress(self._remark, "comment", "warning" if Tint.CURRENT in tints else "ink_soft")
        self._remark.setVisible(bool(tints))

    def area(self, tail: FieldPath, start: int) -> tuple[QWidget, QRect]:
        return self.editor.input(), self.editor.area(tail, start)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        found = tuple(findings)
        if found != self._findings:
            self._findings = found
            self.editor.show_findings(found)
            self._show_marks()

    def _show_marks(self) -> None:
        marks = [
            mark_of(finding, partial(self._mend, finding))
            for finding in self._findings
            if not self._is_told(finding.rule)
        ]
        if self._note:
            marks.insert(0, FindingLabel(Level.ERROR, self._note))
        if self._marks is None:
            if not marks:
                return
            self._marks = FindingLabels(self)
            self._layout.addWidget(self._marks)
        before = list(self._marks.buttons())
        self._marks.show_marks(marks)
        if before != list(self._marks.buttons()):
            self.context.host.rearranged()
        said = [self.place.spec.help, *(mark.spoken for mark in marks)]
        self.editor.input().setAccessibleDescription(" ".join(text for text in said if text))

    def _is_told(self, rule: str) -> bool:
        """Whether another line says the same already."""
        if rule == _TOLD_BY_THE_COUNT:
            return self.place.spec.target is not None
        return rule == _TOLD_BY_THE_NOTE and bool(self._note)

    def _mend(self, finding: Finding) -> None:
        self.context.session.apply_fix(finding)

    def _count(self) -> None:
        """Characters as read, while the field is written in, and as long as they miss the target."""
        target = self.place.spec.target
        length = None if target is None or self._value is _UNKNOWN else self.editor.length(self._value)
        if target is None or length is None:
            return
        fits = length == 0 or target.least <= length <= target.most
        if self._counter is None:
            if fits and not self._has_focus:
                return
            self._counter = WrappingLabel("", "counter", self)
            self._top.addWidget(self._counter)
        told = f"{length:,} of {target.least}–{target.most:,} characters"
        # Whoever is still writing knows that it is not enough yet.
        warns = not fits and not (self._has_focus and length < target.least)
        if warns:
            told = f"{told}, {'too short' if length < target.least else 'too long'}"
        self._counter.setText(told)
        set_property(self._counter, "level", "warning" if warns else "")
        self._counter.setVisible(self._has_focus or not fits)

    def focus_came(self) -> None:
        """The focus is somewhere in this field now."""
        self._has_focus = True
        self._count()

    def focus_went(self) -> None:
        """The focus has left this field."""
        self._has_focus = False
        self.editor.settle()
        self._count()
        self.context.session.end_typing()
        self.context.session.visited(self.place.path)

    def inputs(self) -> Iterator[QWidget]:
        yield from self.editor.inputs()
        if self._marks is not None:
            yield from self._marks.buttons()

    def enter(self, tail: FieldPath) -> bool:
        return self.editor.enter(tail)

    def set_context(self, place: FieldContext) -> None:
        super().set_context(place)
        self.editor.rename(place.spoken)
