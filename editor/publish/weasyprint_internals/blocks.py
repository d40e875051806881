"""Lines of text and blocks that are laid out as they were the time before."""

from __future__ import annotations

import copy
import re
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_layout
from weasyprint.text.line_break import split_first_line

from editor.publish.weasyprint_internals.styles import Places, base_of

_SURE_BREAK = re.compile("[A-Za-z0-9,.] [A-Za-z0-9]")


_PLAIN = (boxes.BlockBox, boxes.LineBox, boxes.InlineBox, boxes.InlineBlockBox, boxes.TextBox)
_APART = frozenset({"element", "style", "children", "remove_decoration_sides", "cached_counter_values"})
_TOLD = frozenset(
    {
        "element_tag",
        "text",
        "link",
        "bookmark_label",
        "string_set",
        "leading_collapsible_space",
        "justification_spacing",
    }
    | {
        "trailing_collapsible_space",
        "first_letter_style",
        "first_line_style",
        "is_for_root_element",
        "viewport_overflow",
    }
)


class _Earlier(dict[Any, Any]):
    """What was asked in the layout before and in this one; what was not asked again is forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[Any, Any] = {}

    def __missing__(self, key: Any) -> Any:
        found = self[key] = self._before[key]
        return found

    def turn(self) -> None:
        self._before = dict(self)
        self.clear()


class SectionMemory:
    """The styles, lines and blocks of one section."""

    def __init__(self) -> None:
        self.lines = _Earlier()
        self.blocks = _Earlier()
        self.places: Places = {}
        self._known: dict[Any, tuple[int, Any]] = {}
        self._numbers: dict[int, int] = {}
        self._misses = 0

    def __len__(self) -> int:
        return len(self._known) + len(self.places)

    def turn(self) -> None:
        self.lines.turn()
        self.blocks.turn()
        self._numbers.clear()

    def number(self, box: Any) -> int | None:
        """Note a number for a box that is not laid out yet, and for all below it.

        Equal numbers are given to what is equal as far as its layout goes, none to what is not quite plain.
        """
        below = [self.number(child) for child in box.children]
        if type(box) not in _PLAIN or None in below or not box.is_in_normal_flow():
            return None
        told = {name: value for name, value in vars(box).items() if name not in _APART}
        if not told.keys() <= _TOLD:
            return None
        style = box.style
        key = (type(box), id(base_of(style)), style["anchor"], repr(told), *below)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (len(self._known), style)
        self._numbers[id(box)] = known[0]
        return known[0]

    def split_first_line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: Any,
        spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        """In place of `line_break.split_first_line`, which looks at the beginning of a text first, and at the rest
        only if no line can be made of that."""
        style = base_of(style)
        size = style["font_size"]
        narrowed = size and max_width is not None and 4 * size <= max_width < 1e6
        beginning = text[: int(max_width / size * 4)] if narrowed else text
        asked = (id(style), max_width, spacing, is_line_start, minimum)
        for key in ((beginning, len(text) > len(beginning), asked), (text, None, asked)):
            try:
                _, (layout, *rest) = self.lines[key]
            except KeyError:
                continue
            return (copy.copy(layout), *rest)
        result: tuple[Any, ...] = split_first_line(text, style, context, max_width, spacing, is_line_start, minimum)
        layout, _, resume_at, *_ = result
        layout.drawing = []
        if len(text) == len(beginning):
            key = (text, False, asked)
        elif resume_at and _SURE_BREAK.search(beginning.encode()[resume_at:].decode(errors="ignore"), 1):
            key = (beginning, True, asked)
        else:
            key = (text, None, asked)
        self.lines[key] = (style, result)
        return (copy.copy(layout), *result[1:])

    def block_level_layout(
        self,
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool = True,
        absolute_boxes: list[Any] | None = None,
        fixed_boxes: list[Any] | None = None,
        adjoining_margins: list[float] | None = None,
        first_letter_style: Any = None,
        first_line_style: Any = None,
        discard: bool = False,
        max_lines: Any = None,
    ) -> tuple[Any, ...]:
        """In place of `block.block_level_layout`. A block is taken over only where it is whole on its page, in the
        very place where it lay, and has not left anything to be laid out by others."""
        margins = [] if adjoining_margins is None else adjoining_margins
        absolute = [] if absolute_boxes is None else absolute_boxes
        fixed = [] if fixed_boxes is None else fixed_boxes
        others = (skip_stack, first_letter_style, first_line_style, max_lines)
        arguments = (
            *(context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute, fixed, margins),
            *(first_letter_style, first_line_style, discard, max_lines),
        )
        number = self._numbers.get(id(box))
        if number is None or discard or any(others) or context.excluded_shapes or context.footnotes:
            result: tuple[Any, ...] = block_level_layout(*arguments)
            return result
        key = (
            *(number, box.position_x, box.position_y, bottom_space, page_is_empty, tuple(margins)),
            *(context.page_bottom, context.current_page > 1, context.forced_break, context.in_column),
            *(containing_block.width, containing_block.height, containing_block.is_for_root_element),
            *(base_of(containing_block.style)["direction"], containing_block.style["margin_break"]),
        )
        try:
            laid_out, next_page, margins_below, collapsing_through, margins_after = self.blocks[key]
        except KeyError:
            pass
        else:
            margins[:] = margins_after
            return copied(laid_out), None, dict(next_page), list(margins_below), collapsing_through, None
        self._misses += 1
        misses, left_to_others = self._misses, len(absolute) + len(fixed)
        result = block_level_layout(*arguments)
        laid_out, resume_at, next_page, margins_below, collapsing_through, _ = result
        is_whole = laid_out is not None and resume_at is None and len(absolute) + len(fixed) == left_to_others
        # What holds a block that had to be laid out anew will have to be, too, at the next keystroke.
        if is_whole and self._misses == misses:
            self.blocks[key] = (
                *(copied(laid_out), dict(next_page), list(margins_below)),
                *(collapsing_through, tuple(margins)),
            )
        return result


def copied(box: Any) -> Any:
    """A box and all below it, to be moved and split without a trace on the original."""
    if isinstance(box, boxes.LineBox):
        vars(box).setdefault("painted", [])  # shared by all copies, see `painting.py`
    made = box.copy()
    made.remove_decoration_sides = set(box.remove_decoration_sides)
    made.children = [copied(child) for child in box.children]
    return made
