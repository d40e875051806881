"""The page of conflicts: fields that two people changed, with both versions side by side."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.document.compare.word_diff import ChangeKind, DiffPart, word_diff
from editor.document.merging.conflict import Conflict
from editor.document.merging.conflicts import MergeSide
from editor.document.merging.readable_versions import readable_versions
from editor.document.path_labels import path_label
from editor.document.text.inline import escaped
from editor.session.issue.session import Session
from editor.session.storage.merging import Merging
from editor.ui.issue.both_editor import BothEditor, make_both_editor
from editor.ui.pages.page import Page

MAX_SHOWN = 20_000
"""Characters of a version that are shown and compared."""

_CONTEXT = 120
"""Characters of unchanged text shown before and after a difference."""


class ConflictsPage(Page):
    """A card for each unresolved conflict. Every choice can be undone."""

    may_save = True

    def __init__(self, session: Session, merging: Merging, parent: QWidget | None = None) -> None:
        super().__init__("Conflicts", "Done", parent)
        self._session = session
        self._merging = merging
        note = QLabel(
            "You and someone else changed these fields. All other changes are merged. Differences are underlined. "
            "Your version is kept until you choose."
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
        """The widget that gets the focus first."""
        return self.buttons[0] if self.buttons else self.back_button

    def _card(self, conflict: Conflict) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        place = path_label(self._session.whole, conflict.path) or "The issue"
        theirs, mine = QPushButton("Use Theirs"), QPushButton("Keep Mine")
        for button, verb in ((mine, "Keep mine"), (theirs, "Use theirs")):
            button.setAutoDefault(True)
            button.setAccessibleName(f"{verb}: {place}")
            self.buttons.append(button)
        done = _label("", "note")
        theirs.clicked.connect(lambda: self._resolve(conflict, MergeSide.THEIRS, (theirs, mine), done))
        mine.clicked.connect(lambda: self._resolve(conflict, MergeSide.OURS, (theirs, mine), done))
        head = QHBoxLayout()
        head.addWidget(_label(place, "field-label"), 1)
        for widget in (done, mine, theirs):
            head.addWidget(widget)
        done.hide()
        own, other = readable_versions(self._session.whole, conflict)
        own_rich, other_rich = side_by_side(own, other)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(_side("Mine", own_rich, own), 1)
        sides.addLayout(_side("Theirs", other_rich, other), 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addLayout(sides)
        editor = make_both_editor(self._session.whole, conflict)
        if editor is not None:
            self._add_editor(conflict, editor, (theirs, mine), done, column)
        return card

    def _add_editor(
        self,
        conflict: Conflict,
        editor: BothEditor,
        others: tuple[QPushButton, ...],
        done: QLabel,
        column: QVBoxLayout,
    ) -> None:
        """Let both versions be edited into one."""
        buttons = (editor.edit_both, editor.use)
        self.buttons += buttons

        def take(value: object) -> None:
            if self._finish(self._merging.resolve_with(conflict, value), "Using your text", done):
                editor.close_text()
                self._remove((*others, *buttons))

        def close() -> None:
            if not any(one is conflict for one in self._merging.conflicts):
                editor.close_text()
                self._remove(buttons)

        editor.used.connect(take)
        for button in others:
            button.clicked.connect(close)
        column.addWidget(editor)

    def _resolve(self, conflict: Conflict, side: MergeSide, buttons: tuple[QPushButton, ...], done: QLabel) -> None:
        result = "Using theirs" if side is MergeSide.THEIRS else "Keeping yours"
        if self._finish(self._merging.resolve(conflict, side), result, done):
            self._remove(buttons)

    @staticmethod
    def _finish(is_done: bool, result: str, done: QLabel) -> bool:
        done.setText(result if is_done else "Cannot use this: the field was removed. Undo the removal, or keep yours.")
        done.show()
        return is_done

    def _remove(self, buttons: tuple[QPushButton, ...]) -> None:
        had_focus = any(button.hasFocus() for button in buttons)
        for button in buttons:
            if button in self.buttons:
                self.buttons.remove(button)
            button.hide()
        if had_focus:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)


def side_by_side(ours: str, theirs: str) -> tuple[str, str]:
    """Return both versions as rich text, differences underlined, long unchanged passages shortened."""
    parts = word_diff(escaped(ours[:MAX_SHOWN]), escaped(theirs[:MAX_SHOWN]))
    return _rich(parts, ChangeKind.INSERTED), _rich(parts, ChangeKind.DELETED)


def _rich(parts: tuple[DiffPart, ...], other: ChangeKind) -> str:
    """Return one version, without the `other` kind of change."""
    own = [part for part in parts if part.change is not other]
    shown: list[str] = []
    for index, part in enumerate(own):
        text = part.text
        if part.change is ChangeKind.SAME and len(own) > 1:
            before = text[-_CONTEXT:] if index == 0 else text[:_CONTEXT]
            after = "" if index in (0, len(own) - 1) else text[-_CONTEXT:]
            if len(before) + len(after) < len(text):
                text = f"… {before}" if index == 0 else f"{before} … {after}"
        words = html.escape(text).replace("\n", "<br>")
        shown.append(words if part.change is ChangeKind.SAME else f"<u>{words}</u>")
    return "".join(shown)


def _side(title: str, rich: str, words: str) -> QVBoxLayout:
    label = _label("", "body")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(rich)
    label.setAccessibleName(f"{title}: {words[:MAX_SHOWN]}")
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
