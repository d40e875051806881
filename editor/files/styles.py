"""House styles: the `style.toml` of a theme, read and validated."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from pydantic import ValidationError

from editor.document.installed_theme import InstalledTheme
from editor.files.errors import FileError
from editor.files.reading import decoded, read_bytes
from editor.files.validation_messages import describe
from schemas.style import Style

NAME = "style.toml"


def load_style(theme: InstalledTheme) -> Style | None:
    """Return the style of a theme, or None if it has none. Raises FileError."""
    path = theme.folder / NAME
    return read_style(path) if path.exists() else None


def read_style(path: Path) -> Style:
    """Return the style in a file. Raises FileError."""
    text = decoded(read_bytes(path), str(path))
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"{path} is not valid TOML: {error}.", "Correct it there.") from error
    except RecursionError as error:
        raise FileError(f"{path} is nested too deeply.", "Check that it is the right file.") from error
    try:
        return Style.model_validate_json(json.dumps(raw, default=str))
    except ValidationError as error:
        raise FileError(
            f"{path} is not a valid house style:\n{describe(error, raw)}", "Correct these values in a text editor."
        ) from error
