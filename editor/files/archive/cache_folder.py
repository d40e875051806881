"""Where the indexes lie."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def archive_cache() -> Path:
    """Return the user's folder of all indexes. It is private, and what lies in it can be made again."""
    return platformdirs.user_cache_path("newsdesk", appauthor=False) / "archive"
