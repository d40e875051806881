"""What a check finds in a passage, before it becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from editor.words.known import Known
from editor.words.passages import Passage, PassageGroup
from schemas.style import StyleRule


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to before `end` of a passage, and what to write instead where that is known.

    `message` and `help` replace those of the rule. Where the fix changes more than these characters, `stretch` says
    from where to where.
    """

    start: int
    end: int
    fixed: str | None = None
    message: str = ""
    help: str = ""
    stretch: tuple[int, int] | None = None


Look = Callable[[Passage], Iterable[Hit]]
"""Reads one passage and nothing else."""

LookAtSection = Callable[[PassageGroup], Iterable[tuple[Passage, Hit]]]
"""Reads the passages of one entry or news item together."""


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of check: `prepare` is called once per rule, with what the desk knows."""

    prepare: Callable[[StyleRule, Known], Look]


@dataclass(frozen=True, slots=True)
class SectionCheck:
    """The same for a check that compares the passages of an entry."""

    prepare: Callable[[StyleRule, Known], LookAtSection]
