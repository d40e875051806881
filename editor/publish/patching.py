"""Replace attributes of other people's modules and classes for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def patched(*replacements: tuple[Any, str, Any]) -> Iterator[None]:
    """Set attributes, given as (owner, name, value), and restore the original values at the end."""
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in replacements]
    try:
        for owner, name, value in replacements:
            setattr(owner, name, value)
        yield
    finally:
        for owner, name, value in originals:
            setattr(owner, name, value)
