"""An installed theme: its declaration, its folder and the characters of its fonts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from schemas.theme import Theme


@dataclass(frozen=True)
class InstalledTheme:
    """`folder` holds `theme.toml`, templates, stylesheets and `fonts/`; `characters` are code points."""

    declared: Theme
    folder: Path
    characters: frozenset[int] = field(repr=False)
