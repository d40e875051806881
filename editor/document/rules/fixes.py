"""Fixes that findings offer. A fix changes the issue it is applied to, and does nothing if its path is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from editor.document.editing.edits import Edit, RemoveItem, SetValue, applied
from editor.document.findings import Fix
from editor.document.paths import FieldPath, NoSuchField, value_at
from schemas import Issue

V = TypeVar("V")


def value_fix(label: str, path: FieldPath, change: Callable[[V], V]) -> Fix:
    """Return a fix that changes the value at `path`."""
    return _fix(label, lambda issue: SetValue(path, change(value_at(issue, path))))


def removal_fix(label: str, path: FieldPath) -> Fix:
    """Return a fix that removes the item at `path`."""
    return _fix(label, lambda issue: RemoveItem(path))


def _fix(label: str, edit: Callable[[Issue], Edit]) -> Fix:
    def apply(issue: Issue) -> Issue:
        try:
            return applied(issue, edit(issue))
        except NoSuchField:
            return issue

    return Fix(label, apply)
