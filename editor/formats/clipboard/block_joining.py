"""Lines of an editor of blocks, with those joined that were one paragraph before they were broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from editor.document.text.block_lines import BlockLine
from editor.document.text.inline import parse, plain
from editor.document.text.inline_writer import markdown
from editor.formats.clipboard.joined_lines import joined_lines, wrapped_groups


def join_selected(lines: Sequence[BlockLine], first: int, last: int) -> list[BlockLine]:
    """Join the lines from `first` to `last`. A bullet begins a new one, and a blank line stays between two."""
    chosen = _runs_of_lines(lines[first : last + 1])
    joined = [_one(group) if plain(group[0].item.text).strip() else group[0] for group in chosen]
    return [*lines[:first], *joined, *lines[last + 1 :]]


def join_wrapped(lines: Sequence[BlockLine]) -> list[BlockLine]:
    """Join all lines that look full and go on inside a sentence."""
    found: list[BlockLine] = []
    for group in _runs_of_lines(lines):
        texts = [plain(line.item.text).strip() for line in group]
        if not all(texts):
            found.extend(group)
            continue
        found.extend(_one(group[numbers.start : numbers.stop]) for numbers in wrapped_groups(texts))
    return found


def _runs_of_lines(lines: Sequence[BlockLine]) -> Iterator[Sequence[BlockLine]]:
    """The lines that may belong together: up to the next bullet or blank line. A blank one is by itself."""
    start = 0
    for number, line in enumerate(lines):
        blank = not plain(line.item.text).strip()
        before = number > 0 and not plain(lines[number - 1].item.text).strip()
        if number > start and (blank or before or line.is_bullet):
            yield lines[start:number]
            start = number
    if lines[start:]:
        yield lines[start:]


def _one(group: Sequence[BlockLine]) -> BlockLine:
    if len(group) == 1:
        return group[0]
    text = markdown(joined_lines([parse(line.item.text) for line in group]))
    return replace(group[0], item=group[0].item.model_copy(update={"text": text}), words=None)
