"""Stretches of inline text in one style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `link` is None outside links and "" in a link without an address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None


def style_of(run: Run) -> tuple[bool, bool, str | None]:
    """What two neighbours share that could be one."""
    return run.strong, run.emphasis, run.link


def text_of(runs: Iterable[Run]) -> str:
    """The text as it is read."""
    return "".join([run.text for run in runs])


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same text with empty runs dropped and neighbours of one style made one."""
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
    """The text from one code point to before another, or to its end, in its styles."""
    kept: list[Run] = []
    position = 0
    for run in runs:
        if end is not None and position >= end:
            break
        text = run.text[max(0, start - position) : None if end is None else end - position]
        kept.append(replace(run, text=text))
        position += len(run.text)
    return joined(kept)


def merged_run(same: list[Run]) -> Run:
    """Neighbours of one style as one run."""
    first = same[0]
    return Run(text_of(same), first.strong, first.emphasis, first.link)
