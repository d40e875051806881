"""Lines of text and blocks that are laid out as in the layout before."""

import copy
import re
from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes

from editor.publish.layout_memory.styles import StyleMemory

_CERTAIN_BREAK = re.compile("[A-Za-z0-9,.] [A-Za-z0-9]")
_PLAIN_BOXES = (boxes.BlockBox, boxes.LineBox, boxes.InlineBox, boxes.InlineBlockBox, boxes.TextBox)
_COMPARED_OTHERWISE = {"element", "style", "children", "remove_decoration_sides", "cached_counter_values"}
_COMPARED = {"element_tag", "text", "link", "bookmark_label", "string_set", "justification_spacing"}
_COMPARED |= {"leading_collapsible_space", "trailing_collapsible_space", "first_letter_style", "first_line_style"}
_COMPARED |= {"is_for_root_element", "viewport_overflow"}
Function = Callable[..., tuple[Any, ...]]


class _TwoLayouts(dict[Any, Any]):
    """Results of this layout and the one before. What this layout did not ask for is dropped when the next begins."""

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[Any, Any] = {}

    def find(self, key: Any) -> Any:
        """The result, or None."""
        if found := self.get(key) or self._before.get(key):
            self[key] = found
        return found

    def begin_next(self) -> None:
        self._before = dict(self)
        self.clear()


class SectionMemory:
    """The styles, lines and blocks of one section."""

    def __init__(self, styles: StyleMemory) -> None:
        self.styles = styles
        self.at_first = 0  # entries after the first layout
        self._lines = _TwoLayouts()
        self._blocks = _TwoLayouts()
        self._known: dict[Any, tuple[int, Any]] = {}
        self._numbers: dict[int, int] = {}
        self._misses = 0

    def __len__(self) -> int:
        return len(self._known) + len(self.styles.places)

    def end_layout(self) -> None:
        self.at_first = self.at_first or len(self)
        self._lines.begin_next()
        self._blocks.begin_next()
        self._numbers.clear()

    def number(self, box: Any) -> int | None:
        """Number a box and its descendants. Those with the same number are laid out alike; unusual ones have none."""
        below = [self.number(child) for child in box.children]
        if type(box) not in _PLAIN_BOXES or None in below or not box.is_in_normal_flow():
            return None
        attributes = {name: value for name, value in vars(box).items() if name not in _COMPARED_OTHERWISE}
        if not attributes.keys() <= _COMPARED:
            return None
        key = (type(box), id(box.style), repr(attributes), *below)
        number, _ = self._known.setdefault(key, (len(self._known), box.style))
        self._numbers[id(box)] = number
        return number

    def splitting(self, split_first_line: Function) -> Function:
        """Replaces `split_first_line`, which looks at the beginning of a text first, and seldom at the rest."""

        def split(text: str, style: Any, context: Any, max_width: Any, *others: Any, **named: Any) -> tuple[Any, ...]:
            size = style["font_size"]
            narrow = size and max_width is not None and 4 * size <= max_width < 1e6
            beginning = text[: int(max_width / size * 4)] if narrow else text
            asked = (id(style), max_width, others, *named.items())
            for key in ((beginning, len(text) > len(beginning), asked), (text, None, asked)):
                if known := self._lines.find(key):
                    return (copy.copy(known[1][0]), *known[1][1:])
            result = split_first_line(text, style, context, max_width, *others, **named)
            layout, _, resume_at, *_ = result
            layout.drawing = []
            rest = beginning.encode()[resume_at:].decode(errors="ignore") if resume_at else ""
            if len(text) == len(beginning) or _CERTAIN_BREAK.search(rest, 1):
                self._lines[beginning, len(text) > len(beginning), asked] = (style, result)
            else:
                self._lines[text, None, asked] = (style, result)
            return (copy.copy(layout), *result[1:])

        return split

    def laying_out(self, block_level_layout: Function) -> Function:
        """Replaces `block_level_layout`. Reuses blocks that are complete on their page, at the same position."""

        def lay_out(*arguments: Any) -> tuple[Any, ...]:
            number = self._numbers.get(id(arguments[1]))
            if number is None or len(arguments) < 9:
                return block_level_layout(*arguments)
            context, box, bottom_space, skip_stack, container, page_is_empty, *lists = arguments
            absolute, fixed, margins, *others = lists
            if any((skip_stack, *others, context.excluded_shapes, context.footnotes)):
                return block_level_layout(*arguments)
            key = (
                *(number, box.position_x, box.position_y, bottom_space, page_is_empty, tuple(margins)),
                *(context.page_bottom, context.current_page > 1, context.forced_break, context.in_column),
                *(container.width, container.height, container.is_for_root_element),
                *(container.style["direction"], container.style["margin_break"]),
            )
            if known := self._blocks.find(key):
                laid_out, next_page, margins_below, collapsing_through, margins[:] = known
                return copied(laid_out), None, dict(next_page), list(margins_below), collapsing_through, None
            self._misses = misses = self._misses + 1
            left_before = len(absolute) + len(fixed)
            result = block_level_layout(*arguments)
            laid_out, resume_at, next_page, margins_below, collapsing_through, _ = result
            is_complete = laid_out is not None and resume_at is None and len(absolute) + len(fixed) == left_before
            # A block with a changed block inside will change with the next keystroke as well: do not keep it.
            if is_complete and self._misses == misses:
                after = (dict(next_page), list(margins_below), collapsing_through, tuple(margins))
                self._blocks[key] = (copied(laid_out), *after)
            return result

        return lay_out


def copied(box: Any) -> Any:
    """A box and its descendants, which can be moved and split without a change to the original.

    A line and its copies share the list `drawn`, in which `drawn_lines` keeps what they look like in the preview.
    """
    if isinstance(box, boxes.LineBox):
        vars(box).setdefault("drawn", [])
    made = box.copy()
    made.remove_decoration_sides = set(box.remove_decoration_sides)
    made.children = [copied(child) for child in box.children]
    return made
