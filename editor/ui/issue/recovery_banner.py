"""Offers to recover unsaved work when its issue is opened, in addition to the card on the start page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from editor.document.text.datetime_labels import datetime_label
from editor.files.journal.recovery import Recovered, recoverable_work
from editor.session.deferred_call import call_later
from editor.session.issue.issue_opening import OpenedIssue
from editor.session.issue.session import is_same_file
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.issue.leaving import nothing
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

KEY = "recovery"


class RecoveryBanner(QObject):
    """Checks the folder of journals whenever an issue is opened from its file."""

    def __init__(self, journals: Path, files: IssueFiles, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._journals = journals
        self._files = files
        self._banners = banners
        files.issue_opened.connect(self._on_issue_opened)

    @Slot(object)
    def _on_issue_opened(self, found: OpenedIssue) -> None:
        if found.stored is not None and found.work is None:
            call_later(self, partial(self._check, found.stored.path))  # after the desk was built

    def _check(self, file: Path) -> None:
        journals = (
            one for one in recoverable_work(self._journals) if one.file is not None and is_same_file(one.file, file)
        )
        work = next(journals, None)
        if work is not None:
            self._offer(work)

    def _offer(self, work: Recovered) -> None:
        self._banners.show_message(
            BannerMessage(
                KEY,
                Level.WARNING,
                f"Unsaved work on this issue from {datetime_label(work.at)} was found.",
                f"Changes: {work.differs}. It stays on the start page until you choose.",
                (
                    BannerButton("Recover", lambda: self._files.recover(work), primary=True),
                    BannerButton("Not Now", nothing),
                ),
            )
        )
