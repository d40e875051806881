"""Work that a crash left is offered where its issue is opened too, not only by its card on the start page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from editor.document.text.datetime_labels import datetime_label
from editor.files.journal.recovery import Recovered, recoverable_work
from editor.session.issue.issue_opening import OpenedIssue
from editor.session.issue.session import is_same_file
from editor.ui.issue.issue_files import IssueFiles, nothing
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

KEY = "left"


class RecoveryBanner(QObject):
    """Looks into the folder of journals each time an issue is opened from its file."""

    def __init__(self, journals: Path, files: IssueFiles, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._journals = journals
        self._files = files
        self._banners = banners
        files.issue_opened.connect(self._opened)

    @Slot(object)
    def _opened(self, found: OpenedIssue) -> None:
        if found.stored is not None and found.work is None:
            QTimer.singleShot(0, self, partial(self._look, found.stored.path))  # once the desk stands

    def _look(self, file: Path) -> None:
        of_it = (
            one for one in recoverable_work(self._journals) if one.file is not None and is_same_file(one.file, file)
        )
        work = next(of_it, None)
        if work is not None:
            self._offer(work)

    def _offer(self, work: Recovered) -> None:
        self._banners.say(
            BannerMessage(
                KEY,
                Level.WARNING,
                f"Work on this issue was left unsaved on {datetime_label(work.at)}.",
                f"It would change: {work.differs}. Until you choose, it stays on the start page.",
                (
                    BannerButton("Bring It Back", lambda: self._files.recover(work), primary=True),
                    BannerButton("Not Now", nothing),
                ),
            )
        )
