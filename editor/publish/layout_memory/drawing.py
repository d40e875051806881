"""Lines of text that are drawn again, for the preview or the file, without being shaped again.

A line's calls of the content stream are recorded instead of bytes, because the bytes depend on what was drawn before.
"""

import copy
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from weasyprint.draw import text as draw
from weasyprint.pdf.fonts import Font
from weasyprint.text.line_break import Layout as LineLayout

from editor.publish.patching import patched

_GLYPHS = re.compile(r"<([0-9a-f]+)>")
_reactivate = LineLayout.reactivate
Glyph = tuple[int, str | None, int]  # number, text (None if an earlier glyph of the line includes it), width
FontUse = tuple[int, Font, tuple[Glyph, ...]]  # key, the font before anything was drawn with it, glyphs of a line


@contextmanager
def remembered_drawing() -> Iterator[None]:
    """While this is open, WeasyPrint replays recorded lines and records others."""
    drawn = partial(_draw_or_replay, draw.draw_first_line)
    with patched((draw, "draw_first_line", drawn), (LineLayout, "reactivate", _reactivate_if_needed)):
        yield


def _reactivate_if_needed(layout: Any, style: Any) -> None:
    if getattr(layout, "drawing", None):
        layout.layout, layout.language, layout.style = None, None, style
    else:
        _reactivate(layout, style)


def _draw_or_replay(draw_line: Callable[..., list[Any]], stream: Any, textbox: Any, *how: Any) -> list[Any]:
    """Replaces `draw_first_line`. Layouts of lines from `blocks` have a list for their recording."""
    layout, (overflow, ellipsis, matrix) = textbox.pango_layout, how
    recorded: list[Recording] | None = getattr(layout, "drawing", None)
    whole = overflow != "ellipsis" and ellipsis == "none"
    if recorded and whole and recorded[0].replay(stream, matrix):
        return []
    if recorded:
        _reactivate(layout, textbox.style)
    recorder = _Recorder(stream) if whole and recorded is not None else stream
    emojis: list[Any] = draw_line(recorder, textbox, *how)
    if recorder is not stream and recorded is not None and (recording := recorder.finish()) and not emojis:
        recorded[:] = [recording]
    return emojis


@dataclass(slots=True)
class Recording:
    """Names of the stream's methods with their arguments."""

    calls: tuple[tuple[Any, ...], ...]
    fonts: tuple[FontUse, ...]
    used_in: dict[int, Font] | None = None  # the fonts of the last preview, which have the glyphs

    def replay(self, stream: Any, matrix: Any) -> bool:
        """Change the stream and its fonts as drawing the line does.

        False if the fonts have other widths: these are rounded at the size at which a glyph is drawn first.
        """
        if self.used_in is not stream._fonts:
            if not self._add_glyphs(stream._fonts):
                return False
            self.used_in = stream._fonts if stream._tags is None else None
        stream.set_text_matrix(*matrix.values)
        for name, *arguments in self.calls:
            getattr(stream, name)(*arguments)
        return True

    def __reduce__(self) -> tuple[Any, ...]:
        return Recording, (self.calls, self.fonts)

    def fits(self, fonts: Mapping[int, Font]) -> bool:
        """Whether these fonts have no other widths."""
        known = ((fonts[key].widths, glyphs) for key, _, glyphs in self.fonts if key in fonts)
        return all(widths.get(glyph, width) == width for widths, glyphs in known for glyph, _, width in glyphs)

    def _add_glyphs(self, fonts: dict[int, Font]) -> bool:
        if not self.fits(fonts):
            return False
        for key, original, glyphs in self.fonts:
            if key not in fonts:
                font = fonts[key] = copy.copy(original)
                font.to_unicode, font.widths, font.missing, font.unused = {}, {}, {}, original
            fonts[key].widths.update((glyph, width) for glyph, _, width in glyphs)
            for glyph, text, _ in glyphs:
                if text is not None:
                    fonts[key].to_unicode.setdefault(glyph, text)
        return True


def unused(font: Any, key: int) -> Any:
    """The font before anything was drawn with it. Its `shared` has each glyph once for all recordings."""
    if "unused" not in vars(font):
        font.unused = copy.copy(font)
        font.unused.shared, font.unused.key = {}, key
    return font.unused


class _Recorder:
    """Passes calls to a stream, and records those that draw a line."""

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

    def set_font_size(self, *font: Any) -> None:
        self._current = self._added
        self._record("set_font_size", *font)

    def show_text(self, text: str) -> None:
        used = self._glyphs.setdefault(self._current, set())
        numbers = bytes.fromhex("".join(_GLYPHS.findall(text)))
        used.update(struct.unpack(f">{len(numbers) // 2}H", numbers))
        self._record("show_text", text)

    def set_text_rise(self, height: float) -> None:
        self._record("set_text_rise", height)

    def finish(self) -> Recording | None:
        """The recording, if it is complete. The texts of new glyphs are added to the fonts."""
        uses: list[FontUse] = []
        complete = bool(self._calls)
        for key, (font, before, missing) in self._fonts_before.items():
            new, font.to_unicode = font.to_unicode, before
            for glyph, text in new.items():
                before.setdefault(glyph, text)
            complete &= not font.bitmap and len(font.missing) == missing
            if complete:
                original = unused(font, key)
                drawn = (*new, *sorted(self._glyphs.get(key, set()).difference(new)))
                glyphs = ((glyph, new.get(glyph), font.widths[glyph]) for glyph in drawn)
                shared = tuple(original.shared.setdefault(glyph, glyph) for glyph in glyphs)
                uses.append((key, original, shared))
        return Recording(tuple(self._calls), tuple(uses)) if complete and uses else None

    def _record(self, name: str, *arguments: Any) -> None:
        self._calls.append((name, *arguments))
        getattr(self._stream, name)(*arguments)
