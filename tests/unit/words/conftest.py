"""The theme, its style and the shipped library, read once."""

from dataclasses import replace

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.files.library_file import NAME, load_library
from editor.files.styles import load_style
from editor.files.themes import issues_folder, load_theme
from editor.words import Known
from editor.words.spelling.dictionary import find_dictionary
from schemas.style import Style


@pytest.fixture(scope="session")
def theme() -> InstalledTheme:
    return load_theme("merics")


@pytest.fixture(scope="session")
def complete_theme(theme: InstalledTheme) -> InstalledTheme:
    """The theme with typefaces that have every character: what they lack is not the business of style rules."""
    return replace(theme, characters=frozenset(range(0x110000)))


@pytest.fixture(scope="session")
def style(theme: InstalledTheme) -> Style:
    style = load_style(theme)
    assert style is not None
    return style


@pytest.fixture(scope="session")
def known() -> Known:
    return Known.of(load_library(issues_folder() / NAME), dictionary=find_dictionary("en-US"))
