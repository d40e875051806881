"""The page that compares two states of an issue. Each difference leads to its field.

The states are the current issue, the same as people suggest, the saved one, its versions, and other files. Reading and
comparing run in the background.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.document.suggestions.review import authors
from editor.document.text.datetime_labels import datetime_label, relative_datetime_label
from editor.document.text.phrasing import counted
from editor.files.history.history import Version
from editor.session.issue.session import Session
from editor.session.review.comparing import (
    Compared,
    Comparing,
    FileSource,
    LoadedSource,
    Source,
    SuggestedSource,
    VersionSource,
)
from editor.session.storage.version_reading import Listing, VersionReading
from editor.ui.differences.difference_view import DifferencesView
from editor.ui.file_dialogs import FileDialogs
from editor.ui.pages.page import Page
from editor.ui.widgets.responsive_row import ResponsiveRow, content_width

_LONGEST_NAME = 48
_MOST_VERSIONS = 200


class ComparePage(Page):
    """Compares two states of an issue."""

    path_chosen = Signal(object)
    """The FieldPath of the chosen difference."""
    redline_requested = Signal(object)
    """The `Compared` that a redline is requested for."""

    def __init__(
        self,
        session: Session,
        comparing: Comparing,
        reading: VersionReading,
        dialogs: FileDialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Compare", parent=parent)
        self._session = session
        self._dialogs = dialogs
        self._is_chosen = False
        self._compared: Compared | None = None
        self._comparing = comparing
        self._reading = reading
        self.before, self.after = _SourcePicker("Before", self), _SourcePicker("After", self)
        self.swap = QPushButton("Swap")
        self.swap.setToolTip("Swap before and after")
        self.summary = QLabel()
        self.problem = QLabel()
        self.redline = QPushButton("Redline PDF…")
        self.redline.setToolTip("The pages with deletions struck through and insertions underlined")
        self.view = DifferencesView(has_links=True)
        self._lay_out()
        self._fill()
        self._connect_signals()

    @property
    def first(self) -> QWidget:
        """The widget that is focused when the page opens."""
        return self.before.box

    def _lay_out(self) -> None:
        heads = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        heads.setSpacing(12)
        heads.addWidget(self.before, 1)
        heads.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        heads.addWidget(self.after, 1)
        ResponsiveRow(heads, self.area.viewport(), content_width(heads), self.area.widget())
        summary_row = QHBoxLayout()
        summary_row.addWidget(self.summary, 1)
        summary_row.addWidget(self.redline)
        for label, role in ((self.summary, "section"), (self.problem, "problem-warning")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.problem.hide()
        self.body.setContentsMargins(0, 8, 0, 8)
        self.body.addLayout(heads)
        self.body.addSpacing(8)
        self.body.addLayout(summary_row)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.view, 1)
        order = (self.before.box, self.before.other, self.swap, self.after.box, self.after.other, self.redline)
        for one, two in zip(order, (*order[1:], self.view), strict=True):
            QWidget.setTabOrder(one, two)
        QWidget.setTabOrder(self.view, self.back_button)

    def _loaded_sources(self) -> list[LoadedSource | SuggestedSource]:
        """Return the states in memory: now, as people suggest, as saved. Versions are added when they are read."""
        session = self._session
        found: list[LoadedSource | SuggestedSource] = [LoadedSource("Now", session.whole, is_now=True)]
        people = authors(session.whole.review)
        found += [SuggestedSource(session.whole, name) for name in people]
        if len(people) > 1:
            found.append(SuggestedSource(session.whole))
        if session.file is not None:
            found.append(LoadedSource("As saved", session.saved_issue))
        return found

    def _fill(self) -> None:
        given = self._loaded_sources()
        for choice in (self.before, self.after):
            for source in given:
                choice.add(source.name, source)
        self.before.choose(given[-1])
        self.after.choose(given[0])

    def _current_state(self, source: Source) -> Source:
        """Return the current state for a source in memory: a file may have been merged meanwhile."""
        if not isinstance(source, LoadedSource | SuggestedSource):
            return source
        return next((one for one in self._loaded_sources() if one.name == source.name), source)

    def _connect_signals(self) -> None:
        for button in (self.swap, self.redline):
            button.setAutoDefault(True)
        for choice in (self.before, self.after):
            choice.box.activated.connect(self._choose)
            choice.other.clicked.connect(lambda _=False, one=choice: self._ask_for_file(one))
        self.swap.clicked.connect(self._swap)
        self.redline.clicked.connect(lambda: self.redline_requested.emit(self._compared))
        self.view.path_chosen.connect(self.path_chosen)
        self._comparing.compared.connect(self._show_compared)
        self._reading.listed.connect(self._show_versions)
        self._session.changed.connect(self._compare)
        self._session.state_changed.connect(self._compare)
        self.refresh()
        self._compare()

    @Slot()
    def refresh(self) -> None:
        """Read the list of versions again."""
        if self._session.file is not None:
            self._reading.list_versions(_MOST_VERSIONS)

    @Slot(object)
    def _show_versions(self, listing: Listing) -> None:
        file = self._session.file
        if file is None:
            return
        kept = [VersionSource(_printed_name(one), file, one) for one in listing.versions]
        for choice in (self.before, self.after):
            choice.offer_versions(kept)
        if listing.error is not None:
            self._show_problem(f"{listing.error.message} {listing.error.help}".strip())
        # The newest version is usually the saved state, so compare with the one before.
        if not self._is_chosen and self._session.is_saved and len(kept) > 1 and self.before.source != kept[1]:
            self.before.choose(kept[1])
            self._compare()

    @Slot()
    def _choose(self) -> None:
        self._is_chosen = True
        self._compare()

    @Slot()
    def _swap(self) -> None:
        before, after = self.before.source, self.after.source
        self.before.choose(after)
        self.after.choose(before)
        self._choose()

    def _ask_for_file(self, choice: _SourcePicker) -> None:
        file = self._session.file
        near = file.parent if file is not None else Path.home()

        def take(chosen: Path) -> None:
            source = FileSource(chosen)
            for one in (self.before, self.after):
                one.add(chosen.name, source, hint=str(chosen))
            choice.choose(source)
            self._choose()

        self._dialogs.ask_to_open(near, take)

    @Slot()
    def _compare(self) -> None:
        self._compared = None
        self.redline.setEnabled(False)
        self.problem.hide()
        self.summary.setText("Comparing…")
        self._comparing.compare(self._current_state(self.before.source), self._current_state(self.after.source))

    @Slot(object)
    def _show_compared(self, compared: Compared) -> None:
        if compared.error is not None:
            self.summary.setText("Could not compare")
            self._show_problem(f"{compared.error.message} {compared.error.help}".strip())
            self.view.show_differences((), "")
            return
        self._compared = compared
        self.redline.setEnabled(True)
        number = sum(len(section.differences) for section in compared.differing)
        if number:
            sections = counted(len(compared.differing), "section")
            self.summary.setText(f"{counted(number, 'difference')} in {sections}")
        else:
            self.summary.setText("No differences")
        has_links = any(isinstance(one, LoadedSource) and one.is_now for one in (compared.before, compared.after))
        self.view.show_differences(compared.differing, "No differences.", has_links=has_links)

    def _show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()


class _SourcePicker(QWidget):
    """A box to choose one of the two states, with a button for another file."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = QLabel(name)
        self.label.setProperty("role", "field-label")
        self.box = QComboBox()
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.label.setBuddy(self.box)
        self.other = QPushButton("Other File…")
        self.other.setAccessibleName(f"Other file for {name.lower()}")
        self.other.setAutoDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.box, 1)
        row.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addLayout(row)

    @property
    def source(self) -> Source:
        """The chosen source."""
        source: Source = self.box.currentData()
        return source

    def add(self, words: str, source: Source, hint: str = "") -> None:
        """Add a source, unless it is in the list."""
        if self._row_of(source) < 0:
            self.box.addItem(words, source)
            self.box.setItemData(self.box.count() - 1, hint or words, Qt.ItemDataRole.ToolTipRole)

    def offer_versions(self, kept: Sequence[VersionSource]) -> None:
        """Replace the listed versions. A chosen version stays, even if it is not among them."""
        chosen = self.source
        for row in reversed(range(self.box.count())):
            if isinstance(self.box.itemData(row), VersionSource) and not _is_same(self.box.itemData(row), chosen):
                self.box.removeItem(row)
        known = self._row_of(chosen) if isinstance(chosen, VersionSource) else -1
        row = sum(isinstance(self.box.itemData(row), LoadedSource | SuggestedSource) for row in range(self.box.count()))
        for source in kept:
            if _is_same(source, chosen):
                row = known + 1
                continue
            words = _menu_label(source.version)
            self.box.insertItem(row, words, source)
            self.box.setItemData(row, source.version.summary or words, Qt.ItemDataRole.ToolTipRole)
            known += row <= known
            row += 1

    def choose(self, source: Source) -> None:
        """Choose a source of the list."""
        self.box.setCurrentIndex(self._row_of(source))

    def _row_of(self, source: Source) -> int:
        rows = range(self.box.count())
        return next((row for row in rows if _is_same(self.box.itemData(row), source)), -1)


def _is_same(one: Source, two: Source) -> bool:
    """Return whether two sources are the same. Issues in memory are compared by identity."""
    return one is two or (not isinstance(one, LoadedSource) and one == two)


def _printed_name(version: Version) -> str:
    """Return `Version of March 3, 2025, 14:32 (ready for review)`."""
    name = f" ({version.name})" if version.name else ""
    return f"Version of {datetime_label(version.when)}{name}"


def _menu_label(version: Version) -> str:
    """Return `Today, 14:32 – B. Editor – ready for review`."""
    name = version.name if len(version.name) <= _LONGEST_NAME else f"{version.name[: _LONGEST_NAME - 1]}…"
    return " – ".join(
        part for part in (relative_datetime_label(version.when, dt.date.today()), version.author, name) if part
    )
