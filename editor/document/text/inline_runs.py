"""Runs: inline text in one style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style. `link` is None outside links and "" in a link without an address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None


def style_of(run: Run) -> tuple[bool, bool, str | None]:
    """Return the style of a run; adjacent runs with the same style can be joined."""
    return run.strong, run.emphasis, run.link


def text_of(runs: Iterable[Run]) -> str:
    """Return the text of runs."""
    return "".join([run.text for run in runs])


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Drop empty runs, and join adjacent runs with the same style."""
    found: list[list[Run]] = []
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and style_of(last) == style_of(run):
            found[-1].append(run)
        else:
            found.append([run])
        last = run
    return tuple([same[0] if len(same) == 1 else merged_run(same) for same in found])


def sliced(runs: Iterable[Run], start: int, end: int | None = None) -> tuple[Run, ...]:
    """Return the runs from code point `start` to before `end`, or to the end of the text."""
    kept: list[Run] = []
    position = 0
    for run in runs:
        if end is not None and position >= end:
            break
        text = run.text[max(0, start - position) : None if end is None else end - position]
        kept.append(Run(text, run.strong, run.emphasis, run.link))
        position += len(run.text)
    return joined(kept)


def merged_run(same: list[Run]) -> Run:
    """Join adjacent runs with the same style."""
    first = same[0]
    return Run(text_of(same), first.strong, first.emphasis, first.link)
