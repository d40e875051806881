"""Attributes of text that are never freed: 1.3 KB of memory a keystroke.

WeasyPrint 70 keeps its own reference to the list of attributes that it makes for each line with font features, and
makes an attribute each time that it needs one from its cache. `findings/weasyprint_attribute_lists.sh` shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from editor.publish.patching import patched
from editor.publish.weasyprint_fixes.fix import Fix, Requirement

ATTRIBUTE_LISTS = Fix(
    "attribute lists of lines",
    "",
    frozenset(),
    (Requirement("weasyprint.text.line_break", "Layout.setup", ("self", "style")),),
    "70.0",  # in a version that frees them itself, they would be freed twice
)


class _NoCache(dict[Any, Any]):
    """Stands in for WeasyPrint's cache of attributes: each list frees its own."""

    def setdefault(self, key: Any, default: Any = None) -> Any:
        return default


@contextmanager
def released_attribute_lists() -> Iterator[None]:
    """For layouts and drawing while this is open, also inside itself."""
    from weasyprint.text.line_break import Layout  # it may be missing in another version

    with patched((Layout, "setup", _releasing_setup())):
        yield


@cache  # of WeasyPrint's own function, also while this is open: a list must not be released twice
def _releasing_setup() -> Callable[[Any, Any], None]:
    from weasyprint.text.ffi import ffi, pango
    from weasyprint.text.line_break import Layout

    original, no_cache = Layout.setup, _NoCache()

    def setup(layout: Any, style: Any) -> None:
        fonts = style.font_config
        cached, fonts.font_features = fonts.font_features, no_cache
        try:
            original(layout, style)
        finally:
            fonts.font_features = cached
        made = pango.pango_layout_get_attributes(layout.layout)
        if made != ffi.NULL:
            pango.pango_attr_list_unref(made)  # from here on, it belongs to the layout alone

    return setup
