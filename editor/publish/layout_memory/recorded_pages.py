"""Pages without their boxes: the calls that paint them, and a small tree for their tags.

They can be handed to another process, take a third of the memory, and paint faster. A page with more than text, lines
and backgrounds of one colour (a picture, a table, a form) is not recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pydyf
from weasyprint import Page
from weasyprint.draw import text as draw
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

from editor.publish import OtherWidths
from editor.publish.layout_memory.drawing import Recording
from editor.publish.patching import patched

_METHODS = frozenset(
    {
        *("push_state", "pop_state", "transform", "begin_text", "end_text", "set_color", "set_alpha"),
        *("rectangle", "move_to", "line_to", "curve_to", "close", "end", "stroke"),
        *("set_line_width", "set_line_cap", "set_line_join", "set_miter_limit", "set_dash"),
    }
)
"""What a page may ask of a stream: these methods do the same to every stream."""
_CONTEXTS = frozenset({"stacked", "artifact", "marked"})
SCALE = 0.75
"""PDF points in a CSS pixel: pages are recorded at the scale of a file."""
_TEXT, _LEAVE = "text", "leave"
Call = tuple[Any, ...]
"""A method with its arguments; a context with its arguments, or `_LEAVE`; `_TEXT` with a `Recording` and a matrix."""

_KINDS: dict[type, Any] = {
    kind: type(kind.__name__, (kind,), {"__module__": __name__, "__qualname__": f"_{kind.__name__}"})
    for kind in (
        *(boxes.PageBox, boxes.MarginBox, boxes.BlockBox, boxes.LineBox),
        *(boxes.InlineBox, boxes.InlineBlockBox, boxes.TextBox),
    )
}
globals().update({kind.__qualname__: kind for kind in _KINDS.values()})  # so that they can be pickled
_STYLE = ("lang", "display", "list_style_type", "bookmark_level")
"""What is asked of the style of a box after its page was painted: for tags and bookmarks."""
_TAGGED_OTHERWISE = frozenset({"table", "th", "td", "caption", "figcaption", "img"})


class NotRecorded(Exception):
    """The page has something that a recorded page has not."""


def recorded(pages: Iterable[Page]) -> list[RecordedPage]:
    """Paint pages, to nowhere, and record it. Raises NotRecorded."""
    fonts: dict[int, Font] = {}
    return [RecordedPage(page, _scratch(page, fonts), SCALE) for page in pages]


def _scratch(page: Page, fonts: dict[int, Font]) -> Stream:
    kinds = ("XObject", "Pattern", "Shading", "ExtGState", "ColorSpace")
    resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in kinds})
    return Stream(fonts, (0, 0, page.width, page.height), resources, {}, None, {}, None)


class RecordedPage(Page):  # type: ignore[misc]
    """A page that paints what another one did, and has a tree with the same tags."""

    def __init__(self, page: Page, stream: Stream, scale: float) -> None:
        """Paint the page into the stream, and record it. Raises NotRecorded."""
        recorder = _Recorder(stream)
        with patched((draw, "draw_first_line", recorder.drawing_text(draw.draw_first_line))):
            page.paint(recorder, scale)
        if any(page.forms.values()):
            raise NotRecorded
        self.__dict__.update(page.__dict__)
        kept: dict[int, Any] = {}
        self._page_box = _kept(page._page_box, kept, {})
        try:
            self.links = [(kind, target, place, kept[id(box)]) for kind, target, place, box in page.links]
            self._calls = tuple(
                (call[0], kept[id(call[1])], *call[2:]) if call[0] == "marked" else call for call in recorder.calls
            )
        except KeyError as other_box:
            raise NotRecorded from other_box

    @property
    def recordings(self) -> Iterator[Recording]:
        """The lines of text."""
        return (call[1] for call in self._calls if call[0] == _TEXT)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page at the scale at which it was recorded. Raises OtherWidths."""
        opened: list[AbstractContextManager[None]] = []
        for name, *arguments in self._calls:
            if name == _TEXT:
                recording, matrix = arguments
                if not recording.replay(stream, matrix):
                    raise OtherWidths
            elif name == _LEAVE:
                opened.pop().__exit__(None, None, None)
            elif name in _CONTEXTS:
                opened.append(getattr(stream, name)(*arguments))
                opened[-1].__enter__()
            else:
                getattr(stream, name)(*arguments)


class _Recorder:
    """Passes the calls of a page to a stream, and keeps them."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.calls: list[Call] = []
        self._known: dict[Any, Call] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise NotRecorded(name)
        method = getattr(self.stream, name)

        def recorded(*arguments: Any, **named: Any) -> Any:
            if named:
                raise NotRecorded(name)
            # The call keeps its arguments, so their ids stay theirs.
            key = (name, *map(id, arguments))
            self.calls.append(self._known.setdefault(key, (name, *arguments)))
            return method(*arguments)

        self.__dict__[name] = recorded
        return recorded

    def transform(self, a: float = 1, b: float = 0, c: float = 0, d: float = 1, e: float = 0, f: float = 0) -> None:
        self.calls.append(("transform", a, b, c, d, e, f))
        self.stream.transform(a, b, c, d, e, f)

    def set_color(self, color: Any, stroke: bool = False) -> None:
        self.calls.append(self._known.setdefault(("set_color", id(color), stroke), ("set_color", color, stroke)))
        self.stream.set_color(color, stroke)

    def clip(self, even_odd: bool = False) -> None:
        self.calls.append(("clip", even_odd))
        self.stream.clip(even_odd)

    def fill(self, even_odd: bool = False) -> None:
        self.calls.append(("fill", even_odd))
        self.stream.fill(even_odd)

    def stacked(self) -> AbstractContextManager[None]:
        return self._within("stacked")

    def artifact(self) -> AbstractContextManager[None]:
        return self._within("artifact")

    def marked(self, box: Any, tag: str) -> AbstractContextManager[None]:
        return self._within("marked", box, tag)

    @contextmanager
    def _within(self, name: str, *arguments: Any) -> Iterator[None]:
        self.calls.append((name, *arguments))
        with getattr(self.stream, name)(*arguments):
            yield
        self.calls.append((_LEAVE,))

    def drawing_text(self, draw_line: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
        """Replaces `draw_first_line`."""

        def drawn(stream: Any, textbox: Any, overflow: str, ellipsis: Any, matrix: Any) -> list[Any]:
            if stream is not self:
                raise NotRecorded(_TEXT)
            length = len(self.stream.stream)
            emojis = draw_line(self.stream, textbox, overflow, ellipsis, matrix)
            recorded = getattr(textbox.pango_layout, "drawing", None)
            if emojis or overflow == "ellipsis" or ellipsis != "none":
                raise NotRecorded(_TEXT)
            if recorded:
                self.calls.append((_TEXT, recorded[0], Matrix(*matrix.values)))
            elif len(self.stream.stream) > length:
                raise NotRecorded(_TEXT)
            return []

        return drawn


def _kept(box: Any, kept: dict[int, Any], styles: dict[int, dict[str, Any]]) -> Any:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    kind = _KINDS.get(type(box))
    if kind is None or box.element_tag in _TAGGED_OTHERWISE:
        raise NotRecorded(type(box).__name__)
    node = kept[id(box)] = kind.__new__(kind)
    node.element_tag = box.element_tag
    node.element = box.element
    if id(box.style) not in styles:
        styles[id(box.style)] = {name: box.style[name] for name in _STYLE}
    node.style = styles[id(box.style)]
    node.children = tuple([_kept(child, kept, styles) for child in box.children])
    if box.bookmark_label:
        node.bookmark_label = box.bookmark_label
    node.position_y = box.position_y
    return node
