"""What has changed in a section since somebody approved it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from editor.document.compare.issues import compare_issues
from editor.document.review.approvals import SectionStatus
from editor.document.review.section_labels import section_name
from editor.document.text.datetime_labels import datetime_label
from editor.document.text.phrasing import counted
from editor.session.review.approved_version import Approved
from editor.ui.differences.difference_view import DifferencesView
from editor.ui.pages.page import Page
from schemas import Issue


class ChangedSincePage(Page):
    """The section as it was approved and as it is now, word by word; the versions are searched while it is open."""

    approve_requested = Signal()

    def __init__(
        self, issue: Issue, standing: SectionStatus, *, may_approve: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("Changed Since Approval", parent=parent)
        self.issue = issue
        """What is compared with what was approved."""
        self._standing = standing
        approved = f", {datetime_label(standing.at)}" if standing.at is not None else ""
        self._name = QLabel(section_name(issue, standing.section))
        self._name.setProperty("role", "section")
        self.words = QLabel(f"Approved by {standing.by}{approved}. Looking for that version …")
        self.words.setProperty("role", "note")
        for label in (self._name, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.body.addWidget(label)
        self.differences = DifferencesView(grows=True)
        self.differences.hide()
        self.body.addWidget(self.differences)
        self.approve = QPushButton("Approve Again")
        self.approve.setAutoDefault(True)
        if not may_approve:
            self.approve.hide()
        self.approve.clicked.connect(self.approve_requested)
        self.body.addWidget(self.approve, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    @Slot(object)
    def show_found(self, found: Approved) -> None:
        """Show the difference, or say that what was approved is not there any more."""
        if found.key != self._standing.section.key:
            return
        by = self._standing.by
        if found.issue is None or found.version is None:
            kept = f"none of the {counted(found.looked_at, 'version')} kept of this issue holds it"
            none = "no version of this issue is kept"
            self.words.setText(
                f"What {by} approved cannot be shown: {kept if found.looked_at else none}. Read the section anew."
            )
            return
        saved = f", saved by {found.version.author}" if found.version.author else ""
        self.words.setText(
            f"Since the version of {datetime_label(found.version.when)}{saved}, which is as {by} approved it."
        )
        differing = compare_issues(found.issue, self.issue)
        self.differences.show_differences(tuple(one for one in differing if one.key == found.key))
        self._name.hide()  # the differences say it
        self.differences.show()
