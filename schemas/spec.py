"""What a field tells its readers: label, help, example, target length, kind of editor, need for publication.

Declared once, beside the field's type. Forms, rules and the JSON Schema are read from here, so that a field
added to a model shows up in all three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Kind(StrEnum):
    """How a field is written; the editor has one input for each."""

    LINE = "line"
    INLINE = "inline"
    LINES = "lines"
    BLOCKS = "blocks"
    DATE = "date"
    LINK = "link"
    CHINESE = "chinese"
    ISSUING_BODIES = "issuing_bodies"
    MAIL = "mail"
    SWITCH = "switch"
    PART = "part"
    ITEMS = "items"


@dataclass(frozen=True)
class Target:
    """The length that a field should have, in characters as read (markup does not count)."""

    least: int
    most: int


@dataclass(frozen=True)
class Spec:
    """One field's metadata. `required` and `english` count for publication only: a draft may hold anything.

    `item` is what one of a list is called in a sentence: "news item".
    """

    label: str
    kind: Kind
    help: str = ""
    example: str = ""
    target: Target | None = None
    required: bool = False
    english: bool = False
    item: str = ""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Add what an outside editor can show: title, description, examples."""
        json_schema = dict(handler(schema))
        extras: dict[str, Any] = {"title": self.label}
        if self.help:
            extras["description"] = self.help
        if self.example:
            extras["examples"] = [self.example]
        if "$ref" in json_schema:
            return {"allOf": [json_schema], **extras}
        return {**json_schema, **extras}


@cache
def specs_of(model: type[BaseModel]) -> Mapping[str, Spec]:
    """The fields of a model that have a `Spec`, by name, in the order in which they are declared."""
    found = {
        name: entry for name, field in model.model_fields.items() for entry in field.metadata if isinstance(entry, Spec)
    }
    return MappingProxyType(found)


def spec_of(model: type[BaseModel], field: str) -> Spec:
    """The `Spec` of one field. Raises KeyError where the field has none (ids, `format`, `version`)."""
    return specs_of(model)[field]
