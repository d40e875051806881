"""The archive beside one open issue: the hint below the form, an earlier issue in place of the pages, and copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.files.archive.searching import Hit
from editor.session.archive.archive import Archive, ReadHit
from editor.session.archive.copying import copy_into
from editor.session.archive.covering import Covering
from editor.session.archive.page_numbers import PageNumbers
from editor.session.issue.session import Session
from editor.session.review.reviewing import NOBODY
from editor.ui.archive.covered_hint import CoveredHint
from editor.ui.archive.reading_pane import ReadingPane
from editor.ui.commands import Commands
from editor.ui.desk.desk import Desk

_PAGES = "pages"
COPIED = "Copied. A comment says where it is from. Press Ctrl+Z to undo."


class DeskArchive(QObject):
    """Connects the archive with the desk of one issue."""

    open_requested = Signal(object)
    link_requested = Signal(object)

    def __init__(
        self, archive: Archive, session: Session, desk: Desk, commands: Commands, person: Callable[[], str]
    ) -> None:
        super().__init__(desk)
        self._archive = archive
        self._session = session
        self._desk = desk
        self._commands = commands
        self._person = person
        self._had_pages = True
        self._hidden: list[QWidget] = []
        """What the pane of the pages showed before."""
        self.reading: ReadingPane | None = None
        self.covering = Covering(session, archive, self)
        PageNumbers(session, desk.renderer, archive, self)
        self.hint = CoveredHint()
        desk.middle.insertWidget(desk.middle.indexOf(desk.find_bar), self.hint)
        self.hint.open_requested.connect(self.read_beside)
        self.hint.dismissed.connect(self._dismiss)
        self.covering.hint_changed.connect(self._show_hint)
        desk.location_changed.connect(self._follow_section)
        session.saved.connect(archive.update)
        self._follow_section()

    @Slot(object)
    def read_beside(self, hit: Hit) -> None:
        """Show an earlier entry in place of the pages."""
        if self.reading is None:
            self.reading = self._make_reading()
        self.reading.show_hit(hit)
        self.reading.content.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_reading(self) -> None:
        """Show the pages again, as they were, and focus the form."""
        reading, self.reading = self.reading, None
        if reading is None:
            return
        self._desk.pages_column.removeWidget(reading)
        reading.hide()
        reading.deleteLater()
        for widget in self._hidden:
            widget.show()
        self._hidden = []
        self._set_focus_of_pages(self._focus_of_pages)
        if not self._had_pages:
            self._show_pages_pane(False)
        self._desk.focus_form()

    @Slot(object)
    def copy(self, read: ReadHit) -> None:
        """Copy an entry or item into the issue, and show the copy."""
        self._desk.commit_input()
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        path = copy_into(self._session, read, self._desk.section_path, by=self._person() or NOBODY, at=now)
        if path is not None:  # else the session has said why
            self._desk.go_to(path)
            self._desk.message.emit(COPIED)

    def _make_reading(self) -> ReadingPane:
        container = self._desk.layout_panes.by_name[_PAGES]
        self._had_pages = not container.isHidden()
        reading = ReadingPane(self._archive, has_issue=True, is_beside=True, parent=container)
        reading.open_requested.connect(self.open_requested)
        reading.link_requested.connect(self.link_requested)
        reading.copy_requested.connect(self.copy)
        reading.closed.connect(self.close_reading)
        column = self._desk.pages_column
        shown = [widget for at in range(column.count()) if (widget := _widget(column, at)) and not widget.isHidden()]
        for widget in shown:
            widget.hide()
        self._hidden = shown
        column.addWidget(reading, 1)
        self._show_pages_pane(True)
        self._focus_of_pages = next(focus for pane, focus in self._desk.pane_focus if pane is container)
        self._set_focus_of_pages(lambda: reading.content.setFocus(Qt.FocusReason.ShortcutFocusReason))
        return reading

    def _show_pages_pane(self, shown: bool) -> None:
        self._commands[_PAGES].setChecked(shown)
        self._desk.show_pane(_PAGES, shown)

    def _set_focus_of_pages(self, focus: Callable[[], None]) -> None:
        """What F6 does for the pane of the pages."""
        container = self._desk.layout_panes.by_name[_PAGES]
        listed = self._desk.pane_focus
        listed[:] = [(pane, focus if pane is container else before) for pane, before in listed]

    @Slot()
    def _dismiss(self) -> None:
        self.covering.dismiss()
        self._desk.focus_form()

    @Slot()
    def _follow_section(self) -> None:
        self.covering.show_section(self._desk.section_path)

    @Slot()
    def _show_hint(self) -> None:
        self.hint.show_covered(self.covering.hint)


def _widget(layout: QVBoxLayout, at: int) -> QWidget | None:
    item = layout.itemAt(at)
    return item.widget() if item is not None else None
