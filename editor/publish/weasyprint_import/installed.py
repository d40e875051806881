"""Versions of installed packages, before the packages are imported."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def version(name: str) -> str:
    """The version of an installed package, from the name of its metadata folder: `importlib.metadata` takes 15 ms."""
    spec = find_spec(name)
    if spec is not None and spec.origin is not None:
        start, end = f"{name}-", ".dist-info"
        for entry in Path(spec.origin).parents[1].glob(f"{start}*{end}"):
            return entry.name[len(start) : -len(end)]
    from importlib import metadata  # an unusual installation, such as one that can be edited

    return metadata.version(name)
