"""The same field changed by two people: both wordings side by side. Mine stands until the other one is taken."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.document.compare.value_diff import excerpt, readable_runs
from editor.document.compare.word_diff import ChangeKind, DiffPart, word_diff
from editor.document.editing.conflicts import MergeSide, conflicting_orders
from editor.document.editing.merge import Conflict
from editor.document.field_specs import is_inline
from editor.document.path_labels import path_label
from editor.document.text.inline import escaped, text_of
from editor.session.issue.session import Session
from editor.session.storage.merging import Merging
from editor.ui.pages.page import Page
from schemas import Issue

LONGEST = 20_000
"""Characters of a wording that are shown and compared."""

_AROUND = 120
"""Characters of what both sides have in common that are shown before and behind a difference."""


class ConflictsPage(Page):
    """A card for each field that is still open; whatever is chosen can be undone."""

    def __init__(self, session: Session, merging: Merging, parent: QWidget | None = None) -> None:
        super().__init__("Changed by both", "Done", parent)
        self._session = session
        self._merging = merging
        note = QLabel(
            "All other changes are merged. Where they differ, words are underlined. "
            "Yours stands in the issue; what you do not choose now is asked again later."
        )
        note.setProperty("role", "note")
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.buttons: list[QPushButton] = []
        for conflict in merging.conflicts:
            self.body.addWidget(self._card(conflict))
        self.body.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.buttons[0] if self.buttons else self.back_button

    def _card(self, conflict: Conflict) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        place = path_label(self._session.whole, conflict.path) or "The issue"
        theirs, mine = QPushButton("Take Theirs"), QPushButton("Keep Mine")
        for button, said in ((mine, "Keep mine"), (theirs, "Take theirs")):
            button.setAutoDefault(True)
            button.setAccessibleName(f"{said}: {place}")
            self.buttons.append(button)
        done = _label("", "note")
        theirs.clicked.connect(lambda: self._answer(conflict, MergeSide.THEIRS, (theirs, mine), done))
        mine.clicked.connect(lambda: self._answer(conflict, MergeSide.OURS, (theirs, mine), done))
        head = QHBoxLayout()
        head.addWidget(_label(place, "field-label"), 1)
        for widget in (done, mine, theirs):
            head.addWidget(widget)
        done.hide()
        own, other = _wordings(self._session.whole, conflict)
        own_rich, other_rich = in_two(own, other)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(_side("Mine", own_rich, own), 1)
        sides.addLayout(_side("Theirs", other_rich, other), 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addLayout(sides)
        return card

    def _answer(self, conflict: Conflict, side: MergeSide, buttons: tuple[QPushButton, ...], done: QLabel) -> None:
        if not self._merging.answer(conflict, side):
            done.setText("There is no place for it any more. Undo what removed it, or keep yours.")
            done.show()
            return
        done.setText("Theirs is taken" if side is MergeSide.THEIRS else "Yours is kept")
        done.show()
        had_keyboard = any(button.hasFocus() for button in buttons)
        for button in buttons:
            self.buttons.remove(button)
            button.hide()
        if had_keyboard:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)


def _wordings(issue: Issue, conflict: Conflict) -> tuple[str, str]:
    """Ours and theirs; where they read alike, with the marks of bold, italic and links that tell them apart."""
    in_order = conflicting_orders(issue, conflict)
    if in_order is not None:
        mine, theirs = ("\n".join(f"{n}. {excerpt(item)}" for n, item in enumerate(items, 1)) for items in in_order)
        return mine, theirs
    own, other = (
        _in_words(value, is_inline=is_inline(issue, conflict.path)) for value in (conflict.ours, conflict.theirs)
    )
    if own == other and isinstance(conflict.ours, str) and isinstance(conflict.theirs, str):
        return conflict.ours, conflict.theirs
    return own, other


def _in_words(value: Any, *, is_inline: bool) -> str:
    """A value as somebody would read it."""
    if value is None:
        return "(removed)"
    return text_of(readable_runs(value, "\n", is_inline=is_inline)) or "(empty)"


def in_two(ours: str, theirs: str) -> tuple[str, str]:
    """Both wordings as rich text with what differs underlined; long stretches that are the same are cut short."""
    pieces = word_diff(escaped(ours[:LONGEST]), escaped(theirs[:LONGEST]))
    return _rich(pieces, ChangeKind.INSERTED), _rich(pieces, ChangeKind.DELETED)


def _rich(pieces: tuple[DiffPart, ...], other: ChangeKind) -> str:
    """One side, without what only the other side has."""
    own = [piece for piece in pieces if piece.change is not other]
    shown: list[str] = []
    for index, piece in enumerate(own):
        text = piece.text
        if piece.change is ChangeKind.SAME and len(own) > 1:
            before = text[-_AROUND:] if index == 0 else text[:_AROUND]
            after = "" if index in (0, len(own) - 1) else text[-_AROUND:]
            if len(before) + len(after) < len(text):
                text = f"… {before}" if index == 0 else f"{before} … {after}"
        words = html.escape(text).replace("\n", "<br>")
        shown.append(words if piece.change is ChangeKind.SAME else f"<u>{words}</u>")
    return "".join(shown)


def _side(title: str, rich: str, words: str) -> QVBoxLayout:
    label = _label("", "body")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(rich)
    label.setAccessibleName(f"{title}: {words[:LONGEST]}")
    side = QVBoxLayout()
    side.setSpacing(2)
    side.addWidget(_label(title, "note"))
    side.addWidget(label)
    side.addStretch(1)
    return side


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
