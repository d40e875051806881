"""What a paste brings into a field: paragraphs and bullets within a limit, and sentences about the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from editor.document.text.inline import Run, sliced

MOST_CHARACTERS = 30_000
"""Of one field: as much as two whole issues, and what can still be typed in without a wait."""

LONGEST_PARAGRAPH = 4_000
"""Characters. With each letter that is typed, a paragraph is broken into lines anew from its first word to its last."""

MOST_BLOCKS = 500
"""Paragraphs and bullets of one paste."""


_SENTENCE_END = re.compile("[.!?…][”’\"')]* |[。！？]+[”’」』）]*")


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """One paragraph or bullet; `runs` are never empty."""

    runs: tuple[Run, ...]
    is_bullet: bool = False

    @property
    def text(self) -> str:
        """The words as they are read."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came in, and whole sentences about what did not."""

    blocks: tuple[PastedBlock, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_formatted(self) -> bool:
        """Whether any words are bold, italic or linked."""
        return any(run.strong or run.emphasis or run.link is not None for block in self.blocks for run in block.runs)


def limited(
    blocks: Iterable[PastedBlock],
    room: int,
    *,
    notes: Iterable[str] = (),
    unread: int = 0,
    most: int = MOST_BLOCKS,
) -> Pasted:
    """The blocks as far as there is room (characters), with a note about the rest."""
    blocks = tuple(blocks)
    kept: list[PastedBlock] = []
    left = max(0, room)
    for block in blocks[:most]:
        if len(block.text) <= left:
            kept.append(block)
            left -= len(block.text)
            continue
        if left:
            kept.append(PastedBlock(sliced(block.runs, 0, left), block.is_bullet))
        break
    brought = sum(len(block.text) for block in kept)
    out = sum(len(block.text) for block in blocks) - brought + max(0, unread)
    said = list(notes)
    if out and not brought:
        said.append("Nothing was pasted: this field is full. Shorten its text first.")
    elif out:
        said.append(f"Pasted the first {brought:,} characters; {out:,} were left out.")
    return Pasted(tuple(kept), tuple(said))


def parted(pasted: Pasted) -> Pasted:
    """The same words in paragraphs of no more than `LONGEST_PARAGRAPH` characters, with a note where one was parted.

    It is parted behind a sentence, or else a word, or else anywhere.
    """
    if all(len(block.text) <= LONGEST_PARAGRAPH for block in pasted.blocks):
        return pasted
    blocks = tuple(part for block in pasted.blocks for part in _parts(block))
    note = f"Paragraphs of more than {LONGEST_PARAGRAPH:,} characters were split."
    return Pasted(blocks, (*pasted.notes, note))


def _parts(block: PastedBlock) -> Iterator[PastedBlock]:
    runs, text = block.runs, block.text
    while len(text) > LONGEST_PARAGRAPH:
        head = text[:LONGEST_PARAGRAPH]
        ends = [found.end() for found in _SENTENCE_END.finditer(head, LONGEST_PARAGRAPH // 2)]
        at = ends[-1] if ends else head.rfind(" ", LONGEST_PARAGRAPH // 2) + 1 or LONGEST_PARAGRAPH
        yield PastedBlock(_trimmed(sliced(runs, 0, at)), block.is_bullet)
        runs, text = sliced(runs, at), text[at:]
    if text:
        yield PastedBlock(runs, block.is_bullet)


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    last = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return (*runs[:-1], last) if last.text else runs[:-1] or runs
