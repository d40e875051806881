"""The fixtures of the real window, for the review."""

from tests.gui.window.conftest import (
    at_desk,
    make_pages,
    make_renderer,
    newsroom,
    program,
    sample,
    start,
    theme,
)

__all__ = ["at_desk", "make_pages", "make_renderer", "newsroom", "program", "sample", "start", "theme"]
