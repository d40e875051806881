"""An installed theme: its declaration, its folder and the characters of its fonts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from schemas.theme import Theme


@dataclass(frozen=True)
class InstalledTheme:
    """`folder` holds `theme.toml`, templates, stylesheets and `fonts/`; `characters` are code points.

    `bodies` are the abbreviations and names of issuing bodies that the pages spell out; none for most themes.
    """

    declared: Theme
    folder: Path
    characters: frozenset[int] = field(repr=False)
    bodies: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its files are looked for, in this order: its own folder and that of the theme it is based on."""
        base = self.declared.base
        return (self.folder, self.folder.parent / base) if base else (self.folder,)

    def file(self, name: str) -> Path:
        """The path of one of its files; in its own folder if there is none."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), self.folder / name)
