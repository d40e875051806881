"""A field with its label, input, help, character count and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.document.editing.edits import SetValue
from editor.document.findings import Finding, Level
from editor.document.paths import ROOT, FieldPath
from editor.ui.forms.character_counter import CharacterCounter
from editor.ui.forms.field_context import FieldContext
from editor.ui.forms.field_editor import FieldEditor
from editor.ui.forms.finding_labels import FindingLabel, FindingLabels, label_of
from editor.ui.forms.form_view import FormContext, FormView
from editor.ui.look.icon_set import set_icon
from editor.ui.text.highlights import Highlight, HighlightKind, word_highlights
from editor.ui.widgets.wrapping_label import WrappingLabel

_UNKNOWN = object()
_SHOWN_BY_COUNTER = "length"
_SHOWN_BY_NOTE = "required"


class FieldView(FormView):
    """The view of one field."""

    def __init__(
        self,
        editor: type[FieldEditor],
        field_context: FieldContext,
        context: FormContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(field_context, context, parent)
        self._value: Any = _UNKNOWN
        self._findings: tuple[Finding, ...] = ()
        self._labelled: tuple[Finding, ...] = ()
        self._words: tuple[Highlight, ...] = ()
        self._note = ""
        self._has_focus = False
        self._counter: CharacterCounter | None = None
        self._finding_labels: FindingLabels | None = None
        self._comment_button: QToolButton | None = None
        self._highlights: tuple[Highlight, ...] = ()
        self._own_highlights: tuple[Highlight, ...] = ()
        self.editor = editor(field_context, context, self)
        self.editor.edited.connect(self._edited)
        self.editor.note_changed.connect(self._on_note_changed)
        self.editor.caret_moved.connect(self._on_caret_moved)
        self.editor.block_entered.connect(self._on_block_entered)
        self.editor.clicked.connect(self._clicked)
        self.editor.menu_opened.connect(self._menu_opened)
        label = WrappingLabel(field_context.spec.label.replace("&", "&&"), "field-label", self)
        label.setBuddy(self.editor.input())
        label.clicked.connect(partial(self.editor.enter, ROOT))
        self._top = QHBoxLayout()
        self._top.setSpacing(6)
        self._top.addWidget(label)
        if not (field_context.spec.required or field_context.spec.recommended):
            self._top.addWidget(WrappingLabel("optional", "help", self))
        self._top.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addLayout(self._top)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.editor.widget)
        self._layout.addLayout(self._middle)
        if field_context.spec.help and not field_context.compact:
            self._layout.addWidget(WrappingLabel(field_context.spec.help, "help", self))
        if self.editor.footer is not None:
            self._layout.addWidget(self.editor.footer)
        self.editor.input().setToolTip(field_context.spec.help if field_context.compact else "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if context.host.is_read_only:
            self.editor.set_read_only(True)

    def limit_input_width(self, width: int) -> None:
        """Limit the width of the input, but not of its label and help."""
        self.editor.widget.setMaximumWidth(width)
        if self._middle.count() == 1:
            self._middle.addStretch(1)
            self._middle.setStretch(0, 100)  # the input grows first, then the space next to it

    def show_value(self, value: Any) -> None:
        if value is self._value:
            return
        same = self._value is not _UNKNOWN and value == self._value
        self._value = value
        if not same:
            self.editor.show_value(value)
            self._update_counter()

    @Slot(object)
    def _edited(self, value: Any) -> None:
        self._value = value
        key = self.editor.merge_key()
        merge = None if key is None else (self.field_context.path, key)
        if not self.context.edit(SetValue(self.field_context.path, value), self.editor.edit_label, merge):
            self._value = _UNKNOWN  # the edit was rejected: show the current value again
            self.context.host.refresh()
        self._update_counter()

    @Slot(str)
    def _on_note_changed(self, note: str) -> None:
        if note != self._note:
            self._note = note
            self._update_finding_labels()

    @Slot(object)
    def _on_caret_moved(self, area: QRect) -> None:
        if self._has_focus:
            self.context.host.ensure_visible(self.editor.input(), area)

    @Slot()
    def _on_block_entered(self) -> None:
        if self._has_focus:
            self.context.host.block_entered(self.editor.subpath().under(self.field_context.path))

    @Slot(object, int)
    def _clicked(self, subpath: FieldPath, start: int) -> None:
        self.context.host.clicked_at(subpath.under(self.field_context.path), start)

    @Slot(object, object, int)
    def _menu_opened(self, menu: QMenu, subpath: FieldPath, start: int) -> None:
        self.context.host.menu_opened_at(menu, subpath.under(self.field_context.path), start)

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        found = tuple(highlights)
        if found != self._highlights:
            self._highlights = found
            depth = len(self.field_context.path)
            below = [one._replace(path=FieldPath(one.path[depth:])) for one in found]
            about_all = [one for one in below if _is_about_field(one)]
            self._update_comment_button({one.kind for one in about_all})
            self._own_highlights = tuple(one for one in below if not _is_about_field(one))
        self.editor.show_highlights((*self._own_highlights, *self._words))

    def _update_comment_button(self, highlights: set[HighlightKind]) -> None:
        """Show or hide the icon of a comment on the whole field, next to the label."""
        if self._comment_button is None:
            if not highlights:
                return
            self._comment_button = QToolButton(self)
            self._comment_button.setProperty("role", "comment-icon")
            self._comment_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._comment_button.setToolTip("Has a comment (F4: next comment or suggestion)")
            self._comment_button.setAccessibleName(f"Comment on {self.field_context.accessible_name}")
            self._comment_button.clicked.connect(lambda: self.context.host.clicked_at(self.field_context.path, -1))
            labels = 1 if self.field_context.spec.required or self.field_context.spec.recommended else 2
            self._top.insertWidget(labels, self._comment_button)
        set_icon(self._comment_button, "comment", "warning" if HighlightKind.CURRENT in highlights else "ink_soft")
        self._comment_button.setVisible(bool(highlights))

    def area(self, subpath: FieldPath, start: int) -> tuple[QWidget, QRect]:
        return self.editor.input(), self.editor.area(subpath, start)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        found = tuple(findings)
        if found != self._findings:
            self._findings = found
            # Words are underlined where they are; the list of problems says what is wrong with them.
            self._labelled = tuple(one for one in found if one.excerpt is None or self.editor.lists_words)
            self.editor.show_findings(self._labelled)
            self._update_finding_labels()
            underlined = found if self.editor.underlines_words else ()
            words = word_highlights(underlined, len(self.field_context.path))
            if words != self._words:
                self._words = words
                self.editor.show_highlights((*self._own_highlights, *words))

    def _update_finding_labels(self) -> None:
        marks = [
            label_of(finding, partial(self._apply_fix, finding))
            for finding in self._labelled
            if not self._is_redundant(finding.rule)
        ]
        if self._note:
            marks.insert(0, FindingLabel(Level.ERROR, self._note))
        if self._finding_labels is None:
            if not marks:
                return
            self._finding_labels = FindingLabels(self)
            self._layout.addWidget(self._finding_labels)
        self._finding_labels.show_labels(marks)
        descriptions = [self.field_context.spec.help, *(mark.accessible_name for mark in marks)]
        self.editor.input().setAccessibleDescription(" ".join(text for text in descriptions if text))

    def _is_redundant(self, rule: str) -> bool:
        """Return whether another label already says what the rule says."""
        if rule == _SHOWN_BY_COUNTER:
            return self.field_context.spec.target is not None
        return rule == _SHOWN_BY_NOTE and bool(self._note)

    def _apply_fix(self, finding: Finding) -> None:
        self.context.session.apply_fix(finding)

    def _update_counter(self) -> None:
        """Show the character count while the field has the focus or misses its target."""
        target = self.field_context.spec.target
        length = None if target is None or self._value is _UNKNOWN else self.editor.length(self._value)
        if target is None or length is None:
            return
        fits = length == 0 or target.least <= length <= target.most
        if self._counter is None:
            if fits and not self._has_focus:
                return
            self._counter = CharacterCounter(target, self)
            self._top.setStretch(self._top.count() - 1, 0)  # the counter has the room instead
            self._top.addWidget(self._counter, 1)
        # While the user is typing, a text that is too short is not a problem yet.
        warns = not fits and not (self._has_focus and length < target.least)
        self._counter.count(length, warns=warns)
        self._counter.setVisible(self._has_focus or not fits)
        self._fit_counter()

    def _fit_counter(self) -> None:
        if self._counter is not None:
            items = [self._top.itemAt(index) for index in range(self._top.count())]
            others = [item.widget() for item in items if item is not None and item.widget() is not self._counter]
            shown = [one for one in others if one is not None and not one.isHidden()]
            taken = sum(one.sizeHint().width() + self._top.spacing() for one in shown)
            self._counter.fit(self.width() - taken - self._top.spacing())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_counter()

    def on_focus_in(self) -> None:
        """Note that the focus entered this field."""
        self._has_focus = True
        self._update_counter()

    def deselect(self) -> None:
        """Select nothing: another field was entered, and a selection there is what commands apply to."""
        self.editor.deselect()

    def on_focus_out(self) -> None:
        """Note that the focus left this field."""
        self._has_focus = False
        self.editor.commit()
        self._update_counter()
        self.context.session.end_typing()
        self.context.session.visited(self.field_context.path)

    def inputs(self) -> Iterator[QWidget]:
        yield from self.editor.inputs()

    def enter(self, subpath: FieldPath) -> bool:
        return self.editor.enter(subpath)

    def set_context(self, field_context: FieldContext) -> None:
        super().set_context(field_context)
        self.editor.rename(field_context.accessible_name)


def _is_about_field(one: Highlight) -> bool:
    """Return whether a highlight is that of a comment on the whole field."""
    is_comment = one.kind in (HighlightKind.COMMENT, HighlightKind.CURRENT) and not one.person
    return is_comment and not one.path and not one.length
