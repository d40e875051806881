"""The same field changed by two people: both wordings side by side. Mine stands until the other one is taken."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.document.edits import EditRefused, SetValue
from editor.document.inline import plain
from editor.document.merge import Conflict
from editor.document.paths import NoSuchField
from editor.document.places import place_of
from editor.session.session import Session
from editor.ui.page import Page
from editor.ui.start_rows import in_words
from schemas import Part, specs_of

LONGEST = 1200
"""Characters of a wording that are shown."""


class ConflictsPage(Page):
    """A card for each field; whatever is chosen can be undone."""

    def __init__(self, session: Session, conflicts: tuple[Conflict, ...], parent: QWidget | None = None) -> None:
        super().__init__("Changed by both", "Done", parent)
        self._session = session
        note = QLabel("All other changes are merged. Here your wording stands; take theirs where it is the better one.")
        note.setProperty("role", "note")
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.buttons: list[QPushButton] = []
        for conflict in conflicts:
            self.body.addWidget(self._card(conflict))
        self.body.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.buttons[0] if self.buttons else self.back_button

    def _card(self, conflict: Conflict) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        place = place_of(self._session.issue, conflict.path)
        theirs = QPushButton("Take Theirs")
        theirs.setAutoDefault(True)
        theirs.setAccessibleName(f"Take theirs: {place}")
        theirs.clicked.connect(lambda: self._take(conflict, theirs))
        self.buttons.append(theirs)
        head = QHBoxLayout()
        head.addWidget(_label(place, "field-label"), 1)
        head.addWidget(theirs)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(_side("Mine", conflict.ours), 1)
        sides.addLayout(_side("Theirs", conflict.theirs), 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addLayout(sides)
        return card

    def _take(self, conflict: Conflict, button: QPushButton) -> None:
        try:
            self._session.edit(SetValue(conflict.path, conflict.theirs), "Take Theirs")
        except (EditRefused, NoSuchField):
            button.setText("Not possible any more")
        else:
            button.setText("Taken")
        button.setEnabled(False)


def in_plain_words(value: Any) -> str:
    """Any value of an issue as somebody would read it."""
    if value is None:
        return "(removed)"
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, str):
        return plain(value) or "(empty)"
    if isinstance(value, tuple):
        return "\n".join(in_plain_words(one) for one in value) or "(empty)"
    if isinstance(value, Part):
        held = (getattr(value, name) for name in specs_of(type(value)))
        return "\n".join(in_plain_words(one) for one in held if one not in (None, "", ()))
    return str(value)


def _side(title: str, value: Any) -> QVBoxLayout:
    words = in_plain_words(value)
    side = QVBoxLayout()
    side.setSpacing(2)
    side.addWidget(_label(title, "note"))
    side.addWidget(_label(words if len(words) <= LONGEST else words[:LONGEST] + " …", "body"))
    side.addStretch(1)
    return side


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
