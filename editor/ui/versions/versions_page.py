"""The versions page: a list of versions, and the selected one with its actions.

Versions are read in a background thread. The page can be used and closed meanwhile.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.document.text.datetime_labels import relative_datetime_label
from editor.files.history.history import Version
from editor.session.storage.version_reading import Listing, ReadVersion, VersionReading
from editor.session.storage.versions import SHOWN
from editor.ui.differences.difference_view import DifferencesView
from editor.ui.pages.page import Page
from editor.ui.versions.version_content import VersionContentView
from editor.ui.versions.version_rows import ROLE, VersionDelegate, VersionListModel, change_line
from editor.ui.widgets.panes import ListAndDetails
from editor.ui.widgets.responsive_row import ResponsiveRow, content_width

_NO_VERSIONS = "No versions yet. Each save creates a version."
_READING = "Reading versions…"
_NO_CHANGES = "No changes since this version."
_MAX_LISTED = 1000
"""The most versions that are listed."""
_LIST_LINES, _LIST_SHARE = 18, 0.38
"""Width of the list in line heights, and at most as a share of the page."""


class VersionsPage(Page):
    """Shows versions. Restoring and naming are left to the owner of the page."""

    restore_requested = Signal(object)
    """A `ReadVersion` to restore."""
    name_requested = Signal(object, str)
    """A `Version` and its new name."""

    def __init__(self, reading: VersionReading, parent: QWidget | None = None) -> None:
        super().__init__("Versions", "Back", parent)
        self._reading = reading
        self._read_version: ReadVersion | None = None
        self._version: Version | None = None
        self.model = VersionListModel(self)
        self.list = _VersionListView(self.model)
        self.list.selectionModel().currentChanged.connect(self._on_selected)
        self.note = _label(_READING, "note")
        self.error = _label("", "problem-warning")
        self.older = QPushButton("Show Older Versions")
        self.older.setProperty("role", "plain")
        self.older.clicked.connect(lambda: self._reading.list_versions(_MAX_LISTED))
        self.when, self.who = _label("", "section"), _label("", "note")
        self.name = QLineEdit()
        self.name.setPlaceholderText("Version name, such as “ready for review”")
        self.name.setAccessibleName("Name of this version")
        self.name.setMaxLength(100)
        self.name_button = QPushButton("Save Name")
        self.with_review = QCheckBox("With Review")
        self.with_review.setToolTip("Restore the suggestions, comments and approvals of this version as well.")
        self.restore_button = QPushButton("Restore")
        self.restore_button.setProperty("role", "primary")
        self.restore_button.setToolTip("Replace the issue’s content with this version. You can undo this.")
        self.changes_tab, self.content_tab = _tab("Changes Since"), _tab("Content")
        self.changes = DifferencesView()
        self.changes.setAccessibleName("Changes since this version")
        self.content = VersionContentView()
        self.shown = QStackedWidget()
        self.chosen = QWidget()
        self._lay_out()
        self._connect_signals()
        self._show_version(None)

    @property
    def first(self) -> QWidget:
        """The widget that is focused when the page opens."""
        return self.list

    def _lay_out(self) -> None:
        for widget in (self.changes, self.content):
            self.shown.addWidget(widget)
        naming = _row(self.name, self.name_button)
        naming.setStretch(0, 1)
        views = _row(self.changes_tab, self.content_tab)
        views.addStretch(1)
        restoring = _row(self.with_review, self.restore_button)
        restoring.addStretch(1)
        tabs = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tabs.setSpacing(8)
        tabs.addLayout(views, 1)
        tabs.addLayout(restoring)
        needed = content_width(tabs)
        right = QVBoxLayout(self.chosen)
        right.setContentsMargins(24, 0, 0, 0)
        right.setSpacing(8)
        for part in (self.when, self.who):
            right.addWidget(part)
        right.addLayout(naming)
        right.addLayout(tabs)
        right.addWidget(self.shown, 1)
        listed = QWidget()
        left = QVBoxLayout(listed)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.list, 1)
        left.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        columns = ListAndDetails(listed, self.chosen, lines=_LIST_LINES, share=_LIST_SHARE)

        def whole() -> int:
            """Return the width of both that leaves enough to the details, whose least width depends on the row."""
            details = needed() + 24
            return round(min(details / (1 - _LIST_SHARE), details + _LIST_LINES * self.fontMetrics().height()))

        ResponsiveRow(tabs, columns, whole)
        self.body.setContentsMargins(0, 8, 0, 0)
        for part in (self.note, self.error):
            self.body.addWidget(part)
        self.body.addWidget(columns, 1)
        self.error.hide()
        self.older.hide()

    def _connect_signals(self) -> None:
        for button in (self.name_button, self.restore_button, self.older):
            button.setAutoDefault(True)
        self.name.returnPressed.connect(self._request_name)
        self.name_button.clicked.connect(self._request_name)
        self.restore_button.clicked.connect(self._request_restore)
        self.changes_tab.setChecked(True)
        self.changes_tab.toggled.connect(lambda on: self._show(self.changes if on else self.content))
        self.list.activated.connect(self._enter)
        self._reading.listed.connect(self.show_listing)
        self._reading.version_read.connect(self._show_seen)
        self._reading.list_versions()

    @Slot(object)
    def show_listing(self, listing: Listing) -> None:
        """List these versions, keeping the selection."""
        self.note.setText(_NO_VERSIONS)
        self.note.setVisible(not listing.versions and listing.error is None)
        self.show_problem(f"{listing.error.message} {listing.error.help}" if listing.error is not None else "")
        self.older.setVisible(listing.has_more)
        before = self._version
        self.model.show_versions(listing.versions)
        if listing.versions:
            self.list.setCurrentIndex(self.model.index(self.model.row_of(before) if before is not None else 0))

    @Slot()
    def refresh(self) -> None:
        """Read the list again: a version was added or renamed."""
        self._reading.list_versions(max(SHOWN, self.model.rowCount()))

    def show_problem(self, words: str) -> None:
        """Show a problem above the list; hide it for ""."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _on_selected(self, index: QModelIndex) -> None:
        version = index.data(ROLE)
        if isinstance(version, Version):
            self._show_version(version)
            self._reading.read_version(version)

    def _show_version(self, version: Version | None) -> None:
        """Show the header of a version. Until its content arrives, that of the previous one stays visible."""
        is_another = self._version is None or version is None or version.id != self._version.id
        self._version = version
        self._read_version = None
        self.chosen.setVisible(version is not None)
        self.restore_button.setEnabled(False)
        if version is None:
            return
        self.when.setText(relative_datetime_label(version.when, dt.date.today()))
        self.who.setText(change_line(version))
        if is_another or not self.name.hasFocus():
            self.name.setText(version.name)
        self.restore_button.setAccessibleName(f"Restore the version of {self.when.text()}")

    @Slot(object)
    def _show_seen(self, seen: ReadVersion) -> None:
        if self._version is None or seen.version.id != self._version.id:
            return
        self._read_version = seen
        trouble = seen.error
        self.restore_button.setEnabled(bool(seen.since))
        self.changes.show_differences(
            seen.since, _NO_CHANGES if trouble is None else f"{trouble.message} {trouble.help}".strip()
        )
        self._show(self.changes if self.changes_tab.isChecked() or trouble is not None else self.content)

    def _show(self, view: QWidget) -> None:
        if view is self.content and self._read_version is not None and self._read_version.issue is not None:
            self.content.show_issue(self._read_version.issue)
        self.shown.setCurrentWidget(view)

    @Slot()
    def _enter(self) -> None:
        """Move the focus from the list to the content."""
        view = self.changes if self.shown.currentWidget() is self.changes else self.content
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _request_name(self) -> None:
        if self._version is not None and self.name.text().strip() != self._version.name:
            self.name_requested.emit(self._version, self.name.text().strip())

    def _request_restore(self) -> None:
        if self._read_version is not None and self._read_version.issue is not None:
            self.restore_requested.emit(self._read_version)


class _VersionListView(QListView):
    def __init__(self, model: VersionListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(VersionDelegate(self))
        self.setAccessibleName("Versions of this issue")
        self.setProperty("elides", True)  # its tool tips have the whole texts
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def _tab(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setAutoExclusive(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)  # names and summaries are arbitrary text
    label.setWordWrap(True)
    return label
