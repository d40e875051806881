"""What text looks like, as far as it matters, handed down from style to style."""

from __future__ import annotations

from dataclasses import dataclass, replace

from editor.formats.source.document import Script


@dataclass(frozen=True, slots=True)
class Look:
    """What text looks like; None where it is not said."""

    strong: bool | None = None
    emphasis: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    script: Script | None = None
    font: str | None = None

    def under(self, other: Look) -> Look:
        """This look where `other` says nothing else."""
        changed = {name: own for name in Look.__slots__ if (own := getattr(other, name)) is not None}
        return replace(self, **changed) if changed else self


PLAIN = Look()
