"""Margin boxes of pages (running titles, page numbers) that are as they were on a page before."""

from collections.abc import Callable, Iterator
from typing import Any

from editor.publish.layout_memory.blocks import copied

_SIDES = {"top": ("left", "center", "right"), "bottom": ("left", "center", "right")}
_SIDES |= {"left": ("top", "middle", "bottom"), "right": ("top", "middle", "bottom")}
_PLACES = (
    *(f"@{side}-{place}" for side, places in _SIDES.items() for place in places),
    *(f"@{side}-{end}-corner" for side in ("top", "bottom") for end in ("left", "right")),
)
_NOT_MADE = ("normal", "inhibit", "none")
_MOST_PAGES = 200


class MarginMemory:
    """The margin boxes of pages, by what makes a difference: styles, size, and the number of the page."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[list[Any], list[Any]]] = {}

    def making(self, make_margin_boxes: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """Replaces `make_margin_boxes`."""

        def make(context: Any, page: Any, state: Any) -> Iterator[Any]:
            styles = [context.style_for(page.page_type, place) for place in _PLACES]
            if not all(style is None or _is_text(style["content"]) for style in styles):
                yield from make_margin_boxes(context, page, state)
                return
            _, counters, *_ = state
            margins = (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
            size = (page.border_width(), page.border_height())
            key = (id(page.style), *map(id, styles), *margins, *size, tuple(counters.get("page", ())))
            if key not in self._known:
                if len(self._known) >= _MOST_PAGES:
                    self._known.clear()
                made = list(make_margin_boxes(context, page, state))
                self._known[key] = (made, [page.style, *styles])  # kept alive: their ids are the key
            yield from map(copied, self._known[key][0])

        return make


def _is_text(content: Any) -> bool:
    """Whether it is made of strings and the number of the page only."""
    return content in _NOT_MADE or all(
        kind == "string" or (kind == "counter()" and value[0] == "page") for kind, value in content
    )
