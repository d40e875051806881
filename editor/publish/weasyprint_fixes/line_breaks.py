"""Lines with a single word.

Where a text node ends in a space and fits the line only without it, WeasyPrint 70 keeps just the first word on the
line. By CSS Text 3 (4.1.2), such a space is not counted. `findings/weasyprint_trailing_space_line_break.sh` shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from editor.publish.patching import patched
from editor.publish.weasyprint_fixes.fix import Fix, Requirement

_FUNCTION = (
    "split_first_line",
    ("text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum"),
)
LINE_BREAKS = Fix(
    "line breaks before a space",
    "some lines may hold a single word",
    frozenset(),
    (Requirement("weasyprint.layout.inline", *_FUNCTION), Requirement("weasyprint.layout.preferred", *_FUNCTION)),
)

_COLLAPSING = ("normal", "pre-line")

SplitLine = Callable[..., tuple[Any, ...]]


@contextmanager
def corrected_line_breaks() -> Iterator[None]:
    """For layouts while this is open."""
    from weasyprint.layout import inline, preferred  # they may be missing in another version

    with patched(
        (inline, "split_first_line", _corrected(inline.split_first_line)),
        (preferred, "split_first_line", _corrected(preferred.split_first_line)),
    ):
        yield


def _corrected(split_first_line: SplitLine) -> SplitLine:
    def split(text: str, style: Any, context: Any, max_width: Any, *others: Any, **named: Any) -> tuple[Any, ...]:
        result = split_first_line(text, style, context, max_width, *others, **named)
        resume_at = result[2]
        if resume_at is None or max_width is None or not text.endswith(" ") or style["white_space"] not in _COLLAPSING:
            return result
        if " " in text.encode()[:resume_at].decode().rstrip(" ") or " " not in text.rstrip(" "):
            return result  # more than one word, or there is only one
        whole = split_first_line(text.rstrip(" "), style, context, max_width, *others, **named)
        _, _, resume_at, width, *_ = whole
        return whole if resume_at is None and width <= max_width else result

    return split
