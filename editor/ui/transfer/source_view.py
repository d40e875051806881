"""The text of a source with its places: lines, paragraphs or pages."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from editor.document.text.utf16 import utf16_length
from editor.formats.rules.raised import subscript, superscript
from editor.formats.rules.reading import CELL_BORDER
from editor.formats.rules.symbol_fonts import read_symbols
from editor.formats.source.document import (
    ImageBlock,
    Role,
    Runs,
    Script,
    SourceDocument,
    SourceRun,
    TableBlock,
    text_of,
)

MAX_SHOWN = 200_000
"""Characters of the source that are shown."""


class SourceView(QTextEdit):
    """One block of the source on a line, with its place in the margin where a new one begins."""

    def __init__(self, document: SourceDocument | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: list[tuple[int, int]] = []
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self._struck: list[tuple[int, int]] = []
        self.setPlainText(self._text(document))
        self.setReadOnly(True)
        self._indent()
        self._strike()
        self.setAccessibleName("Source")

    def _indent(self) -> None:
        """Have lines that wrap go on below their text and not below their place."""
        margin = self.fontMetrics().horizontalAdvance("00000 ")
        hanging = QTextBlockFormat()
        hanging.setLeftMargin(margin)
        hanging.setTextIndent(-margin)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(hanging)
        self.setTabStopDistance(margin)

    def _strike(self) -> None:
        """Show struck-out words as such: they are not in the issue."""
        struck = QTextCharFormat()
        struck.setFontStrikeOut(True)
        cursor = QTextCursor(self.document())
        for start, end in self._struck:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(struck)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._indent()

    @property
    def is_empty(self) -> bool:
        """Whether there is no text to show: the file is Newsdesk's own text form, or has an issue inside."""
        return not self._places

    def _text(self, document: SourceDocument | None) -> str:
        lines: list[str] = []
        length = last = 0
        for place, runs in _blocks(document):
            if length > MAX_SHOWN:
                break
            line = f"{place if place != last else ''}\t"
            for text, is_struck in runs:
                start = length + utf16_length(line)
                line += text
                if is_struck:
                    self._struck.append((start, start + utf16_length(text)))
            if place != last:
                self._places.append((place, length))
            last = place
            lines.append(line)
            length += utf16_length(line) + 1
        return "\n".join(lines)

    @Slot(int)
    def show_place(self, place: int) -> None:
        """Scroll to a place and select its line."""
        start = max((at for number, at in self._places if number <= place), default=0)
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


_Shown = list[tuple[str, bool]]
"""Texts, and whether they are struck out."""


def _blocks(document: SourceDocument | None) -> Iterator[tuple[int, _Shown]]:
    for block in document.blocks if document is not None else ():
        if isinstance(block, ImageBlock):
            yield block.place, [(f"[{block.description or 'picture'}]", False)]
        elif isinstance(block, TableBlock):
            for row in block.rows:
                yield block.place, [(CELL_BORDER.join(text_of(cell).strip() for cell in row), False)]
        else:
            yield block.place, list(_shown(block.runs))


def _shown(runs: Runs) -> Iterator[tuple[str, bool]]:
    """The words of a block on one line, raised figures and the marks of notes as such."""
    ends_with_space = True
    for run in runs:
        text = _read_symbols(run) if run.font else run.text
        text = _raised(run) if run.script is not Script.NORMAL or run.role is Role.NOTE_MARK else text
        words = " ".join(text.split())
        if text[:1].isspace() and not ends_with_space:
            words = f" {words}"
        if words.strip() and text[-1].isspace():
            words += " "
        if words:
            ends_with_space = words.endswith(" ")
            yield words, run.role is Role.STRUCK


def _read_symbols(run: SourceRun) -> str:
    """The signs that a symbol font shows; what is unknown as it is in the file."""
    found, unknown = read_symbols(run.text, run.font)
    return found if not unknown else run.text


def _raised(run: SourceRun) -> str:
    found = subscript(run.text) if run.script is Script.SUB else superscript(run.text)
    return run.text if found is None else found
