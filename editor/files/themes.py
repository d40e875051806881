"""Installed themes, read and validated, and the folders of themes and issues."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.font_characters import font_characters
from editor.files.library_file import load_library
from editor.files.shipped import LIBRARY, issues_folder, themes_folder
from editor.files.toml_model import read_toml, validated
from schemas import Issue, Library
from schemas.theme import Theme

__all__ = ["issues_folder", "load_theme", "load_theme_of", "read_theme", "theme_names", "themes_folder", "with_bodies"]

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def read_theme(name: str, folder: Path | None = None) -> Theme:
    """Return the content of a theme's `theme.toml`. Raises FileError."""
    return _parsed_theme(_theme_folder(name, folder))


def theme_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names of all themes of a folder (default: the shipped themes)."""
    themes = folder if folder is not None else themes_folder()
    return tuple(sorted(found.parent.name for found in themes.glob("*/theme.toml")))


def load_theme(name: str, folder: Path | None = None) -> InstalledTheme:
    """Load the theme `name` of `folder` (default: the shipped themes), and check its files. Raises FileError."""
    place = _theme_folder(name, folder)
    theme = _parsed_theme(place)
    folders = (place, _theme_folder(theme.base, place.parent)) if theme.base else (place,)
    files = {font.file: _checked_file(folders, font.file) for font in theme.fonts}
    if theme.logo is not None:
        _checked_file(folders, theme.logo)
    characters = frozenset[int]().union(*(font_characters(file) for file in files.values()))
    return InstalledTheme(theme, place, characters)


def load_theme_of(issue: Issue, folder: Path) -> InstalledTheme:
    """Load the theme of an issue in that folder, with what it takes from the folder's library. Raises FileError."""
    return with_bodies(load_theme(issue.theme), folder)


def with_bodies(theme: InstalledTheme, folder: Path) -> InstalledTheme:
    """The theme with the names of issuing bodies in the folder's library, if it spells them out.

    A library that cannot be read is reported where it is edited; pages show abbreviations then.
    """
    if theme.declared.tokens.get("issuing-bodies") != "spelled-out":
        return theme
    library = Library()
    with suppress(FileError):
        library = load_library(folder / LIBRARY)
    names = {body.abbreviation: body.name for body in library.issuing_bodies if body.abbreviation and body.name}
    return replace(theme, bodies=tuple(sorted(names.items())))


def _theme_folder(name: str, folder: Path | None) -> Path:
    themes = (folder if folder is not None else themes_folder()).resolve()
    place = (themes / name).resolve() if _NAME.fullmatch(name) else themes
    if place.parent == themes and (place / "theme.toml").is_file():
        return place
    known = sorted(found.parent.name for found in themes.glob("*/theme.toml"))
    raise FileError(
        f'The theme "{name}" does not exist in {themes}.',
        f"Set the issue's theme to one of: {', '.join(known)}." if known else "Reinstall Newsdesk.",
    )


def _parsed_theme(place: Path) -> Theme:
    path = place / "theme.toml"
    raw = read_toml(path)
    base = raw.get("base")
    if isinstance(base, str) and base:
        of_base = read_toml(_theme_folder(base, place.parent) / "theme.toml")
        if further := of_base.get("base"):
            raise FileError(f"{path}: the theme {base} is itself based on {further}.", f'Set base to "{further}".')
        raw = _completed(raw, of_base)
    return validated(Theme, raw, f"{path} is not a valid theme")


def _completed(own: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """What a theme declares, and the rest from the theme it is based on; tables are completed key by key."""
    tables = {
        name: _completed(own[name], table)
        for name, table in base.items()
        if isinstance(table, dict) and isinstance(own.get(name), dict)
    }
    return base | own | tables


def _checked_file(folders: tuple[Path, ...], relative: str) -> Path:
    place = next((folder for folder in folders if (folder / relative).is_file()), folders[0])
    file = (place / relative).resolve()
    if not file.is_relative_to(place):
        raise FileError(
            f"{place / 'theme.toml'}: {relative} is outside the theme's folder.",
            "Copy the file into the theme's folder.",
        )
    if not file.is_file():
        raise FileError(
            f"{place / 'theme.toml'}: the file {relative} is missing.",
            f"Add it to {place}, or remove its entry.",
        )
    return file
