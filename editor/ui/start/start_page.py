"""The first page: the newsroom's issues, what was opened lately, and what a crash left behind."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.files.newsroom import IssueSummary
from editor.ui.look.icon_set import set_icon
from editor.ui.settings import Settings
from editor.ui.start.folder_scanner import FolderScanner, StartSources, UnsavedWork
from editor.ui.start.issue_list import IssueList, IssuesModel
from editor.ui.start.issue_row import ROLE
from editor.ui.start.recovery_cards import RecoveryCard, UnreadableCard

_WIDEST = 1080
PATIENCE_MS = 600
"""From when on a folder is said to be looked through still; most are done before."""
NO_ISSUES = "There are no issues in this folder yet. Begin a new one ({keys}), or drag an issue file in here."


class StartPage(QFrame):
    """What the program shows while no issue is open."""

    new_requested = Signal()
    new_from_requested = Signal(object)
    """The file of the issue to begin from."""
    open_requested = Signal(object)
    browse_requested = Signal()
    recover_requested = Signal(object)
    """A `Recovered` that is to be gone on with."""
    discard_requested = Signal(object)
    folder_requested = Signal()

    def __init__(self, settings: Settings, sources: StartSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._sources = sources
        self._scanning: FolderScanner | None = None
        self.model = IssuesModel(self)
        self.list = IssueList(self.model)
        self.list.chosen.connect(self.open_requested)
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
        self.progress = QLabel()
        self.progress.setProperty("role", "note")
        self.progress.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
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
        where.addWidget(self.progress)
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
        self.new_button.clicked.connect(self.new_requested)
        self.new_from_button.clicked.connect(self._ask_new_from)
        self.open_button.clicked.connect(self.browse_requested)
        self.folder_button.clicked.connect(self.folder_requested)
        self._settings.changed.connect(self._show_recent)

    def scan(self) -> None:
        """List the newsroom's folder anew, while the page can be used."""
        self.stop()
        folder = self._settings.newsroom
        self.folder.setText(str(folder))
        self.model.show_issues([])
        self.list.say("Looking through the folder …")
        self._scanning = FolderScanner(folder, self._sources, self)
        self._scanning.work_found.connect(self._show_work)
        self._scanning.issue_found.connect(self._found)
        self._scanning.done.connect(self._done)
        self._scanning.start()
        self._patience.start()

    def stop(self) -> None:
        """Leave the listing, and wait until it has left the folder."""
        self._patience.stop()
        self.progress.hide()
        if self._scanning is not None:
            self._scanning.stop()
            self._scanning.deleteLater()
            self._scanning = None

    def focus_list(self) -> None:
        """Give the list the keyboard, also while there is nothing in it yet."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_work(self, found: UnsavedWork) -> None:
        """A card for each; what was discarded stays out of sight until it is asked for."""
        _clear(self.work)
        for work in found.left:
            card = RecoveryCard(work)
            card.wanted.connect(self.recover_requested)
            card.saved_wanted.connect(lambda work: self.open_requested.emit(work.file))
            card.unwanted.connect(self.discard_requested)
            self.work.addWidget(card)
        if found.unreadable:
            self.work.addWidget(UnreadableCard(found.unreadable))
        if found.discarded:
            number = len(found.discarded)
            button = QPushButton(f"Show work discarded lately ({number})")
            button.setProperty("role", "plain")
            set_icon(button, "history", "link")
            button.clicked.connect(lambda: self._show_discarded(found))
            self.work.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_discarded(self, found: UnsavedWork) -> None:
        self._show_work(UnsavedWork(found.left, unreadable=found.unreadable))
        for work in found.discarded:
            card = RecoveryCard(work, discarded=True)
            card.wanted.connect(self.recover_requested)
            self.work.addWidget(card)
            card.work_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _found(self, listed: IssueSummary) -> None:
        self.model.add(listed)
        self.list.say("")
        if self.progress.isVisible():
            self._show_progress()

    @Slot()
    def _show_progress(self) -> None:
        """A folder with many issues, or a slow one: say that more may come."""
        self.progress.setText(f"Looking through the folder … {self.model.rowCount()} so far")
        self.progress.show()

    @Slot(str)
    def _done(self, trouble: str) -> None:
        self._patience.stop()
        self.progress.hide()
        if trouble:
            self.model.show_issues([])
            self.list.say(trouble)
        elif self.model.rowCount():
            if not self.list.currentIndex().isValid():  # not before all are there: the first found is seldom the newest
                self.list.point_to(0)
        else:
            keys = QKeySequence(QKeySequence.StandardKey.New).toString(QKeySequence.SequenceFormat.NativeText)
            self.list.say(NO_ISSUES.format(keys=keys))
        self._show_buttons()

    def _show_buttons(self) -> None:
        listed = self.list.currentIndex().data(ROLE)
        self.new_from_button.setEnabled(isinstance(listed, IssueSummary) and not listed.trouble)

    def _ask_new_from(self) -> None:
        listed = self.list.currentIndex().data(ROLE)
        if isinstance(listed, IssueSummary):
            self.new_from_requested.emit(listed.path)

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
            set_icon(button, "open", "link")
            button.clicked.connect(lambda _=False, file=file: self.open_requested.emit(file))
            self.recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
