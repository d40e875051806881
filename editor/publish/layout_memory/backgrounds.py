"""Boxes without a background, which are nearly all, recognised by their style."""

from typing import Any

from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_box_backgrounds

_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_NO_BACKGROUND = {"background": None, **dict.fromkeys(_CORNERS, (0, 0))}


def lay_out_backgrounds(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
    """Replaces `layout_box_backgrounds`."""
    if style is not None or box is page or not _has_none(box.style):
        layout_box_backgrounds(page, box, get_image, layout_children, style)
        return
    vars(box._box if isinstance(box, AbsolutePlaceholder) else box).update(_NO_BACKGROUND)
    for child in box.all_children():
        lay_out_backgrounds(page, child, get_image)


def _has_none(style: Any) -> bool:
    known: bool | None = vars(style).get("has_no_background")
    if known is None:
        color = style["background_color"]
        known = style.has_no_background = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not (style["visibility"] == "hidden" or style["box_shadow"])
            and all(kind == "none" for kind, _ in style["background_image"])
            and (color != "currentcolor" and color.alpha == 0)
            and all((0, "px") in style[corner] for corner in _CORNERS)
        )
    return known
