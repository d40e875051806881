"""The editor's checklist: all that is open in an issue, each line one key or click from its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from editor.document.review.open_points import OpenPoint, PendingSuggestion, PointKind, open_points
from editor.document.text.phrasing import counted
from editor.session.issue.session import Session
from editor.session.review.reviewing import Reviewing
from editor.ui.pages.page import Page
from editor.ui.review.checklist_rows import ChecklistList
from editor.ui.review.suggestions import keyed

NOTHING = "Nothing is open: every section is approved, and nothing stands in the way of publication."
_REFRESH_MS = 30
_NOUNS = {
    PointKind.ERROR: "error",
    PointKind.WARNING: "warning",
    PointKind.COMMENT: "comment",
    PointKind.SUGGESTION: "suggestion",
    PointKind.APPROVAL: "section",
}


class ChecklistPage(Page):
    """The list, and what is done when one has been through it."""

    chosen = Signal(object)
    """An `OpenPoint` that is to be gone to."""
    send_back_requested = Signal()
    send_to_editor_requested = Signal()
    approve_all_requested = Signal()

    def __init__(self, reviewing: Reviewing, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Checklist", parent=parent)
        self._reviewing = reviewing
        self._session = session
        self.words = QLabel()
        self.words.setProperty("role", "note")
        self.words.setWordWrap(True)
        self.list = ChecklistList()
        self.list.chosen.connect(self.chosen)
        self.send_back = _button("Send Back", self.send_back_requested.emit)
        self.send_to_editor = _button("Send to Editor", self.send_to_editor_requested.emit)
        self.approve_all = _button("Approve All", self.approve_all_requested.emit)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        for button in (self.send_to_editor, self.send_back, self.approve_all):
            deeds.addWidget(button)
        deeds.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)  # it scrolls by itself, and paints the rows in view alone
        self.body.addLayout(deeds)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REFRESH_MS)
        self._later.timeout.connect(self.refresh)
        reviewing.changed.connect(self._later.start)
        session.findings_changed.connect(self._later.start)
        self.refresh()

    @property
    def first(self) -> QWidget:
        """What has the keyboard when the page is gone to."""
        return self.list if self.list.points else self.back_button

    @Slot()
    def refresh(self) -> None:
        """List what is open now."""
        waiting = [
            PendingSuggestion(one.proposal, one.proposed, one.suggestion, key)
            for key, one in keyed(self._reviewing.suggestions)
        ]
        points = open_points(self._session.whole, self._session.content_findings, waiting)
        self.words.setText(in_short(points))
        self.list.show_points(points)
        is_editor = self._reviewing.may_approve
        self.approve_all.setVisible(is_editor)
        self.approve_all.setEnabled(bool(self._reviewing.not_approved))
        self.send_back.setVisible(is_editor)
        self.send_to_editor.setVisible(not is_editor)


def in_short(points: tuple[OpenPoint, ...]) -> str:
    """`1 error, 2 comments; 3 sections to approve.`"""
    numbers = Counter(point.kind for point in points)
    open_ = [
        counted(numbers[kind], noun) for kind, noun in _NOUNS.items() if numbers[kind] and kind != PointKind.APPROVAL
    ]
    to_approve = (
        [f"{counted(numbers[PointKind.APPROVAL], 'section')} to approve"] if numbers[PointKind.APPROVAL] else []
    )
    said = "; ".join([", ".join(open_), *to_approve] if open_ else to_approve)
    return f"{said}." if said else NOTHING


def _button(text: str, deed: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(True)
    button.clicked.connect(lambda: deed())
    return button
