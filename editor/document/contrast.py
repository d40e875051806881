"""The contrast of two colours, by which text is legible or not (WCAG 2.2, "contrast ratio")."""

from __future__ import annotations

import re

LEAST_FOR_TEXT, LEAST_FOR_LARGE = 4.5, 3.0
"""What WCAG 2.2 asks for at level AA (1.4.3): of text, and of large text and lines (1.4.11)."""

_HEXADECIMAL = re.compile(r"#[0-9a-fA-F]{6}")


def is_color(text: str) -> bool:
    """Whether a text is a colour that `contrast` takes: `#E8412B`."""
    return _HEXADECIMAL.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """From 1 for equal colours to 21 for black and white. Raises ValueError if a colour is not like `#E8412B`."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def _luminance(color: str) -> float:
    if not is_color(color):
        raise ValueError(f"{color} is not a colour like #E8412B")
    red, green, blue = (_linear(int(color[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
