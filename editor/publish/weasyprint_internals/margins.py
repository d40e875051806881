"""What stands in the margins of pages, and the grounds behind boxes: worked out once where nothing is different."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import make_margin_boxes

from editor.publish.weasyprint_internals.blocks import copied
from editor.publish.weasyprint_internals.styles import base_of

_PLACES = (
    *(f"@{side}-{place}" for side in ("top", "bottom") for place in ("left", "center", "right")),
    *(f"@{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom")),
    *(f"@{side}-corner" for side in ("top-left", "top-right", "bottom-left", "bottom-right")),
)
_NOTHING = ("normal", "inhibit", "none")
_MOST = 200
"""Pages of which the margins are kept: those with other numbers come and go as an issue grows."""

_PLAIN_GROUND = {
    "background": None,
    **{f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")},
}


class Margins:
    """The laid-out margin boxes of pages, by all that makes a difference to them: styles, size, the page's number."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[list[Any], list[Any]]] = {}

    def make_margin_boxes(self, context: Any, page: Any, state: Any) -> Iterator[Any]:
        """In place of `layout.page.make_margin_boxes`."""
        styles = [context.style_for(page.page_type, place) for place in _PLACES]
        key = _key(styles, page, state)
        if key is None:
            yield from make_margin_boxes(context, page, state)
            return
        if key not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            made = list(make_margin_boxes(context, page, state))
            self._known[key] = ([copied(box) for box in made], [page.style, *styles])  # alive, as their ids are keys
            yield from made
        else:
            yield from map(copied, self._known[key][0])


def _key(styles: list[Any], page: Any, state: Any) -> Any:
    """None where the content may depend on more than text and the page's number."""
    for style in styles:
        if style is not None and style["content"] not in _NOTHING:
            for kind, value in style["content"]:
                if kind != "string" and not (kind == "counter()" and value[0] == "page"):
                    return None
    _, counter_values, *_ = state
    geometry = (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
    return (
        *(id(page.style), *map(id, styles), *geometry, page.border_width(), page.border_height()),
        *(tuple(counter_values.get("page", ())), page.height, page.width),
    )


class Grounds:
    """Knows the styles of boxes that have nothing behind them, which are nearly all."""

    def __init__(self) -> None:
        self._plain: dict[int, tuple[Any, bool]] = {}

    def layout_box_backgrounds(
        self, page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        """In place of `layout.background.layout_box_backgrounds`."""
        if style is None and box is not page and self._has_none(base_of(box.style)):
            vars(box._box if isinstance(box, AbsolutePlaceholder) else box).update(_PLAIN_GROUND)
            for child in box.all_children():
                self.layout_box_backgrounds(page, child, get_image_from_uri)
        else:
            layout_box_backgrounds(page, box, get_image_from_uri, layout_children, style)

    def _has_none(self, style: Any) -> bool:
        known = self._plain.get(id(style))
        if known is None:
            known = self._plain[id(style)] = (style, _has_none(style))
        return known[1]


def _has_none(style: Any) -> bool:
    corners = (style[name] for name in _PLAIN_GROUND if name != "background")
    return (
        style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and style["visibility"] != "hidden"
        and all(kind == "none" for kind, _ in style["background_image"])
        and style["background_color"] != "currentcolor"
        and style["background_color"].alpha == 0
        and not style["box_shadow"]
        and all((0, "px") in corner for corner in corners)
    )
