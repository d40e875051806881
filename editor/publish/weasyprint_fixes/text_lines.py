"""Places of text line by line. WeasyPrint's `Page.anchors` has only the first line of an element within lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from editor.publish.weasyprint_fixes.fix import Fix, Requirement

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in CSS pixels from the page's upper left corner."""

TEXT_LINES = Fix(
    "places of text line by line",
    "",
    frozenset(),
    (
        Requirement("weasyprint.formatting_structure.boxes", "InlineBox.hit_area", ("self",)),
        Requirement("weasyprint.formatting_structure.boxes", "LineBox.descendants", ("self", "placeholders")),
    ),
)


def line_count(page: Any) -> int:
    """The number of lines on a page. Lines side by side count as one, and lines inside a line not at all."""
    return len({round(top) for top, _ in _lines(page)})


def baselines(page: Any) -> tuple[float, ...]:
    """The baselines of the lines on a page, in CSS pixels from its upper edge. Lines side by side count as one."""
    found: dict[int, float] = {}
    for top, baseline in sorted(_lines(page)):
        found.setdefault(round(top), baseline)
    return tuple(found.values())


def content_origin(page: Any) -> tuple[float, float]:
    """The upper left corner of the page's content, in CSS pixels from that of the page."""
    box = page._page_box
    return float(box.content_box_x()), float(box.content_box_y())


def _lines(page: Any) -> Iterator[tuple[float, float]]:
    """The upper edge and the baseline of each line that is not inside another line."""
    from weasyprint.formatting_structure.boxes import LineBox  # it may be missing in another version

    flow, *_ = page._page_box.children
    waiting = [flow]
    while waiting:
        box = waiting.pop()
        if isinstance(box, LineBox):
            yield box.position_y, box.position_y + box.baseline
        else:
            waiting += box.children


def line_rectangles(page: Any) -> dict[str, tuple[Rectangle, ...]]:
    """For each id of an element on several lines of other text: its part of each line."""
    from weasyprint.formatting_structure.boxes import InlineBox  # it may be missing in another version

    found: dict[str, list[Rectangle]] = {}
    waiting = [page._page_box]  # `descendants` takes three times as long
    while waiting:
        box = waiting.pop()
        if isinstance(box, InlineBox) and (name := box.style["anchor"]):
            left, top, width, height = box.hit_area()
            found.setdefault(name, []).append((left, top, left + width, top + height))
        waiting.extend(reversed(box.children))
    return {name: tuple(parts) for name, parts in found.items() if len(parts) > 1}
