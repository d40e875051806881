"""Where renderers come from: one is warmed up while the start page is shown, so that pages are there at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.session.preview.renderer import Renderer

MakeRenderer = Callable[[InstalledTheme], Renderer]


class RendererPool:
    """Makes renderers for one window, and keeps at most one that nobody has taken yet."""

    def __init__(self, make: MakeRenderer, usual_theme: Callable[[], InstalledTheme]) -> None:
        self._make = make
        self._usual_theme = usual_theme
        self._warm: tuple[InstalledTheme, Renderer] | None = None

    def warm_up(self) -> None:
        """Begin to warm one up for the theme that most issues have."""
        if self._warm is None:
            with suppress(FileError):  # told where an issue is opened
                theme = self._usual_theme()
                self._warm = theme, self._make(theme)

    def take(self, theme: InstalledTheme) -> Renderer:
        """A renderer for a theme; whoever takes it closes it."""
        warm, self._warm = self._warm, None
        if warm is not None:
            if warm[0] == theme:
                return warm[1]
            warm[1].close()
        return self._make(theme)

    def close(self) -> None:
        """Stop what nobody has taken."""
        warm, self._warm = self._warm, None
        if warm is not None:
            warm[1].close()
