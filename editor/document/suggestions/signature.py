"""Who makes a suggestion or a decision, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from schemas.part import new_id


@dataclass(frozen=True)
class Signature:
    """`counter` is higher than that of every record and decision that the issue holds."""

    author: str
    at: dt.datetime
    counter: int
    make_id: Callable[[], str] = field(default=new_id)

    @property
    def new(self) -> dict[str, Any]:
        """The fields of a new record."""
        return {"id": self.make_id(), "author": self.author, **self.changed}

    @property
    def changed(self) -> dict[str, Any]:
        """The fields of a record that changes."""
        return {"at": self.at, "counter": self.counter}
