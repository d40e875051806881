"""What is kept from one layout to the next, and where WeasyPrint is made to look it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import HTML, css, document, layout
from weasyprint.css import StyleFor
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import background, block, inline, preferred

from editor.publish.weasyprint_internals.blocks import SectionMemory
from editor.publish.weasyprint_internals.margins import Grounds, Margins
from editor.publish.weasyprint_internals.replacing import replaced
from editor.publish.weasyprint_internals.styles import RememberingStyleFor, Styles

SECTIONS_REMEMBERED = 12
"""The sections whose lines and blocks are kept; those of one take about as much memory as its pages."""
MOST_REMEMBERED = 20_000
"""Parts of one section; when an author has typed that much into it, the next keystroke begins anew."""


class Memory:
    """What is kept from one layout to the next, for one theme and one set of fonts. `stylesheet` is the theme's."""

    def __init__(self, stylesheet: str) -> None:
        # Selectors that look inside and lengths that depend on the page make a style depend on more than its place.
        self._keeps_styles = not re.search(r":has\(|\d(?:vw|vh|vi|vb|vmin|vmax)\b", stylesheet)
        self._styles = Styles()
        self._margins = Margins()
        self._grounds = Grounds()
        self._sections: dict[str, SectionMemory] = {}

    def remembers(self, name: str) -> bool:
        """Whether the next layout of that section will find something."""
        return name in self._sections

    @contextmanager
    def at_work(self, name: str) -> Iterator[None]:
        """While this is open, WeasyPrint lays out the section of that name, and nothing else."""
        section = self._sections.pop(name, None)
        if section is None or len(section) > MOST_REMEMBERED:
            section = SectionMemory()
        self._sections[name] = section
        for oldest in list(self._sections)[:-SECTIONS_REMEMBERED]:
            del self._sections[oldest]

        def numbered_boxes(*arguments: Any) -> Any:
            root = build_formatting_structure(*arguments)
            section.number(root)
            return root

        def style_for(html: HTML, sheets: Any, hints: bool, font_config: Any, target_collector: Any) -> StyleFor:
            return RememberingStyleFor((self._styles, section.places), html, sheets, font_config, target_collector)

        styles = [
            (css, "StyleFor", style_for),
            (css, "find_stylesheets", self._styles.find_stylesheets),
            (layout, "make_margin_boxes", self._margins.make_margin_boxes),  # these know a style by its id
            (background, "layout_box_backgrounds", self._grounds.layout_box_backgrounds),
        ]
        replacements = [
            (document, "get_html_metadata", _no_metadata),
            (inline, "split_first_line", section.split_first_line),
            (preferred, "split_first_line", section.split_first_line),
            (block, "block_level_layout", section.block_level_layout),
            (document, "build_formatting_structure", numbered_boxes),
        ]
        with replaced(*(styles if self._keeps_styles else []), *replacements):
            try:
                yield
            finally:
                section.turn()


def _no_metadata(html: HTML) -> dict[str, Any]:
    """What a file tells about itself comes from the issue, not from the pages."""
    return {}
