"""Which lines end in a space that is not printed: the words on both sides of it would run together in the structure.

WeasyPrint 70 drops the space where a line ends within a text, and where a text begins with it, as after a link. It is
remembered at the last text of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from editor.publish.patching import patched
from editor.publish.weasyprint_fixes.fix import Requirement

REQUIREMENTS = (
    Requirement(
        "weasyprint.layout.inline",
        "split_first_line",
        ("text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum"),
    ),
    Requirement(
        "weasyprint.layout.inline",
        "get_next_linebox",
        (
            *("context", "linebox", "position_y", "bottom_space", "skip_stack", "containing_block", "absolute_boxes"),
            *("fixed_boxes", "first_letter_style", "first_line_style"),
        ),
    ),
)

_COLLAPSING = ("normal", "nowrap", "pre-line")

SplitLine = Callable[..., tuple[Any, ...]]
NextLine = Callable[..., tuple[Any, Any]]


@contextmanager
def remembered_spaces() -> Iterator[None]:
    """For layouts while this is open: each line knows whether it ends in a space that is not printed."""
    from weasyprint.layout import inline  # it may be missing in another version

    with patched(
        (inline, "split_first_line", _with_space_at_end(inline.split_first_line)),
        (inline, "get_next_linebox", _with_space_before_next(inline.get_next_linebox)),
    ):
        yield


def _with_space_at_end(split_first_line: SplitLine) -> SplitLine:
    def split(text: str, *others: Any, **named: Any) -> tuple[Any, ...]:
        result = split_first_line(text, *others, **named)
        layout, _, resume_at, *_ = result
        layout.space_at_end = text.encode()[:resume_at].endswith(b" ") and not layout.text.endswith(" ")
        return result

    return split


def _with_space_before_next(get_next_linebox: NextLine) -> NextLine:
    def next_line(context: Any, linebox: Any, *others: Any) -> tuple[Any, Any]:
        line, resume_at = get_next_linebox(context, linebox, *others)
        if line is not None and resume_at is not None and _has_space(linebox, resume_at):
            layouts = [box.pango_layout for box in line.descendants() if hasattr(box, "pango_layout")]
            last = next((layout for layout in reversed(layouts) if layout.text), None)
            if last is not None and not last.text.endswith(" "):
                last.space_at_end = True
        return line, resume_at

    return next_line


def _has_space(box: Any, skip_stack: Any) -> bool | None:
    """Whether the text of a box has a collapsing space where the next line begins; None if no text is left."""
    from weasyprint.formatting_structure import boxes  # it may be missing in another version

    index, inner = next(iter(skip_stack.items())) if skip_stack else (0, None)
    if isinstance(box, boxes.TextBox):
        text = box.text.encode()
        around = text[max(0, index - 1) : index + 1]
        return b" " in around and box.style["white_space"] in _COLLAPSING if text[index:] else None
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children[index:]:
            found = _has_space(child, inner)
            if found is not None:
                return found
            inner = None
        return None
    return False
