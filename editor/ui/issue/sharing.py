"""One issue and several people: what others saved comes in by one quiet sentence, and what both changed is asked.

A question stays, in its banner, until somebody has answered it; whatever else is open in the window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.path_labels import path_label
from editor.document.summary import summary
from editor.files.errors import FileError
from editor.session.storage.merging import MergedChanges
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from schemas import Issue

if TYPE_CHECKING:
    from editor.session.storage.version_reading import VersionReading

SAY_AFTER_MS = 300
"""How long a sentence waits for the name of who saved; it comes without one then, and takes it in later."""

SOMEBODY = "someone else"


class Sharing(QObject):
    """Watches over one open issue's file, as long as it is open."""

    page_requested = Signal(object, object)
    """A `Page` that is to be visited, and who gets the keyboard there."""

    def __init__(
        self,
        open_issue: OpenIssue,
        banners: Banners,
        save: Callable[[], None],
        answers: Callable[[], tuple[BannerButton, ...]],
        parent: QObject | None = None,
    ) -> None:
        """`answers` are offered where the file cannot be merged: ways to save all the same."""
        super().__init__(parent)
        self._open_issue = open_issue
        self._banners = banners
        self._save = save
        self._answers = answers
        self._asked: Issue | None = None
        self._has_come = False
        self._name = SOMEBODY
        self._questioner: Issue | None = None
        self._last_questioned: Issue | None = None
        self._questioner_name = SOMEBODY
        self._sentence: Callable[[], BannerMessage] | None = None
        self._says = QTimer(self)
        self._says.setSingleShot(True)
        self._says.setInterval(SAY_AFTER_MS)
        self._says.timeout.connect(self._say)
        self._reading: VersionReading | None = None
        open_issue.changed_outside.connect(self._changed_outside)
        open_issue.merging.merged.connect(self._merged)
        open_issue.merging.conflicts_changed.connect(self._show_conflicts)

    def save(self) -> bool:
        """Save, together with what others saved; whether nothing new is to be asked. Raises FileError."""
        merging = self._open_issue.merging
        asked, self._has_come = merging.conflicts, False
        merging.save()
        self._banners.dismiss("elsewhere")
        if not self._has_come:
            self._forget()
        return all(conflict in asked for conflict in merging.conflicts)

    # --- What others saved --------------------------------------------------------------------------------

    @Slot()
    def _changed_outside(self) -> None:
        session = self._open_issue.session
        if session.file is None:
            return
        name = session.file.name
        try:
            theirs = self._open_issue.outside()
        except FileError as trouble:
            text = f"{name} was changed outside. {trouble.message}"
            self._banners.say(BannerMessage("outside", Level.WARNING, text, trouble.help, self._answers()))
            return
        if theirs is None:
            again = BannerButton("Save Again", self._save, primary=True)
            text = f"{name} was moved or deleted."
            self._banners.say(BannerMessage("outside", Level.WARNING, text, "Your work is still here.", (again,)))
            return
        if theirs == session.saved_issue:  # only written anew
            self.bring_in()
            return
        differs = summary(session.saved_issue, theirs)
        bring_in = BannerButton("Bring In Now", self.bring_in)
        help = "It comes in when you save."
        self._tell(
            theirs,
            lambda: BannerMessage("outside", Level.INFO, f"Changed by {self._name}: {differs}.", help, (bring_in,)),
        )

    def bring_in(self) -> None:
        """Merge what the file holds now into what is here."""
        try:
            self._open_issue.merging.bring_in()
        except FileError as trouble:
            self._banners.say(BannerMessage("outside", Level.WARNING, trouble.message, trouble.help, self._answers()))

    @Slot(object)
    def _merged(self, arrived: MergedChanges) -> None:
        self._has_come = True
        self._banners.dismiss("outside")
        self._tell(
            arrived.theirs,
            lambda: BannerMessage("merged", Level.INFO, f"Merged with changes by {self._name}: {arrived.differs}."),
        )

    def _tell(self, theirs: Issue, sentence: Callable[[], BannerMessage]) -> None:
        """Say it as soon as it is known who saved, but soon."""
        self._asked, self._name, self._sentence = theirs, SOMEBODY, sentence
        self._says.start()
        self._ask_who_saved(theirs)

    def _ask_who_saved(self, theirs: Issue) -> None:
        self._banners.dismiss("elsewhere")  # from now on it is said what they do
        if self._reading is None:
            self._reading = self._open_issue.reading
            self._reading.author_known.connect(self._author_known)
        self._reading.ask_who_saved(theirs)

    @Slot(object, str)
    def _author_known(self, issue: Issue, name: str) -> None:
        if issue is self._questioner and name:
            self._questioner, self._questioner_name = None, name
            self._say_conflicts()
        if issue is not self._asked or self._sentence is None:
            return
        before, self._name = self._name, name or SOMEBODY
        stands = any(message.key == self._sentence().key for message in self._banners.messages)
        if self._says.isActive() or (stands and self._name != before):
            self._say()

    @Slot()
    def _say(self) -> None:
        self._says.stop()
        if self._sentence is not None:
            self._banners.say(self._sentence())

    def _forget(self) -> None:
        """A save in which nothing came: what was said of others before is old."""
        self._says.stop()
        self._asked = self._sentence = None
        for key in ("merged", "outside"):
            self._banners.dismiss(key)

    # --- What both changed --------------------------------------------------------------------------------

    @Slot()
    def _show_conflicts(self) -> None:
        theirs = self._open_issue.session.saved_issue
        self._say_conflicts()
        if self._open_issue.merging.conflicts and theirs is not self._last_questioned:
            self._questioner = self._last_questioned = theirs
            self._questioner_name = SOMEBODY
            self._ask_who_saved(theirs)

    def _say_conflicts(self) -> None:
        conflicts = self._open_issue.merging.conflicts
        if not conflicts:
            self._banners.dismiss("conflicts")
            return
        whole = self._open_issue.session.whole
        places = [path_label(whole, conflict.path) or "The issue" for conflict in conflicts]
        fields = "1 field was" if len(places) == 1 else f"{len(places)} fields were"
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        look = BannerButton("Look at Both", self.show_conflicts, primary=True, keeps_open=True)
        self._banners.say(
            BannerMessage(
                "conflicts",
                Level.WARNING,
                f"{fields} changed by you and by {self._questioner_name}: {'; '.join(places[:3])}{more}.",
                "Yours stands until you have chosen.",
                (look,),
                closable=False,
            )
        )

    def show_conflicts(self) -> None:
        """Ask for the page that shows both sides of what is open."""
        from editor.ui.issue.conflicts_page import (
            ConflictsPage,  # comparing words needs a library; nobody else waits for it
        )

        if self._open_issue.merging.conflicts:
            page = ConflictsPage(self._open_issue.session, self._open_issue.merging)
            self.page_requested.emit(page, page.first)
