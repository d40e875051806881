"""Annotations: comment threads and suggestions, located in the issue."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from editor.document.paths import FieldPath


@dataclass(frozen=True, slots=True)
class Annotation:
    """A thread or suggestion at a field. `start` counts code points of the field's text, from 0.

    `key` identifies it. A card with the same `shown` value needs no update. `at_top` is set if the field or text was
    removed: the card is then shown at the top of the section, or of the masthead if the section was removed too.
    `author` is who suggests it or began the thread.
    """

    key: str
    path: FieldPath
    start: int = 0
    shown: Hashable = None
    at_top: bool = False
    author: str = ""
