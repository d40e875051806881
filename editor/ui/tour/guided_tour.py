"""The guided tour: the sample issue in six steps that point at real controls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from editor.session.deferred_call import call_later
from editor.ui.commands import Commands
from editor.ui.layout.pane_folding import FORM
from editor.ui.tour.pointer import Pointer
from editor.ui.tour.steps import STEPS, TourGround, show_first_entry, with_keys
from editor.ui.tour.tour_card import TourCard
from editor.ui.widgets.announce import announce

_FOLLOW_MS = 150
"""How often the frame follows its control while panes change their sizes."""


class GuidedTour(QObject):
    """Walks over the desk of a window. It ends with the last step, with Escape, and with the desk."""

    def __init__(self, window: QWidget, ground: TourGround, commands: Commands) -> None:
        super().__init__(ground.desk)
        self._ground = ground
        self._desk = desk = ground.desk
        self._commands = commands
        self._step = 0
        self.pointer = Pointer(window)
        self.card = TourCard(window)
        self.card.next_requested.connect(self._next)
        self.card.back_requested.connect(self._back)
        self.card.end_requested.connect(self.end)
        desk.destroyed.connect(self.pointer.deleteLater)
        desk.destroyed.connect(self.card.deleteLater)
        self._follow = QTimer(self, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._place)
        window.installEventFilter(self)
        show_first_entry(desk)
        self._show()

    @property
    def is_running(self) -> bool:
        """Whether a step is shown."""
        return not self.card.isHidden()

    def focus(self) -> None:
        """Give the keyboard to the card."""
        self.card.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        """Hide the card, and focus the form."""
        self._follow.stop()
        self.card.hide()
        self.pointer.hide()
        self._desk.layout_panes.folding.choose(FORM)
        self._desk.focus_form()

    @Slot()
    def _next(self) -> None:
        if self._step + 1 == len(STEPS):
            self.end()
            return
        self._step += 1
        self._show()

    @Slot()
    def _back(self) -> None:
        self._step = max(0, self._step - 1)
        self._show()

    def _show(self) -> None:
        step = STEPS[self._step]
        if step.pane:
            self._desk.layout_panes.show(step.pane, True)
            self._desk.layout_panes.folding.choose(step.pane)
        text = with_keys(step.text, self._commands)
        self.card.show_step(self._step + 1, len(STEPS), step.title, text)
        self._place()
        self._follow.start()
        self.focus()
        announce(self.card, f"{self.card.accessibleName()}. {text}")

    @Slot()
    def _show_pane(self) -> None:
        """Show the pane that the step is about again: in another size of the window it may have folded."""
        pane = STEPS[self._step].pane
        if not self.is_running or not self._desk.isVisible():
            return
        if pane and not self._desk.layout_panes.folding.is_shown(pane):
            self._desk.layout_panes.folding.choose(pane)
            self.focus()
        self._place()

    @Slot()
    def _place(self) -> None:
        if self._desk.isVisible():
            target = STEPS[self._step].target(self._ground)
            self.card.stand_beside(self.pointer.point_at(target))
        else:  # another page is shown in place of the desk
            self.pointer.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Resize and self.is_running:
            call_later(self, self._show_pane)  # once the panes have folded
        return super().eventFilter(watched, event)
