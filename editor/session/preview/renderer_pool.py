"""Provides renderers. One is started in advance while the start page is shown, so that pages appear at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.session.preview.renderer import Renderer

MakeRenderer = Callable[[InstalledTheme], Renderer]


class RendererPool:
    """Creates renderers for one window and keeps at most one in reserve."""

    def __init__(self, make: MakeRenderer, usual_theme: Callable[[], InstalledTheme]) -> None:
        self._make = make
        self._usual_theme = usual_theme
        self._warm: tuple[InstalledTheme, Renderer] | None = None

    def warm_up(self) -> None:
        """Start a renderer for the default theme."""
        if self._warm is None:
            with suppress(FileError):  # reported when an issue is opened
                theme = self._usual_theme()
                self._warm = theme, self._make(theme)

    def take(self, theme: InstalledTheme) -> Renderer:
        """Return a renderer for a theme; the caller must close it."""
        warm, self._warm = self._warm, None
        if warm is not None:
            if warm[0] == theme:
                return warm[1]
            warm[1].close()
        return self._make(theme)

    def close(self) -> None:
        """Close the renderer in reserve."""
        warm, self._warm = self._warm, None
        if warm is not None:
            warm[1].close()
