"""Templates in the window: New Issue offers those of the folder, and an issue can be saved as one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from editor.files.errors import FileError
from editor.files.library_file import NAME as LIBRARY
from editor.files.templates import make_folder, remove_if_empty, save_template, templates_folder, templates_in
from editor.session.issue.session import is_same_file
from editor.ui.desk.desk import Desk
from editor.ui.file_dialogs import TEMPLATES
from editor.ui.issue.issue_files import IssueFiles
from editor.ui.keyboard.finder import Finder, FinderEntry
from editor.ui.settings import Settings
from editor.ui.widgets.banner import BannerButton, BannerMessage, Banners, Level

_KEY = "template"


class Templates(QObject):
    """The templates of one window. `current` returns the open desk, if there is one."""

    def __init__(
        self,
        files: IssueFiles,
        settings: Settings,
        banners: Banners,
        finder: Finder,
        current: Callable[[], Desk | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._settings = settings
        self._banners = banners
        self._finder = finder
        self._current = current

    def new_issue(self) -> None:
        """Create a new issue; where there are templates, list them first."""
        found = templates_in(self._settings.newsroom)
        if not found:
            self._files.new_issue()
            return
        entries = [FinderEntry("Empty issue", "", self._files.new_issue)]
        entries += [FinderEntry(file.stem, "Template", self._made_from(file)) for file in found]
        self._finder.open("New issue from", entries)

    def _made_from(self, file: Path) -> Callable[[], object]:
        return partial(self._files.new_issue_from_template, file)

    def save(self) -> None:
        """Ask for a name, and save the issue without its words as a template."""
        desk = self._current()
        if desk is None:
            return
        desk.commit_input()
        folder = templates_folder(self._settings.newsroom)
        closed = None if folder.exists() else partial(remove_if_empty, folder)
        try:
            make_folder(folder)  # a dialog begins in a folder that exists
        except FileError as error:
            self._show(Level.ERROR, error.message, error.help)
            return
        suggestion = folder / f"{desk.session.theme.declared.words.newsletter}.json"
        self._files.dialogs.ask_where_to_save("Save as Template", suggestion, TEMPLATES, self._save, closed=closed)

    def _save(self, file: Path) -> None:
        desk = self._current()
        if desk is None:
            return
        is_own = desk.session.file is not None and is_same_file(file, desk.session.file)
        if is_own or file.name == LIBRARY:
            what = "the open issue" if is_own else "the library of people and issuing bodies"
            again = BannerButton("Choose…", self.save, primary=True)
            text = f"{file.name} is {what}. It was not replaced."
            self._show(Level.ERROR, text, "Choose another name for the template.", again)
            return
        try:
            save_template(desk.session.whole, file)
        except FileError as error:
            self._show(Level.ERROR, error.message, error.help)
            return
        folder = templates_folder(self._settings.newsroom)
        where = "New Issue offers it." if file.parent == folder else f"New Issue offers templates in {folder}."
        self._show(Level.OK, f"Saved the template “{file.stem}”.", where)

    def _show(self, level: Level, text: str, help: str, *buttons: BannerButton) -> None:
        self._banners.show_message(BannerMessage(_KEY, level, text, help, buttons))
