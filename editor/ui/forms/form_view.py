"""The base of all views of a form.

The tree of views mirrors the issue: a view shows the value at its path and passes on what is below. A value that is the
same object is skipped.
"""

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
    """The services that the fields of one form share. `make` creates the view of a field."""

    session: Session
    library: LibraryAccess
    host: FormHost
    make: Callable[[FieldContext, FormContext, QWidget], FormView]

    def edit(self, edit: Edit, label: str, merge: Hashable | None = None) -> bool:
        """Send an edit to the session. Return whether it was applied; the session reports a rejected one."""
        return self.session.try_edit(edit, label, merge=merge)


class FormView(QWidget):
    """The view of a field, a part or a list of items."""

    def __init__(self, field_context: FieldContext, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field_context = field_context
        self.context = context

    def show_value(self, value: Any) -> None:
        """Show the value at this view's path, without emitting an edit."""
        raise NotImplementedError

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these findings: all at and below this view's path."""
        raise NotImplementedError

    def show_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show these highlights: all at and below this view's path."""

    def area(self, subpath: FieldPath, start: int) -> tuple[QWidget, QRect]:
        """Return the widget and rectangle of a path relative to this view; `start` is a position in its text."""
        return self, self.rect()

    def inputs(self) -> Iterator[QWidget]:
        """Yield the tab stops in reading order."""
        raise NotImplementedError

    def enter(self, subpath: FieldPath) -> bool:
        """Put the caret at a path relative to this view. Return whether it exists."""
        raise NotImplementedError

    def set_context(self, field_context: FieldContext) -> None:
        """Set a new context: an item's number changes when others are added, removed or moved."""
        self.field_context = field_context

    def set_available_width(self, lines: float) -> None:
        """Set the available width, in line heights. Short fields are placed side by side where they fit."""


def below(findings: Sequence[Finding], path: FieldPath) -> tuple[Finding, ...]:
    """Return the findings at and below a path."""
    depth = len(path)
    return tuple(finding for finding in findings if finding.path[:depth] == path)
