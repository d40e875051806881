"""What keeps the issue from being published, as a list: where, what, how to mend it, one click from its field."""

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

_FOLDED = 3
"""Warnings that say the same in so many places are one line."""
ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ANY_HEIGHT = (1 << 24) - 1  # Qt's own greatest size


@dataclass(frozen=True)
class Problem:
    """A finding with its place in the words of the forms. Others that say the same are folded into it."""

    finding: Finding
    place: str
    others: int = 0

    @property
    def label(self) -> str:
        """The place, and how many more there are: `Policy news, item 2, Source, Link and 5 more`."""
        return f"{self.place} and {self.others} more" if self.others else self.place


ALL_IS_WELL = "Nothing stands in the way of publication."
SO_FAR = "Nothing to mend in what is written so far."
"""Where something is still empty that nobody has come to yet: no reproach, and no promise either."""


def in_short(findings: Sequence[Finding], *, so_far: bool = False) -> str:
    """`3 errors, 1 warning`, or that there is none; `so_far` if fields that are still empty are not counted."""
    wrong = sum(finding.level is Level.ERROR for finding in findings)
    parts = [(wrong, "error"), (len(findings) - wrong, "warning")]
    said = [counted(number, noun) for number, noun in parts if number]
    return ", ".join(said) or ("No problems so far" if so_far else "No problems")


def folded(findings: Sequence[Finding]) -> tuple[tuple[Finding, int], ...]:
    """The first of the warnings that say the same in three places or more, with the number of the others.

    Errors are never folded: each has to be gone to.
    """
    places = Counter((one.rule, one.message, one.help) for one in findings if one.level is Level.WARNING)
    shown: set[tuple[str, str, str]] = set()
    rows: list[tuple[Finding, int]] = []
    for one in findings:
        said = (one.rule, one.message, one.help)
        if places[said] < _FOLDED or one.level is Level.ERROR:
            rows.append((one, 0))
        elif said not in shown:
            shown.add(said)
            rows.append((one, places[said] - 1))
    return tuple(rows)


def errors_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors, then warnings, then findings about words; each in their order."""
    return tuple(sorted(findings, key=lambda finding: (finding.level is not Level.ERROR, finding.excerpt is not None)))


class ProblemsPanel(QFrame):
    """The list with its heading."""

    chosen = Signal(object)
    """A finding whose field is to be gone to."""
    fix_requested = Signal(object)
    """A finding that is to be mended."""
    menu_opened = Signal(object, object)
    """QMenu and finding: the context menu of a line opens, for more actions."""
    unfitted = Signal()
    """Its height is to be another: the first problem has come, the last one has gone, or letters have grown."""

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
        self.list.fix_requested.connect(self._ask_fix)
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
        """List these, in their order. The selected one stays selected where it still stands.

        `so_far` says that fields that are still empty are not among them.
        """
        self._all = (issue, findings, so_far)
        in_words = sum(finding.excerpt is not None for finding in findings)
        self.quiet.setVisible(bool(in_words))
        if self.quiet.isChecked():
            findings = tuple(finding for finding in findings if finding.excerpt is None)
        findings = errors_first(findings)
        said = in_short(findings) if findings else SO_FAR if so_far else ALL_IS_WELL
        self._count.setText(f"{said} {in_words} in words hidden." if in_words and self.quiet.isChecked() else said)
        self.list.setVisible(bool(findings))
        had_any, self.findings = bool(self.findings), findings
        self._limit_height()
        if had_any != bool(findings):
            self.unfitted.emit()
        problems = tuple(
            Problem(finding, path_label(issue, finding.path), others) for finding, others in folded(findings)
        )
        if problems == self._model.problems:
            return
        selected = self.list.currentIndex().data(ROLE)
        self._model.show_problems(problems)
        self._select_again(selected)

    def focus_list(self) -> None:
        """Give the list the keyboard, at its first line if none is selected."""
        if not self.list.currentIndex().isValid() and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first_error(self) -> None:
        """Give the list the keyboard at what keeps the issue from being published."""
        errors = (row for row, finding in enumerate(self.findings) if finding.level is Level.ERROR)
        self.list.setCurrentIndex(self._model.index(next(errors, 0)))
        self.focus_list()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # the letters may have grown
            self._limit_height()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.unfitted.emit()

    def _limit_height(self) -> None:
        """Without problems the panel is one line."""
        self.setMaximumHeight(_ANY_HEIGHT if self.findings else self._head.sizeHint().height())

    def step(self, step: int) -> Finding | None:
        """Select the next problem, or the first; the finding that is selected then."""
        problems = self._model.problems
        if not problems:
            return None
        current = self.list.currentIndex()
        number = (current.row() + step) % len(problems) if current.isValid() else (0 if step > 0 else -1)
        self.list.setCurrentIndex(self._model.index(number % len(problems)))
        return problems[number].finding

    def fix_selected(self) -> None:
        """Mend the selected problem, if a machine can."""
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

    def _ask_fix(self, index: QModelIndex) -> None:
        self.fix_requested.emit(index.data(ROLE).finding)


class ProblemModel(QAbstractListModel):
    """The problems in reading order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems: tuple[Problem, ...] = ()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Put these in the place of all others."""
        self.beginResetModel()
        self.problems = problems
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Qt asks."""
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The problem itself, and the line that a screen reader says."""
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
    """The view; Enter and a click go to the field, a click on the fix mends."""

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
        self._rows = ProblemRows(self)
        self.setItemDelegate(self._rows)
        self._rows.fix_pressed.connect(self.fix_requested)
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter goes to the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if not self._rows.took_click:
            self.chosen.emit(index)


class ProblemRows(QStyledItemDelegate):
    """Paints a problem in two lines: place and message, then the help; the fix at the right."""

    fix_pressed = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.took_click = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Two lines and a little air."""
        return QSize(200, 2 * QFontMetrics(option.font).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt asks."""
        problem: Problem = index.data(ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        paint_background(painter, option, tokens)
        finding = problem.finding
        rect = option.rect.adjusted(16, 5, -16, -5)
        line = rect.height() // 2
        colour = tokens.error if finding.level is Level.ERROR else tokens.warning
        mark = QRect(rect.left(), rect.top(), line - 2, line)
        paint_icon(painter, finding.level.value, colour, mark)
        left = mark.right() + 10
        fix = self._fix_place(option, index)
        right = fix.left() - 12 if fix.isValid() else rect.right()
        top = QRect(left, rect.top(), right - left, line)
        if problem.place:
            place = problem.label
            taken = paint_text(painter, place, top, strong(option.font), tokens.ink)
            top.setLeft(left + taken + 12)
        paint_text(painter, finding.message, top, option.font, tokens.ink)
        help_place = QRect(left, rect.top() + line, right - left, line)
        paint_text(painter, finding.help, help_place, small(option.font), tokens.ink_soft)
        if finding.fix is not None:
            _paint_fix(painter, finding.fix.label, fix, option, tokens)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:  # noqa: N802
        """A click on the fix is taken here."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            self.took_click = self._fix_place(option, index).contains(event.position().toPoint())
        if self.took_click and event.type() is QEvent.Type.MouseButtonRelease:
            self.fix_pressed.emit(QModelIndex(index))  # type: ignore[arg-type]
            return True
        return super().editorEvent(event, model, option, index)

    def _fix_place(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        fix = index.data(ROLE).finding.fix
        if fix is None:
            return QRect()
        width = QFontMetrics(strong(option.font)).horizontalAdvance(fix.label) + 24
        height = QFontMetrics(option.font).height() + 8
        place = QRect(0, 0, min(width, option.rect.width() // 2), height)
        place.moveCenter(option.rect.center())
        place.moveRight(option.rect.right() - 16)
        return place


def _paint_fix(painter: QPainter, label: str, place: QRect, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(tokens.edge)
    painter.setBrush(Qt.GlobalColor.transparent)
    painter.drawRoundedRect(place, 4, 4)
    words = QFontMetrics(option.font).elidedText(label, Qt.TextElideMode.ElideRight, place.width() - 16)
    painter.setFont(option.font)
    painter.setPen(tokens.ink)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
