"""The base classes of the models: frozen, without unknown keys, and with a stable id for items of lists.

The modules of models do without `from __future__ import annotations`: pydantic would compile each annotation again from
its text, a sixth of the time in which the models are loaded.
"""

import os
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,31}$"


def new_id() -> str:
    """Return a random id of eight hexadecimal characters (32 bits)."""
    return os.urandom(4).hex()


class Part(BaseModel):
    """A frozen model. Unknown keys are refused, not dropped."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="forbid", strict=True, serialize_by_alias=True, validate_by_name=True
    )


class Item(Part):
    """An item of a list. Its id stays the same when the item moves."""

    id: Annotated[str, Field(pattern=ID_PATTERN, description="Stable id of this item. Never shown.")] = Field(
        default_factory=new_id
    )
