"""The faster layout backend: what is kept between layouts, and which functions of WeasyPrint look it up."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2  # type: ignore[import-untyped]
from weasyprint import CSS, HTML, Document, css, document, layout
from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import background, block, inline, preferred
from weasyprint.text import line_break
from weasyprint.urls import URLFetcher

from editor.publish import OtherWidths
from editor.publish.layout_backend import Drawing, Facts, LayoutBackend
from editor.publish.layout_memory.backgrounds import lay_out_backgrounds
from editor.publish.layout_memory.blocks import SectionMemory
from editor.publish.layout_memory.drawing import remembered_drawing
from editor.publish.layout_memory.file_writing import files_written_once
from editor.publish.layout_memory.margins import MarginMemory
from editor.publish.layout_memory.preview_pdf import SharedFontsWriter
from editor.publish.layout_memory.recorded_pages import NotRecorded, recorded
from editor.publish.layout_memory.styles import RememberingStyleFor, StyleMemory, once_for_each_style
from editor.publish.layout_memory.transfer import UnknownFont, packed, unpacked
from editor.publish.patching import patched

MAX_SECTIONS = 12  # sections that are kept beside the largest: each takes about as much memory as its pages
MAX_ENTRIES = 3_000  # entries that typing adds to one section (7 a letter): then its next layout starts from scratch


class RememberingBackend(LayoutBackend):
    """Keeps results for one theme and one set of fonts. `stylesheet` is the theme's."""

    def __init__(self, stylesheet: str) -> None:
        # With selectors that look inside and lengths relative to the page, a style depends on more than its place.
        self._keeps_styles = not re.search(r":has\(|\d(?:vw|vh|vi|vb|vmin|vmax)\b", stylesheet)
        self._stylesheets: dict[str, CSS] = {}
        self._styles: dict[Any, ComputedStyle] = {}
        self._sections: dict[str, SectionMemory] = {}
        self._margins = MarginMemory()

    def parse(self, html: str, base_url: str, fetcher: URLFetcher) -> HTML:
        return XmlSource(html, base_url, fetcher)

    def is_prepared(self, section: str) -> bool:
        return section in self._sections

    def drawing(self) -> AbstractContextManager[None]:
        return remembered_drawing()

    def writing(self) -> AbstractContextManager[None]:
        return files_written_once()

    def packed(self, document: Document, facts: Facts, drawing: AbstractContextManager[None]) -> bytes:
        with drawing, suppress(NotRecorded):
            return packed(recorded(document.pages), facts)
        return b""

    def unpacked(self, data: bytes, fonts: Mapping[int, Any]) -> tuple[list[Any], Facts] | None:
        with suppress(UnknownFont, OtherWidths):
            return unpacked(data, fonts)
        return None

    def preview_writer(self, drawing: Drawing) -> SharedFontsWriter:
        return SharedFontsWriter(drawing)

    @contextmanager
    def laying_out(self, section: str) -> Iterator[None]:
        memory = self._sections.pop(section, None)
        if memory is None or len(memory) > memory.at_first + MAX_ENTRIES:
            memory = SectionMemory(StyleMemory(self._styles))
        self._sections[section] = memory
        # Long contents are laid out before all other sections, and after them with the page numbers.
        largest = max(self._sections, key=lambda name: len(self._sections[name]))
        for oldest in [name for name in self._sections if name != largest][:-MAX_SECTIONS]:
            del self._sections[oldest]

        def numbered_boxes(*arguments: Any) -> Any:
            root = build_formatting_structure(*arguments)
            memory.number(root)
            return root

        replacements: list[tuple[Any, str, Any]] = [
            (document, "get_html_metadata", lambda html: {}),  # the file's metadata come from the issue
            (css, "find_stylesheets", self._find_stylesheets),
            (background, "layout_box_backgrounds", lay_out_backgrounds),
            (inline, "split_first_line", memory.splitting(inline.split_first_line)),
            (preferred, "split_first_line", memory.splitting(preferred.split_first_line)),
            (block, "block_level_layout", memory.laying_out(block.block_level_layout)),
            (layout, "make_margin_boxes", self._margins.making(layout.make_margin_boxes)),
            (document, "build_formatting_structure", numbered_boxes),
            (inline, "strut", once_for_each_style(inline.strut)),
            (line_break, "get_font_description", once_for_each_style(line_break.get_font_description)),
        ]
        if self._keeps_styles:
            replacements.append((css, "StyleFor", partial(RememberingStyleFor, memory.styles)))
        with patched(*replacements):
            try:
                yield
            finally:
                memory.end_layout()

    def _find_stylesheets(
        self, wrapper: Any, media_type: str, url_fetcher: Any, base_url: str, font_config: Any, *_: Any
    ) -> Iterator[CSS]:
        """Parsed `style` elements. The pages of a theme link to no stylesheet."""
        options = {"base_url": base_url, "url_fetcher": url_fetcher, "media_type": media_type}
        for source in (element.text or "" for element in wrapper.etree_element.iter("style")):
            if source not in self._stylesheets:
                self._stylesheets[source] = CSS(string=source, font_config=font_config, **options)
            yield self._stylesheets[source]


class XmlSource(HTML):  # type: ignore[misc]
    """HTML read by the standard library's XML parser, about twenty times as fast; as HTML if it is not well-formed."""

    def __init__(self, string: str, base_url: str, url_fetcher: URLFetcher) -> None:
        try:
            root = ET.fromstring(string)
        except ET.ParseError:
            super().__init__(string=string, base_url=base_url, url_fetcher=url_fetcher)
            return
        self.base_url = base_url
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
