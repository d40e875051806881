"""Field metadata: label, help, example, target length, kind of input, and whether publication requires the field.

Declared once, beside the field's type. Forms, rules and the JSON Schema read it, so that a field added to a model
appears in all three.
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
    """The kind of a field; the editor has one input widget for each."""

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
    CHOICE = "choice"
    PART = "part"
    ITEMS = "items"


@dataclass(frozen=True)
class Target:
    """The target length of a field, in characters without markup."""

    least: int
    most: int


@dataclass(frozen=True)
class Spec:
    """One field's metadata. `required` and `english` apply to publication only, not to drafts.

    Publication warns of an empty `recommended` field.
    `item` is the noun for one item of a list in a sentence: "news item". `choices` are the values that a field of the
    kind CHOICE can have, with what the form calls them; the first one is the default.
    """

    label: str
    kind: Kind
    help: str = ""
    example: str = ""
    target: Target | None = None
    required: bool = False
    recommended: bool = False
    english: bool = False
    item: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Add title, description and examples for other editors."""
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
    """Return the `Spec`s of a model by field name, in order of declaration. Fields without one are left out."""
    found = {
        name: entry for name, field in model.model_fields.items() for entry in field.metadata if isinstance(entry, Spec)
    }
    return MappingProxyType(found)


def spec_of(model: type[BaseModel], field: str) -> Spec:
    """Return the `Spec` of one field. Raises KeyError if the field has none (ids, `format`, `version`)."""
    return specs_of(model)[field]
