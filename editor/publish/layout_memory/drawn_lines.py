"""Lines of the preview that lie where they lay before: their part of the page's content is copied."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydyf import _to_bytes
from weasyprint import draw
from weasyprint.formatting_structure.boxes import LineBox

from editor.publish.patching import patched

_draw_inline_level = draw.draw_inline_level
_STATE = re.compile(rb"/(\S+) gs")
_OF_THE_PAGE = re.compile(rb"/s\d+ gs|/\S+ (?:Do|sh|scn|SCN)\b")  # names that mean something else on the next page


@contextmanager
def remembered_lines() -> Iterator[None]:
    """While this is open, lines of kept blocks are drawn once. Only for streams without tags."""
    with patched((draw, "draw_inline_level", _draw_or_copy)):
        yield


def _draw_or_copy(stream: Any, page: Any, box: Any, *others: Any) -> None:
    """Replaces `draw_inline_level`. Lines from `blocks` have a list for what was drawn."""
    drawn: list[Any] | None = None if others or not isinstance(box, LineBox) else vars(box).get("drawn")
    if drawn is None:
        _draw_inline_level(stream, page, box, *others)
        return
    asked = (stream._fonts, box.position_x, box.position_y)
    states = stream._resources["ExtGState"]
    if drawn and drawn[0] is asked[0] and drawn[1:3] == [*asked[1:]]:
        states.update(drawn[4])
        stream.stream.append(drawn[3])
        _forget_state(stream)
        return
    before, stream.stream = stream.stream, []
    _forget_state(stream)
    try:
        _draw_inline_level(stream, page, box)
    finally:
        content = b"\n".join(map(_to_bytes, stream.stream))
        stream.stream = before
    stream.stream.append(content)
    _forget_state(stream)
    if not _OF_THE_PAGE.search(content):
        names = {name.decode() for name in _STATE.findall(content)}
        drawn[:] = [*asked, content, {name: states[name] for name in names}]


def _forget_state(stream: Any) -> None:
    """What comes next relies on no colour, font or transparency that was set before."""
    stream._current_color = stream._current_color_stroke = None
    stream._current_alpha = stream._current_alpha_stroke = None
    stream._current_font = stream._old_font = None
