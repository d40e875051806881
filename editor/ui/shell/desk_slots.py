"""The commands that act on the desk or the appearance, as slots by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.desk.desk import Desk
from editor.ui.desk.text_commands import METHODS
from editor.ui.look.look import SMALLEST
from editor.ui.settings import Settings

_STEP = 10
"""Percent."""
_PANES = ("outline", "problems", "pages")
_OF_FOCUSED = {"cut": "cut", "copy": "copy", "paste": "paste", "select_all": "selectAll"}
_OF_DESK: Mapping[str, Callable[[Desk], Any]] = {
    "undo": lambda desk: desk.session.undo(),
    "redo": lambda desk: desk.session.redo(),
    "find": lambda desk: desk.searching.open(replace=False),
    "replace": lambda desk: desk.searching.open(replace=True),
    "find_next": lambda desk: desk.searching.step(1),
    "find_previous": lambda desk: desk.searching.step(-1),
    "add": lambda desk: desk.entries.add(),
    "duplicate": lambda desk: desk.entries.duplicate(),
    "up": lambda desk: desk.entries.move(-1),
    "down": lambda desk: desk.entries.move(1),
    "move_to": lambda desk: desk.moving.show_menu(),
    "remove": lambda desk: desk.moving.remove(),
    "previous_section": lambda desk: desk.step_section(-1),
    "next_section": lambda desk: desk.step_section(1),
    "next_pane": lambda desk: desk.layout_panes.step(1),
    "previous_pane": lambda desk: desk.layout_panes.step(-1),
    "next_problem": lambda desk: desk.step_problem(1),
    "previous_problem": lambda desk: desk.step_problem(-1),
    "fix": lambda desk: desk.fix_problem(),
}


def desk_slots(current: Callable[[], Desk | None]) -> dict[str, Callable[[], Any]]:
    """Return the slots by the name of their command; `current` returns the open desk, if there is one."""

    def on_desk(act: Callable[[Desk], Any]) -> Callable[[], Any]:
        def run() -> None:
            desk = current()
            if desk is not None:
                act(desk)

        return run

    def in_text(method: str) -> Callable[[], Any]:
        return on_desk(lambda desk: _call(desk.form.active_text() if desk.form is not None else None, method))

    def in_pane(name: str) -> Callable[[], Any]:
        return on_desk(lambda desk: desk.toggle_pane(name))

    return {
        **{name: on_desk(act) for name, act in _OF_DESK.items()},
        **{name: in_text(method) for name, method in METHODS.items()},
        **{name: in_pane(name) for name in _PANES},
        **{name: _of_focused(method) for name, method in _OF_FOCUSED.items()},
    }


def look_slots(settings: Settings, notice: Callable[[str], None]) -> dict[str, Callable[[], Any]]:
    """Return the slots of the commands for the text size; `notice` is called with the new size."""

    def resize(percent: int) -> None:
        settings.set_look(settings.scheme, percent)
        notice(f"Text size: {settings.text_size} percent")

    return {
        "larger": lambda: resize(settings.text_size + _STEP),
        "smaller": lambda: resize(settings.text_size - _STEP),
        "normal_size": lambda: resize(SMALLEST),
    }


def _of_focused(method: str) -> Callable[[], Any]:
    return lambda: _call(QApplication.focusWidget(), method)


def _call(widget: QWidget | None, method: str) -> None:
    if widget is not None and hasattr(widget, method):
        getattr(widget, method)()
