"""The folders that are shipped with the program. This module loads no models, so that it costs no start-up time."""

from __future__ import annotations

from pathlib import Path

import editor

LIBRARY = "library.json"
"""The file name of the library in a newsroom's folder."""
TEMPLATES = "templates"
"""The folder of templates in a newsroom's folder."""
STYLE = "style.toml"
"""The file name of the house style in a theme, and in a newsroom's folder."""


def themes_folder() -> Path:
    """Return the folder of the themes that are shipped with the program."""
    return _shipped("themes")


def issues_folder() -> Path:
    """Return the folder of the issues that are shipped with the program, including the sample issue."""
    return _shipped("issues")


def sample_issue() -> Path:
    """Return the file of the sample issue."""
    return issues_folder() / "china-industries-2025-03-12.json"


def guide_folder() -> Path:
    """Return the folder of the user guide, a Markdown file for each topic."""
    return _shipped("docs", "guide")


def _shipped(*names: str) -> Path:
    package = Path(editor.__file__).resolve().parent
    in_checkout = package.parent.joinpath(*names)
    # Beside an installed package, such a folder may be unrelated. A checkout has a pyproject.toml.
    if in_checkout.is_dir() and (package.parent / "pyproject.toml").is_file():
        return in_checkout
    return package.joinpath("bundled", *names)
