"""The start page: the issues of the folder, recent files, and unsaved work to recover."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.files.newsroom import IssueSummary, Removed
from editor.ui.look.icon_set import set_icon
from editor.ui.settings import Settings
from editor.ui.start.folder_scanner import FolderScanner, StartSources, UnsavedWork
from editor.ui.start.issue_actions import IssueActions
from editor.ui.start.issue_list import IssueList
from editor.ui.start.issues_model import IssueOrder, IssuesModel
from editor.ui.start.recovery_cards import RecoveryCard, UnreadableCard
from editor.ui.start.tour_offer import TourOffer
from editor.ui.widgets.card_column import CardColumn
from editor.ui.widgets.flow_layout import ButtonFlow
from editor.ui.widgets.line_units import follow_text_size, limit_width
from editor.ui.widgets.page_scroll import PageScroll
from editor.ui.widgets.responsive_row import ResponsiveRow, content_width
from editor.ui.widgets.wrapping_label import WrappingLabel

_WIDEST = 52
"""Maximum width, in line heights."""
_LEAST_LINES = 9
"""Least width and height, in line heights."""
_CARD_LINES = 9
"""Least height of the cards of unsaved work, in line heights: one card is whole, as the page scrolls itself."""
_LIST_LINES = 7
"""Least height of the list, in line heights: a heading and the issue below it are whole."""
PROGRESS_AFTER_MS = 600
"""When progress of a scan is shown; most scans finish earlier."""
BATCH_MS = 40
"""How long found issues are collected before the list shows them."""
NO_MATCH = "No issue matches “{text}”. Escape shows all."
NO_MORE_ISSUES = "The issues of this folder are gone. If it was moved or is offline, they are listed once it is back."
NO_ISSUES = "No issues in this folder yet. Create one ({keys}), or drop an issue file here."


class StartPage(QFrame):
    """The page shown while no issue is open."""

    new_requested = Signal()
    new_from_requested = Signal(object)
    """The file of the issue to continue from."""
    open_requested = Signal(object)
    browse_requested = Signal()
    archive_requested = Signal()
    recover_requested = Signal(object)
    """A `Recovered` to open."""
    discard_requested = Signal(object)
    folder_requested = Signal()
    import_requested = Signal()
    tour_requested = Signal()

    def __init__(self, settings: Settings, sources: StartSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._sources = sources
        self._scanner: FolderScanner | None = None
        self._changes: list[IssueSummary | Removed] = []
        self._batch_timer = QTimer(self, singleShot=True, interval=BATCH_MS)
        self._batch_timer.timeout.connect(self._show_changes)
        self.model = IssuesModel(self)
        self.list = IssueList(self.model)
        follow_text_size(self.list, lambda line: self.list.setMinimumHeight(_LIST_LINES * line))
        self.issue_actions = IssueActions(lambda: settings.name, self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter issues")
        self.filter.setAccessibleName("Filter issues")
        self.filter.setClearButtonEnabled(True)
        self.order = QComboBox()
        self.order.setAccessibleName("Sort issues by")
        for order in IssueOrder:
            self.order.addItem(order.value, order)
        self.new_button = QPushButton("New Issue")
        self.new_button.setProperty("role", "primary")
        self.new_from_button = QPushButton("New from Selected")
        self.new_from_button.setToolTip("Create the next issue with the same people, publisher and contact")
        self.archive_button = QPushButton("Archive")
        self.archive_button.setToolTip("Search all issues (Ctrl+Shift+F)")
        self.open_button = QPushButton("Open…")
        self.import_button = QPushButton("Import…")
        self.import_button.setToolTip("Read a Word document, PDF, web page, mail or text as an issue")
        self.folder_button = QPushButton("Change Folder…")
        self.folder_button.setProperty("role", "plain")
        self.folder = WrappingLabel("", "note", self)
        self.progress = QLabel()
        self.progress.setProperty("role", "note")
        self.progress.hide()
        self._progress_timer = QTimer(self)
        self._progress_timer.setSingleShot(True)
        self._progress_timer.setInterval(PROGRESS_AFTER_MS)
        self._progress_timer.timeout.connect(self._show_progress)
        self._work_column = CardColumn(least_lines=_CARD_LINES)
        self.work = self._work_column.cards
        self.recent = QVBoxLayout()
        self._build_layout()
        self._connect_signals()
        self._show_buttons()
        self._show_recent()

    def _build_layout(self) -> None:
        heading = QLabel("Issues")
        heading.setProperty("role", "display")
        buttons = QWidget()
        flow = ButtonFlow(buttons, 8)
        flow.arrange([self.archive_button, self.import_button, self.open_button, self.new_from_button, self.new_button])
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(8)
        head.addWidget(heading, 1)
        head.addWidget(buttons)
        filter_row = QHBoxLayout()
        filter_row.setSpacing(8)
        filter_row.setContentsMargins(0, 8, 0, 0)
        filter_row.addWidget(self.filter, 1)
        filter_row.addWidget(self.order)
        folder_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        folder_row.setSpacing(8)
        for part in (self.folder, self.folder_button, self.progress):
            folder_row.addWidget(part)
        folder_row.addStretch(1)
        rule = QFrame()
        rule.setProperty("role", "rule")
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(folder_row)
        column.addSpacing(8)
        column.addWidget(self._work_column)
        if not self._settings.tour_seen:
            column.addWidget(self._tour_offer())
        column.addLayout(filter_row)
        column.addWidget(rule)
        column.addWidget(self.list, 1)
        column.addLayout(self.recent)
        column.setContentsMargins(0, 24, 0, 16)
        column_widget = PageScroll(column)
        limit_width(column_widget, _WIDEST)
        for row in (head, folder_row):
            ResponsiveRow(row, column_widget.viewport(), content_width(row), column_widget.content)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 0, 24, 0)
        page.addStretch(1)
        page.addWidget(column_widget, 1000)
        page.addStretch(1)

    def _tour_offer(self) -> QWidget:
        offer = TourOffer(self._settings)
        offer.taken.connect(self.tour_requested)
        offer.declined.connect(self._settings.set_tour_seen)
        # Not a lambda: the settings outlive the page and would hold it for good.
        self._settings.changed.connect(offer.show_until_seen)
        return offer

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a size that lets the rows become columns."""
        line = self.fontMetrics().height()
        return QSize(_LEAST_LINES * line, _LEAST_LINES * line)

    def _connect_signals(self) -> None:
        for button in (
            self.new_button,
            self.new_from_button,
            self.open_button,
            self.import_button,
            self.archive_button,
            self.folder_button,
        ):
            button.setAutoDefault(True)  # Enter presses it, as in a dialog
        self.list.chosen.connect(self.open_requested)
        self.list.selectionModel().currentChanged.connect(self._show_buttons)
        self.model.modelReset.connect(self._show_buttons)
        self.list.typed.connect(self._type_in_filter)
        self.list.menu_requested.connect(self.issue_actions.show_menu)
        self.list.removal_requested.connect(self.issue_actions.move_to_trash)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._choose_filtered)
        self.order.currentIndexChanged.connect(lambda _: self.model.sort_by(self.order.currentData()))
        self.import_button.clicked.connect(self.import_requested)
        self.model.rename_requested.connect(self.issue_actions.rename)
        self.issue_actions.open_requested.connect(self.open_requested)
        self.issue_actions.new_from_requested.connect(self.new_from_requested)
        self.issue_actions.rename_started.connect(lambda: self.list.edit(self.list.currentIndex()))
        self.issue_actions.removed.connect(self.list.select_beside)
        self.issue_actions.created.connect(self.list.select_when_found)
        self.new_button.clicked.connect(self.new_requested)
        self.new_from_button.clicked.connect(self._request_new_from)
        self.open_button.clicked.connect(self.browse_requested)
        self.archive_button.clicked.connect(self.archive_requested)
        self.folder_button.clicked.connect(self.folder_requested)
        self._settings.changed.connect(self._show_recent)

    def scan(self) -> None:
        """List the folder again, and go on watching it; the page stays usable meanwhile."""
        self.stop()
        folder = self._settings.newsroom
        self.folder.setText(str(folder))
        self.model.clear()
        self.list.set_empty_text("Scanning the folder…")
        self._scanner = FolderScanner(folder, self._sources, self)
        self._scanner.work_found.connect(self._show_work)
        self._scanner.changed.connect(self._on_changed)
        self._scanner.done.connect(self._on_done)
        self._scanner.start()
        self._progress_timer.start()

    def stop(self) -> None:
        """Stop scanning and watching, and wait for the thread."""
        self._progress_timer.stop()
        self._batch_timer.stop()
        self._changes = []
        self.progress.hide()
        if self._scanner is not None:
            self._scanner.stop()
            self._scanner.deleteLater()
            self._scanner = None

    def focus_list(self) -> None:
        """Focus the list, even if it is still empty."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_work(self, found: UnsavedWork) -> None:
        """Show a card for each; discarded work is hidden behind a button."""
        _clear(self.work)
        for work in found.recoverable:
            card = RecoveryCard(work)
            card.recover_requested.connect(self.recover_requested)
            card.open_saved_requested.connect(lambda work: self.open_requested.emit(work.file))
            card.discard_requested.connect(self.discard_requested)
            self.work.addWidget(card)
        if found.unreadable:
            self.work.addWidget(UnreadableCard(found.unreadable))
        if found.discarded:
            number = len(found.discarded)
            button = QPushButton(f"Recently Discarded ({number})…")
            button.setProperty("role", "plain")
            set_icon(button, "history", "link")
            button.clicked.connect(lambda: self._show_discarded(found))
            self.work.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._work_column.take_height()

    def _show_discarded(self, found: UnsavedWork) -> None:
        self._show_work(UnsavedWork(found.recoverable, unreadable=found.unreadable))
        for work in found.discarded:
            card = RecoveryCard(work, discarded=True)
            card.recover_requested.connect(self.recover_requested)
            self.work.addWidget(card)
            self._work_column.take_height()
            card.work_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_changed(self, change: IssueSummary | Removed) -> None:
        self._changes.append(change)
        if not self._batch_timer.isActive():
            self._batch_timer.start()

    @Slot()
    def _show_changes(self) -> None:
        if self.list.is_renaming:  # the field would vanish
            self._batch_timer.start()
            return
        changes, self._changes = self._changes, []
        had_issues = self.model.number_found > 0
        self.model.change(changes)
        if self.model.number_found or had_issues:
            self._show_empty_text(NO_MORE_ISSUES)
        if self.progress.isVisible():
            self._show_progress()

    def _show_empty_text(self, otherwise: str) -> None:
        """Say why the list is empty: the filter hides all issues, or `otherwise`."""
        hidden = NO_MATCH.format(text=self.filter.text().strip()) if self.model.number_found else otherwise
        self.list.set_empty_text("" if self.model.rowCount() else hidden)

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.model.filter(text)
        if self.model.number_found:
            self._show_empty_text("")
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.preselect(0)

    @Slot(str)
    def _type_in_filter(self, text: str) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.setText(self.filter.text() + text)

    @Slot()
    def _choose_filtered(self) -> None:
        """Enter in the filter opens the only issue that is left; else the list gets the focus."""
        if self.model.rowCount() == 1 and self.list.current is not None:
            self.open_requested.emit(self.list.current.path)
        elif self.model.rowCount():
            self.focus_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape shows all issues again, Ctrl+Z puts a file back; from the filter, arrow down leads to the list."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
            self.focus_list()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.focus_list()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.issue_actions.undo()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_progress(self) -> None:
        """Show that a large or slow folder is still being scanned."""
        self.progress.setText(f"Scanning the folder… {self.model.number_found} so far")
        self.progress.show()

    @Slot(str)
    def _on_done(self, error: str) -> None:
        self._progress_timer.stop()
        self.progress.hide()
        self._batch_timer.stop()
        self._show_changes()
        if error:
            self.model.clear()
            self.list.set_empty_text(error)
        elif self.model.rowCount():
            if not self.list.currentIndex().isValid():  # only now: the first one found is rarely the newest
                self.list.preselect(0)
        else:
            keys = QKeySequence(QKeySequence.StandardKey.New).toString(QKeySequence.SequenceFormat.NativeText)
            self._show_empty_text(NO_ISSUES.format(keys=keys))
        self._show_buttons()

    def _show_buttons(self) -> None:
        current = self.list.current
        self.new_from_button.setEnabled(current is not None and not current.error)

    def _request_new_from(self) -> None:
        if self.list.current is not None:
            self.new_from_requested.emit(self.list.current.path)

    def _show_recent(self) -> None:
        _clear(self.recent)
        in_other_folders = [file for file in self._settings.recent if file.parent != self._settings.newsroom][:4]
        if not in_other_folders:
            return
        heading = QLabel("Recent Files in Other Folders")
        heading.setProperty("role", "eyebrow")
        heading.setContentsMargins(0, 16, 0, 0)
        self.recent.addWidget(heading)
        for file in in_other_folders:
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
