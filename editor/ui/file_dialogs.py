"""File and folder dialogs, the only dialogs that the program opens.

They do not block: the answer arrives by callback. Tests use a stub in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # imported with the first dialog
    from PySide6.QtWidgets import QFileDialog

ISSUES = "Newsletter issues (*.json)"
TEMPLATES = "Templates (*.json)"
ANY_SOURCE = (
    "Issues and sources (*.json *.txt *.md *.html *.htm *.mht *.mhtml *.eml *.docx *.docm *.odt *.ott *.pdf);;"
    "Newsletter issues (*.json);;All files (*)"
)
PDFS = "PDF documents (*.pdf)"
COPIES = "Word documents and proofs (*.docx *.docm *.odt *.pdf);;All files (*)"

Then = Callable[[Path], None]
ThenAll = Callable[[Sequence[Path]], None]


class FileDialogs(Protocol):
    """Asks the user for a path. `then` is called with the answer, and not at all if the user cancels."""

    def ask_to_open(self, folder: Path, then: Then) -> None:
        """Ask for an issue file."""

    def ask_to_import(self, folder: Path, then: ThenAll) -> None:
        """Ask for sources of any kind."""

    def ask_for_file(self, title: str, folder: Path, kinds: str, then: Then) -> None:
        """Ask for a file of some kinds to read."""

    def ask_where_to_save(
        self, title: str, suggestion: Path, kinds: str, then: Then, *, closed: Callable[[], None] | None = None
    ) -> None:
        """Ask for a file to write. The dialog has confirmed that an existing file may be replaced.

        `closed` is called at the end in any case: after `then`, or after the user cancelled.
        """

    def ask_for_folder(self, title: str, start: Path, then: Then) -> None:
        """Ask for a folder."""


class SystemDialogs:
    """The dialogs of the system, or Qt's in their place, on top of a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def ask_to_open(self, folder: Path, then: Then) -> None:
        self.ask_for_file("Open Issue", folder, ANY_SOURCE, then)

    def ask_to_import(self, folder: Path, then: ThenAll) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog("Import", folder, ANY_SOURCE)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(ANY_SOURCE)
        dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
        _show(dialog)

    def ask_for_file(self, title: str, folder: Path, kinds: str, then: Then) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(title, folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        _open(dialog, then)

    def ask_where_to_save(
        self, title: str, suggestion: Path, kinds: str, then: Then, *, closed: Callable[[], None] | None = None
    ) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(title, suggestion.parent, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(suggestion.suffix.lstrip("."))
        dialog.selectFile(suggestion.name)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        if closed is not None:
            dialog.finished.connect(lambda _: closed())
        _show(dialog)

    def ask_for_folder(self, title: str, start: Path, then: Then) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(title, start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        _open(dialog, then)

    def _dialog(self, title: str, folder: Path, kinds: str = "") -> QFileDialog:
        from editor.ui.system.file_dialog import make_file_dialog

        return make_file_dialog(self._window, title, folder, of_issues="*.json" in kinds)


def _open(dialog: QFileDialog, then: Then) -> None:
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    _show(dialog)


def _show(dialog: QFileDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
