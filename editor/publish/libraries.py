"""A quick way for WeasyPrint to its libraries: without it, most of half a second passes before the first page.

WeasyPrint tries the names that Pango and its kin have on Windows and macOS before those of Linux. For each name that
the loader does not know, `ctypes.util.find_library` runs ldconfig, gcc and ld: some fifty processes in all. And it
loads all of fontTools for variable fonts, and for machines whose HarfBuzz cannot cut fonts: both are rare.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_LAST_OF_ALL = "libpangoft2-1.0.so.0"
"""Where the loader finds this one, it finds those that it stands on: Pango, HarfBuzz, Fontconfig, GObject."""


@contextmanager
def loaded_quickly() -> Iterator[None]:
    """For the block that imports WeasyPrint first. The libraries are the same, where the system's loader knows them."""
    search = ctypes.util.find_library
    if _is_known(_LAST_OF_ALL):
        ctypes.util.find_library = _not_found
    stand_ins = [one for one in (_WhenUsed("fontTools.subset"), _Instancer()) if one.__name__ not in sys.modules]
    sys.modules.update({one.__name__: one for one in stand_ins})
    try:
        yield
    finally:
        ctypes.util.find_library = search
        for one in stand_ins:
            del sys.modules[one.__name__]


class _WhenUsed(ModuleType):
    """Stands in for a module that is loaded when something is asked of it."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


class _Instancer(ModuleType):
    """Stands in for a module of which one function is imported by name."""

    def __init__(self) -> None:
        super().__init__("fontTools.varLib.instancer")

    def instantiateVariableFont(self, *arguments: Any, **options: Any) -> Any:  # noqa: N802
        return import_module(self.__name__).instantiateVariableFont(*arguments, **options)


def _is_known(library: str) -> bool:
    if sys.platform != "linux":
        return False
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _not_found(name: str) -> None:
    return None
