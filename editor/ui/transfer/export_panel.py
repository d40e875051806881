"""Export PDF in one click: preflight, one question the first time, a file, and what to do with it.

What is exported is the content as it is saved, whatever is shown of it: suggestions are no part of it. What stands in
the way is shown in a list, where each line is one click from its field; a banner offers a proof instead. The renderer
writes the file from the pages that are laid out already.
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
from editor.ui.desk.problems_panel import in_short
from editor.ui.file_dialogs import PDFS, FileDialogs
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from schemas import Issue

KEY = "export"
_HAS_ERRORS, _IS_NOT_APPROVED = "errors", "approvals"
UNNOTICED_MS = 300
"""A file that is there sooner needs no word about its being written."""

Opens = Callable[[QUrl], bool]


@dataclass(frozen=True)
class _Order:
    target: Path
    proof: bool
    issue: Issue
    shown: Issue


class Export(QObject):
    """Exports of one open issue."""

    refused = Signal()
    """There are errors: show them."""
    checklist_requested = Signal()
    """What is not approved is to be shown."""
    publish_requested = Signal(str)
    """The content of this digest is to be marked as published."""

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
        self._order: _Order | None = None
        self._noticed = QTimer(self)
        self._noticed.setSingleShot(True)
        self._noticed.setInterval(UNNOTICED_MS)
        self._noticed.timeout.connect(self._say_writing)
        self._refused = ""
        session.findings_changed.connect(self._look_again)
        session.changed.connect(self._look_again)
        renderer.pdf_ready.connect(self._ready)
        renderer.pdf_failed.connect(self._failed)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written."""
        return self._order is not None

    def start(self, *, proof: bool) -> None:
        """Export the issue as it is now, or say why not."""
        if self.is_busy:
            return
        self._banners.dismiss(KEY)
        if not proof and not self._may_publish():
            return
        folder = self._settings.export_folder
        if folder is not None and folder.is_dir():
            self._write(_Order(folder / self.file_name(proof=proof), proof, self._session.whole, self._session.issue))
        else:
            self._ask_where(proof=proof)

    def cancel(self) -> None:
        """Leave it; nothing is written."""
        if self._order is not None:
            self._renderer.cancel_pdf()
            self._end()
            self._say(Level.INFO, "The export was cancelled. Nothing was written.")

    def file_name(self, *, proof: bool) -> str:
        """The file's name by the theme's pattern."""
        return self._session.theme.declared.pdf_name(self._session.whole.date, "proof" if proof else "")

    def _may_publish(self) -> bool:
        """Whether nothing stands in the way; what does is said."""
        self._session.show_all_findings()
        if errors(self._session.content_findings):
            self._refuse()
            return False
        try:
            missing = approvals_missing(self._session, self._settings.newsroom)
        except FileError as trouble:
            self._say(Level.ERROR, f"Not exported. {trouble.message}", trouble.help, self._proof_instead())
            return False
        if missing:
            self._refuse_unapproved(missing)
        return not missing

    def _refuse(self) -> None:
        self._refused = _HAS_ERRORS
        text, found = "Not exported: the issue has errors.", errors(self._session.content_findings)
        if errors(self._session.findings):
            help = "The list of problems leads to each place. A proof carries a watermark and may have errors."
            self._say(Level.WARNING, text, help, self._proof_instead())
            self.refused.emit()
        else:  # what is shown has none: a suggestion mends them
            help = f"As it stands without the suggestions: {listed([one.message for one in found])}"
            self._say(Level.WARNING, text, help, self._checklist(), self._proof_instead())

    def _refuse_unapproved(self, missing: tuple[SectionStatus, ...]) -> None:
        self._refused = _IS_NOT_APPROVED
        whole = self._session.whole
        names = [(section_label(whole, one.path), one) for one in missing]
        said = [f"{name} ({status_label(one)})" if one.changed else name for name, one in names]
        number = counted(len(missing), "section")
        self._say(
            Level.WARNING,
            f"Not exported: {number} {'is' if len(missing) == 1 else 'are'} not approved.",
            f"{listed(said, 6)}.",
            self._checklist(),
            self._proof_instead(),
        )

    def _checklist(self) -> BannerButton:
        return BannerButton("Checklist", self.checklist_requested.emit, primary=True, keeps_open=True)

    def _proof_instead(self) -> BannerButton:
        return BannerButton("Export Proof", lambda: self.start(proof=True))

    @Slot()
    def _look_again(self) -> None:
        """A refusal goes when it has become untrue."""
        is_untrue = {
            _HAS_ERRORS: lambda: not errors(self._session.content_findings),
            _IS_NOT_APPROVED: lambda: not not_approved(self._session.whole),
        }
        if self._refused and is_untrue[self._refused]():
            self._refused = ""
            self._banners.dismiss(KEY)

    def _ask_where(self, *, proof: bool) -> None:
        file = self._session.file
        near = self._settings.export_folder or (file.parent if file is not None else self._settings.newsroom)
        suggestion = (near if near.is_dir() else Path.home()) / self.file_name(proof=proof)
        title = "Export Proof" if proof else "Export PDF"
        self._dialogs.ask_where_to_save(title, suggestion, PDFS, lambda path: self._chosen(path, proof=proof))

    def _chosen(self, path: Path, *, proof: bool) -> None:
        if path == self._session.file:
            self._say(
                Level.ERROR,
                "The PDF cannot take the place of the issue itself.",
                "Choose another name.",
                BannerButton("Choose…", lambda: self._ask_where(proof=proof), primary=True),
            )
            return
        self._settings.set_export_folder(path.parent)
        self._write(_Order(path, proof, self._session.whole, self._session.issue))

    def _write(self, order: _Order) -> None:
        self._order = order
        self._noticed.start()
        self._renderer.request_pdf(order.issue, proof=order.proof)

    def _say_writing(self) -> None:
        if self._order is not None:
            answer = BannerButton("Cancel", self.cancel)
            self._say(Level.INFO, f"Writing {self._order.target.name} …", "", answer, closable=False)

    @Slot(bytes)
    def _ready(self, data: bytes) -> None:
        order = self._end()
        if order is None:
            return
        try:
            replace_file(order.target, bytes(data))
        except FileError as trouble:
            self._say(
                Level.ERROR,
                trouble.message,
                trouble.help,
                BannerButton("Choose Another Place…", lambda: self._ask_where(proof=order.proof), primary=True),
            )
            return
        findings, notes = self._session.content_findings, self._renderer.pdf_notes
        place = f"In {order.target.parent}" + (f"; {in_short(findings)} left in it." if findings else ".")
        self._say(
            Level.WARNING if notes else Level.OK,
            f"Saved {order.target.name}.",
            "\n".join((place, *(f"{note.message} {note.help}" for note in notes))),
            BannerButton("Open", lambda: self._open(order.target, order.target), primary=True, keeps_open=True),
            BannerButton("Show in Folder", lambda: self._open(order.target.parent, order.target), keeps_open=True),
            BannerButton("Save Elsewhere…", lambda: self._ask_where(proof=order.proof), keeps_open=True),
            *self._ways_on(order),
        )

    def _ways_on(self, order: _Order) -> tuple[BannerButton, ...]:
        """An approved issue whose file is written may be said to be published."""
        if order.proof or not_approved(order.issue) or is_as_published(order.issue):
            return ()
        digest = digest_of_all(order.issue)
        return (BannerButton("Mark as Published", lambda: self.publish_requested.emit(digest)),)

    @Slot(str, str)
    def _failed(self, message: str, help: str) -> None:
        order = self._end()
        if order is not None:
            again = BannerButton("Try Again", lambda: self.start(proof=order.proof), primary=True)
            self._say(Level.ERROR, message, help, again)

    def _open(self, what: Path, file: Path) -> None:
        if not self._opens(QUrl.fromLocalFile(str(what))):
            self._say(Level.WARNING, "No program is set up to open this file.", f"The file is {file}.")

    def _end(self) -> _Order | None:
        """What was asked for; None where it was cancelled, and its answer is not wanted any more."""
        order, self._order = self._order, None
        if order is not None:
            self._noticed.stop()
            self._banners.dismiss(KEY)
            if order.issue is not order.shown:  # the pages show what is written in again
                self._renderer.show(self._session.issue, None)
        return order

    def _say(self, tone: Level, text: str, help: str = "", *answers: BannerButton, closable: bool = True) -> None:
        self._banners.say(BannerMessage(KEY, tone, text, help, answers, closable))
