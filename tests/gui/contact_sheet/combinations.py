"""The combinations of looks and sizes that each view is checked in, and what is found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from editor.ui.look.look import Scheme

SIZES = ((1024, 640), (1280, 720), (1600, 1000), (2560, 1440))
TEXT_SIZES = (200, 100, 150)
"""In percent. A view is opened in the largest, so that what is left over from it is found in the others."""
SCHEMES = tuple(scheme for scheme in Scheme if scheme is not Scheme.SYSTEM)


@dataclass(frozen=True)
class Combination:
    """A look and a size of the window."""

    scheme: Scheme
    text_size: int
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}×{self.height}, {self.text_size} %, {self.scheme.value}"


@dataclass(frozen=True)
class Selection:
    """The combinations that were asked for."""

    sizes: Sequence[tuple[int, int]] = SIZES
    text_sizes: Sequence[int] = TEXT_SIZES
    schemes: Sequence[Scheme] = SCHEMES

    def looks(self) -> Iterator[tuple[int, Scheme]]:
        """Yield text sizes and schemes. One window goes through them in this order, and in each through the sizes."""
        return product(self.text_sizes, self.schemes)

    def count(self) -> int:
        """Return the number of combinations."""
        return len(self.sizes) * len(self.text_sizes) * len(self.schemes)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "sizes": [list(size) for size in self.sizes],
            "text_sizes": list(self.text_sizes),
            "schemes": [scheme.value for scheme in self.schemes],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Selection:
        """Return what `to_json` made plain values of."""
        return cls(
            tuple((width, height) for width, height in values["sizes"]),
            tuple(values["text_sizes"]),
            tuple(Scheme(value) for value in values["schemes"]),
        )


def summary(view: str, faults: Iterable[tuple[Combination, str]]) -> list[str]:
    """Return a line for each fault of a view, with the number of combinations that have it and the first of them.

    Faults that differ only in places and sizes are one.
    """
    first: dict[str, str] = {}
    found: dict[str, list[Combination]] = {}
    for combination, fault in faults:
        kind = re.sub(r"\d+|#[0-9a-f]+", "0", fault)
        first.setdefault(kind, fault)
        found.setdefault(kind, []).append(combination)
    return [
        f"{view}: {first[kind]} ({where[0]}{f', and {len(where) - 1} more' if len(where) > 1 else ''})"
        for kind, where in found.items()
    ]
