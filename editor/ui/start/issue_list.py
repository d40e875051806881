"""The list of issues: newest first, files that cannot be opened last."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from editor.files.newsroom import IssueSummary
from editor.ui.start.issue_row import ROLE, IssueRowDelegate, accessible_text, subtitle, title
from schemas import Person

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class IssuesModel(QAbstractListModel):
    """The issues found so far."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._issues: list[IssueSummary] = []

    def show_issues(self, issues: list[IssueSummary]) -> None:
        """Replace all issues."""
        self.beginResetModel()
        self._issues = issues
        self.endResetModel()

    def add(self, listed: IssueSummary) -> None:
        """Insert an issue by its date."""
        key = _order(listed)
        row = next((number for number, other in enumerate(self._issues) if _order(other) > key), len(self._issues))
        self.beginInsertRows(QModelIndex(), row, row)
        self._issues.insert(row, listed)
        self.endInsertRows()

    @property
    def people(self) -> tuple[Person, ...]:
        """Authors and editors of the listed issues, newest issue first."""
        return tuple(person for listed in self._issues for person in listed.people)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._issues)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._issues):
            return None
        listed = self._issues[index.row()]
        if role == ROLE:
            return listed
        if role == Qt.ItemDataRole.DisplayRole:
            return title(listed)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_text(listed)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{subtitle(listed)}\n{listed.path}"
        return None


def _order(listed: IssueSummary) -> tuple[bool, int, str]:
    return bool(listed.error), -listed.date.toordinal() if listed.date else -(10**9), listed.path.name


class IssueList(QListView):
    """The list. It shows a text while it is empty, and keeps the focus, so that Enter presses no button."""

    chosen = Signal(object)
    """The file of the issue to open."""

    def __init__(self, model: IssuesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_unseen = False
        self.setModel(model)
        self.setItemDelegate(IssueRowDelegate(self))
        self.setAccessibleName("Issues")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
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
    def can_open(self) -> bool:
        """Whether Enter opens the selected issue."""
        return self.currentIndex().isValid() and not self._is_unseen

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        self._is_unseen = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.can_open:
                self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_current_changed(self) -> None:
        self._is_unseen = False

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROLE).path)
