"""What stands in the margin: threads and suggestions, each at its place in the issue."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from editor.document.paths import FieldPath
from editor.ui.text.tints import Tinted

if TYPE_CHECKING:
    from editor.ui.review.card import MarkCard


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing of the review. `start` counts code points of the field's text as it is read, from 0.

    `key` is its own as long as it lasts; where `shown` is as before, its card need not be filled anew. `at_top` says
    that it has lost its place: it stands at the top of its section, or of the masthead where the section is gone.
    """

    key: str
    path: FieldPath
    start: int = 0
    shown: Hashable = None
    at_top: bool = False


class Marks(Protocol):
    """One kind of marks. It is asked soon after each change: what has not changed should be at hand."""

    def marks(self) -> tuple[Mark, ...]:
        """All that are open, in no order."""

    def card(self, mark: Mark, parent: QWidget) -> MarkCard:
        """What shows a mark in the margin."""

    def tints(self, mark: Mark) -> tuple[Tinted, ...]:
        """What is tinted in the form for a mark; a comment of length 0 is about the whole field."""
