"""The panes of the desk: their places, sizes and visibility, and the keys that go from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from editor.ui.commands import Commands
from editor.ui.desk.problems_height import ProblemsHeight
from editor.ui.desk.problems_panel import ProblemsPanel
from editor.ui.layout.pane_folding import FORM, OUTLINE, PAGES, PROBLEMS, PaneFolding
from editor.ui.layout.pane_tabs import PaneTabs
from editor.ui.settings import Settings
from editor.ui.widgets.panes import Columns, splitter

Enter = Callable[[], None]


class DeskPanes(QObject):
    """Lays out outline, form, pages and problems in a desk, and remembers the user's sizes."""

    def __init__(
        self,
        desk: QWidget,
        outline: QWidget,
        middle: QWidget,
        pages: QWidget,
        problems: ProblemsPanel,
        commands: Commands,
        settings: Settings,
        focus_form: Enter,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._problems = problems
        self._commands = commands
        self._settings = settings
        self.all = {OUTLINE: outline, FORM: middle, PAGES: pages, PROBLEMS: problems}
        self.focus: list[tuple[QWidget, Enter]] = []
        """The panes or parts of them, and the messages above, in the order of F6, each with what focuses it."""
        self.columns = Columns(outline, middle, pages)
        self.rows = splitter(Qt.Orientation.Vertical, self.columns, problems)
        self.rows.setStretchFactor(0, 1)
        self.tabs = PaneTabs()
        self.folding = PaneFolding(self.all, self.columns, self.tabs, focus_form, self)
        self._problems_height = ProblemsHeight(self.rows, problems)
        whole = QVBoxLayout(desk)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs)
        whole.addWidget(self.rows)
        self._restore()
        self.folding.shown_changed.connect(self._on_shown_changed)
        self.folding.pane_chosen.connect(self._focus_pane)
        desk.installEventFilter(self)

    @property
    def by_name(self) -> dict[str, QWidget]:
        """The panes that can be hidden, by the name of their command."""
        return {name: pane for name, pane in self.all.items() if name != FORM}

    def show(self, name: str, shown: bool) -> None:
        """Show or hide a pane. The form takes the focus of a pane that is hidden."""
        self.folding.wish(name, shown)

    def step(self, step: int) -> None:
        """Focus the next or previous pane, wrapping around."""
        stops = [(pane, enter) for pane, enter in self.focus if self._is_stop(pane)]
        focused: QWidget | None = QApplication.focusWidget()
        current = next((n for n, (pane, _) in enumerate(stops) if focused and pane.isAncestorOf(focused)), -1)
        pane, enter = stops[(current + step) % len(stops)]
        name = self._name_of(pane)
        if name is not None:
            self.folding.choose(name)
        enter()

    def _is_stop(self, part: QWidget) -> bool:
        name = self._name_of(part)
        if name is None:  # it is beside the panes
            return part.isVisible()
        is_empty = part is self._problems and not self._problems.findings  # nothing there takes the focus
        return self.folding.can_be_shown(name) and not is_empty and (part is self.all[name] or not part.isHidden())

    def _name_of(self, part: QWidget) -> str | None:
        return next((name for name, pane in self.all.items() if pane is part or pane.isAncestorOf(part)), None)

    @Slot(str)
    def _focus_pane(self, name: str) -> None:
        next(enter for pane, enter in self.focus if self._name_of(pane) == name)()

    @Slot()
    def _on_shown_changed(self) -> None:
        for name in self.by_name:
            self._commands[name].setChecked(self.folding.is_shown(name))
        self.columns.distribute()

    # Sizes

    def save(self) -> None:
        """Store sizes and visibility in the settings."""
        self._settings.save_layout("columns", self.columns.user_sizes)
        if self._problems.findings and self._problems_height.is_users:
            self._settings.save_layout("rows", self.rows.saveState())
        for name in self.by_name:
            self._settings.set_collapsed(name, not self.folding.is_wished(name))

    def _restore(self) -> None:
        self._problems_height.restore(self._settings.saved_layout("rows"))
        self.columns.restore(self._settings.saved_layout("columns"))
        for name in self.by_name:
            shown = not self._settings.is_collapsed(name)
            self.folding.restore(name, shown)
            self._commands[name].setChecked(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._desk and event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.folding.fit(self._desk.width(), self._desk.height(), self._desk.fontMetrics().height())
        self._problems_height.schedule_fit()
