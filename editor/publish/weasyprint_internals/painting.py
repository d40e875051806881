"""Pages painted for the preview, with notes of what was called: a line that lies where it lay is not painted again.

The notes are for the file (`settled.py`). The preview's own stream gets the very bytes that a line gave the last time:
all its sections share their fonts, so that these bytes depend on nothing but the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint import draw
from weasyprint.document import Page
from weasyprint.draw import draw_background_image, draw_inline_level, text
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from editor.publish.weasyprint_internals.replacing import replaced

_SAME_EVERYWHERE = (
    *("push_state", "pop_state", "transform", "begin_text", "end_text"),
    *("set_color", "set_alpha", "set_color_space", "set_color_special"),
    *("rectangle", "move_to", "line_to", "curve_to", "curve_start_to", "curve_end_to", "close", "clip", "end", "fill"),
    *("stroke", "stroke_and_close", "fill_and_stroke", "fill_stroke_and_close"),
    *("set_line_width", "set_line_cap", "set_line_join", "set_miter_limit", "set_dash"),
)
"""Methods that do to one stream what they do to another. A page that calls others is not noted."""

STACKED, ARTIFACT, MARKED, LEAVE = "stacked", "artifact", "marked", "leave"
TEXT, GROUND = "text", "ground"

Call = tuple[Any, ...]
"""What was called, and with what: a method of `_SAME_EVERYWHERE` with its arguments and maybe named ones; a context,
or `LEAVE` for its end; `TEXT` to draw a piece of text; `GROUND` for an image behind a box. A piece of text stands in
the place behind the name."""


def about_another(call: Call, found: Callable[[Any], Any]) -> Call:
    """The same call, with what is found for its piece of text, if it is about one."""
    return (call[0], found(call[1]), *call[2:]) if call[0] in (MARKED, TEXT) else call


@dataclass(frozen=True, slots=True)
class _PaintedLine:
    """What a line did. In its calls, numbers stand for the line's pieces of text. The bytes go with these fonts."""

    fonts: dict[int, Any]
    place: tuple[float, float]
    content: tuple[bytes, ...]
    calls: tuple[Call, ...]


class NotedPage:
    """Stands before a stream while a page is painted, and takes notes of what is called."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.complete = True
        self._calls: list[Call | tuple[_PaintedLine, Any]] = []
        self._shared: dict[Any, Call] = {}

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.stream, name)
        if name not in _SAME_EVERYWHERE:
            self.complete = False
            return method

        def noted(*arguments: Any, **named: Any) -> Any:
            call = (name, arguments, named) if named else (name, arguments)
            # The same colour comes again and again. The call keeps its arguments, so that their ids stay theirs.
            self.note(self._shared.setdefault((name, *map(id, arguments), *map(id, named.values())), call))
            return method(*arguments, **named)

        self.__dict__[name] = noted
        return noted

    def note(self, call: Call) -> None:
        self._calls.append(call)

    @contextmanager
    def stacked(self) -> Iterator[None]:
        with self._within((STACKED,), self.stream.stacked()):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        with self._within((ARTIFACT,), self.stream.artifact()):
            yield

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        with self._within((MARKED, box, tag), self.stream.marked(box, tag)):
            yield

    @contextmanager
    def _within(self, call: Call, context: AbstractContextManager[None]) -> Iterator[None]:
        self.note(call)
        with context:
            yield
        self.note((LEAVE,))

    def calls(self) -> Iterator[Call]:
        """All that was called."""
        for call in self._calls:
            if isinstance(call[0], _PaintedLine):
                line, box = call
                pieces = tuple(_pieces(box))
                yield from (about_another(one, pieces.__getitem__) for one in line.calls)
            else:
                yield call

    # --- Lines ----------------------------------------------------------------------------------------------------

    def line(self, line: Any, paint: Callable[[], None]) -> None:
        """Paint a line, or do what it did where it lay in the same place."""
        place = (line.position_x, line.position_y)
        fonts = self.stream._fonts
        if line.painted and line.painted[0].place == place and line.painted[0].fonts is fonts:
            self._calls.append((line.painted[0], line))
            self._apart()
            self.stream.stream.extend(line.painted[0].content)
            self._apart()
            return
        self._apart()
        written, noted = len(self.stream.stream), len(self._calls)
        paint()
        content, calls = self.stream.stream[written:], self._calls[noted:]
        self._apart()
        numbers = {id(piece): number for number, piece in enumerate(_pieces(line))}
        if self.complete and all(isinstance(call[0], str) and call[0] != GROUND for call in calls):
            told = tuple(about_another(call, lambda piece: numbers[id(piece)]) for call in calls)
            line.painted[:] = [_PaintedLine(fonts, place, tuple(content), told)]

    def _apart(self) -> None:
        """What comes next neither relies on what was set before, nor is joined to it."""
        stream = self.stream
        stream._current_color = stream._current_color_stroke = None
        stream._current_alpha = stream._current_alpha_stroke = None
        stream._current_font = stream._old_font = None
        stream.stream.append(b"")


def _pieces(box: Any) -> Iterator[Any]:
    if isinstance(box, StackingContext):
        box = box.box
    if isinstance(box, TextBox):
        yield box
    for child in box.children:
        yield from _pieces(child)


def painted(page: Page, stream: Stream, scale: float) -> NotedPage:
    """Paint a page and take notes of it."""
    draw_first_line: Callable[..., Any] = text.draw_first_line

    def noted_text(stream: Any, textbox: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        if isinstance(stream, NotedPage):
            stream.note((TEXT, textbox, overflow, ellipsis, matrix.values))
            stream = stream.stream
        return draw_first_line(stream, textbox, overflow, ellipsis, matrix)

    def noted_ground(stream: Any, layer: Any, style: Any) -> None:
        if isinstance(stream, NotedPage):
            stream.note((GROUND, layer, style))
            stream = stream.stream
        draw_background_image(stream, layer, style)

    def noted_line(stream: Any, page: Any, box: Any, *others: Any) -> None:
        if isinstance(stream, NotedPage) and isinstance(box, LineBox) and hasattr(box, "painted") and not others:
            stream.line(box, lambda: draw_inline_level(stream, page, box))
        else:
            draw_inline_level(stream, page, box, *others)

    notes = NotedPage(stream)
    with replaced(
        (text, "draw_first_line", noted_text),
        (draw, "draw_background_image", noted_ground),
        (draw, "draw_inline_level", noted_line),
    ):
        page.paint(notes, scale)
    return notes


def replay(calls: Sequence[Call], stream: Stream) -> None:
    """Do all that to another stream."""
    opened: list[AbstractContextManager[None]] = []
    for call in calls:
        match call:
            case (("stacked" | "artifact" | "marked") as context, *about):
                opened.append(getattr(stream, context)(*about))
                opened[-1].__enter__()
            case ("leave",):
                opened.pop().__exit__(None, None, None)
            case ("text", textbox, overflow, ellipsis, matrix):
                textbox.pango_layout.reactivate(textbox.style)
                text.draw_first_line(stream, textbox, overflow, ellipsis, draw.Matrix(*matrix))
                textbox.pango_layout.deactivate()
            case ("ground", layer, style):
                draw_background_image(stream, layer, style)
            case (name, arguments, named):
                getattr(stream, name)(*arguments, **named)
            case (name, arguments):
                getattr(stream, name)(*arguments)
