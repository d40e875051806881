"""One issue and several people: shows changes that others saved, and conflicts until they are resolved."""

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

if TYPE_CHECKING:  # loads dulwich
    from editor.session.storage.version_reading import VersionReading

NAME_TIMEOUT_MS = 300
"""How long a message waits for the author's name. It appears without it then, and is updated later."""

UNKNOWN_AUTHOR = "someone else"


class Sharing(QObject):
    """Merges and reports changes of others to one open issue."""

    page_requested = Signal(object, object)
    """A `Page` to open, and the widget that gets the focus."""

    def __init__(
        self,
        open_issue: OpenIssue,
        banners: Banners,
        save: Callable[[], None],
        save_alternatives: Callable[[], tuple[BannerButton, ...]],
        parent: QObject | None = None,
    ) -> None:
        """`save_alternatives` returns buttons for a file that cannot be merged."""
        super().__init__(parent)
        self._open_issue = open_issue
        self._banners = banners
        self._save = save
        self._save_alternatives = save_alternatives
        self._pending_issue: Issue | None = None
        self._has_merged = False
        self._author = UNKNOWN_AUTHOR
        self._conflicting: Issue | None = None
        self._last_conflicting: Issue | None = None
        self._conflict_author = UNKNOWN_AUTHOR
        self._make_message: Callable[[], BannerMessage] | None = None
        self._message_timer = QTimer(self)
        self._message_timer.setSingleShot(True)
        self._message_timer.setInterval(NAME_TIMEOUT_MS)
        self._message_timer.timeout.connect(self._show_pending)
        self._version_reader: VersionReading | None = None
        open_issue.changed_outside.connect(self._on_changed_outside)
        open_issue.merging.merged.connect(self._on_merged)
        open_issue.merging.conflicts_changed.connect(self._on_conflicts_changed)

    def save(self) -> bool:
        """Save, merging what others saved; return whether there are no new conflicts. Raises FileError."""
        merging = self._open_issue.merging
        before, self._has_merged = merging.conflicts, False
        merging.save()
        self._banners.dismiss("elsewhere")
        if not self._has_merged:
            self._clear_messages()
        return all(conflict in before for conflict in merging.conflicts)

    # Changes of others

    @Slot()
    def _on_changed_outside(self) -> None:
        session = self._open_issue.session
        if session.file is None:
            return
        name = session.file.name
        try:
            theirs = self._open_issue.read_file()
        except FileError as error:
            text = f"{name} was changed by someone else. {error.message}"
            self._banners.show_message(
                BannerMessage("outside", Level.WARNING, text, error.help, self._save_alternatives())
            )
            return
        if theirs is None:
            again = BannerButton("Save Again", self._save, primary=True)
            text = f"{name} was moved or deleted."
            self._banners.show_message(
                BannerMessage("outside", Level.WARNING, text, "Your changes are kept.", (again,))
            )
            return
        if theirs == session.saved_issue:  # rewritten without changes
            self.merge_now()
            return
        differs = summary(session.saved_issue, theirs)
        merge_now = BannerButton("Merge Now", self.merge_now)
        help = "The changes are merged when you save."
        self._show_with_author(
            theirs,
            lambda: BannerMessage("outside", Level.INFO, f"Changed by {self._author}: {differs}.", help, (merge_now,)),
        )

    def merge_now(self) -> None:
        """Merge the file into the open issue."""
        try:
            self._open_issue.merging.merge_file()
        except FileError as error:
            self._banners.show_message(
                BannerMessage("outside", Level.WARNING, error.message, error.help, self._save_alternatives())
            )

    @Slot(object)
    def _on_merged(self, merged: MergedChanges) -> None:
        self._has_merged = True
        self._banners.dismiss("outside")
        self._show_with_author(
            merged.theirs,
            lambda: BannerMessage("merged", Level.INFO, f"Merged with changes by {self._author}: {merged.differs}."),
        )

    def _show_with_author(self, theirs: Issue, make_message: Callable[[], BannerMessage]) -> None:
        """Show a message when the author is known, or after a short time without the name."""
        self._pending_issue, self._author, self._make_message = theirs, UNKNOWN_AUTHOR, make_message
        self._message_timer.start()
        self._find_author(theirs)

    def _find_author(self, theirs: Issue) -> None:
        self._banners.dismiss("elsewhere")  # messages about their changes replace it
        if self._version_reader is None:
            self._version_reader = self._open_issue.version_reader
            self._version_reader.author_known.connect(self._on_author_known)
        self._version_reader.find_author(theirs)

    @Slot(object, str)
    def _on_author_known(self, issue: Issue, name: str) -> None:
        if issue is self._conflicting and name:
            self._conflicting, self._conflict_author = None, name
            self._update_conflicts()
        if issue is not self._pending_issue or self._make_message is None:
            return
        before, self._author = self._author, name or UNKNOWN_AUTHOR
        is_shown = any(message.key == self._make_message().key for message in self._banners.messages)
        if self._message_timer.isActive() or (is_shown and self._author != before):
            self._show_pending()

    @Slot()
    def _show_pending(self) -> None:
        self._message_timer.stop()
        if self._make_message is not None:
            self._banners.show_message(self._make_message())

    def _clear_messages(self) -> None:
        """Remove messages about earlier changes: the last save merged nothing."""
        self._message_timer.stop()
        self._pending_issue = self._make_message = None
        for key in ("merged", "outside"):
            self._banners.dismiss(key)

    # Conflicts

    @Slot()
    def _on_conflicts_changed(self) -> None:
        theirs = self._open_issue.session.saved_issue
        self._update_conflicts()
        if self._open_issue.merging.conflicts and theirs is not self._last_conflicting:
            self._conflicting = self._last_conflicting = theirs
            self._conflict_author = UNKNOWN_AUTHOR
            self._find_author(theirs)

    def _update_conflicts(self) -> None:
        conflicts = self._open_issue.merging.conflicts
        if not conflicts:
            self._banners.dismiss("conflicts")
            return
        whole = self._open_issue.session.whole
        places = [path_label(whole, conflict.path) or "The issue" for conflict in conflicts]
        count = "1 conflict" if len(places) == 1 else f"{len(places)} conflicts"
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        look = BannerButton("Show Conflicts", self.show_conflicts, primary=True, keeps_open=True)
        self._banners.show_message(
            BannerMessage(
                "conflicts",
                Level.WARNING,
                f"{count} with changes by {self._conflict_author}: {'; '.join(places[:3])}{more}.",
                "Your version is kept until you choose.",
                (look,),
                closable=False,
            )
        )

    def show_conflicts(self) -> None:
        """Open the page of conflicts."""
        from editor.ui.issue.conflicts_page import ConflictsPage  # loads the comparison library

        if self._open_issue.merging.conflicts:
            page = ConflictsPage(self._open_issue.session, self._open_issue.merging)
            self.page_requested.emit(page, page.first)
