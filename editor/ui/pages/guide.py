"""The user guide in the window: topics, a field that searches them, and the text with all hits lit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
)

from editor.files.guide import GuideTopic
from editor.ui.pages.page import Page
from editor.ui.widgets.responsive_row import ResponsiveRow, text_width
from editor.ui.widgets.wrapping_label import WrappingLabel

_WIDE = 100
"""Average characters from which on the list stands beside the text."""
_NOTHING = "No topic has “{words}”. Escape shows all."


class GuidePage(Page):
    """The guide. The search field keeps the focus; the arrow keys go through the topics."""

    def __init__(self, topics: Sequence[GuideTopic]) -> None:
        super().__init__("Guide")
        self._topics = topics
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the guide")
        self.search.setAccessibleName("Search the guide")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Topics")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.nothing = WrappingLabel("", "help", self)
        self.text = QTextBrowser()
        self.text.setProperty("role", "differences")
        self.text.setAccessibleName("Guide")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self.text, 2)
        self.body.addLayout(row, 1)
        ResponsiveRow(row, self.area.viewport(), text_width(self, _WIDE), self.area.widget())
        self.list.currentRowChanged.connect(self._show)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self._shown: list[GuideTopic] = []
        self._filter("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go through the topics with the arrow keys; Escape ends a search first."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self._shown:
            self._show(self.list.currentRow())

    @Slot(str)
    def _filter(self, words: str) -> None:
        current = self._shown[self.list.currentRow()] if 0 <= self.list.currentRow() < len(self._shown) else None
        self._shown = [topic for topic in self._topics if topic.has(words)]
        self.list.clear()
        for topic in self._shown:
            self.list.addItem(QListWidgetItem(topic.title))
        self.list.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        if self._shown:
            self.list.setCurrentRow(self._shown.index(current) if current in self._shown else 0)
        else:
            self.nothing.setText(_NOTHING.format(words=words.strip()))
            self.text.clear()

    @Slot(int)
    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._shown):
            return
        topic = self._shown[row]
        self.text.setMarkdown(f"## {topic.title}\n\n{topic.text}")
        self._light_hits()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _light_hits(self) -> None:
        lit = QTextCharFormat()
        lit.setBackground(self.palette().highlight())
        found: list[QTextEdit.ExtraSelection] = []
        for word in self.search.text().split():
            cursor = self.text.document().find(word)
            while not cursor.isNull():
                hit = QTextEdit.ExtraSelection()
                hit.cursor = cursor
                hit.format = lit
                found.append(hit)
                cursor = self.text.document().find(word, cursor)
        self.text.setExtraSelections(found)
