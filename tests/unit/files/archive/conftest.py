"""Fixtures for the archive."""

from pathlib import Path

import pytest

from tests.unit.files.archive.newsroom_folder import NewsroomFolder


@pytest.fixture
def newsroom(tmp_path: Path) -> NewsroomFolder:
    """An empty folder of issues."""
    folder = tmp_path / "newsroom"
    folder.mkdir()
    return NewsroomFolder(folder, tmp_path / "cache" / "archive")
