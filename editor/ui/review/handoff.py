"""The rounds of an issue: sent to the editor, sent back, published.

What is sent is saved, and kept among the versions under a name. Nothing is said to be sent before that has been done:
where the file cannot be written, the mark stays as a step that can be undone, and the next save that succeeds sends it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.findings import errors
from editor.document.review.publishing import digest_of_all, is_as_published
from editor.document.review.section_labels import section_name
from editor.document.text.datetime_labels import datetime_label
from editor.document.text.phrasing import counted, listed
from editor.files.errors import FileError
from editor.session.review.approval_gate import approvals_missing
from editor.session.review.reviewing import Reviewing
from editor.ui.desk.desk import Desk
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from schemas import Issue
from schemas.review import State

if TYPE_CHECKING:
    from editor.session.storage.versions import Versions

KEY = "rounds"
_LOOK_AGAIN_MS = 30


@dataclass(frozen=True)
class _Round:
    """Something that is done when it is saved. `holds` tells whether it is still so: undo may have taken it back."""

    version: str
    said: str
    holds: Callable[[], bool]


class Handoff(QObject):
    """The rounds of one open issue, and what is said of them."""

    checklist_requested = Signal()
    moved = Signal()
    """The sections stand elsewhere now."""

    def __init__(
        self,
        open_issue: OpenIssue,
        reviewing: Reviewing,
        desk: Desk,
        files: IssueFiles,
        banners: Banners,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_issue = open_issue
        self._session = open_issue.session
        self._reviewing = reviewing
        self._desk = desk
        self._files = files
        self._banners = banners
        self._settings = settings
        self._under_way: _Round | None = None
        self._said_of: Issue | None = None
        self._versions: Versions | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LOOK_AGAIN_MS)
        self._later.timeout.connect(self._look_again)
        reviewing.changed.connect(self._later.start)

    def close(self) -> None:
        """The issue is left."""
        self.dismiss()

    def say(self, tone: Level, text: str, help: str = "", *answers: BannerButton) -> None:
        """Say something of the review; it goes when work goes on, but for a round that is under way."""
        self._said_of = self._session.whole if self._under_way is None else None
        self._banners.say(BannerMessage(KEY, tone, text, help, answers))

    def dismiss(self) -> None:
        """Take back what was said last."""
        self._said_of = None
        self._banners.dismiss(KEY)

    @Slot()
    def _look_again(self) -> None:
        """What was said goes when it has become untrue."""
        is_off = self._under_way is not None and not self._under_way.holds()
        if is_off:
            self._under_way = None
        if is_off or (self._said_of is not None and self._said_of is not self._session.whole):
            self.dismiss()

    # --- What is done --------------------------------------------------------------------------------------

    @Slot()
    def send_to_editor(self) -> None:
        """Everything that is not approved is in review; saved, and kept as a version."""
        self._desk.settle()
        sent = self._reviewing.not_approved
        self._reviewing.send_to_editor()
        self._send(_Round("sent to editor", "Sent to the editor.", lambda: not self._any_is(State.DRAFT, sent)))

    @Slot()
    def send_back(self) -> None:
        """Everything that is not approved is a draft again; saved, and kept as a version."""
        self._desk.settle()
        sent = self._reviewing.not_approved
        self._reviewing.send_back()
        self._send(_Round("sent back", "Sent back to the author.", lambda: not self._any_is(State.IN_REVIEW, sent)))

    def publish(self, digest: str = "") -> None:
        """Say that the content of this digest was published, or the content as it is now; saved, kept as a version."""
        self._desk.settle()
        if not digest and not self._may_publish():
            return
        published = digest or digest_of_all(self._session.whole)
        self._reviewing.publish(published)
        self._send(_Round("published", "Marked as published.", lambda: self._published == published))

    @property
    def _published(self) -> str:
        mark = self._reviewing.review.publication
        return mark.digest if mark is not None else ""

    def _may_publish(self) -> bool:
        mark = self._reviewing.review.publication
        if mark is not None and is_as_published(self._session.whole):
            self.say(Level.INFO, f"It is marked as published already, by {mark.by} on {datetime_label(mark.at)}.")
            return False
        look = BannerButton("Checklist", self.checklist_requested.emit)
        if errors(self._session.content_findings):
            self.say(Level.WARNING, "Not marked as published: the issue has errors.", "They are in the list.", look)
            return False
        try:
            missing = approvals_missing(self._session, self._settings.newsroom)
        except FileError as trouble:
            self.say(Level.ERROR, f"Not marked as published. {trouble.message}", trouble.help)
            return False
        if missing:
            whole = self._session.whole
            names = listed([section_name(whole, one.section, in_short=True) for one in missing], 6)
            self.say(Level.WARNING, "Not marked as published: not every section is approved.", f"{names}.", look)
            return False
        return True

    def _any_is(self, state: State, keys: frozenset[str]) -> bool:
        return any(one.state is state for one in self._reviewing.standings if one.section.key in keys)

    def _send(self, under_way: _Round) -> None:
        self.dismiss()
        if self._versions is None:
            # They hear of a save before this does: it is a version when it gets its name.
            self._versions = self._open_issue.versions
            self._session.saved.connect(self._saved)
        self._under_way = under_way
        self.moved.emit()
        self._files.save()
        if self._under_way is not None:
            self.say(
                Level.WARNING,
                f"Not {under_way.version} yet: the issue is not saved.",
                "Save it, and it is. Undo takes the mark back.",
                BannerButton("Save", lambda: self._files.save(), primary=True),
            )

    @Slot()
    def _saved(self) -> None:
        under_way, self._under_way = self._under_way, None
        if under_way is None or self._versions is None or not under_way.holds():
            return
        self._versions.name_saved(under_way.version)
        file = self._session.file
        name = file.name if file is not None else "The issue"
        kept = f"{name} is saved, and kept among the versions as “{under_way.version}”."
        self.say(Level.OK, under_way.said, f"{kept}{self._open}{self._nobody}")

    @property
    def _open(self) -> str:
        """What the other one will find."""
        review = self._reviewing
        numbers = ((len(review.open_threads), "comment"), (len(review.suggestions), "suggestion"))
        found = [counted(number, noun) for number, noun in numbers if number]
        return f" Open: {' and '.join(found)}." if found else ""

    @property
    def _nobody(self) -> str:
        """A round that nobody's name stands at is of little use to the other one."""
        return "" if self._settings.name else " Your name is missing: the preferences have a place for it."
