"""The checklist: all open points of an issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from editor.document.review.open_points import OpenPoint, PointKind, open_points
from editor.document.review.publishing import is_as_published
from editor.document.text.datetime_labels import datetime_label
from editor.document.text.phrasing import counted
from editor.session.issue.session import Session
from editor.session.review.reviewing import Reviewing
from editor.ui.pages.page import Page
from editor.ui.review.checklist_rows import ChecklistList

NOTHING = "No open points. All sections are approved. Ready to publish."
NOTHING_SINCE = "No open points. Marked as published by {who} on {when}."
_REFRESH_MS = 30
_NOUNS = {
    PointKind.ERROR: "error",
    PointKind.WARNING: "warning",
    PointKind.COMMENT: "comment",
    PointKind.SUGGESTION: "suggestion",
    PointKind.APPROVAL: "section",
}


class ChecklistPage(Page):
    """The list of open points, and the buttons for the next steps."""

    chosen = Signal(object)
    """The `OpenPoint` to go to."""
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
        self.send_to_editor = _button("Mark as Ready for Review", self.send_to_editor_requested.emit)
        self.approve_all = _button("Approve All", self.approve_all_requested.emit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.send_to_editor, self.send_back, self.approve_all):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)  # it scrolls by itself and paints visible rows only
        self.body.addLayout(buttons)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(_REFRESH_MS)
        self._refresh_timer.timeout.connect(self.refresh)
        reviewing.changed.connect(self._refresh_timer.start)
        session.findings_changed.connect(self._refresh_timer.start)
        self.refresh()

    @property
    def first(self) -> QWidget:
        """The widget that is focused when the page opens."""
        return self.list if self.list.points else self.back_button

    @Slot()
    def refresh(self) -> None:
        """List the open points."""
        points = open_points(self._session.whole, self._session.content_findings, self._reviewing.suggestions)
        self.words.setText(summary_of(points) or self._nothing())
        self.list.show_points(points)
        is_editor = self._reviewing.may_approve
        self.approve_all.setVisible(is_editor)
        self.approve_all.setEnabled(bool(self._reviewing.not_approved))
        self.send_back.setVisible(is_editor)
        self.send_to_editor.setVisible(not is_editor)

    def _nothing(self) -> str:
        publication = self._reviewing.review.publication
        if publication is None or not is_as_published(self._session.whole):
            return NOTHING
        return NOTHING_SINCE.format(who=publication.by, when=datetime_label(publication.at))


def summary_of(points: tuple[OpenPoint, ...]) -> str:
    """Return a summary such as `1 error, 2 comments; 3 sections to approve.`; "" if there are none."""
    numbers = Counter(point.kind for point in points)
    open_ = [
        counted(numbers[kind], noun) for kind, noun in _NOUNS.items() if numbers[kind] and kind != PointKind.APPROVAL
    ]
    to_approve = (
        [f"{counted(numbers[PointKind.APPROVAL], 'section')} to approve"] if numbers[PointKind.APPROVAL] else []
    )
    summary = "; ".join([", ".join(open_), *to_approve] if open_ else to_approve)
    return f"{summary}." if summary else ""


def _button(text: str, action: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(True)
    button.clicked.connect(lambda: action())
    return button
