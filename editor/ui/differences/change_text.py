"""A label for a short change: deletions struck through, insertions underlined, both in colour."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor.document.compare.word_diff import ChangeKind, DiffPart
from editor.document.text.inline import Run
from editor.ui.look.tokens import Tokens, tokens_of

_THIN = "\u2009"
"""Separates deleted and inserted text."""


class ChangeText(QLabel):
    """Shows parts of a difference."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: tuple[DiffPart, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, pieces: tuple[DiffPart, ...], accessible_name: str) -> None:
        """Show these parts. `accessible_name` describes them to screen readers."""
        self._parts = pieces
        self.setAccessibleName(accessible_name)
        self._write()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Apply the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        tokens = tokens_of(self.palette())
        words = _THIN.join(
            "".join(_html(piece.change, run, tokens) for run in piece.runs) for piece in self._parts if piece.runs
        )
        # Preserve white space: a change may consist of a single space.
        self.setText(f'<p style="margin:0; white-space:pre-wrap">{words}</p>')


def _html(change: ChangeKind, run: Run, tokens: Tokens) -> str:
    rules = []
    if change is ChangeKind.DELETED:
        rules += [f"color:{tokens.error}", f"background-color:{tokens.tint_deleted}", "text-decoration:line-through"]
    elif change is ChangeKind.INSERTED:
        rules += [f"color:{tokens.ok}", f"background-color:{tokens.tint_inserted}", "text-decoration:underline"]
    elif run.link is not None:
        rules.append(f"color:{tokens.link}")
    if run.strong:
        rules.append("font-weight:600")
    if run.emphasis:
        rules.append("font-style:italic")
    text = escape(run.text)
    return f'<span style="{"; ".join(rules)}">{text}</span>' if rules else text
