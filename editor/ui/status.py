"""The status bar in plain words: what was said last, whether the work is saved, pages, problems."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from editor.document.phrasing import counted
from editor.session.renderer import Activity, Renderer, RendererState, Rendering
from editor.ui.open_issue import OpenIssue
from editor.ui.problems import in_short

SAID_MS = 8000
"""How long a sentence stands."""


class Status(QStatusBar):
    """What is so now, at the right; what was said last, at the left."""

    problems_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._issue: OpenIssue | None = None
        self._renderer: Renderer | None = None
        self.saved = QLabel()
        self.pages = QLabel()
        self.problems = QToolButton()
        self.problems.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.problems.setToolTip("Show the problems (F8)")
        self.problems.clicked.connect(self.problems_asked)
        for widget in (self.saved, self.pages, self.problems):
            self.addPermanentWidget(widget)
        self.setSizeGripEnabled(False)
        self._show_all()

    def follow(self, issue: OpenIssue | None, renderer: Renderer | None) -> None:
        """Tell of another issue from now on; None for none."""
        if self._issue is not None:
            self._issue.state_changed.disconnect(self._show_saved)
            self._issue.session.findings_changed.disconnect(self._show_problems)
        if self._renderer is not None:
            self._renderer.rendered.disconnect(self._show_pages)
            self._renderer.state_changed.disconnect(self._show_renderer)
        self._issue, self._renderer = issue, renderer
        if issue is not None:
            issue.state_changed.connect(self._show_saved)
            issue.session.findings_changed.connect(self._show_problems)
        if renderer is not None:
            renderer.rendered.connect(self._show_pages)
            renderer.state_changed.connect(self._show_renderer)
        self._show_all()

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Say something for a while."""
        self.showMessage(sentence, SAID_MS)

    def _show_all(self) -> None:
        self.clearMessage()
        for widget in (self.saved, self.pages, self.problems):
            widget.setVisible(self._issue is not None)
        self._show_saved()
        self._show_problems()
        self._show_pages(self._renderer.rendering if self._renderer is not None else Rendering())

    @Slot()
    def _show_saved(self) -> None:
        if self._issue is not None:
            self.saved.setText(self._issue.state)

    @Slot()
    def _show_problems(self) -> None:
        if self._issue is not None:
            self.problems.setText(in_short(self._issue.session.visible_findings))

    @Slot(object)
    def _show_pages(self, rendering: Rendering) -> None:
        number = rendering.page_count
        self.pages.setText(counted(number, "page") if number else "")

    @Slot(object)
    def _show_renderer(self, state: RendererState) -> None:
        if state.activity is Activity.BEHIND:
            shown = self._renderer is not None and self._renderer.rendering.page_count
            self.pages.setText("Pages show an earlier state" if shown else "Pages are being laid out")
        elif state.activity is Activity.FAILED:
            self.pages.setText("Pages stopped")
        elif self._renderer is not None:
            self._show_pages(self._renderer.rendering)
