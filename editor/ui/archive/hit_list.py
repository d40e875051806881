"""The list of hits: title, passage with the words that were looked for, and the issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.document.text.utf16 import utf16_length, utf16_position, utf16_slice
from editor.files.archive.searching import Hit
from editor.session.archive.covering import reference_to
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.text.styles import displayable
from editor.ui.widgets.list_rows import paint_background, paint_text, small, strong

ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MARGIN = 10
_PASSAGE_LINES = 2


def title_of(hit: Hit) -> str:
    """The title of an entry; the place of an item that has none."""
    return " ".join(hit.title.split()) or hit.label


def place_of(hit: Hit) -> str:
    """`China Industries of March 12, 2025, no. 3, page 4`."""
    reference = reference_to(hit)
    parts = [reference.issue, reference.place] if hit.title or reference.number is not None else [reference.issue]
    if hit.page is not None:
        parts.append(f"page {hit.page}")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


class HitListModel(QAbstractListModel):
    """The hits of the latest query."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: Sequence[Hit] = ()

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits in their order."""
        return self._hits

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Replace the hits."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(hit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title_of(hit)}, {place_of(hit)}, {hit.snippet.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{title_of(hit)}\n{hit.snippet.text}\n{hit.file}"
        return None


class HitList(QListView):
    """The list. It shows a text while it is empty."""

    def __init__(self, model: HitListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(HitDelegate(self))
        self.setAccessibleName("Found in earlier issues")
        self.setProperty("elides", True)  # its tool tips have the whole texts
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self.viewport())
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)

    def set_empty_text(self, text: str) -> None:
        """Show a text in place of hits, or none."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.setAccessibleDescription(text)

    @property
    def hit(self) -> Hit | None:
        """The selected hit."""
        hit = self.currentIndex().data(ROLE)
        return hit if isinstance(hit, Hit) else None

    def step(self, by: int) -> None:
        """Select the hit so many rows further on."""
        rows = self.model().rowCount()
        if rows:
            row = max(0, min(rows - 1, self.currentIndex().row() + by))
            self.setCurrentIndex(self.model().index(row, 0))


class HitDelegate(QStyledItemDelegate):
    """Paints a hit in four lines: title, two lines of the passage, place."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        line = QFontMetrics(option.font).height()
        passage = _PASSAGE_LINES * QFontMetrics(small(option.font)).lineSpacing()
        return QSize(self._view.viewport().width(), 2 * line + passage + 2 * _MARGIN + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        rect = QRect(option.rect)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        option.rect.setBottom(rect.bottom() - 1)
        paint_background(painter, option, tokens)
        inner = rect.adjusted(16, _MARGIN, -16, -_MARGIN)
        line = QFontMetrics(option.font).height()
        title = _line(inner, inner.top(), line)
        if hit.title:
            _paint_marked(painter, hit.title, hit.title_spans, title, strong(option.font), tokens, lines=1)
        else:
            paint_text(painter, title_of(hit), title, strong(option.font), tokens.ink)
        font = small(option.font)
        passage = _line(inner, inner.top() + line, inner.height() - 2 * line)
        _paint_marked(painter, hit.snippet.text, hit.snippet.spans, passage, font, tokens, lines=_PASSAGE_LINES)
        bottom = _line(inner, inner.bottom() - line + 1, line)
        paint_text(painter, place_of(hit), bottom, font, tokens.ink_soft)
        painter.restore()


def _line(rect: QRect, top: int, height: int) -> QRect:
    return QRect(rect.left(), top, rect.width(), height)


def _paint_marked(
    painter: QPainter,
    text: str,
    spans: Sequence[tuple[int, int]],
    rect: QRect,
    font: QFont,
    tokens: Tokens,
    *,
    lines: int,
) -> None:
    """Paint the first lines of a text; the words that were looked for are bold and tinted."""
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.DemiBold)
    marked.setBackground(QColor(tokens.tint_current))
    formats = []
    for start, end in spans:
        one = QTextLayout.FormatRange()
        first, last = (utf16_position(text, position) for position in (start, end))
        one.start, one.length, one.format = first, last - first, marked
        formats.append(one)
    shown = displayable(text)
    layout, rest = _laid_out(shown, formats, font, rect.width(), lines)
    if rest is not None:  # the last line ends in an ellipsis
        begun = utf16_slice(shown, 0, rest)
        ending = utf16_slice(shown, rest, utf16_length(shown))
        # Bold words are wider than the font says, so a little room is left.
        width = rect.width() - 2 * QFontMetrics(font).averageCharWidth()
        elided = QFontMetrics(font).elidedText(ending, Qt.TextElideMode.ElideRight, width)
        layout, _ = _laid_out(begun + elided, formats, font, rect.width(), lines)
    painter.setPen(QColor(tokens.ink))
    layout.draw(painter, QPointF(rect.topLeft()))


def _laid_out(
    text: str, formats: list[QTextLayout.FormatRange], font: QFont, width: int, lines: int
) -> tuple[QTextLayout, int | None]:
    """Return a layout of the first lines of a text, and where the last of them begins if more would follow."""
    layout = QTextLayout(text, font)
    layout.setFormats(formats)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    begins = end = 0
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * QFontMetrics(font).lineSpacing()))
        begins, end = line.textStart(), line.textStart() + line.textLength()
    layout.endLayout()
    return layout, begins if end < utf16_length(text) else None
