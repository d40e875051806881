"""Approvals, and what is said of the sections: above the form, in the outline, in the status bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.approval_sections import section_of
from editor.document.issue_sections import section_path
from editor.document.paths import FieldPath
from editor.document.review.approvals import SectionStatus
from editor.document.review.section_labels import section_name
from editor.document.review.threads import path_of
from editor.document.text.phrasing import counted
from editor.session.review.reviewing import Reviewing
from editor.ui.desk.desk import Desk
from editor.ui.review.handoff import Handoff
from editor.ui.review.status_strip import StatusStrip
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, Level
from schemas.review import State

REFRESH_MS = 30
"""A keystroke does not pay for what is said of a section: it is said anew when the keys come to rest."""


class Approvals(QObject):
    """The states of one open issue's sections."""

    difference_requested = Signal(object)
    """A `Standing` whose section changed since it was approved."""

    def __init__(
        self, reviewing: Reviewing, rounds: Handoff, desk: Desk, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = desk.session
        self._reviewing = reviewing
        self._rounds = rounds
        self._desk = desk
        self.strip = StatusStrip()
        desk.middle.insertWidget(0, self.strip)
        self.strip.approve_requested.connect(self.approve)
        self.strip.difference_requested.connect(self._ask_for_difference)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REFRESH_MS)
        self._later.timeout.connect(self.refresh)
        reviewing.changed.connect(self._later.start)
        rounds.moved.connect(self.refresh)
        desk.place_changed.connect(self._show_section)
        settings.changed.connect(self._show_section)
        self.refresh()

    # --- What is said -------------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Say where the sections stand now."""
        self._desk.outline.show_standings(self._reviewing.standings)
        self._desk.outline.show_talk(*self._talk())
        self._show_section()

    def _talk(self) -> tuple[Counter[FieldPath], Counter[FieldPath]]:
        """How many comments and suggestions are open in each section."""
        threads = (one.path for one in self._reviewing.open_threads)
        suggested = (str(one.suggestion.path) for one in self._reviewing.suggestions)
        return self._by_section(threads), self._by_section(suggested)

    def _by_section(self, paths: Iterable[str]) -> Counter[FieldPath]:
        # Two segments tell the section: of a thousand paths, few are looked at more closely.
        numbers: Counter[FieldPath] = Counter()
        for start, number in Counter("/".join(path.split("/", 2)[:2]) for path in paths).items():
            numbers[section_path(self._session.issue, FieldPath(start.split("/")))] += number
        return numbers

    @property
    def standing(self) -> SectionStatus | None:
        """Where the section that is written in stands; None where only a suggestion has it."""
        place = self._desk.section
        key = section_of(place.path) if place is not None else ""
        return next((one for one in self._reviewing.standings if one.section.key == key), None)

    @Slot()
    def _show_section(self) -> None:
        self.strip.show_standing(self.standing, is_editor=self._reviewing.may_approve)

    @Slot()
    def _ask_for_difference(self) -> None:
        standing = self.standing
        if standing is not None and standing.changed:
            self.difference_requested.emit(standing)

    # --- Approvals ----------------------------------------------------------------------------------------

    @Slot()
    def approve(self) -> None:
        """Approve the section that is written in, as it is now."""
        if not self._may_approve():
            return
        standing = self.standing
        if standing is None:
            self._rounds.say(
                Level.INFO,
                "This section is suggested, and not in the issue yet.",
                "Accept the suggestion, then approve.",
            )
            return
        name = section_name(self._session.whole, standing.section)
        if standing.state is State.APPROVED:
            self._desk.said.emit(f"{name} is approved already.")
            return
        self._reviewing.approve(standing.section.key)
        self.refresh()
        left = self._left_in(standing.section.key)
        self._desk.said.emit(f"Approved: {name}.{left}")

    @Slot()
    def approve_all(self) -> None:
        """Approve everything that is not approved."""
        if not self._may_approve():
            return
        number = len(self._reviewing.not_approved)
        self._reviewing.approve_all()
        self.refresh()
        sections = counted(number, "section")
        self._desk.said.emit(f"Approved: {sections}." if number else "All sections are approved already.")

    def _may_approve(self) -> bool:
        self._desk.settle()
        if not self._reviewing.may_approve:
            self._rounds.say(
                Level.INFO,
                "Only an editor approves.",
                "Send the issue to your editor. If you are the editor, say so in the preferences.",
                BannerButton("Send to Editor", self._rounds.send_to_editor),
            )
            return False
        self._rounds.dismiss()
        return True

    def _left_in(self, key: str) -> str:
        """What is still open in a section that was approved all the same."""
        review = self._reviewing
        comments = sum(section_of(path_of(one)) == key for one in review.open_threads)
        suggested = sum(section_of(one.suggestion.path) == key for one in review.suggestions)
        left = [counted(number, noun) for number, noun in ((comments, "comment"), (suggested, "suggestion")) if number]
        return f" Still open in it: {' and '.join(left)}." if left else ""
