"""WeasyPrint's declarations of Pango, HarfBuzz and Fontconfig, compiled in advance.

WeasyPrint parses them when it is imported, with a C parser written in Python, and parses all of them again for each new
kind of array: 150 ms of CPU time in a command. The compiled form has the same functions and types, looked up in C.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import _cffi_backend

from editor.publish.weasyprint_import import ffi_declarations


@contextmanager
def compiled_ffi() -> Iterator[None]:
    """For the block that imports WeasyPrint first. Declarations that differ from the compiled ones are parsed."""
    if not _is_current():
        yield
        return
    before = sys.modules.get("cffi")
    stand_in = ModuleType("cffi")
    stand_in.FFI = _CompiledFFI  # type: ignore[attr-defined]
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        del sys.modules["cffi"]
        if before is not None:
            sys.modules["cffi"] = before


class _CompiledFFI(_cffi_backend.FFI):  # type: ignore[misc]
    """WeasyPrint's `cffi.FFI()`, complete from the start."""

    def __init__(self) -> None:
        super().__init__(
            "weasyprint_declarations",
            _version=ffi_declarations.VERSION,
            _types=ffi_declarations.TYPES,
            _globals=ffi_declarations.GLOBALS,
            _struct_unions=ffi_declarations.STRUCT_UNIONS,
            _enums=ffi_declarations.ENUMS,
            _typenames=ffi_declarations.TYPENAMES,
        )

    def cdef(self, declarations: str) -> None:
        """Nothing is left to parse."""


def _is_current() -> bool:
    weasyprint = find_spec("weasyprint")
    if weasyprint is None or weasyprint.origin is None or "weasyprint" in sys.modules:
        return False
    source = Path(weasyprint.origin).parent / "text" / "ffi.py"
    try:
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
    except OSError:
        return False
    return digest == ffi_declarations.SOURCE_DIGEST and _cffi_backend.__version__ == ffi_declarations.BACKEND_VERSION
