"""The theme for the tests of the rules."""

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.files.themes import load_theme


@pytest.fixture(scope="session")
def theme() -> InstalledTheme:
    return load_theme("merics")
