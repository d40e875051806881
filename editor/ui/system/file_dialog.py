"""Qt's own file dialog, tidied up: whole columns, the program's icons, what issues are about, and no library.

It is used for issue files everywhere, since a dialog of the system lists `library.json` among them and knows nothing
but file names; and for other files where the system has no dialog (Linux without a desktop).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHeaderView,
    QListView,
    QSplitter,
    QToolButton,
    QTreeView,
    QWidget,
)

from editor.ui.look.icon_set import set_icon
from editor.ui.system.file_list import CHANGED, KIND, NAME, SIZE, FileList

_LINES = (50, 30)
"""Width and height of a dialog, in line heights; the screen may have less."""
_NAME_CHARACTERS = 34
_MOST_FOR_PLACES = 4
"""The list of places at the left is as wide as their names, and a quarter of the dialog at most."""
_ICONS = {"backButton": "left", "forwardButton": "right", "toParentButton": "up", "newFolderButton": "new"}
_NOT_NEEDED = ("listModeButton", "detailModeButton")


def make_file_dialog(window: QWidget, title: str, folder: Path, *, of_issues: bool) -> QFileDialog:
    """Return a dialog that starts in a folder; for issue files, or else the system's if there is one."""
    dialog = QFileDialog(window, title, str(folder))
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    if of_issues:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    if _is_own(dialog):
        _tidy(dialog, folder, of_issues=of_issues)
    return dialog


def _is_own(dialog: QFileDialog) -> bool:
    """Whether Qt draws the dialog itself: then it has widgets."""
    if dialog.testOption(QFileDialog.Option.DontUseNativeDialog):
        return True
    return dialog.findChild(QTreeView, "treeView") is not None


def _tidy(dialog: QFileDialog, folder: Path, *, of_issues: bool) -> None:
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.setProxyModel(FileList(dialog))
    home, here = (QUrl.fromLocalFile(str(place)) for place in (Path.home(), folder))
    dialog.setSidebarUrls([home] if home == here else [home, here])
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "Folder:")
    for name, icon in _ICONS.items():
        button = dialog.findChild(QToolButton, name)
        if button is not None:
            set_icon(button, icon)
    for name in _NOT_NEEDED:
        button = dialog.findChild(QToolButton, name)
        if button is not None:
            button.hide()
    view = dialog.findChild(QTreeView, "treeView")
    if view is not None:
        _arrange(view, of_issues=of_issues)
    line = dialog.fontMetrics().height()
    room = dialog.screen().availableSize()
    dialog.resize(min(_LINES[0] * line, room.width() * 9 // 10), min(_LINES[1] * line, room.height() * 9 // 10))
    splitter, places = dialog.findChild(QSplitter, "splitter"), dialog.findChild(QListView, "sidebar")
    if splitter is not None and places is not None:
        wanted = places.sizeHintForColumn(0) + 2 * places.frameWidth() + line // 2
        width = min(wanted, dialog.width() // _MOST_FOR_PLACES)
        splitter.setSizes([width, dialog.width() - width])


def _arrange(view: QTreeView, *, of_issues: bool) -> None:
    """Give the columns their widths: names and times are whole, and what an issue is about has the rest.

    All is set, as Qt keeps widths and modes of the last dialog, which may have listed other files in larger letters.
    """
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    header = view.header()
    header.setStretchLastSection(False)
    header.setSectionHidden(SIZE, True)
    header.setSectionHidden(KIND, not of_issues)
    header.setResizeContentsPrecision(0)  # what is in view
    header.setSectionResizeMode(CHANGED, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Stretch)
    if of_issues:
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(NAME, _NAME_CHARACTERS * view.fontMetrics().averageCharWidth())
    else:
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
