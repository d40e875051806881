"""What two people changed in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from editor.document.paths import FieldPath


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that both sides changed. A value is None if that side removed the item or never had it."""

    path: FieldPath
    base: Any
    ours: Any
    theirs: Any
