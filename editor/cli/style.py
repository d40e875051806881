"""Spelling and house style on the command line: the theme's style with the desk's changes, and the desk's library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from editor.document.findings import Finding
from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.library_file import NAME, load_library
from editor.files.styles import load_style, style_file
from editor.files.themes import issues_folder
from schemas import Issue


def style_check(theme: InstalledTheme, file: Path) -> Callable[[Issue], tuple[Finding, ...]]:
    """Return a function that checks an issue's texts, with the library beside its file or the shipped one.

    Raises FileError.
    """
    # Imported here because it loads a dictionary.
    from editor.words import Known, NoDictionary, StyleChecker, UnknownCheck, find_dictionaries

    newsroom = file.parent
    style = load_style(theme, newsroom)
    if style is None:
        raise FileError(f"The theme {theme.declared.name} has no house style.", f"Add a style.toml to {theme.folder}.")
    beside = newsroom / NAME
    library = load_library(beside if beside.exists() else issues_folder() / NAME)
    try:
        dictionary = find_dictionaries((style.language, *style.also), (newsroom / "dictionaries",))
    except NoDictionary as error:
        raise FileError(
            str(error), f"Correct the language in {style_file(theme, newsroom)}, or add the files."
        ) from error
    known = Known.of(library, dictionary=dictionary)
    try:
        return StyleChecker(theme, style, known, off=frozenset(library.rules_off)).check
    except UnknownCheck as error:
        raise FileError(f"{style_file(theme, newsroom)}: {error}", "Correct it in a text editor.") from error
