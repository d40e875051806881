"""Applies style, palette, stylesheet and fonts to the application, and follows the system's colour scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from editor.ui.look.icon_set import refresh_icons
from editor.ui.look.motion import Motion
from editor.ui.look.palette import palette
from editor.ui.look.stylesheet import TEXT_POINTS, stylesheet
from editor.ui.look.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens

FAMILIES = ("Source Sans 3", "Noto Sans SC")
"""The fonts of the window, which are those of the pages: Latin and Chinese."""

SMALLEST, LARGEST = 100, 200
"""Limits of the text size in percent."""


class Scheme(StrEnum):
    """The colour scheme that the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


_TOKENS = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.CONTRAST_LIGHT: CONTRAST_LIGHT,
    Scheme.CONTRAST_DARK: CONTRAST_DARK,
}


class Look(QObject):
    """The appearance of one application."""

    about_to_change = Signal()
    """Fonts and sizes are still the old ones."""
    changed = Signal()
    _was_requested = Signal()

    def __init__(
        self,
        app: QApplication,
        font_files: Iterable[Path] = (),
        *,
        system_scheme: Callable[[], Qt.ColorScheme] | None = None,
        system_contrast: Callable[[], Qt.ContrastPreference] | None = None,
        system_motion: Callable[[], Qt.MotionPreference] | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._system_scheme = system_scheme or app.styleHints().colorScheme
        hints = app.styleHints().accessibility()
        self._system_contrast = system_contrast or hints.contrastPreference
        self._system_motion = system_motion or hints.motionPreference
        self._motion = Motion(app)
        self._reduces_motion = False
        self._scheme = Scheme.SYSTEM
        self._text_size = SMALLEST
        self._applied: tuple[Tokens, int] | None = None
        self._requested: tuple[Scheme, int] | None = None
        # Queued, not by a timer: timers that the restyling starts must wait for the layouts that it posts.
        self._was_requested.connect(self._apply_requested, Qt.ConnectionType.QueuedConnection)
        app.setStyle("Fusion")
        for file in font_files:  # if one cannot be loaded, the system's font is used
            QFontDatabase.addApplicationFont(str(file))
        self._fallbacks = app.font().families() or [app.font().family()]
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        hints.contrastPreferenceChanged.connect(self._follow_system)
        hints.motionPreferenceChanged.connect(self._update_motion)
        self._update_motion()

    @property
    def tokens(self) -> Tokens:
        """The current colours."""
        return self._applied[0] if self._applied else LIGHT

    @property
    def scale(self) -> float:
        """The text size, 1.0 for 100 percent."""
        return self._text_size / 100

    def apply(self, scheme: Scheme, text_size: int) -> None:
        """Apply a colour scheme and a text size in percent, limited to the allowed range."""
        self._scheme = scheme
        self._text_size = min(LARGEST, max(SMALLEST, text_size))
        self._update()

    def reduce_motion(self, reduces: bool) -> None:
        """Stop movements of the window, or leave it to the desktop whether they are stopped."""
        self._reduces_motion = reduces
        self._update_motion()

    @Slot()
    def _update_motion(self) -> None:
        self._motion.reduce(self._reduces_motion or self._system_motion() is Qt.MotionPreference.ReducedMotion)

    def request(self, scheme: Scheme, text_size: int) -> None:
        """Apply a look once pending input was handled: a key that is held down asks for many sizes, and gets the last.

        Restyling a window takes a few tenths of a second.
        """
        is_pending = self._requested is not None
        self._requested = (scheme, text_size)
        if not is_pending:
            self._was_requested.emit()

    @Slot()
    def _apply_requested(self) -> None:
        if self._requested is not None:
            requested, self._requested = self._requested, None
            self.apply(*requested)

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._update()

    def _update(self) -> None:
        tokens = self._current_tokens()
        if self._applied == (tokens, self._text_size):
            return
        self._applied = (tokens, self._text_size)
        font = QFont([*FAMILIES, *self._fallbacks])
        font.setPointSizeF(TEXT_POINTS * self.scale)
        self.about_to_change.emit()
        self._app.setFont(font)
        if self._app.palette() != (wanted := palette(tokens)):
            self._app.setPalette(wanted)
        self._app.setStyleSheet(stylesheet(tokens, self.scale))
        for window in self._app.topLevelWidgets():
            refresh_icons(window)
        self.changed.emit()

    def _current_tokens(self) -> Tokens:
        if self._scheme is not Scheme.SYSTEM:
            return _TOKENS[self._scheme]
        is_dark = self._system_scheme() is Qt.ColorScheme.Dark
        if self._system_contrast() is Qt.ContrastPreference.HighContrast:
            return CONTRAST_DARK if is_dark else CONTRAST_LIGHT
        return DARK if is_dark else LIGHT
