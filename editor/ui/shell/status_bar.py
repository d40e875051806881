"""The status bar: the last message, whether the issue is saved, the numbers of words and pages, the problems."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from editor.session.preview.renderer import Activity, Renderer, RendererState, Rendering
from editor.ui.desk.problems_panel import problem_count
from editor.ui.issue.open_issue import OpenIssue
from editor.ui.shell.word_count import WordCountButton
from editor.ui.widgets.announce import announce

MESSAGE_MS = 8000
"""How long a message is shown."""
_UNDO_KEYS = "Ctrl+Z"
_GAP = 16
"""Pixels between two parts, with some room to spare."""


class StatusBar(QStatusBar):
    """Messages at the left; saved state, pages and problems at the right."""

    problems_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._issue: OpenIssue | None = None
        self._renderer: Renderer | None = None
        self._rendering = Rendering()
        self._activity = Activity.IDLE
        self.saved = QLabel()
        self.words = WordCountButton()
        self.pages = QLabel()
        self.problems = QToolButton()
        self.problems.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.problems.setToolTip("Show problems (F8)")
        self.problems.clicked.connect(self.problems_requested)
        for widget in (self.saved, self.words, self.pages, self.problems):
            self.addPermanentWidget(widget)
        self.setSizeGripEnabled(False)
        self.messageChanged.connect(self._fit)
        self._show_all()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return no width: words and pages give way before the bar would keep the window wide."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit again when a text or the font changes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    @Slot()
    def _fit(self) -> None:
        """Leave out what has no room, the number of words first; a message comes before everything else."""
        if self._issue is None:
            return
        message = self.currentMessage()
        room = self.width() - _GAP
        room -= self.fontMetrics().horizontalAdvance(message) + _GAP if message else 0
        for widget in (self.problems, self.saved, self.pages):
            room -= widget.sizeHint().width() + _GAP
            widget.setVisible(room >= 0)
        long, short = (self.words.width_of(short=is_short) + _GAP for is_short in (False, True))
        self.words.show_short(room < long)
        self.words.setVisible(room >= short)

    def follow(self, issue: OpenIssue | None, renderer: Renderer | None) -> None:
        """Show the state of another issue, or of none."""
        if self._issue is not None:
            self._issue.state_changed.disconnect(self._show_saved)
            self._issue.session.findings_changed.disconnect(self._show_problems)
            self._issue.session.stepped.disconnect(self._on_stepped)
            self._issue.session.whole_changed.disconnect(self._on_changed)
        if self._renderer is not None:
            self._renderer.rendered.disconnect(self._on_rendering)
            self._renderer.state_changed.disconnect(self._on_state)
        self._issue, self._renderer = issue, renderer
        self.words.follow(issue.session if issue is not None else None)
        if issue is not None:
            issue.state_changed.connect(self._show_saved)
            issue.session.findings_changed.connect(self._show_problems)
            issue.session.stepped.connect(self._on_stepped)
            issue.session.whole_changed.connect(self._on_changed)
        if renderer is not None:
            renderer.rendered.connect(self._on_rendering)
            renderer.state_changed.connect(self._on_state)
        self._show_all()

    @Slot(str)
    def show_notice(self, message: str) -> None:
        """Show a message for some seconds. "" only removes the one that is shown."""
        self.showMessage(message, MESSAGE_MS)
        if message:
            announce(self, message)

    @Slot()
    def _on_stepped(self) -> None:
        """Remove a message about what was undone or redone."""
        self.clearMessage()

    @Slot()
    def _on_changed(self) -> None:
        """Remove a message that offers to undo something: Ctrl+Z would undo this change now."""
        if _UNDO_KEYS in self.currentMessage():
            self.clearMessage()

    def _show_all(self) -> None:
        self.clearMessage()
        for widget in (self.saved, self.words, self.pages, self.problems):
            widget.setVisible(self._issue is not None)
        self._show_saved()
        self._show_problems()
        self._rendering = self._renderer.rendering if self._renderer is not None else Rendering()
        self._activity = self._renderer.state.activity if self._renderer is not None else Activity.IDLE
        self._show_pages()

    @Slot()
    def _show_saved(self) -> None:
        if self._issue is not None:
            if self._issue.state != self.saved.text() and self._issue.session.is_saved:
                announce(self, self._issue.state)
            self.saved.setText(self._issue.state)

    @Slot()
    def _show_problems(self) -> None:
        if self._issue is not None:
            session = self._issue.session
            count = problem_count(session.visible_findings, so_far=session.has_more_findings)
            if count != self.problems.text():
                announce(self, count)
            self.problems.setText(count)

    @Slot(object)
    def _on_rendering(self, rendering: Rendering) -> None:
        self._rendering = rendering
        self._show_pages()

    @Slot(object)
    def _on_state(self, state: RendererState) -> None:
        self._activity = state.activity
        self._show_pages()

    def _show_pages(self) -> None:
        number = self._rendering.page_count
        match self._activity:
            case Activity.BEHIND:
                is_outdated = number and self._rendering.is_whole
                self.pages.setText("Updating pages…" if is_outdated else "Laying out more pages…")
            case Activity.FAILED:
                self.pages.setText("Preview stopped")
            case _:
                self.pages.setText(self._rendering.extent if number else "")
