"""Files that contain one model as JSON: reading with clear messages, and writing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from editor.files.atomic import replace_file
from editor.files.errors import FileError, WrongFileType
from editor.files.json_text import json_value, oversize, shortened
from editor.files.reading import decoded, read_bytes
from editor.files.validation_messages import describe
from schemas import Part
from schemas.upgrade import Format, UnknownFormat, upgraded

M = TypeVar("M", bound=Part)


@dataclass(frozen=True)
class ModelFile(Generic[M]):
    """A file type. `noun` names its content in messages; `foreign` is the help for a file of another type."""

    model: type[M]
    format: Format
    noun: str
    schema: str
    foreign: str

    def load(self, path: Path) -> M:
        """Return the content of a file, upgraded to the current version. Raises FileError."""
        return self.parse(read_bytes(path), str(path))

    def parse(self, data: bytes, name: str) -> M:
        """Parse the content of a file; `name` names it in messages. Raises FileError."""
        raw = json_value(decoded(data, name), name)
        try:
            current = upgraded(raw, self.format)
        except UnknownFormat as error:
            is_ours = isinstance(raw, dict) and raw.get("format") == self.format.name
            message = f"{name}: {shortened(str(error))}"
            raise (FileError(message) if is_ours else WrongFileType(message, self.foreign)) from error
        try:
            # From JSON text, because strict models accept lists and dates only in JSON mode.
            return self.model.model_validate_json(json.dumps(current))
        except ValidationError as error:
            raise FileError(
                f"{name} is not a valid {self.noun}:\n{describe(error, current)}",
                f"Correct these values in a text editor. {self.schema} describes the format.",
            ) from error

    def text(self, value: M) -> str:
        """Return the text of the file: JSON, indented by two, with every field. It is deterministic."""
        return _text(value.model_dump(mode="json"))

    def data(self, value: M, name: str) -> bytes:
        """Return `text` as UTF-8. Raises FileError if it could not be read again."""
        try:
            raw = value.model_dump(mode="json")
            if reason := oversize(raw):
                raise FileError(
                    f"{name} was not written: the {self.noun} {reason}.", "Remove some of it, and save again."
                )
            return _text(raw).encode()
        except (UnicodeEncodeError, PydanticSerializationError) as error:
            raise FileError(
                f"{name} was not written: a text in the {self.noun} contains an incomplete character.",
                "Delete the character that is shown as a box, and save again.",
            ) from error

    def save(self, value: M, path: Path) -> None:
        """Replace the file atomically. Raises FileError; the old file is then unchanged."""
        replace_file(path, self.data(value, str(path)))


def _text(raw: Any) -> str:
    return json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
