"""Panes that do not fit into the window fold away to tabs.

Below 1,000 pixels the pages fold, below 700 the outline too, and in low windows the problems and then the outline.
With larger text, more width and height are needed. A folded pane is shown in place of the form while its tab is chosen.
The user's own choice to hide a pane is kept, and applies again when the window is larger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.layout.pane_tabs import PaneTabs

FORM, OUTLINE, PAGES, PROBLEMS = "form", "outline", "pages", "problems"
_ORDER = (OUTLINE, FORM, PAGES, PROBLEMS)


@dataclass(frozen=True)
class _Need:
    """The least size of the desk at which a pane is beside the form: in pixels, and in line heights of its text."""

    pixels: int
    lines: float


_WIDTHS = {PAGES: _Need(1000, 38), OUTLINE: _Need(700, 27)}
_HEIGHTS = {PROBLEMS: _Need(300, 17), OUTLINE: _Need(160, 7)}


def folded_panes(width: int, height: int, line: int) -> frozenset[str]:
    """Return the panes that fold at a size of the desk in pixels; `line` is the height of a line of text."""
    found = {name for name, need in _WIDTHS.items() if width < max(need.pixels, need.lines * line)}
    found |= {name for name, need in _HEIGHTS.items() if height < max(need.pixels, need.lines * line)}
    return frozenset(found)


class PaneFolding(QObject):
    """Shows and hides the panes of one desk. `columns` holds all of them but the problems."""

    pane_chosen = Signal(str)
    """A pane took the place of the form: focus it."""
    shown_changed = Signal()
    """Other panes are shown."""

    def __init__(
        self, panes: dict[str, QWidget], columns: QWidget, tabs: PaneTabs, leave: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._columns = columns
        self._tabs = tabs
        self._leave = leave
        self._wishes = dict.fromkeys(panes, True)
        self._folded: frozenset[str] = frozenset()
        self._current = FORM
        tabs.chosen.connect(self._on_tab_chosen)
        tabs.hide()

    @property
    def folded(self) -> frozenset[str]:
        """The names of the panes that do not fit."""
        return self._folded

    def is_wished(self, name: str) -> bool:
        """Return whether the user wants a pane where it fits."""
        return self._wishes[name]

    def is_shown(self, name: str) -> bool:
        """Return whether a pane is shown."""
        if self._current in self._folded:
            is_alone = self._current == PROBLEMS or name == FORM
            return name == self._current or (not is_alone and name not in self._folded and self._wishes[name])
        return name == FORM or (name not in self._folded and self._wishes[name])

    def can_be_shown(self, name: str) -> bool:
        """Return whether a pane is shown, or has a tab."""
        return self.is_shown(name) or name in self._folded or (name == FORM and bool(self._folded))

    def fit(self, width: int, height: int, line: int) -> None:
        """Fold what does not fit into a size in pixels."""
        folded = folded_panes(width, height, line)
        if folded != self._folded:
            self._folded = folded
            if self._current not in folded:
                self._current = FORM
            self._apply()

    def choose(self, name: str) -> None:
        """Show a pane, on its tab if it is folded, or the form."""
        if self.is_shown(name):
            return
        if name not in (FORM, *self._folded):
            self._wishes[name] = True
        self._current = name if name in self._folded else FORM
        self._apply()

    def wish(self, name: str, shown: bool) -> None:
        """Show or hide a pane, as the user wants it. Hiding a folded pane shows the form."""
        if name in self._folded:
            self._current = name if shown else FORM
        else:
            self._wishes[name] = shown
        self._apply()

    def restore(self, name: str, shown: bool) -> None:
        """Restore what the user wanted in an earlier session."""
        self._wishes[name] = shown
        self._apply()

    def show_count(self, problems: int) -> None:
        """Show the number of problems on their tab."""
        self._tabs.show_count(PROBLEMS, problems)

    @Slot(str)
    def _on_tab_chosen(self, name: str) -> None:
        by_arrow_keys = self._tabs.hasFocus()
        self.choose(name)
        if not by_arrow_keys:  # they go on through the tabs
            self.pane_chosen.emit(name)

    def _apply(self) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        hidden = [pane for name, pane in self._panes.items() if not self.is_shown(name)]
        loses_focus = focused is not None and any(pane.isAncestorOf(focused) for pane in hidden)
        for name, pane in self._panes.items():
            if self.is_shown(name):
                pane.show()
        if self._current != PROBLEMS:
            self._columns.show()
        with QSignalBlocker(self._tabs):
            self._tabs.show_tabs([name for name in _ORDER if name == FORM or name in self._folded], self._current)
        self._tabs.setVisible(bool(self._folded))
        # First, since Qt gives the focus of what is hidden to the next field as by Tab, which selects all of a line.
        if loses_focus and self._current == FORM:
            self._leave()
        elif loses_focus:
            self.pane_chosen.emit(self._current)
        self._columns.setVisible(self._current != PROBLEMS)
        for pane in hidden:
            pane.hide()
        self.shown_changed.emit()
