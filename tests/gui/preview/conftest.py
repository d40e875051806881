from collections.abc import Iterator

import pytest

from editor.document.installed_theme import InstalledTheme
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.session.preview.renderer_process import RendererProcess
from schemas import Issue


@pytest.fixture(scope="session")
def theme() -> InstalledTheme:
    return load_theme("merics")


@pytest.fixture(scope="session")
def sample() -> Issue:
    return load_issue(issues_folder() / "china-industries-2025-03-12.json")


@pytest.fixture
def renderer(theme: InstalledTheme) -> Iterator[RendererProcess]:
    process = RendererProcess(theme)
    yield process
    process.close()
