"""The colours of mail and web page can be read in both modes (WCAG 2.2, 1.4.3: 4.5 to 1)."""

import pytest

from tests.unit.formats.online_themes import THEME


def luminance(color: str) -> float:
    """The relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2)."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("ink", "paper"),
        ("ink-soft", "paper"),
        ("accent-text", "paper"),
        ("dark-ink", "dark-paper"),
        ("dark-ink-soft", "dark-paper"),
        ("dark-accent", "dark-paper"),
    ],
)
def test_text_has_enough_contrast(text: str, background: str) -> None:
    tokens = THEME.declared.tokens
    assert contrast(tokens[text], tokens[background]) >= 4.5
