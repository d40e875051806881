"""The archive page: a search over all issues, its hits, and the one that is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.files.archive.query import Query
from editor.files.archive.searching import COUNTED
from editor.session.archive.archive import Archive, Found
from editor.ui.archive.hit_list import HitList, HitListModel
from editor.ui.archive.query_form import QueryForm
from editor.ui.archive.reading_pane import ReadingPane
from editor.ui.pages.page import Page
from editor.ui.widgets.panes import ListAndDetails

START = (
    "Type a word, a Chinese title or the name of a body. Bodies are found by any of their names, English words in all "
    "forms, Chinese by any two characters. Put a phrase in quotation marks."
)
_LIST_LINES, _LIST_SHARE = 40, 0.55
"""Width of the list in line heights, and at most as a share of the page."""


class ArchivePage(Page):
    """Searches while one types. The words stay in the input; Up and Down move in the hits."""

    open_requested = Signal(object)
    beside_requested = Signal(object)
    copy_requested = Signal(object)
    link_requested = Signal(object)

    def __init__(
        self,
        archive: Archive,
        *,
        bodies: Sequence[str],
        people: Sequence[str],
        has_issue: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Archive", parent=parent)
        self._archive = archive
        self._has_issue = has_issue
        self._found: Found | None = None
        self.form = QueryForm(bodies, people)
        self.model = HitListModel(self)
        self.list = HitList(self.model)
        self.reading = ReadingPane(archive, has_issue=has_issue)
        self.count = QLabel()
        self.state = QLabel()
        self._lay_out()
        self.area.viewport().installEventFilter(self)
        self._connect()
        self._show_state()
        self._show_hits()
        archive.update()

    @property
    def first(self) -> QWidget:
        """The widget that is focused when the page opens."""
        return self.form.words

    def ask(self, query: Query) -> None:
        """Search for the words and the body of a query."""
        self.form.ask(query)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter reads the selected hit beside the issue, or opens its issue. Ctrl+C copies the reference to it."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.list.hasFocus():
            self._choose()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if self.list.hit is not None:
                self.link_requested.emit(self.list.hit)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Tell the form how much room there is."""
        if event.type() is QEvent.Type.Resize:
            self.form.show_room(self.area.viewport().height())
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        for label in (self.count, self.state):
            label.setProperty("role", "note")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        self.columns = ListAndDetails(found, self.reading, lines=_LIST_LINES, share=_LIST_SHARE)
        self.body.setContentsMargins(0, 8, 0, 8)
        self.body.addWidget(self.form)
        self.body.addWidget(self.columns, 1)
        self.body.addWidget(self.state)

    def _connect(self) -> None:
        self.form.asked.connect(self._ask)
        self.form.stepped.connect(self.list.step)
        self.form.entered.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._on_selected)
        self.list.doubleClicked.connect(self._choose)
        for signal, forwarded in (
            (self.reading.open_requested, self.open_requested),
            (self.reading.beside_requested, self.beside_requested),
            (self.reading.copy_requested, self.copy_requested),
            (self.reading.link_requested, self.link_requested),
        ):
            signal.connect(forwarded)
        self._archive.found.connect(self._on_found)
        self._archive.updated.connect(self._ask)
        self._archive.state_changed.connect(self._show_state)

    @Slot()
    def _ask(self) -> None:
        self._archive.search(self.form.query)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        before = self._found
        self._found = found
        if before is None or found != before:
            self._show_hits()

    @Slot()
    def _show_state(self) -> None:
        state = self._archive.state
        self.state.setText(state.text)
        self.state.setToolTip("\n".join(f"{one.path}: {one.reason}" for one in state.problems[:20]))
        if not self.model.hits:
            self.list.set_empty_text(self._empty_text())

    def _show_hits(self) -> None:
        """Show the hits and select the first, or the one that was selected before."""
        found = self._found
        hits = found.hits.hits if found is not None else ()
        selected = self.list.hit
        self.model.show_hits(hits)
        self.list.set_empty_text("" if hits else self._empty_text())
        self.count.setText(self._count())
        row = next(
            (n for n, hit in enumerate(hits) if selected and (hit.file, hit.path) == (selected.file, selected.path)), 0
        )
        self.list.setCurrentIndex(self.model.index(row, 0) if hits else QModelIndex())
        if not hits:
            self.reading.show_hit(None)

    def _count(self) -> str:
        if self._found is None or not self._found.hits.number:
            return ""
        number, shown = self._found.hits.number, len(self._found.hits.hits)
        if number > COUNTED:
            return f"More than {COUNTED:,} hits. The first {shown} are shown."
        if number > shown:
            return f"{number:,} hits. The first {shown} are shown."
        return "1 hit" if number == 1 else f"{number} hits"

    def _empty_text(self) -> str:
        found, query = self._found, self.form.query
        if found is not None and found.error:
            return found.error
        if not self._archive.state.is_ready:
            return self._archive.state.text
        if query.is_empty or found is None:
            return START
        words = f"Nothing found for “{query.words.strip()}”." if query.words.strip() else "Nothing found."
        advice = "Clear the filters, or use fewer words." if self.form.has_filters else "Use fewer or other words."
        return f"{words} {advice}"

    @Slot()
    def _on_selected(self) -> None:
        hit = self.list.hit
        if hit is not None:
            self.reading.show_hit(hit)

    @Slot()
    def _choose(self) -> None:
        """Read the selected hit beside the open issue; without one, open its issue."""
        hit = self.list.hit
        if hit is not None:
            (self.beside_requested if self._has_issue else self.open_requested).emit(hit)
