"""The interface of a source of annotations. Comments and suggestions implement it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from editor.session.review.annotation import Annotation
from editor.ui.review.card import AnnotationCard
from editor.ui.text.highlights import Highlight


class AnnotationSource(Protocol):
    """A source of annotations. It is read after each change, so it must be cheap if nothing changed."""

    def annotations(self) -> tuple[Annotation, ...]:
        """Return all open annotations, in any order."""

    def card(self, annotation: Annotation, parent: QWidget) -> AnnotationCard:
        """Create the card of an annotation in the margin."""

    def highlights(self, annotation: Annotation) -> tuple[Highlight, ...]:
        """Return the highlights of an annotation. A comment with length 0 applies to the whole field."""
