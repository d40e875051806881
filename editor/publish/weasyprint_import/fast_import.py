"""A faster import of WeasyPrint: without fifty processes that look for libraries under the names of other systems,
without parts of fontTools that are needed for variable fonts only, and without parsing C declarations."""

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any

from editor.publish.weasyprint_import.compiled_ffi import compiled_ffi

_LAST_LIBRARY = "libpangoft2-1.0.so.0"  # the loader finds it only with Pango, HarfBuzz, Fontconfig and GObject
_SELDOM_USED = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def fast_import(*, is_tested: bool) -> Iterator[None]:
    """For the block that imports WeasyPrint first. It gets the libraries that it would have found by itself.

    A version that was not tested is imported as it is.
    """
    if not is_tested:
        yield
        return
    search = ctypes.util.find_library
    with suppress(OSError):
        if sys.platform == "linux":
            ctypes.CDLL(_LAST_LIBRARY)
            ctypes.util.find_library = lambda name: None
    lazy = {name: _LazyModule(name) for name in _SELDOM_USED if name not in sys.modules}
    sys.modules.update(lazy)
    try:
        with compiled_ffi():
            yield
    finally:
        ctypes.util.find_library = search
        for name in lazy:
            del sys.modules[name]


class _LazyModule(ModuleType):
    """What is imported from it imports the real module when it is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **options: getattr(import_module(self.__name__), name)(*arguments, **options)
