"""What every piece of a form can do. The tree of views mirrors the issue: a view is shown the value at its path,
and passes on what belongs further down. A value that is the same object is not looked at again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from editor.document.editing.edits import Edit
from editor.document.findings import Finding
from editor.document.paths import FieldPath
from editor.session.issue.library import LibraryAccess
from editor.session.issue.session import Session
from editor.ui.forms.field_context import FieldContext, FormHost
from editor.ui.text.highlights import Highlight


@dataclass(frozen=True)
class FormContext:
    """Whom the fields of one form work with. `make` builds the view of a field, by the registry."""

    session: Session
    library: LibraryAccess
    host: FormHost
    make: Callable[[FieldContext, FormContext, QWidget], FormView]

    def edit(self, edit: Edit, label: str, merge: Hashable | None = None) -> bool:
        """Put an edit to the session; whether it took it. A refusal is told."""
        return self.session.try_edit(edit, label, merge=merge)


class FormView(QWidget):
    """A field, a part or a list of items, as it is shown and edited."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field_context = field_context
        self.context = context

    def show_value(self, value: Any) -> None:
        """Show the value at this view's path; no edit comes of it."""
        raise NotImplementedError

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these findings, all that there are at this view's path and below."""
        raise NotImplementedError

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Tint these words, all that are to be tinted at this view's path and below."""

    def area(self, subpath: FieldPath, start: int) -> tuple[QWidget, QRect]:
        """Where a place below this view stands (`start` in its text): a widget, and a rectangle in it."""
        return self, self.rect()

    def inputs(self) -> Iterator[QWidget]:
        """What Tab stops at, in reading order."""
        raise NotImplementedError

    def enter(self, subpath: FieldPath) -> bool:
        """Put the caret where `tail`, a path below this view's, leads; whether there is such a place."""
        raise NotImplementedError

    def set_context(self, field_context: FieldContext) -> None:
        """Take over a new group: an item's number changes when others come, go or move."""
        self.field_context = field_context

    def set_available_width(self, lines: float) -> None:
        """The width that there is, in heights of a line: short fields stand side by side where they can."""


def below(findings: Sequence[Finding], path: FieldPath) -> tuple[Finding, ...]:
    """The findings at a path and below it."""
    depth = len(path)
    return tuple(finding for finding in findings if finding.path[:depth] == path)
