"""TOML files of a theme or a desk: reading them, and validating what they say, with messages that name the file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from editor.files.errors import FileError
from editor.files.reading import decoded, read_bytes
from editor.files.validation_messages import describe
from schemas.part import Part

M = TypeVar("M", bound=Part)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a file. Raises FileError."""
    text = decoded(read_bytes(path), str(path))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"{path} is not valid TOML: {error}.", "Correct it there.") from error
    except RecursionError as error:
        raise FileError(f"{path} is nested too deeply.", "Check that it is the right file.") from error


def validated(model: type[M], raw: dict[str, Any], subject: str) -> M:
    """Return the model of a content. `subject` is how a message about invalid values begins. Raises FileError."""
    try:
        # From JSON text, because strict models accept lists only in JSON mode.
        return model.model_validate_json(json.dumps(raw, default=str))
    except ValidationError as error:
        raise FileError(f"{subject}:\n{describe(error, raw)}", "Correct these values in a text editor.") from error
