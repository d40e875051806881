"""The list of issues on the start page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from editor.files.newsroom import IssueSummary
from editor.ui.start.issue_row import ROLE, IssueRowDelegate
from editor.ui.start.issues_model import IssuesModel

Index = QModelIndex | QPersistentModelIndex


class IssueList(QListView):
    """The list. It shows a text while it is empty, and keeps the focus, so that Enter presses no button."""

    chosen = Signal(object)
    """The file of the issue to open."""
    typed = Signal(str)
    """A character was typed that is not a command of the list: it is meant for the filter."""
    removal_requested = Signal(object)
    """The file of the issue to move to the trash."""
    menu_requested = Signal(object, QPoint)
    """The `IssueSummary` whose context menu is asked for, and where to show it on the screen."""

    def __init__(self, model: IssuesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_unseen = False
        self._kept: Path | None = None
        self._awaited: Path | None = None
        self._issues = model
        self.setModel(model)
        self.setItemDelegate(IssueRowDelegate(self))
        self.setAccessibleName("Issues")
        self.setProperty("elides", True)  # its tool tips have the whole texts
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._request_menu)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self.viewport())
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)

    def set_empty_text(self, text: str) -> None:
        """Show a text in place of the issues, or none."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def preselect(self, row: int) -> None:
        """Select a row without user action. Enter opens it only after it was painted."""
        self.setCurrentIndex(self.model().index(row, 0))
        self._is_unseen = True

    @property
    def is_renaming(self) -> bool:
        """Whether the name of a file is being edited."""
        return self.state() is QAbstractItemView.State.EditingState

    @property
    def current(self) -> IssueSummary | None:
        """The selected issue, or None."""
        found = self.currentIndex().data(ROLE)
        return found if isinstance(found, IssueSummary) else None

    @Slot(object)
    def select_when_found(self, path: Path) -> None:
        """Select an issue as soon as the list has it."""
        self._awaited = path

    @Slot(object)
    def select_beside(self, path: Path) -> None:
        """Select the issue below a file that goes away, or the one above, as soon as it has gone."""
        row = self._issues.row_of(path)
        if row is None:
            return
        beside = row + 1 if row + 1 < self._issues.rowCount() else row - 1
        found = self._issues.index(beside).data(ROLE)
        self._awaited = found.path if isinstance(found, IssueSummary) else None

    def _remember(self) -> None:
        self._kept = self.current.path if self.current is not None else self._kept

    def _restore(self) -> None:
        """Select the issue again that was selected, in its new row."""
        if self._awaited is not None and self._issues.row_of(self._awaited) is not None:
            self._kept, self._awaited = self._awaited, None
        row = self._issues.row_of(self._kept) if self._kept is not None else None
        if row is not None:
            is_unseen = self._is_unseen
            self.setCurrentIndex(self._issues.index(row))
            self._is_unseen = is_unseen

    def _request_menu(self, point: QPoint) -> None:
        if self.current is not None:
            if not self.visualRect(self.currentIndex()).contains(point):  # asked for by keyboard
                point = self.visualRect(self.currentIndex()).center()
            self.menu_requested.emit(self.current, self.viewport().mapToGlobal(point))

    @property
    def can_open(self) -> bool:
        """Whether Enter opens the selected issue."""
        return self.currentIndex().isValid() and not self._is_unseen

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        self._is_unseen = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self.is_renaming:  # the field passes Return on
            super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.can_open:
                self._choose(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Delete and self.current is not None:
            self.removal_requested.emit(self.current.path)
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def _on_current_changed(self) -> None:
        self._is_unseen = False

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROLE).path)
