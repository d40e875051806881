"""The archive of one window: the page, and what can be done with a hit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from editor.document.paths import FieldPath
from editor.files.archive.searching import Hit
from editor.session.archive.archive import Archive, ReadHit
from editor.session.archive.covering import reference_to
from editor.session.deferred_call import call_later
from editor.session.issue.library import LibraryAccess, name_in_entries
from editor.session.issue.session import is_same_file
from editor.ui.archive.archive_page import ArchivePage
from editor.ui.archive.desk_archive import DeskArchive
from editor.ui.commands import Commands
from editor.ui.desk.desk import Desk
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.pages.page_navigator import PageNavigator


class WindowArchive(QObject):
    """Owns the archive of a folder, and shows it."""

    def __init__(
        self,
        cache: Path,
        folder: Path,
        commands: Commands,
        navigator: PageNavigator,
        files: IssueFiles,
        notice: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._navigator = navigator
        self._files = files
        self._notice = notice
        self._pending: tuple[Path, FieldPath] | None = None
        self._issue: OpenIssue | None = None
        self._desk: Desk | None = None
        self.desk_archive: DeskArchive | None = None
        self.archive = Archive(cache, folder, self)
        self.archive.update()

    @property
    def page(self) -> ArchivePage | None:
        """The archive page, while it is open."""
        page = self._navigator.page
        return page if isinstance(page, ArchivePage) else None

    def show(self) -> None:
        """Open the page; if it is open, focus its search."""
        if self.page is not None:
            self.page.first.setFocus()
            return
        if self._desk is not None:
            self._desk.commit_input()
        library = self._desk.library if self._desk is not None else LibraryAccess(self.archive.folder)
        bodies = sorted({name_in_entries(body) for body in library.bodies if name_in_entries(body)})
        people = sorted({person.name for person in library.people if person.name})
        page = ArchivePage(self.archive, bodies=bodies, people=people, has_issue=self._desk is not None)
        page.open_requested.connect(self.open_hit)
        page.beside_requested.connect(self._read_beside)
        page.copy_requested.connect(self._copy)
        page.link_requested.connect(self.copy_reference)
        self._navigator.open(page, page.first)

    def follow(self, issue: OpenIssue, desk: Desk, person: Callable[[], str]) -> None:
        """Follow an issue that was opened."""
        self._issue, self._desk = issue, desk
        self.desk_archive = DeskArchive(self.archive, issue.session, desk, self._commands, person)
        self.desk_archive.open_requested.connect(self.open_hit)
        self.desk_archive.link_requested.connect(self.copy_reference)
        pending, self._pending = self._pending, None
        file = issue.session.file
        if pending is not None and file is not None and is_same_file(pending[0], file):
            # Later: the window focuses the form when it has shown the desk.
            call_later(desk, lambda: desk.go_to(pending[1]))

    def unfollow(self) -> None:
        """Forget the issue: it is closed."""
        self._issue = self._desk = self.desk_archive = None

    def close(self) -> None:
        """Stop the update and the searches."""
        self.archive.close()

    @Slot(object)
    def open_hit(self, hit: Hit) -> None:
        """Open the issue of a hit, at the hit. The open issue is left as usual."""
        self.open_place(hit.file, FieldPath.parse(hit.path))

    @Slot(object, object)
    def open_place(self, file: Path, path: FieldPath) -> None:
        """Open the issue in a file, at a place. The open issue is left as usual."""
        own = self._issue.session.file if self._issue is not None else None
        if self._desk is not None and own is not None and is_same_file(file, own):
            self._navigator.close()
            self._desk.go_to(path)
            return
        self._pending = file, path
        self._files.open(file)

    @Slot(object)
    def copy_reference(self, hit: Hit) -> None:
        """Copy the words that refer to a hit."""
        text = reference_to(hit).as_link
        QApplication.clipboard().setText(text)
        self._notice(f"Copied “{text}”.")

    @Slot(object)
    def _read_beside(self, hit: Hit) -> None:
        if self.desk_archive is not None:
            self._navigator.close()
            self.desk_archive.read_beside(hit)

    @Slot(object)
    def _copy(self, read: ReadHit) -> None:
        if self.desk_archive is not None:
            self._navigator.close()
            self.desk_archive.copy(read)
