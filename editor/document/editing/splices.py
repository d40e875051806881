"""Splices: compact edits of long tuples of texts."""

from __future__ import annotations

from typing import Any

from editor.document.editing.edits import Edit, SetValue, Splice
from editor.document.paths import value_or_none
from schemas import Issue

_SHORT = 4
"""Tuples with at most this many texts are stored as a whole."""


def spliced(before: Issue, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the same edits with those of long tuples of texts as splices."""
    return tuple(_spliced(before, edit) for edit in edits)


def _spliced(before: Issue, edit: Edit) -> Edit:
    if not isinstance(edit, SetValue) or not _are_texts(edit.value) or len(edit.value) <= _SHORT:
        return edit
    old = value_or_none(before, edit.path)
    if not _are_texts(old):
        return edit
    new = edit.value
    start = _common_prefix(old, new)
    rest = _common_prefix(old[start:][::-1], new[start:][::-1])
    return Splice(edit.path, start, len(old) - rest, new[start : len(new) - rest])


def _common_prefix(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the length of the common prefix."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (left, right) in pairs if left != right), min(len(one), len(other)))


def _are_texts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
