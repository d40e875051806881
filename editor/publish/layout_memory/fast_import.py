"""A faster import of WeasyPrint: without fifty processes that look for libraries, and without all of fontTools.

For each name of Pango and related libraries that the loader does not know, `ctypes.util.find_library` runs ldconfig,
gcc and ld. Parts of fontTools serve only variable fonts, and machines whose HarfBuzz cannot subset fonts.
"""

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any

from editor.publish.layout_memory import why_off

_LAST_LIBRARY = "libpangoft2-1.0.so.0"
"""If the loader finds this one, it finds those that it depends on: Pango, HarfBuzz, Fontconfig, GObject."""
_SELDOM_USED = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def fast_import() -> Iterator[None]:
    """For the block that imports WeasyPrint first. It gets the libraries that it would have found by itself."""
    if why_off():
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
