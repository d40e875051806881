"""Approvals of sections, and the status that is shown above the form and in the outline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.path_labels import section_title
from editor.document.paths import FieldPath
from editor.document.review.approvals import SectionStatus
from editor.document.review.threads import path_of
from editor.document.sections import section_path
from editor.document.suggestions.record_paths import item_path
from editor.document.text.phrasing import counted
from editor.session.review.reviewing import Reviewing
from editor.ui.desk.desk import Desk
from editor.ui.review.handoff import Handoff
from editor.ui.review.status_strip import StatusStrip
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, Level
from schemas.review import State

ONLY_EDITORS = "Only an editor can approve sections."
ONLY_SUGGESTED = "This section is a suggestion that is not accepted yet."
REFRESH_MS = 30
"""The status is updated after a pause, so that no keystroke waits for it."""


class Approvals(QObject):
    """The approval states of the sections of an open issue."""

    difference_requested = Signal(object)
    """A `SectionStatus` whose section changed since its approval."""

    def __init__(
        self, reviewing: Reviewing, handoff: Handoff, desk: Desk, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = desk.session
        self._reviewing = reviewing
        self._handoff = handoff
        self._desk = desk
        self.status_strip = StatusStrip()
        desk.middle.insertWidget(0, self.status_strip)
        self.status_strip.approve_requested.connect(self.approve)
        self.status_strip.withdraw_requested.connect(self.withdraw)
        self.status_strip.difference_requested.connect(self._request_difference)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(REFRESH_MS)
        self._refresh_timer.timeout.connect(self.refresh)
        reviewing.changed.connect(self._refresh_timer.start)
        handoff.status_changed.connect(self.refresh)
        desk.location_changed.connect(self._show_section)
        settings.changed.connect(self._show_section)
        self.refresh()

    # Status

    @Slot()
    def refresh(self) -> None:
        """Show the current status of all sections."""
        self._desk.outline.show_statuses(self._reviewing.standings)
        self._desk.outline.show_open_counts(*self._open_counts())
        self._show_section()

    def _open_counts(self) -> tuple[Counter[FieldPath], Counter[FieldPath]]:
        """Return the number of open comments and suggestions per section."""
        threads = (one.path for one in self._reviewing.open_threads)
        suggested = (item_path(one.first) for one in self._reviewing.suggestions)
        return self._count_by_section(threads), self._count_by_section(suggested)

    def _count_by_section(self, paths: Iterable[str]) -> Counter[FieldPath]:
        # Two path segments determine the section, so only a few of many paths are resolved.
        numbers: Counter[FieldPath] = Counter()
        for start, number in Counter("/".join(path.split("/", 2)[:2]) for path in paths).items():
            numbers[section_path(FieldPath(start.split("/")))] += number
        return numbers

    @property
    def standing(self) -> SectionStatus | None:
        """The status of the section in view; None if the section exists only as a suggestion."""
        place = self._desk.section
        path = place.path if place is not None else None
        return next((one for one in self._reviewing.standings if one.path == path), None)

    @Slot()
    def _show_section(self) -> None:
        standing, review = self.standing, self._reviewing
        may_withdraw = standing is not None and review.may_withdraw(standing)
        self.status_strip.show_status(standing, is_editor=review.may_approve, may_withdraw=may_withdraw)

    @Slot()
    def _request_difference(self) -> None:
        standing = self.standing
        if standing is not None and standing.changed:
            self.difference_requested.emit(standing)

    # Approvals

    @Slot()
    def approve(self) -> None:
        """Approve the section in view."""
        if not self._may_approve():
            return
        standing = self.standing
        if standing is None:
            self._handoff.show_message(
                Level.INFO,
                ONLY_SUGGESTED,
                "Accept the suggestion before you approve it.",
            )
            return
        name = section_title(self._session.whole, standing.path)
        refusal = self.refusal()
        if refusal:
            self._desk.message.emit(refusal)
            return
        self._reviewing.approve(standing.key)
        self.refresh()
        left = self._open_points_in(standing.path)
        self._desk.message.emit(f"Approved {name}.{self._own_suggestions_note()}{left}")

    @Slot()
    def withdraw(self) -> None:
        """Take the approval of the section in view back."""
        self._desk.commit_input()
        standing, refusal = self.standing, self.refusal_to_withdraw()
        if standing is None or refusal:
            self._desk.message.emit(refusal)
            return
        self._reviewing.withdraw_approval(standing.key)
        self.refresh()
        name = section_title(self._session.whole, standing.path)
        self._desk.message.emit(f"Withdrew the approval of {name}. Press Ctrl+Z to undo.")

    def refusal(self) -> str:
        """Return why an editor cannot approve the section in view; "" if that is possible."""
        standing = self.standing
        if standing is None:
            return ONLY_SUGGESTED
        name = section_title(self._session.whole, standing.path)
        return f"{name} is already approved." if standing.state is State.APPROVED else ""

    def refusal_to_withdraw(self) -> str:
        """Return why the approval of the section in view cannot be taken back; "" if it can."""
        standing = self.standing
        if standing is None or standing.state is not State.APPROVED:
            name = section_title(self._session.whole, standing.path) if standing is not None else "This section"
            return f"{name} is not approved."
        may = self._reviewing.may_withdraw(standing)
        return "" if may else f"Only an editor or {standing.by} can withdraw this approval."

    @Slot()
    def approve_all(self) -> None:
        """Approve all sections."""
        if not self._may_approve():
            return
        number = len(self._reviewing.not_approved)
        self._reviewing.approve_all()
        self.refresh()
        sections = counted(number, "section")
        own = self._own_suggestions_note()
        self._desk.message.emit(f"Approved {sections}.{own}" if number else "All sections are already approved.")

    def _own_suggestions_note(self) -> str:
        """Return a note that the author's text was approved, if the user's suggestions are in the text in view."""
        own = sum(self._reviewing.is_own(card) for card in self._reviewing.suggestions)
        if not own:
            return ""
        return f" This is the author's text, without your {counted(own, 'open suggestion')}."

    def _may_approve(self) -> bool:
        self._desk.commit_input()
        if not self._reviewing.may_approve:
            self._handoff.show_message(
                Level.INFO,
                ONLY_EDITORS,
                "Mark the issue as ready for review. If you are the editor, set your role in Preferences.",
                BannerButton("Mark as Ready for Review", self._handoff.send_to_editor),
            )
            return False
        self._handoff.dismiss()
        return True

    def _open_points_in(self, path: FieldPath) -> str:
        """Return a note on what is still open in an approved section."""
        review = self._reviewing
        comments = sum(section_path(path_of(one)) == path for one in review.open_threads)
        places = (FieldPath(item_path(one.first).split("/")) for one in review.suggestions)
        suggested = sum(section_path(place) == path for place in places)
        left = [counted(number, noun) for number, noun in ((comments, "comment"), (suggested, "suggestion")) if number]
        return f" Still open: {' and '.join(left)}." if left else ""
