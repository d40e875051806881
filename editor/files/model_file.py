"""Files that hold one model as JSON: from bytes of any origin to a checked value or one clear message, and back."""

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
    """A kind of file. `noun` is what it holds in messages; `foreign` is the help for a file of another kind."""

    model: type[M]
    format: Format
    noun: str
    schema: str
    foreign: str

    def load(self, path: Path) -> M:
        """What the file holds, lifted to the current version. Raises FileError."""
        return self.parse(read_bytes(path), str(path))

    def parse(self, data: bytes, name: str) -> M:
        """What `data` holds; `name` stands for it in messages. Raises FileError."""
        raw = json_value(decoded(data, name), name)
        try:
            current = upgraded(raw, self.format)
        except UnknownFormat as error:
            is_ours = isinstance(raw, dict) and raw.get("format") == self.format.name
            said = f"{name}: {shortened(str(error))}"
            raise (FileError(said) if is_ours else WrongFileType(said, self.foreign)) from error
        try:
            # By way of JSON text: strict models take lists and dates from JSON, not from lists and strings.
            return self.model.model_validate_json(json.dumps(current))
        except ValidationError as error:
            raise FileError(
                f"{name} is not a valid {self.noun}:\n{describe(error, current)}",
                f"Correct these places in a text editor; {self.schema} describes the format.",
            ) from error

    def text(self, value: M) -> str:
        """The file: JSON, indented by two, every field present; one value gives one text."""
        return _text(value.model_dump(mode="json"))

    def data(self, value: M, name: str) -> bytes:
        """`text` in UTF-8. Raises FileError where it could not be read again."""
        try:
            raw = value.model_dump(mode="json")
            if said := oversize(raw):
                raise FileError(
                    f"{name} was not written: the {self.noun} {said}.", "Take some of it out, and save again."
                )
            return _text(raw).encode()
        except (UnicodeEncodeError, PydanticSerializationError) as error:
            raise FileError(
                f"{name} was not written: a text in the {self.noun} holds half a character (a lone surrogate).",
                "Delete the character that shows as a box, and save again.",
            ) from error

    def save(self, value: M, path: Path) -> None:
        """Replace the file whole. Raises FileError; the old file is then as it was."""
        replace_file(path, self.data(value, str(path)))


def _text(raw: Any) -> str:
    return json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
