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
from editor.session.issue.issue_opening import Opened, begun, begun_after, opened, recovered_work
from editor.session.issue.session import Session, is_same_file
from editor.ui.file_dialogs import ISSUES, FileDialogs
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.issue.sharing import Sharing
from editor.ui.settings import Settings
from editor.ui.widgets.banner import Answer, Banners, Message, Tone

Then = Callable[[], None]


def nothing() -> None:
    """What follows when nothing is to follow."""


class Begun(Protocol):
    """Comments that are being written: no part of the issue before they are posted."""

    @property
    def unposted(self) -> Sequence[str]:
        """Those with something in them."""

    def look_at_unposted(self) -> None:
        """Go to one of them."""

    def discard_unposted(self) -> None:
        """Throw them away."""


class IssueFiles(QObject):
    """The files of one window."""

    opened = Signal(object)
    """An `Opened` that is to be worked on, in place of what is open."""
    page_asked = Signal(object, object)
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
        self._begun: Begun | None = None

    @property
    def _session(self) -> Session | None:
        return self._open_issue.session if self._open_issue is not None else None

    def follow(self, open_issue: OpenIssue, settle: Then = nothing, begun: Begun | None = None) -> None:
        """Work with this issue from now on. `settle` takes in what is half typed; `begun` is asked about at the end."""
        self._open_issue = open_issue
        self._settle = settle
        self._begun = begun
        self._sharing = Sharing(open_issue, self._banners, self.save, self._ways_out, open_issue)
        self._sharing.page_asked.connect(self.page_asked)
        if open_issue.elsewhere is not None:
            owner = open_issue.elsewhere
            self._say(
                "elsewhere",
                Tone.WARNING,
                f"{owner.name} has this issue open on {owner.machine}, since {short_datetime_label(owner.since)}.",
                "You can work on it all the same: when you save, both your changes are put together.",
            )

    def end(self) -> None:
        """The issue is left. Call `leave` before."""
        self._open_issue = self._sharing = self._begun = None
        self._settle = nothing

    # --- Opening ------------------------------------------------------------------------------------------

    def open(self, file: Path) -> None:
        """Open a file once the open issue may be left; say what is wrong with it otherwise."""
        self._open(lambda: opened(file), file)

    def ask_to_open(self) -> None:
        """Let the user choose a file."""
        session = self._session
        near = session.file.parent if session is not None and session.file is not None else self._settings.newsroom
        self.dialogs.ask_to_open(near, self.open)

    def begin(self) -> None:
        """Begin an empty issue."""
        self._open(begun)

    def begin_after(self, file: Path) -> None:
        """Begin the issue that follows the one in a file."""
        self._open(lambda: begun_after(opened(file).issue), file)

    def begin_after_this(self) -> None:
        """Begin the issue that follows the open one."""
        if self._session is not None:
            before = self._session.issue
            self._open(lambda: begun_after(before))

    def recover(self, found: Recovered) -> None:
        """Go on with unsaved work. Its journal is set aside once the new one has it."""
        self._open(lambda: recovered_work(found), then=lambda: self._set_aside(found))

    def _set_aside(self, found: Recovered) -> None:
        if self._open_issue is not None and self._open_issue.is_protected:
            archive_journal(found.journal)

    def _open(self, make: Callable[[], Opened], file: Path | None = None, then: Then = nothing) -> None:
        """The file is read before the question whether the open issue may be left: a damaged one changes nothing."""
        try:
            found = make()
        except FileError as trouble:
            if file is not None and not file.exists():
                self._settings.gone(file)
            self._say("open", Tone.ERROR, trouble.message, trouble.help)
            return
        self.leave(lambda: self._work_on(found, then))

    def _work_on(self, found: Opened, then: Then) -> None:
        self._banners.clear()
        if found.stored is not None:
            self._settings.opened(found.stored.path)
        self.opened.emit(found)
        then()
        if found.stored is not None and found.stored.note is not None:
            self._say("review", Tone.WARNING, found.stored.note.message, found.stored.note.help)
        if found.notes:
            number = "1 place needs" if len(found.notes) == 1 else f"{len(found.notes)} places need"
            more = f"\n… and {len(found.notes) - 6} more" if len(found.notes) > 6 else ""
            self._say("import", Tone.INFO, f"The text was read; {number} a look.", "\n".join(found.notes[:6]) + more)

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
            again = Answer("Save Again", lambda: self.save(then), primary=True)
            text = "Others are saving this issue all the time; yours is not in the file yet."
            self._say("save", Tone.WARNING, text, "Your work is still here. Nothing was overwritten.", again)
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
            self._banners.unsay(key)
        then()

    def _say_not_saved(self, trouble: FileError) -> None:
        help = f"{trouble.help} Your work is still here.".strip()
        self._banners.unsay("outside")
        self._say("save", Tone.ERROR, trouble.message, help, *self._ways_out())

    def _ways_out(self) -> tuple[Answer, ...]:
        """What can be done where the file cannot be written, or where what it holds cannot be merged."""
        elsewhere = Answer("Save Elsewhere…", lambda: self.save_as(), primary=True)
        stored = self._session.stored if self._session is not None else None
        if stored is None or not stored.is_changed_outside():
            return (elsewhere,)
        return elsewhere, Answer("Set It Aside and Save Mine", self._save_in_its_place)

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
        self.save(lambda: self._say("aside", Tone.OK, f"{file.name} is saved.", f"What was there is in {aside.name}."))

    def _write_copy(self, file: Path) -> None:
        session = self._session
        if session is None:
            return
        try:
            save_issue(session.whole, file)
        except FileError as trouble:
            self._say("copy", Tone.ERROR, trouble.message, trouble.help)
        else:
            self._say("copy", Tone.OK, f"A copy is saved as {file.name}.", f"In {file.parent}.")

    # --- Leaving ------------------------------------------------------------------------------------------

    def leave(self, then: Then) -> None:
        """Do what is to follow when the open issue may be left; begun comments and unsaved work are asked about."""
        if self._session is not None:
            self._settle()
        self._past_begun(lambda: self._past_unsaved(then))

    def _past_begun(self, on: Then) -> None:
        """Go on once no comment is lost by it unasked."""
        begun = self._begun
        number = len(begun.unposted) if begun is not None else 0
        if begun is None or not number:
            on()
            return

        def discard() -> None:
            begun.discard_unposted()
            on()

        one = number == 1
        what = "A comment that you began is" if one else f"{number} comments that you began are"
        self._banners.ask(
            Message(
                "leave",
                Tone.WARNING,
                f"{what} not posted.",
                f"{'It is' if one else 'They are'} lost when the issue is closed.",
                (
                    Answer("Look at It" if one else "Look at the First", begun.look_at_unposted, primary=True),
                    Answer("Discard It" if one else "Discard Them", discard),
                    Answer("Cancel", nothing),
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
            Message(
                "leave",
                Tone.WARNING,
                f"Save the changes to {name}?",
                "What you discard can be brought back from the start page for two weeks.",
                (
                    Answer("Save", lambda: self.save(lambda: self.leave(then)), primary=True),
                    Answer("Discard", lambda: self._past_begun(lambda: self._leave_now(then, discard=True))),
                    Answer("Cancel", nothing),
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
            Answer("Look at Both", self._sharing.look_at_conflicts, primary=True),
            Answer("Leave It at Mine", lambda: self._past_begun(lambda: self._leave_now(then, discard=False))),
            Answer("Cancel", nothing),
        )
        self._banners.ask(
            Message(
                "leave",
                Tone.WARNING,
                f"Nobody has chosen yet about {fields} changed by you and by somebody else.",
                "Yours stands in the file; what they wrote stays among the versions (F12).",
                answers,
            )
        )

    def _leave_now(self, then: Then, *, discard: bool) -> None:
        self._banners.unsay("leave")
        if self._open_issue is not None:
            self._open_issue.close(discard=discard)
            self.end()
        then()

    def _say(self, key: str, tone: Tone, text: str, help: str = "", *answers: Answer) -> None:
        self._banners.say(Message(key, tone, text, help, answers))


def file_name_of(session: Session) -> str:
    """`china-industries-2025-03-12.json`: a name for an issue that has no file yet."""
    words = "".join(letter if letter.isalnum() else " " for letter in session.theme.declared.words.newsletter.lower())
    date = session.issue.date
    return "-".join([*words.split(), date.isoformat() if date else "undated"]) + ".json"


def dragged_file(event: QDropEvent) -> Path | None:
    """The one file that is dragged over the window; None for anything else."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
