"""Comparing two states of the open issue, and exporting a redline of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from editor.document.paths import FieldPath
from editor.document.text.datetime_labels import datetime_label
from editor.session.issue.session import is_same_file
from editor.ui.desk.desk import Desk
from editor.ui.file_dialogs import PDFS, FileDialogs
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.pages.page_navigator import PageNavigator
from editor.ui.system.opening import Opens, open_url
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level
from editor.ui.widgets.opened_file import open_or_say

if TYPE_CHECKING:
    from editor.session.review.comparing import Compared, Comparing, Source
    from editor.session.review.redlining import Redlining

KEY = "redline"


class DeskComparisons(QObject):
    """The comparisons of one open issue. A redline is made in the background; banners report on it."""

    def __init__(
        self,
        open_issue: OpenIssue,
        desk: Desk,
        dialogs: FileDialogs,
        banners: Banners,
        navigator: PageNavigator,
        parent: QObject | None = None,
        *,
        opens: Opens = open_url,
    ) -> None:
        super().__init__(parent)
        self._open_issue = open_issue
        self._desk = desk
        self._dialogs = dialogs
        self._banners = banners
        self._navigator = navigator
        self._opens = opens
        self._redlining: Redlining | None = None
        self._comparing: Comparing | None = None
        self._compared: Compared | None = None

    @Slot()
    def show(self) -> None:
        """Open the compare page."""
        # These take 45 ms to load, and are not needed at start-up.
        from editor.session.review.comparing import Comparing
        from editor.ui.review.compare_page import ComparePage

        if self._comparing is None:
            self._comparing = Comparing(self)
        self._desk.commit_input()
        page = ComparePage(self._open_issue.session, self._comparing, self._open_issue.version_reader, self._dialogs)
        page.path_chosen.connect(self._go_to)
        page.redline_requested.connect(self._ask_for_target)
        self._open_issue.versions.changed.connect(page.refresh)
        self._navigator.open(page, page.first)

    def close(self) -> None:
        """Cancel a running redline: the issue is closed."""
        if self._comparing is not None:
            self._comparing.close()
        if self._redlining is not None and self._redlining.is_busy:
            self._redlining.cancel()
            self._banners.dismiss(KEY)

    @Slot(object)
    def _go_to(self, path: FieldPath) -> None:
        """Go to a field, or to the nearest one that exists."""
        self._navigator.close()
        self._desk.go_to(path)

    # Redline

    @Slot(object)
    def _ask_for_target(self, compared: Compared) -> None:
        session = self._open_issue.session
        near = session.file.parent if session.file is not None else Path.home()
        self._compared = compared
        suggestion = near / session.theme.declared.pdf_name(session.whole.date, "redline")
        self._dialogs.ask_where_to_save("Save Redline", suggestion, PDFS, self._make)

    def _make(self, target: Path) -> None:
        # Loaded for a redline only, like the compare page.
        from editor.session.review.comparing import FileSource
        from editor.session.review.redlining import Redlining

        compared = self._compared
        if compared is None or compared.issues is None:
            return
        read = [one.file for one in (compared.before, compared.after) if isinstance(one, FileSource)]
        own = self._open_issue.session.file
        if any(is_same_file(target, file) for file in (*read, *((own,) if own is not None else ()))):
            self._show_banner(
                Level.ERROR,
                "The redline would overwrite an issue.",
                "Choose another name.",
                BannerButton("Choose…", lambda: self._ask_for_target(compared), primary=True),
            )
            return
        if self._redlining is None:
            self._redlining = Redlining(self)
            self._redlining.done.connect(self._done)
            self._redlining.failed.connect(self._failed)
        self._redlining.cancel()  # a new request replaces the running one
        before, after = compared.issues
        self._show_banner(
            Level.INFO, f"Writing {target.name}…", "", BannerButton("Cancel", self._cancel), closable=False
        )
        self._redlining.start((_printed_name(compared.before), before), (_printed_name(compared.after), after), target)

    def _cancel(self) -> None:
        if self._redlining is not None:
            self._redlining.cancel()
        self._show_banner(Level.INFO, "Redline canceled. Nothing was written.")

    @Slot(object)
    def _done(self, target: Path) -> None:
        shown = (target, self._opens, self._banners)
        self._show_banner(
            Level.OK,
            f"Saved {target.name}.",
            f"Folder: {target.parent}",
            BannerButton("Open", lambda: open_or_say(target, *shown), primary=True, keeps_open=True),
            BannerButton("Show in Folder", lambda: open_or_say(target.parent, *shown), keeps_open=True),
        )

    @Slot(str, str)
    def _failed(self, message: str, help: str) -> None:
        compared = self._compared
        answers = (
            (BannerButton("Try Again…", lambda: self._ask_for_target(compared), primary=True),) if compared else ()
        )
        self._show_banner(Level.ERROR, message, help, *answers)

    def _show_banner(
        self, tone: Level, text: str, help: str = "", *answers: BannerButton, closable: bool = True
    ) -> None:
        self._banners.show_message(BannerMessage(KEY, tone, text, help, answers, closable))


def _printed_name(source: Source) -> str:
    """Return the name that a redline prints for a state. "Now" is replaced by the date and time."""
    if not getattr(source, "is_now", False):
        return source.name
    return f"{source.name}, {datetime_label(dt.datetime.now())}"
