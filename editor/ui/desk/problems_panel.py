"""The problems panel: the findings of the issue with their fields, help and fixes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain, repeat

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from editor.document.findings import Finding, Level
from editor.document.problem_rows import Problem, fold_key, in_order, problem_rows
from editor.document.text.phrasing import counted
from editor.ui.desk.problem_list import ROLE, ProblemList, ProblemModel
from schemas import Issue

_MAX_HEIGHT = (1 << 24) - 1  # QWIDGETSIZE_MAX
_FIRST_ROWS = 12
"""As many rows may be in view at first."""
_MOST_IN_VIEW = 50
"""As many rows are measured for the height; more are never in view."""

NONE = "No problems."
SO_FAR = "No problems so far."
"""Shown while findings about empty fields are hidden."""


def problem_count(findings: Sequence[Finding], *, so_far: bool = False) -> str:
    """Return `3 errors, 1 warning` or `No problems`; `so_far` if there may be more."""
    wrong = sum(finding.level is Level.ERROR for finding in findings)
    parts = [(wrong, "error"), (len(findings) - wrong, "warning")]
    counts = [counted(number, noun) for number, noun in parts if number]
    return ", ".join(counts) or ("No problems so far" if so_far else "No problems")


class ProblemsPanel(QFrame):
    """The list of problems and its heading."""

    chosen = Signal(object)
    """A finding whose field to show."""
    fix_requested = Signal(object)
    """A finding to fix."""
    fix_all_requested = Signal(object)
    """A tuple of findings to fix as one step."""
    menu_opened = Signal(object, object)
    """The QMenu and finding of a context menu that opens; receivers add actions."""
    height_changed = Signal()
    """The panel needs another height: problems appeared or disappeared, or the font changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self._all: tuple[Issue, tuple[Finding, ...], bool] = (Issue(), (), False)
        self._opened: set[Hashable] = set()
        self._title = QLabel("Problems")
        self._title.setProperty("role", "field-label")
        self._count = QLabel()
        self._count.setProperty("role", "note")
        self._model = ProblemModel(self)
        self.list = ProblemList(self._model)
        self.list.chosen.connect(self._choose)
        self.list.fix_requested.connect(self._request_fix)
        self.list.turned.connect(self._turn)
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
        findings = in_order(issue, findings)
        count = problem_count(findings) if findings else SO_FAR if so_far else NONE
        if in_words and self.quiet.isChecked():
            count = f"{count.rstrip('.')}. {counted(in_words, 'spelling or style finding')} hidden."
        self._count.setText(count)
        self.list.setVisible(bool(findings))
        had_any, self.findings = bool(self.findings), findings
        self._limit_height()
        if had_any != bool(findings):
            self.height_changed.emit()
        self._show_rows(problem_rows(issue, findings, self._opened))

    def _show_rows(self, problems: tuple[Problem, ...]) -> None:
        if problems == self._model.problems:
            return
        selected = self.list.currentIndex().data(ROLE)
        before = _heights(self._model.problems)
        self._model.show_problems(problems)
        self._select_again(selected)
        if problems and before != _heights(problems):
            self.height_changed.emit()  # the panel would cut through a row

    def focus_list(self) -> None:
        """Focus the list; select its first row if none is selected."""
        if not self.list.currentIndex().isValid() and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first_error(self) -> None:
        """Focus the list at the first error."""
        errors = (row for row, one in enumerate(self._model.problems) if one.finding.level is Level.ERROR)
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

    def whole_rows(self, height: int) -> int:
        """Return the largest height in pixels up to this one, but at least one row, that cuts through no row."""
        hints = [self.list.sizeHintForRow(row) for row in range(min(self._model.rowCount(), _MOST_IN_VIEW))]
        if not hints or min(hints) <= 0:
            return height
        # Rows that begin a group are higher. Below the last one, there is room for more of the lower ones.
        whole = self._head.sizeHint().height() + hints[0]
        for row in chain(hints[1:], repeat(min(hints))):
            if whole + row > height:
                break
            whole += row
        return whole

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
        if isinstance(problem, Problem):
            self._fix(problem)

    def _select_again(self, before: object) -> None:
        if not isinstance(before, Problem):
            return
        same = (before.finding.rule, before.finding.path)
        rows = [row for row, one in enumerate(self._model.problems) if (one.finding.rule, one.finding.path) == same]
        if rows:
            exact = (row for row in rows if self._model.problems[row].is_inside is before.is_inside)
            self.list.setCurrentIndex(self._model.index(next(exact, rows[0])))

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
        self._fix(index.data(ROLE))

    def _fix(self, problem: Problem) -> None:
        if problem.folded and problem.fixable:
            self.fix_all_requested.emit(problem.fixable)
        elif problem.fixable:
            self.fix_requested.emit(problem.finding)

    def _turn(self, index: QModelIndex, opens: bool) -> None:
        """Open or close a row that stands for several; Left in one of its findings closes it too."""
        problem = index.data(ROLE)
        key = fold_key(problem.finding)
        if not (problem.folded or problem.is_inside) or (key in self._opened) is opens:
            return
        self._opened.symmetric_difference_update({key})
        self._show_rows(problem_rows(self._all[0], self.findings, self._opened))


def _heights(problems: Sequence[Problem]) -> tuple[bool, ...]:
    """Return which of the first rows are higher: those that begin a group."""
    return tuple(bool(problem.heading) for problem in problems[:_FIRST_ROWS])
