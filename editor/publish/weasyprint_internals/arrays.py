"""Arrays for C whose types are parsed once.

When a font is cut, WeasyPrint asks cffi for `hb_codepoint_t[57]`, `hb_codepoint_t[58]`, …: each is a new type to it,
for which it starts a parser of C, and that takes longer than the cutting.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.pdf import fonts

from editor.publish.weasyprint_internals.replacing import replaced


@contextmanager
def quick_arrays() -> Iterator[None]:
    """While this is open, an array made from a list is as long as the list, without its length in the type."""
    with replaced((fonts, "ffi", _ArraysOfAnyLength(fonts.ffi))):
        yield


class _ArraysOfAnyLength:
    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, kind: str, initial: Any = None) -> Any:
        element, bracket, _ = kind.partition("[")
        return self._ffi.new(f"{element}[]" if bracket and isinstance(initial, list | tuple) else kind, initial)
