"""Export to PDF in one click: checks the issue, asks for a folder the first time, writes the file.

The export contains the content of the issue without suggestions, whatever the window shows. Errors are listed in the
problems panel, and a banner offers a proof instead. The renderer writes the file from the pages it has laid out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from editor.document.findings import errors
from editor.document.path_labels import section_label
from editor.document.review.approvals import SectionStatus
from editor.document.review.publishing import digest_of_all, is_as_published, not_approved
from editor.document.review.status_labels import status_label
from editor.document.text.phrasing import counted, listed
from editor.files.atomic import replace_file
from editor.files.errors import FileError
from editor.session.issue.session import Session
from editor.session.preview.renderer import Renderer
from editor.session.review.approval_gate import approvals_missing
from editor.ui.desk.problems_panel import problem_count
from editor.ui.file_dialogs import PDFS, FileDialogs
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from schemas import Issue

KEY = "export"
_HAS_ERRORS, _IS_NOT_APPROVED = "errors", "approvals"
PROGRESS_AFTER_MS = 300
"""A progress message appears for exports that take longer."""

Opens = Callable[[QUrl], bool]


@dataclass(frozen=True)
class _Request:
    """One export. `issue` is its content; the window shows `shown`, which may contain suggestions."""

    target: Path
    proof: bool
    issue: Issue


class Export(QObject):
    """Exports one open issue."""

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
        banners: Banners,
        settings: Settings,
        dialogs: FileDialogs,
        *,
        opens: Opens = QDesktopServices.openUrl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._renderer = renderer
        self._banners = banners
        self._settings = settings
        self._dialogs = dialogs
        self._opens = opens
        self._request: _Request | None = None
        self._progress_timer = QTimer(self)
        self._progress_timer.setSingleShot(True)
        self._progress_timer.setInterval(PROGRESS_AFTER_MS)
        self._progress_timer.timeout.connect(self._show_progress)
        self._refused = ""
        session.findings_changed.connect(self._update_refusal)
        session.changed.connect(self._update_refusal)
        renderer.pdf_ready.connect(self._on_pdf_ready)
        renderer.pdf_failed.connect(self._on_pdf_failed)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written."""
        return self._request is not None

    def start(self, *, proof: bool) -> None:
        """Export the issue, or show why it cannot be exported."""
        if self.is_busy:
            return
        self._banners.dismiss(KEY)
        if not proof and not self._can_publish():
            return
        folder = self._settings.export_folder
        if folder is not None and folder.is_dir():
            self._write(_Request(folder / self.file_name(proof=proof), proof, self._session.whole))
        else:
            self._ask_for_file(proof=proof)

    def cancel(self) -> None:
        """Cancel the export; nothing is written."""
        if self._request is not None:
            self._renderer.cancel_pdf()
            self._end()
            self._show(Level.INFO, "Export canceled. Nothing was written.")

    def file_name(self, *, proof: bool) -> str:
        """Return the file name by the theme's pattern."""
        return self._session.theme.declared.pdf_name(self._session.whole.date, "proof" if proof else "")

    def _can_publish(self) -> bool:
        """Whether the issue can be published; if not, show why."""
        self._session.show_all_findings()
        if errors(self._session.content_findings):
            self._refuse()
            return False
        try:
            missing = approvals_missing(self._session, self._settings.newsroom)
        except FileError as error:
            self._show(Level.ERROR, f"Not exported. {error.message}", error.help, self._proof_instead())
            return False
        if missing:
            self._refuse_unapproved(missing)
        return not missing

    def _refuse(self) -> None:
        self._refused = _HAS_ERRORS
        text, found = "Not exported: the issue has errors.", errors(self._session.content_findings)
        if errors(self._session.findings):
            help = "Select an error in the list to go to its field. A proof has a watermark and may contain errors."
            self._show(Level.WARNING, text, help, self._proof_instead())
            self.refused.emit()
        else:  # only in the text without suggestions
            help = f"Without the suggestions: {listed([finding.message for finding in found])}"
            self._show(Level.WARNING, text, help, self._checklist(), self._proof_instead())

    def _refuse_unapproved(self, missing: tuple[SectionStatus, ...]) -> None:
        self._refused = _IS_NOT_APPROVED
        whole = self._session.whole
        names = [(section_label(whole, one.path), one) for one in missing]
        labels = [f"{name} ({status_label(one)})" if one.changed else name for name, one in names]
        number = counted(len(missing), "section")
        self._show(
            Level.WARNING,
            f"Not exported: {number} {'is' if len(missing) == 1 else 'are'} not approved.",
            f"{listed(labels, 6)}.",
            self._checklist(),
            self._proof_instead(),
        )

    def _checklist(self) -> BannerButton:
        return BannerButton("Checklist", self.checklist_requested.emit, primary=True, keeps_open=True)

    def _proof_instead(self) -> BannerButton:
        return BannerButton("Export Proof", lambda: self.start(proof=True))

    @Slot()
    def _update_refusal(self) -> None:
        """Remove the message of a refused export when its reason no longer applies."""
        is_resolved = {
            _HAS_ERRORS: lambda: not errors(self._session.content_findings),
            _IS_NOT_APPROVED: lambda: not not_approved(self._session.whole),
        }
        if self._refused and is_resolved[self._refused]():
            self._refused = ""
            self._banners.dismiss(KEY)

    def _ask_for_file(self, *, proof: bool) -> None:
        file = self._session.file
        near = self._settings.export_folder or (file.parent if file is not None else self._settings.newsroom)
        suggestion = (near if near.is_dir() else Path.home()) / self.file_name(proof=proof)
        title = "Export Proof" if proof else "Export PDF"
        self._dialogs.ask_where_to_save(title, suggestion, PDFS, lambda path: self._on_file_chosen(path, proof=proof))

    def _on_file_chosen(self, path: Path, *, proof: bool) -> None:
        if path == self._session.file:
            self._show(
                Level.ERROR,
                "The PDF cannot replace the issue file.",
                "Choose another name.",
                BannerButton("Choose…", lambda: self._ask_for_file(proof=proof), primary=True),
            )
            return
        self._settings.set_export_folder(path.parent)
        self._write(_Request(path, proof, self._session.whole))

    def _write(self, request: _Request) -> None:
        self._request = request
        self._progress_timer.start()
        self._renderer.request_pdf(request.issue, proof=request.proof)

    def _show_progress(self) -> None:
        if self._request is not None:
            cancel = BannerButton("Cancel", self.cancel)
            self._show(Level.INFO, f"Exporting {self._request.target.name}…", "", cancel, closable=False)

    @Slot(bytes)
    def _on_pdf_ready(self, data: bytes) -> None:
        request = self._end()
        if request is None:
            return
        try:
            replace_file(request.target, bytes(data))
        except FileError as error:
            self._show(
                Level.ERROR,
                error.message,
                error.help,
                BannerButton("Choose Another Folder…", lambda: self._ask_for_file(proof=request.proof), primary=True),
            )
            return
        findings, notes = self._session.content_findings, self._renderer.pdf_notes
        folder = f"Folder: {request.target.parent}" + (f" ({problem_count(findings)})" if findings else "")
        self._show(
            Level.WARNING if notes else Level.OK,
            f"Saved {request.target.name}.",
            "\n".join((folder, *(f"{note.message} {note.help}" for note in notes))),
            BannerButton("Open", lambda: self._open(request.target, request.target), primary=True, keeps_open=True),
            BannerButton("Show in Folder", lambda: self._open(request.target.parent, request.target), keeps_open=True),
            BannerButton("Export to Another Folder…", lambda: self._ask_for_file(proof=request.proof), keeps_open=True),
            *self._publish_button(request),
        )

    def _publish_button(self, request: _Request) -> tuple[BannerButton, ...]:
        """Return a button to mark an approved issue as published."""
        if request.proof or not_approved(request.issue) or is_as_published(request.issue):
            return ()
        digest = digest_of_all(request.issue)
        return (BannerButton("Mark as Published", lambda: self.publish_requested.emit(digest)),)

    @Slot(str, str)
    def _on_pdf_failed(self, message: str, help: str) -> None:
        request = self._end()
        if request is not None:
            again = BannerButton("Try Again", lambda: self.start(proof=request.proof), primary=True)
            self._show(Level.ERROR, message, help, again)

    def _open(self, what: Path, file: Path) -> None:
        if not self._opens(QUrl.fromLocalFile(str(what))):
            self._show(Level.WARNING, "No program is set up to open this file.", f"The file is {file}.")

    def _end(self) -> _Request | None:
        """End the export and return its request; None if it was canceled."""
        request, self._request = self._request, None
        if request is not None:
            self._progress_timer.stop()
            self._banners.dismiss(KEY)
        return request

    def _show(self, level: Level, text: str, help: str = "", *buttons: BannerButton, closable: bool = True) -> None:
        self._banners.show_message(BannerMessage(KEY, level, text, help, buttons, closable))
