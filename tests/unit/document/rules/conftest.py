"""The theme that the rules are tried with."""

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.files.themes import load_theme


@pytest.fixture(scope="session")
def theme() -> InstalledTheme:
    return load_theme("merics")
