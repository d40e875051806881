"""The problems panel: the findings of the issue with their fields, help and fixes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.document.findings import Finding, Level
from editor.document.path_labels import path_label
from editor.document.text.phrasing import counted
from editor.ui.look.tokens import Tokens, tokens_of
from editor.ui.widgets.list_rows import paint_background, paint_icon, paint_text, small, strong
from schemas import Issue

_GROUP_SIZE = 3
"""Equal warnings of at least this number are grouped in one row."""
ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MAX_HEIGHT = (1 << 24) - 1  # QWIDGETSIZE_MAX


@dataclass(frozen=True)
class Problem:
    """A finding, the path label of its field, and the number of equal warnings grouped with it."""

    finding: Finding
    place: str
    others: int = 0

    @property
    def label(self) -> str:
        """The path label with the number of others: `Policy news, item 2, Source, Link and 5 more`."""
        return f"{self.place} and {self.others} more" if self.others else self.place


READY = "No problems. Ready to publish."
SO_FAR = "No problems so far."
"""Shown while findings about empty fields are hidden."""


def problem_count(findings: Sequence[Finding], *, so_far: bool = False) -> str:
    """Return `3 errors, 1 warning` or `No problems`; `so_far` if findings about empty fields are hidden."""
    wrong = sum(finding.level is Level.ERROR for finding in findings)
    parts = [(wrong, "error"), (len(findings) - wrong, "warning")]
    counts = [counted(number, noun) for number, noun in parts if number]
    return ", ".join(counts) or ("No problems so far" if so_far else "No problems")


def group_equal(findings: Sequence[Finding]) -> tuple[tuple[Finding, int], ...]:
    """Return the findings to list, each with the number of equal warnings grouped with it.

    Errors are never grouped, since each must be corrected.
    """
    counts = Counter((one.rule, one.message, one.help) for one in findings if one.level is Level.WARNING)
    shown: set[tuple[str, str, str]] = set()
    rows: list[tuple[Finding, int]] = []
    for one in findings:
        key = (one.rule, one.message, one.help)
        if counts[key] < _GROUP_SIZE or one.level is Level.ERROR:
            rows.append((one, 0))
        elif key not in shown:
            shown.add(key)
            rows.append((one, counts[key] - 1))
    return tuple(rows)


def errors_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Sort findings: errors, then warnings, then findings about words, each in reading order."""
    return tuple(sorted(findings, key=lambda finding: (finding.level is not Level.ERROR, finding.excerpt is not None)))


class ProblemsPanel(QFrame):
    """The list of problems and its heading."""

    chosen = Signal(object)
    """A finding whose field to show."""
    fix_requested = Signal(object)
    """A finding to fix."""
    menu_opened = Signal(object, object)
    """The QMenu and finding of a context menu that opens; receivers add actions."""
    height_changed = Signal()
    """The panel needs another height: problems appeared or disappeared, or the font changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self._all: tuple[Issue, tuple[Finding, ...], bool] = (Issue(), (), False)
        self._title = QLabel("Problems")
        self._title.setProperty("role", "field-label")
        self._count = QLabel()
        self._count.setProperty("role", "note")
        self._model = ProblemModel(self)
        self.list = ProblemList(self._model)
        self.list.chosen.connect(self._choose)
        self.list.fix_requested.connect(self._request_fix)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        head = self._head = QHBoxLayout()
        head.setContentsMargins(16, 6, 16, 6)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        self.quiet = QCheckBox("Hide spelling and style")
        self.quiet.hide()
        self.quiet.toggled.connect(lambda: self.show_findings(self._all[0], self._all[1], so_far=self._all[2]))
        head.addWidget(self.quiet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.show_findings(Issue(), ())

    def show_findings(self, issue: Issue, findings: tuple[Finding, ...], *, so_far: bool = False) -> None:
        """List findings in their order, and keep the selection if possible.

        `so_far` is set if findings about empty fields are hidden.
        """
        self._all = (issue, findings, so_far)
        in_words = sum(finding.excerpt is not None for finding in findings)
        self.quiet.setVisible(bool(in_words))
        if self.quiet.isChecked():
            findings = tuple(finding for finding in findings if finding.excerpt is None)
        findings = errors_first(findings)
        count = problem_count(findings) if findings else SO_FAR if so_far else READY
        if in_words and self.quiet.isChecked():
            count = f"{count.rstrip('.')}. {counted(in_words, 'spelling or style finding')} hidden."
        self._count.setText(count)
        self.list.setVisible(bool(findings))
        had_any, self.findings = bool(self.findings), findings
        self._limit_height()
        if had_any != bool(findings):
            self.height_changed.emit()
        problems = tuple(
            Problem(finding, path_label(issue, finding.path), others) for finding, others in group_equal(findings)
        )
        if problems == self._model.problems:
            return
        selected = self.list.currentIndex().data(ROLE)
        self._model.show_problems(problems)
        self._select_again(selected)

    def focus_list(self) -> None:
        """Focus the list; select its first row if none is selected."""
        if not self.list.currentIndex().isValid() and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first_error(self) -> None:
        """Focus the list at the first error."""
        errors = (row for row, finding in enumerate(self.findings) if finding.level is Level.ERROR)
        self.list.setCurrentIndex(self._model.index(next(errors, 0)))
        self.focus_list()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # the font may have changed
            self._limit_height()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.height_changed.emit()

    def _limit_height(self) -> None:
        """Limit the panel to one line if there are no problems."""
        self.setMaximumHeight(_MAX_HEIGHT if self.findings else self._head.sizeHint().height())

    def step(self, step: int) -> Finding | None:
        """Select the next or previous problem and return its finding."""
        problems = self._model.problems
        if not problems:
            return None
        current = self.list.currentIndex()
        number = (current.row() + step) % len(problems) if current.isValid() else (0 if step > 0 else -1)
        self.list.setCurrentIndex(self._model.index(number % len(problems)))
        return problems[number].finding

    def fix_selected(self) -> None:
        """Request the fix of the selected problem, if it has one."""
        problem = self.list.currentIndex().data(ROLE)
        if isinstance(problem, Problem) and problem.finding.fix is not None:
            self.fix_requested.emit(problem.finding)

    def _select_again(self, before: Any) -> None:
        if not isinstance(before, Problem):
            return
        same = (before.finding.rule, before.finding.path)
        for row, problem in enumerate(self._model.problems):
            if (problem.finding.rule, problem.finding.path) == same:
                self.list.setCurrentIndex(self._model.index(row))
                return

    def _open_menu(self, position: QPoint) -> None:
        index = self.list.indexAt(position)
        if not index.isValid():
            index = self.list.currentIndex()
        problem = index.data(ROLE)
        if isinstance(problem, Problem):
            menu = QMenu(self)
            menu.addAction("Go to Field", lambda: self.chosen.emit(problem.finding))
            self.menu_opened.emit(menu, problem.finding)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.list.viewport().mapToGlobal(position))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROLE).finding)

    def _request_fix(self, index: QModelIndex) -> None:
        self.fix_requested.emit(index.data(ROLE).finding)


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
        finding = problem.finding
        if role == ROLE:
            return problem
        if role == Qt.ItemDataRole.DisplayRole:
            place = problem.label
            return ": ".join(part for part in (place, finding.message) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{finding.level.value.capitalize()}. {self.data(index)} {finding.help}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{finding.message}\n{finding.help}".strip()
        return None


class ProblemList(QListView):
    """The list view. Enter and clicks choose a problem; a click on the fix requests it."""

    chosen = Signal(QModelIndex)
    fix_requested = Signal(QModelIndex)

    def __init__(self, model: ProblemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Problems")
        self.setUniformItemSizes(True)
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
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if not self._rows.is_fix_clicked:
            self.chosen.emit(index)


class ProblemDelegate(QStyledItemDelegate):
    """Paints a problem in two lines: field and message, then the help; the fix at the right."""

    fix_pressed = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_fix_clicked = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of two lines with margins."""
        return QSize(200, 2 * QFontMetrics(option.font).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        problem: Problem = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        paint_background(painter, option, tokens)
        finding = problem.finding
        rect = option.rect.adjusted(16, 5, -16, -5)
        line = rect.height() // 2
        colour = tokens.error if finding.level is Level.ERROR else tokens.warning
        icon = QRect(rect.left(), rect.top(), line - 2, line)
        paint_icon(painter, finding.level.value, colour, icon)
        left = icon.right() + 10
        fix = self._fix_rect(option, index)
        right = fix.left() - 12 if fix.isValid() else rect.right()
        top = QRect(left, rect.top(), right - left, line)
        if problem.place:
            place = problem.label
            taken = paint_text(painter, place, top, strong(option.font), tokens.ink)
            top.setLeft(left + taken + 12)
        paint_text(painter, finding.message, top, option.font, tokens.ink)
        help_rect = QRect(left, rect.top() + line, right - left, line)
        paint_text(painter, finding.help, help_rect, small(option.font), tokens.ink_soft)
        if finding.fix is not None:
            _paint_fix(painter, finding.fix.label, fix, option, tokens)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:  # noqa: N802
        """Handle clicks on the fix."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            self.is_fix_clicked = self._fix_rect(option, index).contains(event.position().toPoint())
        if self.is_fix_clicked and event.type() is QEvent.Type.MouseButtonRelease:
            self.fix_pressed.emit(QModelIndex(index))  # type: ignore[arg-type]
            return True
        return super().editorEvent(event, model, option, index)

    def _fix_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        fix = index.data(ROLE).finding.fix
        if fix is None:
            return QRect()
        width = QFontMetrics(strong(option.font)).horizontalAdvance(fix.label) + 24
        height = QFontMetrics(option.font).height() + 8
        rect = QRect(0, 0, min(width, option.rect.width() // 2), height)
        rect.moveCenter(option.rect.center())
        rect.moveRight(option.rect.right() - 16)
        return rect


def _paint_fix(painter: QPainter, label: str, rect: QRect, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(tokens.edge)
    painter.setBrush(Qt.GlobalColor.transparent)
    painter.drawRoundedRect(rect, 4, 4)
    words = QFontMetrics(option.font).elidedText(label, Qt.TextElideMode.ElideRight, rect.width() - 16)
    painter.setFont(option.font)
    painter.setPen(tokens.ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
