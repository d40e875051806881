"""What a kind of annotation provides to the margin: comments and suggestions each implement it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from editor.session.review.annotation import Annotation
from editor.ui.review.card import AnnotationCard
from editor.ui.text.highlights import Highlight


class AnnotationSource(Protocol):
    """One kind of marks. It is asked soon after each change: what has not changed should be at hand."""

    def marks(self) -> tuple[Annotation, ...]:
        """All that are open, in no order."""

    def card(self, mark: Annotation, parent: QWidget) -> AnnotationCard:
        """What shows a mark in the margin."""

    def highlights(self, mark: Annotation) -> tuple[Highlight, ...]:
        """What is tinted in the form for a mark; a comment of length 0 is about the whole field."""
