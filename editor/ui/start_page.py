"""The first page: the newsroom's issues, what was opened lately, and what a crash left behind."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.files.newsroom import IssueSummary
from editor.ui.look.icon_set import dress
from editor.ui.scanning import Scanning, Sources, Work
from editor.ui.settings import Settings
from editor.ui.start_rows import ROLE, StartRows, spoken, subtitle, title
from editor.ui.work_cards import WorkCard
from schemas import Person

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WIDEST = 1080


class StartPage(QFrame):
    """What the program shows while no issue is open."""

    new_asked = Signal()
    new_from_asked = Signal(object)
    """The file of the issue to begin from."""
    open_asked = Signal(object)
    browse_asked = Signal()
    work_asked = Signal(object)
    """A `Recovered` that is to be gone on with."""
    discard_asked = Signal(object)
    folder_asked = Signal()

    def __init__(self, settings: Settings, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._sources = sources
        self._scanning: Scanning | None = None
        self._wants_focus = False
        self.model = _Issues(self)
        self.list = _List(self.model)
        self.list.chosen.connect(self.open_asked)
        self.list.selectionModel().currentChanged.connect(self._show_buttons)
        self.new_button = QPushButton("New Issue")
        self.new_button.setProperty("role", "primary")
        self.new_from_button = QPushButton("New from Selected")
        self.new_from_button.setToolTip("People, publisher and contact are carried over; the period follows on")
        self.open_button = QPushButton("Open File…")
        self.folder_button = QPushButton("Change Folder…")
        self.folder_button.setProperty("role", "plain")
        self.folder = QLabel()
        self.folder.setProperty("role", "note")
        self.empty = QLabel()
        self.empty.setProperty("role", "note")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(16, 16, 16, 16)
        self.work = QVBoxLayout()
        self.recent = QVBoxLayout()
        self._lay_out()
        self._listen()
        self._show_buttons()
        self._show_recent()

    def _lay_out(self) -> None:
        heading = QLabel("Issues")
        heading.setProperty("role", "display")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading)
        head.addStretch(1)
        for button in (self.open_button, self.new_from_button, self.new_button):
            head.addWidget(button)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.folder)
        where.addWidget(self.folder_button)
        where.addStretch(1)
        rule = QFrame()
        rule.setProperty("role", "rule")
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(where)
        column.addSpacing(8)
        column.addLayout(self.work)
        column.addWidget(rule)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self.recent)
        held = QWidget()
        held.setMaximumWidth(_WIDEST)
        held.setLayout(column)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(48, 40, 48, 24)
        whole.addStretch(1)
        whole.addWidget(held, 20)
        whole.addStretch(1)

    def _listen(self) -> None:
        for button in (self.new_button, self.new_from_button, self.open_button, self.folder_button):
            button.setAutoDefault(True)  # Enter presses it, as in a dialog
        self.new_button.clicked.connect(self.new_asked)
        self.new_from_button.clicked.connect(self._ask_new_from)
        self.open_button.clicked.connect(self.browse_asked)
        self.folder_button.clicked.connect(self.folder_asked)
        self._settings.changed.connect(self._show_recent)

    def scan(self) -> None:
        """List the newsroom's folder anew, while the page can be used."""
        self.stop()
        if self.list.hasFocus():
            self.focus_list(soon=True)
        folder = self._settings.newsroom
        self.folder.setText(str(folder))
        self.model.show_issues([])
        self._show_empty("Looking through the folder …")
        self._scanning = Scanning(folder, self._sources, self)
        self._scanning.work_found.connect(self._show_work)
        self._scanning.issue_found.connect(self._found)
        self._scanning.done.connect(self._done)
        self._scanning.start()

    def stop(self) -> None:
        """Leave the listing, and wait until it has left the folder."""
        if self._scanning is not None:
            self._scanning.stop()
            self._scanning.deleteLater()
            self._scanning = None

    def focus_list(self, *, soon: bool = False) -> None:
        """Give the list the keyboard; where it is empty, or `soon` will be, a button until there are issues in it."""
        self._wants_focus = soon or not self.list.isVisibleTo(self)
        if not self._wants_focus:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_work(self, found: Work) -> None:
        """A card for each; what was discarded stays out of sight until it is asked for."""
        _clear(self.work)
        for work in found.left:
            card = WorkCard(work)
            card.wanted.connect(self.work_asked)
            card.saved_wanted.connect(lambda work: self.open_asked.emit(work.file))
            card.unwanted.connect(self.discard_asked)
            self.work.addWidget(card)
        if found.discarded:
            number = len(found.discarded)
            button = QPushButton(f"Show work discarded lately ({number})")
            button.setProperty("role", "plain")
            dress(button, "history", "link")
            button.clicked.connect(lambda: self._show_discarded(found))
            self.work.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_discarded(self, found: Work) -> None:
        self._show_work(Work(found.left))
        for work in found.discarded:
            card = WorkCard(work, discarded=True)
            card.wanted.connect(self.work_asked)
            self.work.addWidget(card)
            card.work_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _found(self, listed: IssueSummary) -> None:
        self.model.add(listed)
        self.list.show()
        self.empty.hide()
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        if self._wants_focus and self.new_button.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wants_focus = False

    @Slot(str)
    def _done(self, trouble: str) -> None:
        if trouble:
            self._show_empty(trouble)
        elif not self.model.rowCount():
            self._show_empty("There are no issues in this folder yet. Begin a new one, or drag an issue file in here.")
        self._show_buttons()

    def _show_empty(self, text: str) -> None:
        self.empty.setText(text)
        self.empty.show()
        self.list.hide()

    def _show_buttons(self) -> None:
        listed = self.list.currentIndex().data(ROLE)
        self.new_from_button.setEnabled(isinstance(listed, IssueSummary) and not listed.trouble)

    def _ask_new_from(self) -> None:
        listed = self.list.currentIndex().data(ROLE)
        if isinstance(listed, IssueSummary):
            self.new_from_asked.emit(listed.path)

    def _show_recent(self) -> None:
        _clear(self.recent)
        elsewhere = [file for file in self._settings.recent if file.parent != self._settings.newsroom][:4]
        if not elsewhere:
            return
        heading = QLabel("Opened lately in other folders")
        heading.setProperty("role", "eyebrow")
        heading.setContentsMargins(0, 16, 0, 0)
        self.recent.addWidget(heading)
        for file in elsewhere:
            button = QPushButton(f"{file.name}   {file.parent}")
            button.setProperty("role", "plain")
            dress(button, "open", "link")
            button.clicked.connect(lambda _=False, file=file: self.open_asked.emit(file))
            self.recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class _Issues(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._issues: list[IssueSummary] = []

    def show_issues(self, issues: list[IssueSummary]) -> None:
        self.beginResetModel()
        self._issues = issues
        self.endResetModel()

    def add(self, listed: IssueSummary) -> None:
        """Put one in by its date, the newest first; files that cannot be opened come last."""
        key = _order(listed)
        row = next((number for number, other in enumerate(self._issues) if _order(other) > key), len(self._issues))
        self.beginInsertRows(QModelIndex(), row, row)
        self._issues.insert(row, listed)
        self.endInsertRows()

    @property
    def people(self) -> tuple[Person, ...]:
        """Who wrote or edited the listed issues, the newest first."""
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
            return spoken(listed)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{subtitle(listed)}\n{listed.path}"
        return None


def _order(listed: IssueSummary) -> tuple[bool, int, str]:
    return bool(listed.trouble), -listed.date.toordinal() if listed.date else -(10**9), listed.path.name


class _List(QListView):
    chosen = Signal(object)

    def __init__(self, model: _Issues, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(StartRows(self))
        self.setAccessibleName("Issues of the newsroom")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROLE).path)
