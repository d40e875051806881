"""What stands in the margin: threads and suggestions, each at its place in the issue."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from editor.document.paths import FieldPath


@dataclass(frozen=True, slots=True)
class Annotation:
    """One thing of the review. `start` counts code points of the field's text as it is read, from 0.

    `key` is its own as long as it lasts; where `shown` is as before, its card need not be filled anew. `at_top` says
    that it has lost its place: it stands at the top of its section, or of the masthead where the section is gone.
    """

    key: str
    path: FieldPath
    start: int = 0
    shown: Hashable = None
    at_top: bool = False
