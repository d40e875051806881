"""The list of problems: its model, its view and its painting."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPolygon
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.document.findings import Level
from editor.document.problem_rows import Problem
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_icon, paint_text, small, strong

ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_INDENT = 28
"""Pixels that the findings of an open row are indented by."""


class ProblemModel(QAbstractListModel):
    """The problems in reading order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems: tuple[Problem, ...] = ()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Replace all problems."""
        self.beginResetModel()
        self.problems = problems
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the problem, or its texts for display, screen readers and tool tips."""
        if not index.isValid() or index.row() >= len(self.problems):
            return None
        problem = self.problems[index.row()]
        if role == ROLE:
            return problem
        if role == Qt.ItemDataRole.DisplayRole:
            return ": ".join(part for part in (problem.label, problem.message) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = f" {'Expanded' if problem.is_open else 'Collapsed'}." if problem.folded else ""
            return f"{problem.finding.level.value.capitalize()}. {self.data(index)} {problem.help}{state}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{problem.message}\n{problem.help}".strip()
        return None


class ProblemList(QListView):
    """The list view. Enter and clicks choose a problem; a click on the fix requests it; Right and Left open and close
    a row that stands for several."""

    chosen = Signal(QModelIndex)
    fix_requested = Signal(QModelIndex)
    turned = Signal(QModelIndex, bool)
    """A row that stands for several is to be opened (or closed)."""

    def __init__(self, model: ProblemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Problems")
        self.setProperty("elides", True)  # its tool tips have the whole texts
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._rows = ProblemDelegate(self)
        self.setItemDelegate(self._rows)
        self._rows.fix_pressed.connect(self.fix_requested)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose the current problem on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and self.currentIndex().isValid():
            self.turned.emit(self.currentIndex(), event.key() == Qt.Key.Key_Right)
            return
        super().keyPressEvent(event)

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll to a row, and then to the start of the row at the top: it would be cut in half otherwise."""
        super().scrollTo(index, hint)
        top = self.visualRect(self.indexAt(QPoint(1, 0)))
        row = self.visualRect(index)
        if top.isValid() and top.top() < 0 and row.top() > top.bottom():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + min(top.bottom() + 1, row.top()))

    def updateGeometries(self) -> None:  # noqa: N802
        """Let the list scroll until a row begins at its top: below the last row there may be some room."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        end, start = bar.maximum(), bar.maximum()
        for row in range(self.model().rowCount() - 1, -1, -1):
            top = self.visualRect(self.model().index(row, 0)).top() + bar.value()
            if not end or top < end:
                break
            start = top
        bar.setMaximum(max(start, end))

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._rows.is_arrow_clicked:
            self.turned.emit(index, not index.data(ROLE).is_open)
        elif not self._rows.is_fix_clicked:
            self.chosen.emit(index)


class ProblemDelegate(QStyledItemDelegate):
    """Paints a problem in two lines, field and message, then the help; the fix at the right; a heading above."""

    fix_pressed = Signal(QModelIndex)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_fix_clicked = False
        self.is_arrow_clicked = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of two lines with margins, and of the heading if there is one."""
        problem: Problem = index.data(ROLE)
        heading = _heading_height(option.font) if problem.heading else 0
        return QSize(200, 2 * QFontMetrics(option.font).height() + 12 + heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        problem: Problem = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        if problem.heading:
            height = _heading_height(option.font)
            area = QRect(option.rect.left() + 16, option.rect.top() + 6, option.rect.width() - 32, height - 8)
            paint_text(painter, problem.heading, area, strong(small(option.font)), tokens.ink_soft)
        option.rect = _body(option.rect, problem, option.font)
        paint_background(painter, option, tokens)
        rect = option.rect.adjusted(16 + (_INDENT if problem.is_inside else 0), 5, -16, -5)
        line = rect.height() // 2
        level = problem.finding.level
        icon = QRect(rect.left(), rect.top(), line - 2, line)
        paint_icon(painter, level.value, tokens.error if level is Level.ERROR else tokens.warning, icon)
        left = icon.right() + 10
        fix = _fix_rect(option.rect, problem, option.font)
        right = fix.left() - 12 if fix.isValid() else rect.right()
        top = QRect(left, rect.top(), right - left, line)
        if problem.folded:
            _paint_arrow(painter, _arrow_rect(option.rect, problem, option.font), tokens, is_open=problem.is_open)
            top.setLeft(top.left() + line)
        if problem.short_label:
            taken = paint_text(painter, problem.short_label, top, strong(option.font), tokens.ink)
            top.setLeft(top.left() + taken + 12)
        paint_text(painter, problem.message, top, option.font, tokens.ink)
        help_rect = QRect(left, rect.top() + line, right - left, line)
        paint_text(painter, problem.help, help_rect, small(option.font), tokens.ink_soft)
        if fix.isValid():
            _paint_fix(painter, problem.fix_label, fix, option, tokens)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:  # noqa: N802
        """Handle clicks on the fix and on the arrow of a row that stands for several."""
        problem: Problem = index.data(ROLE)
        body = _body(option.rect, problem, option.font)
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            place = event.position().toPoint()
            self.is_fix_clicked = _fix_rect(body, problem, option.font).contains(place)
            arrow = _arrow_rect(body, problem, option.font).adjusted(-4, -4, 4, 4)
            self.is_arrow_clicked = bool(problem.folded) and arrow.contains(place)
        if self.is_fix_clicked and event.type() is QEvent.Type.MouseButtonRelease:
            self.fix_pressed.emit(QModelIndex(index))  # type: ignore[arg-type]
            return True
        return super().editorEvent(event, model, option, index)


def _heading_height(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing() + 12


def _body(rect: QRect, problem: Problem, font: QFont) -> QRect:
    """The row without its heading."""
    return rect.adjusted(0, _heading_height(font), 0, 0) if problem.heading else QRect(rect)


def _arrow_rect(body: QRect, problem: Problem, font: QFont) -> QRect:
    line = (body.height() - 10) // 2
    left = body.left() + 16 + (line - 3) + 10
    return QRect(left, body.top() + 5, line, line)


def _fix_rect(body: QRect, problem: Problem, font: QFont) -> QRect:
    if not problem.fixable:
        return QRect()
    width = QFontMetrics(strong(font)).horizontalAdvance(problem.fix_label) + 24
    height = QFontMetrics(font).height() + 8
    rect = QRect(0, 0, min(width, body.width() // 2), height)
    rect.moveCenter(body.center())
    rect.moveRight(body.right() - 16)
    return rect


def _paint_arrow(painter: QPainter, rect: QRect, tokens: Tokens, *, is_open: bool) -> None:
    """Paint a triangle that points down if the row is open, to the right if not."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ink_soft))
    painter.translate(rect.left() + rect.height() / 2 - 2, rect.center().y())
    painter.rotate(90 if is_open else 0)
    size = rect.height() // 4
    painter.drawPolygon(QPolygon([QPoint(-size // 2, -size), QPoint(size, 0), QPoint(-size // 2, size)]))
    painter.restore()


def _paint_fix(painter: QPainter, label: str, rect: QRect, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(tokens.edge)
    painter.setBrush(Qt.GlobalColor.transparent)
    painter.drawRoundedRect(rect, 4, 4)
    words = QFontMetrics(option.font).elidedText(label, Qt.TextElideMode.ElideRight, rect.width() - 16)
    painter.setFont(option.font)
    painter.setPen(tokens.ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
