"""The base of every model: frozen, closed, and with a stable id where it stands in a list."""

from __future__ import annotations

import secrets
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,31}$"


def new_id() -> str:
    """A fresh id of eight characters; one in four billion is taken by chance."""
    return secrets.token_hex(4)


class Part(BaseModel):
    """A piece of an issue. An unknown key is a mistake: it is refused, not dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, serialize_by_alias=True, validate_by_name=True)


class Item(Part):
    """A part that stands in a list, and is addressed there by its id, wherever it moves."""

    id: Annotated[str, Field(pattern=ID_PATTERN, description="Stable name of this item; never shown.")] = Field(
        default_factory=new_id
    )
