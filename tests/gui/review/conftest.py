"""The review in the real window: the fixtures are the window's own."""

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
