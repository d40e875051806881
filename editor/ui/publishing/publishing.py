"""Publishing one open issue: the page of outputs, one click that repeats the last choice, progress and results.

Outputs contain the content of the issue without suggestions, whatever the window shows. Nothing is written before all
outputs are complete. The renderer writes the PDF from the pages it has laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.contents import ContentsPages
from editor.document.review.open_review import open_count, open_ids
from editor.formats.outgoing.written import Copied, OutputFile, OutputNote, Written
from editor.formats.outputs import OUTPUTS
from editor.session.issue.session import Session
from editor.session.preview.renderer import Renderer
from editor.session.publishing.file_saver import FileSaver, SavedFiles
from editor.session.publishing.job import Choice, PublishJob
from editor.session.publishing.output_maker import MadeOutputs, OutputMaker, OutputRequest
from editor.session.publishing.output_names import PDF, all_labels, companions_of, known, label
from editor.session.publishing.refusal import Reason, refusal, still_holds
from editor.ui.file_dialogs import FileDialogs
from editor.ui.publishing.copying import copy_part
from editor.ui.publishing.mark_offer import MarkOffer
from editor.ui.publishing.published_files import PublishedFiles
from editor.ui.publishing.saved_report import file_names, question_about, report
from editor.ui.publishing.unsaved_note import UnsavedNote
from editor.ui.settings import Settings
from editor.ui.system.opening import Opens, open_url
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from editor.ui.widgets.opened_file import open_or_say

KEY = "publish"
PROGRESS_AFTER_MS = 300
"""A progress message appears for publications that take longer."""


class Publishing(QObject):
    """Publishes one open issue."""

    refused = Signal()
    """The issue has errors: show them."""
    checklist_requested = Signal()
    """Show the checklist of what is not approved."""
    publish_requested = Signal(str)
    """Mark the content with this digest as published."""

    def __init__(
        self,
        session: Session,
        renderer: Renderer,
        maker: OutputMaker,
        banners: Banners,
        settings: Settings,
        dialogs: FileDialogs,
        *,
        opens: Opens = open_url,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer = renderer
        self._maker = maker
        self._banners = banners
        self._settings = settings
        self._dialogs = dialogs
        self._opens = opens
        self._files = PublishedFiles(session, settings)
        self._saver = FileSaver(self)
        self._saving: PublishJob | None = None
        self.unsaved_note = UnsavedNote(session, banners, self)
        self._mark_offer = MarkOffer(session, banners, KEY, self)
        self._job: PublishJob | None = None
        self._request: OutputRequest | None = None
        self._progress_timer = QTimer(self)
        self._progress_timer.setSingleShot(True)
        self._progress_timer.setInterval(PROGRESS_AFTER_MS)
        self._progress_timer.timeout.connect(self._show_progress)
        self._refused: Reason | None = None
        self._asked_about: frozenset[str] = frozenset()
        self._confirmed: frozenset[str] = frozenset()
        session.findings_changed.connect(self._update_refusal)
        session.changed.connect(self._update_refusal)
        maker.made.connect(self._on_made)
        renderer.pdf_ready.connect(self._on_pdf_ready)
        renderer.pdf_failed.connect(self._on_pdf_failed)
        self._saver.done.connect(self._on_saved)

    @property
    def is_busy(self) -> bool:
        """Whether outputs are being made or saved."""
        return self._job is not None or self._saving is not None

    def start(self, choice: Choice | None = None) -> None:
        """Publish what was chosen, or the outputs that were published last; or show why that cannot be."""
        if self.is_busy:
            return
        self._banners.dismiss(KEY)
        self.unsaved_note.dismiss()
        self._asked_about = frozenset()
        choice = choice or Choice(known(self._settings.outputs), attach_issue=self._settings.attaches_issue)
        if not choice.proof and not self._can_publish(choice):
            return
        folders = map(self._settings.output_folder, choice.outputs)
        if all(folder is not None and folder.is_dir() for folder in folders):
            self._begin(self._new_job(choice))
        else:
            self._ask_where(choice)

    def close(self) -> None:
        """Stop: the issue is closed. Files that are being written are completed."""
        saved = self._saver.close()
        if self._saving is not None:
            self._files.record(saved)

    def cancel(self) -> None:
        """Cancel the publication; nothing is written."""
        if self._job is not None:
            self._renderer.cancel_pdf()
            self._end()
            self._show(Level.INFO, "Canceled. Nothing was written.")

    def file_names(self, name: str, proof: bool) -> tuple[str, ...]:
        """Return the names of an output's files by the theme's pattern."""
        declared, date = self._session.theme.declared, self._session.whole.date
        if name == PDF:
            return (declared.pdf_name(date, "proof" if proof else ""),)
        return OUTPUTS[name].file_names(declared, date, proof=proof)

    def request(self, purpose: str, names: Sequence[str], choice: Choice) -> OutputRequest:
        """Return the request of outputs with the current settings."""
        settings = self._settings
        folders = {name: folder for name in names if (folder := settings.output_folder(self._main(name))) is not None}
        return OutputRequest(
            purpose,
            self._session.whole,
            tuple(names),
            choice.proof,
            self._session.file,
            settings.newsroom,
            folders,
            settings.base_address(self._session.issue.theme),
            settings.heading_level,
            choice.with_review,
        )

    # Refusal

    def _can_publish(self, choice: Choice) -> bool:
        """Whether the issue can be published; if not, show why."""
        self._session.show_all_findings()
        found = refusal(self._session, self._settings.newsroom)
        if found is None:
            return self._is_confirmed(choice)
        self._refused = found.reason
        checklist = BannerButton("Checklist", self.checklist_requested.emit, primary=True, keeps_open=True)
        proof = BannerButton("Export Proof", lambda: self.start(replace(choice, proof=True)))
        level = Level(found.level.value)
        match found.reason:
            case Reason.ERRORS:
                self._show(level, f"Not published: {found.why}.", found.help, proof)
                self.refused.emit()
            case Reason.UNKNOWN:
                self._show(level, f"Not published. {found.why}", found.help, proof)
            case Reason.HIDDEN_ERRORS | Reason.APPROVALS:
                self._show(level, f"Not published: {found.why}.", found.help, checklist, proof)
        return False

    def _is_confirmed(self, choice: Choice) -> bool:
        """Ask once about open comments and suggestions that do not go out. Return whether the user has agreed."""
        review = self._session.whole.review
        found = open_ids(review)
        if choice.with_review or found <= self._confirmed:
            return True

        def confirm() -> None:
            self._confirmed = found
            self.start(choice)

        self._asked_about = found
        number = open_count(review)
        one = number.startswith("1 ") and " and " not in number
        self._show(
            Level.WARNING,
            f"{number} {'is' if one else 'are'} open.",
            f"{'It stays' if one else 'They stay'} in the issue file, and no part of what is published.",
            BannerButton("Publish", confirm, primary=True),
            BannerButton("Checklist", self.checklist_requested.emit, keeps_open=True),
        )
        return False

    @Slot()
    def _update_refusal(self) -> None:
        """Remove the message of a refusal when its reason no longer applies."""
        if self._asked_about and open_ids(self._session.whole.review) != self._asked_about:
            self._asked_about = frozenset()
            self._banners.dismiss(KEY)
        if self._refused is not None and not still_holds(self._refused, self._session):
            self._refused = None
            self._banners.dismiss(KEY)

    def _ask_where(self, choice: Choice) -> None:
        main = choice.outputs
        file = self._session.file
        near = self._settings.output_folder(main[0])
        near = near or (file.parent if file is not None else self._settings.newsroom)
        near = near if near.is_dir() else Path.home()
        files = [one for name in self._new_job(choice).names for one in self.file_names(name, choice.proof)]
        verb = "Export Proof" if choice.proof else f"Publish {all_labels(main)}"
        if len(files) == 1:
            kinds = f"{label(main[0])} (*{Path(files[0]).suffix})"
            self._dialogs.ask_where_to_save(verb, near / files[0], kinds, partial(self._on_file_chosen, choice))
        else:
            self._dialogs.ask_for_folder(verb, near, partial(self._on_folder_chosen, choice))

    def _on_file_chosen(self, choice: Choice, path: Path) -> None:
        if path == self._session.file:
            self._refuse_issue_file(choice)
            return
        self._remember_folder(path.parent, choice.outputs)
        job = self._new_job(choice)
        job.target = path
        self._begin(job)

    def _on_folder_chosen(self, choice: Choice, folder: Path) -> None:
        self._remember_folder(folder, choice.outputs)
        self._begin(self._new_job(choice))

    def _remember_folder(self, folder: Path, main: tuple[str, ...]) -> None:
        if self._settings.export_folder is None or len(main) > 1 or main == (PDF,):
            self._settings.set_export_folder(folder)
        for name in main:
            if self._settings.output_folder(name) != folder:
                self._settings.set_output_folder(name, folder)

    def _refuse_issue_file(self, choice: Choice) -> None:
        choose = BannerButton("Choose…", lambda: self._ask_where(choice), primary=True)
        self._show(Level.ERROR, "The issue file cannot be replaced.", "Choose another name.", choose)

    # Making

    def _new_job(self, choice: Choice) -> PublishJob:
        names = (*choice.outputs, *companions_of(choice.outputs, self._settings.companions))
        folders = {name: self._settings.output_folder(self._main(name)) or Path() for name in names}
        return PublishJob(choice, names, self._session.whole, folders)

    def _main(self, name: str) -> str:
        """The output that a companion belongs to."""
        return name if name == PDF else OUTPUTS[name].companion_of or name

    def _begin(self, job: PublishJob) -> None:
        self._job = job
        self._progress_timer.start()
        if PDF in job.names:  # first: text has the page numbers of the PDF that is published with it
            choice = job.choice
            self._renderer.request_pdf(
                job.issue,
                proof=choice.proof,
                attach_issue=choice.attach_issue and not choice.proof,
                line_numbers=choice.line_numbers and choice.proof,
            )
        else:
            self._make_others(job, None)

    def _make_others(self, job: PublishJob, pages: ContentsPages | None) -> None:
        """Make the outputs beside the PDF. `pages` are those of its contents, if there is one."""
        names = tuple(name for name in job.names if name != PDF)
        if names:
            self._request = replace(self.request("publish", names, job.choice), issue=job.issue, pages=pages)
            self._maker.make(self._request)
        else:
            self._check_targets(job)

    def _show_progress(self) -> None:
        if self._saving is not None:
            self._show(Level.INFO, f"Saving {all_labels(self._saving.choice.outputs)}…", closable=False)
        elif self._job is not None:
            cancel = BannerButton("Cancel", self.cancel)
            self._show(Level.INFO, f"Publishing {all_labels(self._job.choice.outputs)}…", "", cancel, closable=False)

    @Slot(object)
    def _on_made(self, made: MadeOutputs) -> None:
        job = self._job
        if job is None or made.request is not self._request:
            return
        if made.failures:
            note = next(iter(made.failures.values()))
            self._on_failed(f"{note.message} Nothing was written.", note.help)
            return
        job.written.update(made.written)
        self._check_targets(job)

    @Slot(bytes)
    def _on_pdf_ready(self, data: bytes) -> None:
        job = self._job
        if job is None or PDF not in job.names or PDF in job.written:
            return
        notes = tuple(OutputNote(note.message, note.help) for note in self._renderer.pdf_notes)
        (name,) = self.file_names(PDF, job.choice.proof)
        job.written[PDF] = Written((OutputFile(name, bytes(data)),), notes)
        self._make_others(job, self._renderer.pdf_pages)

    @Slot(str, str)
    def _on_pdf_failed(self, message: str, help: str) -> None:
        if self._job is not None:
            self._on_failed(message, help)

    def _on_failed(self, message: str, help: str) -> None:
        job = self._end()
        if job is not None:
            again = BannerButton("Try Again", lambda: self.start(job.choice), primary=True)
            self._show(Level.ERROR, message, help, again)

    def _end(self) -> PublishJob | None:
        """End the publication and return it; None if it was canceled."""
        job, self._job = self._job, None
        self._request = None
        if job is not None:
            self._progress_timer.stop()
            self._banners.dismiss(KEY)
        return job

    # Saving

    def _check_targets(self, job: PublishJob) -> None:
        """Save, unless a file would be replaced that is not known to be of this issue."""
        self._end()
        if any(file.path == self._session.file for file in job.files()):
            self._refuse_issue_file(job.choice)
            return
        self._save(job, replace=False)

    def _save(self, job: PublishJob, *, replace: bool) -> None:
        self._saving = job
        self._progress_timer.start()
        self._saver.save(job, self._files.own(job), replace=replace)

    @Slot(object)
    def _on_saved(self, found: SavedFiles) -> None:
        job, self._saving = found.job, None
        self._progress_timer.stop()
        self._banners.dismiss(KEY)
        self._files.record(found.saved)
        if found.others:
            self._ask_about_others(job, found.others)
        elif found.error is not None:
            before = f"Saved before: {file_names(found.saved)}. " if found.saved else ""
            choose = BannerButton("Choose Another Folder…", lambda: self._ask_where(job.choice), primary=True)
            self._show(Level.ERROR, found.error.message, f"{before}{found.error.help}", choose)
        else:
            self._report(job, found.saved)
            self.unsaved_note.show_if_unsaved()

    def _ask_about_others(self, job: PublishJob, others: Sequence[Path]) -> None:
        self._ask(
            *question_about(others),
            BannerButton("Choose Another Folder…", lambda: self._ask_where(job.choice), primary=True),
            BannerButton("Replace", lambda: self._save(job, replace=True)),
            BannerButton("Cancel", lambda: self._show(Level.INFO, "Canceled. Nothing was written.")),
        )

    def _report(self, job: PublishJob, saved: Sequence[Path]) -> None:
        opens = "Open" if len(saved) == 1 else f"Open {label(job.choice.outputs[0])}"
        shown = (saved[0], self._opens, self._banners)
        copied = next((copy for name in job.names if (copy := job.written[name].copied)), None)
        self._show(
            *report(job, saved, self._session.content_findings),
            BannerButton(opens, lambda: open_or_say(saved[0], *shown), primary=True, keeps_open=True),
            BannerButton("Show in Folder", lambda: open_or_say(saved[0].parent, *shown), keeps_open=True),
            *self._copy_button(copied),
            BannerButton("Save to Another Folder…", lambda: self._ask_where(job.choice), keeps_open=True),
            *self._mark_offer.buttons(job, self.publish_requested.emit),
        )

    def _copy_button(self, copied: Copied | None) -> tuple[BannerButton, ...]:
        if copied is None:
            return ()
        return (BannerButton("Copy HTML", lambda: self.copy(copied, "html"), keeps_open=True),)

    def copy(self, copied: Copied, part: str) -> None:
        """Put a part of an output on the clipboard: "html", or "text"."""
        copy_part(copied, part, self._banners)

    def _ask(self, text: str, help: str, *buttons: BannerButton) -> None:
        self._banners.ask(BannerMessage(KEY, Level.WARNING, text, help, buttons, closable=False))

    def _show(self, level: Level, text: str, help: str = "", *buttons: BannerButton, closable: bool = True) -> None:
        self._banners.show_message(BannerMessage(KEY, level, text, help, buttons, closable))
