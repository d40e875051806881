"""A range of text in a field."""

from __future__ import annotations

from typing import NamedTuple

from editor.document.paths import FieldPath


class TextRange(NamedTuple):
    """A range of one text, as it is read. `start` and `length` count code points."""

    path: FieldPath
    start: int
    length: int
