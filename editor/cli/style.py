"""Spelling and house style on the command line: the theme's style, with the library of the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from editor.document.findings import Finding
from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.library_file import NAME, load_library
from editor.files.styles import load_style
from editor.files.themes import issues_folder
from schemas import Issue


def style_check(theme: InstalledTheme, file: Path) -> Callable[[Issue], tuple[Finding, ...]]:
    """Return a function that checks an issue's texts, with the library beside its file or the shipped one.

    Raises FileError.
    """
    # Imported here because it loads a dictionary.
    from editor.words import Known, NoDictionary, StyleChecker, UnknownCheck, find_dictionary

    style = load_style(theme)
    if style is None:
        raise FileError(f"The theme {theme.declared.name} has no house style.", f"Add a style.toml to {theme.folder}.")
    beside = file.parent / NAME
    library = load_library(beside if beside.exists() else issues_folder() / NAME)
    try:
        dictionary = find_dictionary(style.language, (file.parent / "dictionaries",))
    except NoDictionary as error:
        raise FileError(
            str(error), f"Correct the language in {theme.folder / 'style.toml'}, or add the files."
        ) from error
    try:
        return StyleChecker(theme, style, Known.of(library, dictionary=dictionary)).check
    except UnknownCheck as error:
        raise FileError(f"{theme.folder / 'style.toml'}: {error}", "Correct it in a text editor.") from error
