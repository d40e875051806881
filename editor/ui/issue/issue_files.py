"""Opening, saving and leaving issues as the user meets it: questions as banners, nothing lost on any way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent

from editor.document.text.datetime_labels import short_datetime_label
from editor.files.errors import ChangedOnDisk, FileError
from editor.files.issue_file import save_issue
from editor.files.journal.recovery import Recovered, archive_journal
from editor.files.quarantine import move_aside
from editor.session.issue.issue_opening import OpenedIssue, open_file, open_new, open_next, open_recovered
from editor.session.issue.session import Session, is_same_file
from editor.ui.file_dialogs import ISSUES, FileDialogs
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.issue.sharing import Sharing
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

Then = Callable[[], None]


def nothing() -> None:
    """What follows when nothing is to follow."""


class UnpostedComments(Protocol):
    """Comments that are being written: no part of the issue before they are posted."""

    @property
    def unposted(self) -> Sequence[str]:
        """Those with something in them."""

    def show_unposted(self) -> None:
        """Go to one of them."""

    def discard_unposted(self) -> None:
        """Throw them away."""


class IssueFiles(QObject):
    """The files of one window."""

    issue_opened = Signal(object)
    """An `Opened` that is to be worked on, in place of what is open."""
    page_requested = Signal(object, object)
    """A `Page` that is to be visited, and who gets the keyboard there."""

    def __init__(
        self, banners: Banners, settings: Settings, dialogs: FileDialogs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._banners = banners
        self._settings = settings
        self.dialogs = dialogs
        self._open_issue: OpenIssue | None = None
        self._sharing: Sharing | None = None
        self._settle: Then = nothing
        self._unposted_comments: UnpostedComments | None = None

    @property
    def _session(self) -> Session | None:
        return self._open_issue.session if self._open_issue is not None else None

    def follow(self, open_issue: OpenIssue, settle: Then = nothing, unposted: UnpostedComments | None = None) -> None:
        """Handle this issue from now on. `settle` commits pending input; leaving asks about `unposted` comments."""
        self._open_issue = open_issue
        self._settle = settle
        self._unposted_comments = unposted
        self._sharing = Sharing(open_issue, self._banners, self.save, self._ways_out, open_issue)
        self._sharing.page_requested.connect(self.page_requested)
        if open_issue.elsewhere is not None:
            owner = open_issue.elsewhere
            self._say(
                "elsewhere",
                Level.WARNING,
                f"{owner.name} has this issue open on {owner.machine}, since {short_datetime_label(owner.since)}.",
                "You can work on it all the same: when you save, both your changes are put together.",
            )

    def end(self) -> None:
        """The issue is left. Call `leave` before."""
        self._open_issue = self._sharing = self._unposted_comments = None
        self._settle = nothing

    # --- Opening ------------------------------------------------------------------------------------------

    def open(self, file: Path) -> None:
        """Open a file once the open issue may be left; say what is wrong with it otherwise."""
        self._open(lambda: open_file(file), file)

    def ask_to_open(self) -> None:
        """Let the user choose a file."""
        session = self._session
        near = session.file.parent if session is not None and session.file is not None else self._settings.newsroom
        self.dialogs.ask_to_open(near, self.open)

    def begin(self) -> None:
        """Begin an empty issue."""
        self._open(open_new)

    def new_issue_after(self, file: Path) -> None:
        """Begin the issue that follows the one in a file."""
        self._open(lambda: open_next(open_file(file).issue), file)

    def new_issue_after_current(self) -> None:
        """Begin the issue that follows the open one."""
        if self._session is not None:
            before = self._session.issue
            self._open(lambda: open_next(before))

    def recover(self, found: Recovered) -> None:
        """Go on with unsaved work. Its journal is set aside once the new one has it."""
        self._open(lambda: open_recovered(found), then=lambda: self._set_aside(found))

    def _set_aside(self, found: Recovered) -> None:
        if self._open_issue is not None and self._open_issue.is_protected:
            archive_journal(found.journal)

    def _open(self, make: Callable[[], OpenedIssue], file: Path | None = None, then: Then = nothing) -> None:
        """The file is read before the question whether the open issue may be left: a damaged one changes nothing."""
        try:
            found = make()
        except FileError as trouble:
            if file is not None and not file.exists():
                self._settings.gone(file)
            self._say("open", Level.ERROR, trouble.message, trouble.help)
            return
        self.leave(lambda: self._work_on(found, then))

    def _work_on(self, found: OpenedIssue, then: Then) -> None:
        self._banners.clear()
        if found.stored is not None:
            self._settings.opened(found.stored.path)
        self.issue_opened.emit(found)
        then()
        if found.stored is not None and found.stored.note is not None:
            self._say("review", Level.WARNING, found.stored.note.message, found.stored.note.help)
        if found.notes:
            number = "1 place needs" if len(found.notes) == 1 else f"{len(found.notes)} places need"
            more = f"\n… and {len(found.notes) - 6} more" if len(found.notes) > 6 else ""
            self._say("import", Level.INFO, f"The text was read; {number} a look.", "\n".join(found.notes[:6]) + more)

    # --- Saving -------------------------------------------------------------------------------------------

    def save(self, then: Then = nothing) -> None:
        """Save into the issue's file, or ask for one; `then` follows when it is saved and nothing new is to be asked.

        What others have saved meanwhile is merged, never written over.
        """
        open_issue = self._open_issue
        if open_issue is None:
            return
        self._settle()
        if open_issue.session.file is None:
            self.save_as(then)
            return
        try:
            is_settled = self._sharing is None or self._sharing.save()
        except ChangedOnDisk:  # each time that theirs had come in
            again = BannerButton("Save Again", lambda: self.save(then), primary=True)
            text = "Others are saving this issue all the time; yours is not in the file yet."
            self._say("save", Level.WARNING, text, "Your work is still here. Nothing was overwritten.", again)
        except FileError as trouble:
            self._say_not_saved(trouble)
        else:
            self._saved(then if is_settled else nothing)

    def save_as(self, then: Then = nothing) -> None:
        """Ask for a file and save into it."""
        session = self._session
        if session is None:
            return
        self._settle()
        suggestion = session.file or self._settings.newsroom / file_name_of(session)
        self.dialogs.ask_where_to_save("Save Issue", suggestion, ISSUES, lambda file: self._save_as(file, then))

    def save_copy(self) -> None:
        """Write the issue elsewhere and go on with the file that is open."""
        session = self._session
        if session is None:
            return
        near = session.file or self._settings.newsroom / file_name_of(session)
        suggestion = near.with_stem(f"{near.stem}-copy")
        self.dialogs.ask_where_to_save("Save a Copy", suggestion, ISSUES, self._write_copy)

    def _save_as(self, file: Path, then: Then) -> None:
        session = self._session
        if session is None:
            return
        if session.file is not None and is_same_file(file, session.file):
            self.save(then)
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            session.save_as(file)
        except OSError as error:
            self._say_not_saved(FileError(f"{file.parent} could not be made: {error.strerror or error}."))
        except FileError as trouble:
            self._say_not_saved(trouble)
        else:
            self._saved(then)

    def _saved(self, then: Then) -> None:
        session = self._session
        if session is not None and session.file is not None:
            self._settings.opened(session.file)
        for key in ("save", "outside", "leave"):
            self._banners.dismiss(key)
        then()

    def _say_not_saved(self, trouble: FileError) -> None:
        help = f"{trouble.help} Your work is still here.".strip()
        self._banners.dismiss("outside")
        self._say("save", Level.ERROR, trouble.message, help, *self._ways_out())

    def _ways_out(self) -> tuple[BannerButton, ...]:
        """What can be done where the file cannot be written, or where what it holds cannot be merged."""
        elsewhere = BannerButton("Save Elsewhere…", lambda: self.save_as(), primary=True)
        stored = self._session.stored if self._session is not None else None
        if stored is None or not stored.is_changed_on_disk():
            return (elsewhere,)
        return elsewhere, BannerButton("Set It Aside and Save Mine", self._save_in_its_place)

    def _save_in_its_place(self) -> None:
        """Somebody has put what cannot be merged in the file's place: it gets another name, and nothing is lost."""
        session = self._session
        if session is None or session.file is None:
            return
        file = session.file
        try:
            aside = move_aside(file)
        except FileError as trouble:
            self._say_not_saved(trouble)
            return
        self.save(lambda: self._say("aside", Level.OK, f"{file.name} is saved.", f"What was there is in {aside.name}."))

    def _write_copy(self, file: Path) -> None:
        session = self._session
        if session is None:
            return
        try:
            save_issue(session.whole, file)
        except FileError as trouble:
            self._say("copy", Level.ERROR, trouble.message, trouble.help)
        else:
            self._say("copy", Level.OK, f"A copy is saved as {file.name}.", f"In {file.parent}.")

    # --- Leaving ------------------------------------------------------------------------------------------

    def leave(self, then: Then) -> None:
        """Do what is to follow when the open issue may be left; begun comments and unsaved work are asked about."""
        if self._session is not None:
            self._settle()
        self._past_begun(lambda: self._past_unsaved(then))

    def _past_begun(self, on: Then) -> None:
        """Go on once no comment is lost by it unasked."""
        unposted = self._unposted_comments
        number = len(unposted.unposted) if unposted is not None else 0
        if unposted is None or not number:
            on()
            return

        def discard() -> None:
            unposted.discard_unposted()
            on()

        one = number == 1
        what = "A comment that you began is" if one else f"{number} comments that you began are"
        self._banners.ask(
            BannerMessage(
                "leave",
                Level.WARNING,
                f"{what} not posted.",
                f"{'It is' if one else 'They are'} lost when the issue is closed.",
                (
                    BannerButton("Look at It" if one else "Look at the First", unposted.show_unposted, primary=True),
                    BannerButton("Discard It" if one else "Discard Them", discard),
                    BannerButton("Cancel", nothing),
                ),
            )
        )

    def _past_unsaved(self, then: Then) -> None:
        session = self._session
        if self._open_issue is None or session is None:
            self._leave_now(then, discard=False)
            return
        if session.is_saved:
            self._leave_saved(self._open_issue, then)
            return
        name = session.file.name if session.file is not None else "the new issue"
        self._banners.ask(
            BannerMessage(
                "leave",
                Level.WARNING,
                f"Save the changes to {name}?",
                "What you discard can be brought back from the start page for two weeks.",
                (
                    BannerButton("Save", lambda: self.save(lambda: self.leave(then)), primary=True),
                    BannerButton("Discard", lambda: self._past_begun(lambda: self._leave_now(then, discard=True))),
                    BannerButton("Cancel", nothing),
                ),
            )
        )

    def _leave_saved(self, open_issue: OpenIssue, then: Then) -> None:
        """All is saved; what both have changed may still be a question."""
        number = len(open_issue.merging.conflicts)
        if not number or self._sharing is None:
            self._leave_now(then, discard=False)
            return
        fields = "1 field that was" if number == 1 else f"{number} fields that were"
        answers = (
            BannerButton("Look at Both", self._sharing.show_conflicts, primary=True),
            BannerButton("Leave It at Mine", lambda: self._past_begun(lambda: self._leave_now(then, discard=False))),
            BannerButton("Cancel", nothing),
        )
        self._banners.ask(
            BannerMessage(
                "leave",
                Level.WARNING,
                f"Nobody has chosen yet about {fields} changed by you and by somebody else.",
                "Yours stands in the file; what they wrote stays among the versions (F12).",
                answers,
            )
        )

    def _leave_now(self, then: Then, *, discard: bool) -> None:
        self._banners.dismiss("leave")
        if self._open_issue is not None:
            self._open_issue.close(discard=discard)
            self.end()
        then()

    def _say(self, key: str, tone: Level, text: str, help: str = "", *answers: BannerButton) -> None:
        self._banners.say(BannerMessage(key, tone, text, help, answers))


def file_name_of(session: Session) -> str:
    """`china-industries-2025-03-12.json`: a name for an issue that has no file yet."""
    words = "".join(letter if letter.isalnum() else " " for letter in session.theme.declared.words.newsletter.lower())
    date = session.issue.date
    return "-".join([*words.split(), date.isoformat() if date else "undated"]) + ".json"


def dragged_file(event: QDropEvent) -> Path | None:
    """The one file that is dragged over the window; None for anything else."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
