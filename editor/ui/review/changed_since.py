"""A page that shows what changed in a section since its approval."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from editor.document.compare.issues import compare_issues
from editor.document.path_labels import section_title
from editor.document.review.approvals import SectionStatus
from editor.document.text.datetime_labels import datetime_label
from editor.document.text.phrasing import counted
from editor.session.review.approved_version import Approved
from editor.ui.differences.difference_view import DifferencesView
from editor.ui.pages.page import Page
from schemas import Issue


class ChangedSincePage(Page):
    """Compares the approved section with the current one. The approved version is searched while the page is open."""

    approve_requested = Signal()

    def __init__(
        self, issue: Issue, standing: SectionStatus, *, may_approve: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("Changed Since Approval", parent=parent)
        self.issue = issue
        """The issue that is compared with the approved version."""
        self._standing = standing
        approved = f", {datetime_label(standing.at)}" if standing.at is not None else ""
        self._name = QLabel(section_title(issue, standing.path))
        self._name.setProperty("role", "section")
        self.words = QLabel(f"Approved by {standing.by}{approved}. Searching for that version…")
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
        """Show the differences, or a note that the approved version was not found."""
        if found.path != self._standing.path:
            return
        by = self._standing.by
        if found.issue is None or found.version is None:
            kept = f"it is not among the {counted(found.checked, 'version')} of this issue"
            none = "this issue has no versions"
            self.words.setText(
                f"The version that {by} approved was not found: {kept if found.checked else none}."
                " Review the section again."
            )
            return
        saved = f", saved by {found.version.author}" if found.version.author else ""
        self.words.setText(
            f"Changes since the version of {datetime_label(found.version.when)}{saved}, which {by} approved."
        )
        differing = compare_issues(found.issue, self.issue)
        self.differences.show_differences(tuple(one for one in differing if one.path == found.path))
        self._name.hide()  # the differences name the section
        self.differences.show()
