"""What is wrong with a theme's declaration: colours that are hard to read, characters that its fonts do not have."""

from __future__ import annotations

from collections.abc import Iterator

from editor.document.contrast import LEAST_FOR_LARGE, LEAST_FOR_TEXT, contrast, is_color
from editor.document.installed_theme import InstalledTheme
from schemas.theme import Theme

_PAIRS = (
    ("ink", "paper", LEAST_FOR_TEXT),
    ("ink-soft", "paper", LEAST_FOR_TEXT),
    ("accent-text", "paper", LEAST_FOR_TEXT),
    ("accent", "paper", LEAST_FOR_LARGE),
    ("accent-text", "ink", LEAST_FOR_LARGE),  # a link in the text around it
    ("ink", "proof-mark", LEAST_FOR_TEXT),
    ("ink-soft", "proof-mark", LEAST_FOR_TEXT),
    ("accent-text", "proof-mark", LEAST_FOR_TEXT),
    ("accent-text", "missing-ground", LEAST_FOR_TEXT),
    ("dark-ink", "dark-paper", LEAST_FOR_TEXT),
    ("dark-ink-soft", "dark-paper", LEAST_FOR_TEXT),
    ("dark-accent", "dark-paper", LEAST_FOR_TEXT),
)
"""Colours, each with the colour behind or beside it and the least contrast."""

_NEEDED = "äöüÄÖÜßéèêñç“”‘’–—…•€°§%&()/国家发展改革委《》（）、“”"
"""Characters that any newsletter about China needs."""


def theme_findings(theme: InstalledTheme) -> Iterator[str]:
    """A sentence for each finding."""
    tokens = theme.declared.tokens
    for one, other, least in _PAIRS:
        pair = tokens.get(one, ""), tokens.get(other, "")
        if all(map(is_color, pair)) and (found := contrast(*pair)) < least:
            yield f"The contrast of {one} and {other} is {found:.1f}:1; at least {least:g}:1 is needed."
    needed = set("".join((*_wording(theme.declared), _NEEDED)))
    if missing := sorted(character for character in needed if ord(character) not in theme.characters):
        yield f"No font of the theme has these characters: {' '.join(missing)}"


def _wording(theme: Theme) -> Iterator[str]:
    for part in (theme.words, theme.redline):
        for value in part.model_dump().values():
            yield from (value,) if isinstance(value, str) else value
