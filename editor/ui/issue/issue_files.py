"""Opening, saving and closing issues in the window. Questions are shown as banners; no unsaved work is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QDropEvent

from editor.document.text.datetime_labels import short_datetime_label
from editor.files.errors import ChangedOnDisk, FileError
from editor.files.issue_file import save_issue
from editor.files.journal.recovery import Recovered, archive_journal
from editor.files.library_file import NAME as LIBRARY
from editor.files.quarantine import move_aside
from editor.session.issue.issue_opening import (
    OpenedIssue,
    open_file,
    open_from_template,
    open_new,
    open_next,
    open_recovered,
    open_sample,
)
from editor.session.issue.session import Session, is_same_file
from editor.ui.file_dialogs import ISSUES, FileDialogs
from editor.ui.issue.copy_merging import merge_copy
from editor.ui.issue.importing import Importing
from editor.ui.issue.leaving import Continuation, Leaving, UnpostedComments, nothing
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.issue.sharing import Sharing
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

if TYPE_CHECKING:  # imported with the first source
    from editor.session.issue.importing import ReadSource


class IssueFiles(QObject):
    """The files of one window: which issue is open, and how it is saved."""

    issue_opened = Signal(object)
    """An `Opened` that is to be worked on, in place of what is open."""
    page_requested = Signal(object, object)
    """A `Page` to open, and the widget that gets the focus."""
    page_closed = Signal()
    """The page is to be closed."""

    def __init__(
        self, banners: Banners, settings: Settings, dialogs: FileDialogs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._banners = banners
        self._settings = settings
        self.dialogs = dialogs
        self._open_issue: OpenIssue | None = None
        self._leaving = Leaving(
            banners,
            lambda: self._open_issue,
            lambda: self._unposted_comments,
            self.save,
            self._show_conflicts,
            self.unfollow,
        )
        self._sharing: Sharing | None = None
        self._commit_input: Continuation = nothing
        self._unposted_comments: UnpostedComments | None = None
        self.importing = Importing(banners, settings, dialogs, lambda: self._session, self)
        self.importing.new_requested.connect(self._open_imported)
        self.importing.open_requested.connect(self.open)
        self.importing.page_requested.connect(self.page_requested)
        self.importing.page_closed.connect(self.page_closed)

    @property
    def _session(self) -> Session | None:
        return self._open_issue.session if self._open_issue is not None else None

    def follow(
        self, open_issue: OpenIssue, commit_input: Continuation = nothing, unposted: UnpostedComments | None = None
    ) -> None:
        """Handle this issue from now on. `commit_input` ends typing; leaving asks about `unposted` comments."""
        self._open_issue = open_issue
        self._commit_input = commit_input
        self._unposted_comments = unposted
        self._sharing = Sharing(open_issue, self._banners, self.save, self._save_alternatives, open_issue)
        self._sharing.page_requested.connect(self.page_requested)
        open_issue.owner_left.connect(lambda: self._banners.dismiss("elsewhere"))
        if open_issue.other_owner is not None:
            owner = open_issue.other_owner
            self._show(
                "elsewhere",
                Level.WARNING,
                f"{owner.name} has had this issue open on {owner.machine} since {short_datetime_label(owner.since)}.",
                "You can edit it too. Changes are merged when you save.",
            )

        elif open_issue.is_in_read_only_folder or open_issue.is_read_only:
            what, where = ("file", "under another name") if open_issue.is_read_only else ("folder", "in another folder")
            self._show(
                "read-only",
                Level.WARNING,
                f"This {what} can be read, but not written.",
                f"You can edit the issue, and save it {where}.",
                BannerButton("Save Elsewhere…", lambda: self.save_as(), keeps_open=True),
            )

    def unfollow(self) -> None:
        """Forget the open issue. Call `leave` before."""
        self._open_issue = self._sharing = self._unposted_comments = None
        self._commit_input = nothing

    # Opening

    @Slot(object)
    def open(self, file: Path) -> None:
        """Open an issue after the open one was left, or import a source of another kind."""
        if file.suffix.lower() == ".json" or not file.is_file():
            self._open(lambda: open_file(file), file)
        else:
            self.importing.start([file])

    def open_several(self, files: Sequence[Path]) -> None:
        """Open one file, or import several."""
        if len(files) == 1 and not files[0].is_dir():
            self.open(files[0])
        elif files:
            self.importing.start(files)

    def open_with_copy(self, file: Path, copy: Path) -> None:
        """Open an issue, and merge its conflicted copy into it. Nothing is saved yet; the copy stays."""

        def merge() -> None:
            if self._open_issue is not None:
                merge_copy(self._open_issue, copy, self._banners)

        self._open(lambda: open_file(file), file, then=merge)

    def ask_to_open(self) -> None:
        """Let the user choose a file."""
        session = self._session
        near = session.file.parent if session is not None and session.file is not None else self._settings.newsroom
        self.dialogs.ask_to_open(near, self.open)

    def ask_to_import(self) -> None:
        """Let the user choose a source to import."""
        session = self._session
        near = session.file.parent if session is not None and session.file is not None else self._settings.newsroom
        self.dialogs.ask_to_import(near, self.open_several)

    def ask_to_import_folder(self) -> None:
        """Let the user choose a folder of sources to import."""
        self.dialogs.ask_for_folder(
            "Import Folder", self._settings.newsroom, lambda folder: self.open_several([folder])
        )

    @Slot(object)
    def _open_imported(self, found: ReadSource) -> None:
        from editor.session.issue.importing import opened_as_new

        self._open(lambda: opened_as_new(found))

    def new_issue(self) -> None:
        """Create an issue that is empty, but for publisher and contact."""
        self._open(lambda: open_new(self._settings.theme, self._settings.newsroom))

    def new_issue_from_template(self, file: Path) -> None:
        """Create an issue from the template in a file."""
        self._open(lambda: open_from_template(file))

    def open_sample(self, then: Continuation) -> None:
        """Open the sample issue as a new one; `then` is called when it is open."""
        self._open(open_sample, then=then)

    def new_issue_after(self, file: Path) -> None:
        """Create the issue that follows the one in a file."""
        self._open(lambda: open_next(open_file(file).issue), file)

    def new_issue_after_current(self) -> None:
        """Create the issue that follows the open one."""
        if self._session is not None:
            before = self._session.issue
            self._open(lambda: open_next(before))

    def recover(self, found: Recovered) -> None:
        """Open an issue with its unsaved work. The old journal is archived once the new one protects the work."""
        self._open(lambda: open_recovered(found), then=lambda: self._archive(found))

    def _archive(self, found: Recovered) -> None:
        if self._open_issue is not None and self._open_issue.is_protected:
            archive_journal(found.journal)

    def _open(self, make: Callable[[], OpenedIssue], file: Path | None = None, then: Continuation = nothing) -> None:
        """Read the file first and leave the open issue then, so that a damaged file changes nothing."""
        try:
            found = make()
        except FileError as error:
            if file is not None and not file.exists():
                self._settings.remove_recent(file)
            self._show("open", Level.ERROR, error.message, error.help)
            return
        self.leave(lambda: self._replace_open_issue(found, then))

    def _replace_open_issue(self, found: OpenedIssue, then: Continuation) -> None:
        self._banners.clear()
        if found.stored is not None:
            self._settings.add_recent(found.stored.path)
        self.issue_opened.emit(found)
        then()
        if found.stored is not None and found.stored.note is not None:
            self._show("review", Level.WARNING, found.stored.note.message, found.stored.note.help)

    # Saving

    def save(self, then: Continuation = nothing) -> None:
        """Save to the issue's file, or ask for one. `then` is called if it was saved without new conflicts.

        Changes that others saved meanwhile are merged, never overwritten.
        """
        open_issue = self._open_issue
        if open_issue is None:
            return
        self._commit_input()
        if open_issue.session.file is None:
            self.save_as(then)
            return
        try:
            is_settled = self._sharing is None or self._sharing.save()
        except ChangedOnDisk:  # again after each merge
            again = BannerButton("Save Again", lambda: self.save(then), primary=True)
            text = "Could not save: the file keeps changing. Try again."
            self._show("save", Level.WARNING, text, "Your changes are kept. Nothing was overwritten.", again)
        except FileError as error:
            self._show_not_saved(error)
        else:
            self._saved(then if is_settled else nothing)

    def save_as(self, then: Continuation = nothing) -> None:
        """Ask for a file and save into it."""
        session = self._session
        if session is None:
            return
        self._commit_input()
        suggestion = session.file or self._settings.newsroom / file_name_of(session)
        self.dialogs.ask_where_to_save("Save Issue", suggestion, ISSUES, lambda file: self._save_as(file, then))

    def save_copy(self) -> None:
        """Write a copy of the issue; the open file stays the same."""
        session = self._session
        if session is None:
            return
        near = session.file or self._settings.newsroom / file_name_of(session)
        suggestion = near.with_stem(f"{near.stem}-copy")
        self.dialogs.ask_where_to_save("Save a Copy", suggestion, ISSUES, self._write_copy)

    def _save_as(self, file: Path, then: Continuation) -> None:
        session = self._session
        if session is None:
            return
        if session.file is not None and is_same_file(file, session.file):
            self.save(then)
            return
        if file.name == LIBRARY:
            again = BannerButton("Choose…", lambda: self.save_as(then), primary=True)
            text = f"{LIBRARY} is the library of people and issuing bodies. It was not replaced."
            self._show("save", Level.ERROR, text, "Choose another name for the issue.", again)
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            session.save_as(file)
        except OSError as error:
            self._show_not_saved(FileError(f"Could not create {file.parent}: {error.strerror or error}."))
        except FileError as error:
            self._show_not_saved(error)
        else:
            self._saved(then)

    def _saved(self, then: Continuation) -> None:
        session = self._session
        if session is not None and session.file is not None:
            self._settings.add_recent(session.file)
        for key in ("save", "outside", "leave", "read-only"):
            self._banners.dismiss(key)
        then()

    def _show_not_saved(self, error: FileError) -> None:
        help = f"{error.help} Your changes are kept.".strip()
        for key in ("outside", "read-only"):
            self._banners.dismiss(key)
        self._show("save", Level.ERROR, error.message, help, *self._save_alternatives())

    def _save_alternatives(self) -> tuple[BannerButton, ...]:
        """Return buttons for an issue that cannot be saved: save elsewhere, or rename a file that cannot be merged."""
        save_elsewhere = BannerButton("Save Elsewhere…", lambda: self.save_as(), primary=True)
        stored = self._session.stored if self._session is not None else None
        if stored is None or not stored.is_changed_on_disk():
            return (save_elsewhere,)
        return save_elsewhere, BannerButton("Rename Theirs and Save Mine", self._rename_theirs_and_save)

    def _rename_theirs_and_save(self) -> None:
        """Rename a file on disk that cannot be merged, and save the issue under its name."""
        session = self._session
        if session is None or session.file is None:
            return
        file = session.file
        try:
            renamed = move_aside(file)
        except FileError as error:
            self._show_not_saved(error)
            return
        self.save(
            lambda: self._show("renamed", Level.OK, f"Saved {file.name}.", f"Their version is in {renamed.name}.")
        )

    def _write_copy(self, file: Path) -> None:
        session = self._session
        if session is None:
            return
        try:
            save_issue(session.whole, file)
        except FileError as error:
            self._show("copy", Level.ERROR, error.message, error.help)
        else:
            self._show("copy", Level.OK, f"Saved a copy as {file.name}.", f"Folder: {file.parent}")

    # Closing

    def leave(self, then: Continuation) -> None:
        """Call `then` after asking about unposted comments, unsaved work and conflicts of the open issue."""
        if self._session is not None:
            self._commit_input()
        self._leaving.leave(then)

    def _show_conflicts(self) -> None:
        if self._sharing is not None:
            self._sharing.show_conflicts()

    def _show(self, key: str, level: Level, text: str, help: str = "", *buttons: BannerButton) -> None:
        self._banners.show_message(BannerMessage(key, level, text, help, buttons))


def file_name_of(session: Session) -> str:
    """Suggest a file name for a new issue: `china-industries-2025-03-12.json`."""
    words = "".join(letter if letter.isalnum() else " " for letter in session.theme.declared.words.newsletter.lower())
    date = session.issue.date
    return "-".join([*words.split(), date.isoformat() if date else "undated"]) + ".json"


def dragged_files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the local files and folders of a drag."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
