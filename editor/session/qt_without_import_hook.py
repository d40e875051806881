"""Loads Qt's bindings without the import hook that they install.

The hook reads the source file of every module that is imported afterwards, to see whether it uses the bindings, and
runs Python code at every import statement. It serves `from __feature__ import ...` alone, which the program does not
use. Modules that the bindings know nothing about have no features, so the window works the same without it.
"""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Import the bindings; `import` is Python's own afterwards, or whatever it was before."""
    before = builtins.__import__
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.__import__ = before
