"""The tabs for panes that do not fit into the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

LABELS = {"outline": "Outline", "form": "Text", "pages": "Pages", "problems": "Problems"}


class PaneTabs(QTabBar):
    """A tab per folded pane, and one for the form."""

    chosen = Signal(str)
    """The name of a pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self.setAccessibleName("Panes")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._on_current_changed)

    def show_tabs(self, names: Sequence[str], current: str) -> None:
        """Show these tabs in this order, without emitting `chosen`."""
        if names != [self.tabData(index) for index in range(self.count())]:
            while self.count():
                self.removeTab(0)
            for name in names:
                self.setTabData(self.addTab(self._label(name)), name)
        self.setCurrentIndex(list(names).index(current))

    def show_count(self, name: str, count: int) -> None:
        """Show a number on a tab; none for 0."""
        self._counts[name] = count
        for index in range(self.count()):
            if self.tabData(index) == name:
                self.setTabText(index, self._label(name))

    def _label(self, name: str) -> str:
        count = self._counts.get(name, 0)
        return f"{LABELS[name]} ({count})" if count else LABELS[name]

    @Slot(int)
    def _on_current_changed(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(self.tabData(index))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a width that never makes the window larger: the bar scrolls."""
        return QSize(0, super().minimumSizeHint().height())
