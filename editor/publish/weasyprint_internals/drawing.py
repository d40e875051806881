"""Lines of text drawn a second time without being shaped a second time.

What a line adds to a page's content stream is noted with the line. The notes are used for the preview and for the file
alike; they hold the calls, not the bytes, so that the stream is what it would be otherwise. Hundreds of sections have
notes, so what lines have in common (a glyph's text and width, a font's size) is one object in all of them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint.draw import text as draw
from weasyprint.pdf.fonts import Font
from weasyprint.text.line_break import Layout as LineLayout

from editor.publish.weasyprint_internals.replacing import replaced

_GLYPHS = re.compile(r"<([0-9a-f]+)>")


_draw_first_line = draw.draw_first_line
_reactivate = LineLayout.reactivate


@contextmanager
def remembered_drawing() -> Iterator[None]:
    """While this is open, WeasyPrint draws lines from notes, and notes the others."""
    with replaced((draw, "draw_first_line", _draw_or_replay), (LineLayout, "reactivate", _reactivate_if_needed)):
        yield


def _reactivate_if_needed(layout: Any, style: Any) -> None:
    if getattr(layout, "drawing", None):
        layout.layout, layout.language, layout.style = None, None, style
    else:
        _reactivate(layout, style)


def _draw_or_replay(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """In place of `draw.text.draw_first_line`. A layout of a line has a list for its drawing, see `blocks.py`."""
    layout = textbox.pango_layout
    place: list[Drawing] | None = getattr(layout, "drawing", None)
    whole = text_overflow != "ellipsis" and block_ellipsis == "none"
    if place and whole and place[0].fits(stream._fonts):
        stream.set_text_matrix(*matrix.values)
        place[0].replay(stream)
        return []
    if place:
        _reactivate(layout, textbox.style)
    if place is None or not whole:
        emojis: list[Any] = _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        return emojis
    notes = _NotingStream(stream)
    emojis = _draw_first_line(notes, textbox, text_overflow, block_ellipsis, matrix)
    drawing = notes.finish()
    if drawing is not None and not emojis:
        place[:] = [drawing]
    return emojis


Glyph = tuple[int, str | None, int]
"""The number of a glyph, the text that it stands for (None where an earlier line tells it), its width."""


@dataclass(frozen=True, slots=True)
class _FontUse:
    """What one line needs of a font."""

    key: int
    unused: Font
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a line draws: a stream's methods by their names, each with its arguments."""

    calls: tuple[tuple[Any, ...], ...]
    fonts: tuple[_FontUse, ...]

    def fits(self, fonts: dict[int, Font]) -> bool:
        """False if the fonts have other widths already: these are rounded at the size that is drawn first."""
        for use in self.fonts:
            if font := fonts.get(use.key):
                widths = font.widths
                for glyph, _, width in use.glyphs:
                    if widths.get(glyph, width) != width:
                        return False
        return True

    def replay(self, stream: Any) -> None:
        """Do to the stream, and to its fonts, what drawing the line would do."""
        fonts = stream._fonts
        for use in self.fonts:
            if use.key not in fonts:
                fonts[use.key] = _like(use.unused)
            font = fonts[use.key]
            texts, widths = font.to_unicode, font.widths
            for glyph, text, width in use.glyphs:
                widths[glyph] = width
                if text is not None and glyph not in texts:
                    texts[glyph] = text
        for name, *arguments in self.calls:
            getattr(stream, name)(*arguments)


def _like(unused: Font) -> Font:
    """A font with which nothing has been drawn."""
    font = copy.copy(unused)
    font.to_unicode, font.widths, font.missing = {}, {}, {}
    font.unused = unused
    return font


class _NotingStream:
    """Passes calls on to a stream, and notes those that make up a line."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._calls: list[tuple[Any, ...]] = []
        self._fonts_before: dict[int, tuple[Font, dict[int, str], int]] = {}
        self._glyphs: dict[int, set[int]] = {}
        self._added = self._current = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def add_font(self, pango_font: Any) -> tuple[Font, float]:
        font, size = self._stream.add_font(pango_font)
        self._added = next(key for key, known in self._stream._fonts.items() if known is font)
        if self._added not in self._fonts_before:
            self._fonts_before[self._added] = (font, font.to_unicode, len(font.missing))
            font.to_unicode = {}
        return font, size

    def set_font_size(self, name: str, size: float) -> None:
        self._current = self._added
        self._note("set_font_size", name, size)

    def show_text(self, text: str) -> None:
        used = self._glyphs.setdefault(self._current, set())
        for glyphs in _GLYPHS.findall(text):
            used.update(int(glyphs[start : start + 4], 16) for start in range(0, len(glyphs), 4))
        self._note("show_text", text)

    def set_text_rise(self, height: float) -> None:
        self._note("set_text_rise", height)

    def finish(self) -> Drawing | None:
        """What was drawn, unless it holds what cannot be noted. The fonts get their maps back, with what is new."""
        uses = []
        notable = bool(self._calls)
        for key, (font, before, missing) in self._fonts_before.items():
            new, font.to_unicode = font.to_unicode, before
            for glyph, text in new.items():
                before.setdefault(glyph, text)
            notable &= not font.bitmap and len(font.missing) == missing
            if notable:
                unused = font.__dict__.setdefault("unused", None) or _unused(font)
                drawn = (*new, *sorted(self._glyphs.get(key, set()).difference(new)))
                glyphs = ((glyph, new.get(glyph), font.widths[glyph]) for glyph in drawn)
                uses.append(_FontUse(key, unused, tuple(unused.shared.setdefault(glyph, glyph) for glyph in glyphs)))
        if not notable or not uses:
            return None
        shared = uses[0].unused.shared
        calls = (shared.setdefault(call, call) if call[0] == "set_font_size" else call for call in self._calls)
        return Drawing(tuple(calls), tuple(uses))

    def _note(self, name: str, *arguments: Any) -> None:
        self._calls.append((name, *arguments))
        getattr(self._stream, name)(*arguments)


def _unused(font: Font) -> Font:
    font.unused = copy.copy(font)
    font.unused.shared = {}
    return font.unused
