"""The shipped theme's wording, and the source texts of this folder's tests."""

from pathlib import Path

import pytest

from editor.files.themes import read_theme
from editor.formats.text_form.reader import Imported, read_text
from schemas import Theme

FIXTURES = Path(__file__).parents[2] / "fixtures" / "text"


@pytest.fixture(scope="session")
def theme() -> Theme:
    return read_theme("merics")


@pytest.fixture
def web_page(theme: Theme) -> Imported:
    return imported("web-page", theme)


@pytest.fixture
def mail(theme: Theme) -> Imported:
    return imported("mail", theme)


@pytest.fixture
def markdown(theme: Theme) -> Imported:
    return imported("markdown", theme)


@pytest.fixture
def pdf(theme: Theme) -> Imported:
    return imported("pdf", theme)


def imported(name: str, theme: Theme) -> Imported:
    return read_text((FIXTURES / f"{name}.txt").read_bytes().decode("utf-8"), theme)
