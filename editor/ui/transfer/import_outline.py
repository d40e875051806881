"""The outline of an issue that was read: its sections, each of which leads to its place in the source."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from editor.document.paths import ROOT, FieldPath, value_at
from editor.document.sections import sections
from editor.document.text.phrasing import counted
from editor.document.written_dates import date_label
from schemas import Imprint, Issue

MAX_HEIGHT = 420
"""Pixels; a longer outline is scrolled."""

_PLACE = Qt.ItemDataRole.UserRole


class ImportOutline(QListWidget):
    """One row for each section that is not empty, as high as its rows."""

    selected = Signal(int)
    """The place in the source of the section that the user chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Recognized sections")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_issue(self, issue: Issue, places: Mapping[FieldPath, int]) -> None:
        """Show the sections of an issue; `places` are those of the source, 0 or missing where they are unknown."""
        self.clear()
        for section in sections(issue):
            text = _text(issue, section.path, section.label, section.number, section.items)
            if text:
                item = QListWidgetItem(text)
                item.setData(_PLACE, places.get(section.path, 0))
                self.addItem(item)
        self.setVisible(self.count() > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows, which wrap by the width."""
        self.doItemsLayout()
        rows = sum(self.visualItemRect(self.item(row)).height() for row in range(self.count()))
        self.setFixedHeight(min(rows, MAX_HEIGHT) + 2 * self.frameWidth() + 4)

    def show_place(self, place: int) -> None:
        """Select the section that a place of the source is in."""
        before = [(self.item(row).data(_PLACE), row) for row in range(self.count())]
        known = [(start, row) for start, row in before if start and start <= place]
        if known:
            self.setCurrentRow(max(known)[1])

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place:
            self.selected.emit(place)


def _text(issue: Issue, path: FieldPath, label: str, number: int | None, items: int | None) -> str:
    """A section in one line, "" for one that has nothing."""
    if path == ROOT:
        date = date_label(issue.date) if issue.date else ""
        return " – ".join(filter(None, (issue.headline, date)))
    if number is not None:
        return f"{number}. {label or 'Untitled'}"
    if items is not None:
        return f"{label}: {counted(items, 'item')}" if items else ""
    value = value_at(issue, path)
    if isinstance(value, Imprint):
        people = len(value.authors) + len(value.editors)
        return f"{label}: {counted(people, 'person', 'people')}" if people else ""
    return label
