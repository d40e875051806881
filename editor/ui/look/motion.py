"""Whether things may move: glides of the pages, and Qt's fading and unfolding of menus, lists and tool tips."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_PROPERTY = "reducesMotion"
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class Motion:
    """The motion of one application. What the desktop asks for by itself stays as it is."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._effects = tuple(effect for effect in _EFFECTS if app.isEffectEnabled(effect))

    def reduce(self, on: bool) -> None:
        """Stop all motion, or let it be as the desktop has it."""
        self._app.setProperty(_PROPERTY, on)
        for effect in self._effects:
            self._app.setEffectEnabled(effect, not on)


def duration(milliseconds: int) -> int:
    """Return how long a movement takes that is meant to take so long; 0 if motion is reduced."""
    app = QApplication.instance()
    return 0 if app is not None and app.property(_PROPERTY) else milliseconds
