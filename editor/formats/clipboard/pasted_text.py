"""What the clipboard holds as plain text, made fit for a field: clean characters, paragraphs and bullets, a limit.

Everything that is pasted anywhere passes through here. What cannot be brought in is said in a note, a whole sentence.
"""

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

_MOST_READ = 20_000_000  # characters; beyond it not even the rest is counted letter by letter

# Control characters, lone halves of surrogate pairs, placeholders of embedded objects, non-characters and invisible
# hints about line breaks. Joiners and marks of writing direction stay: emoji, Persian and Hebrew need them.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
# Of these, the ones that something stood for: a control character is worth a word, a hint about line breaks is not.
_MISSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\n\v\f\x85\u2029]")
_SPACES = re.compile("[\t\u2028]")
_BULLET = re.compile(r"\s*(?:[-*•‣▪▫◦●○·\uf0b7\uf0a7](?:\s+|$)|[o§–—]\t\s*)")
_SENTENCE_END = re.compile("[.!?…][”’\"')]* |[。！？]+[”’」』）]*")
_WRAPPED = 50  # characters; a line that was broken because it was full is at least as long


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


def cleaned(text: str) -> str:
    """One line of text as a field can hold it: ends of lines and tabs become spaces, what cannot be seen goes."""
    return _SPACES.sub(" ", _LINE_END.sub(" ", _DROPPED.sub("", text)))


def lines_of(text: str) -> list[str]:
    """The lines of a text, cleaned and without spaces at their ends; empty lines are empty strings."""
    return [_SPACES.sub(" ", line).strip() for line in _LINE_END.split(_DROPPED.sub("", text[:_MOST_READ]))]


def missed_in(text: str) -> tuple[str, ...]:
    """What is to be said about characters that `cleaned` leaves out."""
    number = len(_MISSED.findall(text[:_MOST_READ]))
    if not number:
        return ()
    return (
        "1 character that cannot be shown was left out."
        if number == 1
        else f"{number:,} characters that cannot be shown were left out.",
    )


def one_line(text: str, room: int) -> Pasted:
    """The text as at most one block of at most `room` characters, lines joined by spaces."""
    line = " ".join(filter(None, lines_of(text)))
    blocks = [PastedBlock((Run(line),))] if line else []
    return limited(blocks, room, notes=missed_in(text), unread=len(text) - _MOST_READ)


def from_text(text: str, room: int = MOST_CHARACTERS) -> Pasted:
    """Plain text as paragraphs and bullets.

    Every line is a paragraph. Only where empty lines part the paragraphs, full lines (of 50 characters and more) are
    taken for lines of one paragraph. A line that begins with a bullet or a hyphen is a bullet.
    """
    raw = [line.rstrip() for line in _LINE_END.split(_DROPPED.sub("", text[:_MOST_READ]))]
    has_gaps = any(not line.strip() for line in _between(raw))
    found: list[tuple[list[str], bool]] = []
    full = False
    for line in raw:
        bullet = _BULLET.match(line)
        words = _SPACES.sub(" ", line[bullet.end() :] if bullet else line).strip()
        if full and words and not bullet:
            found[-1][0].append(words)
        elif words:
            found.append(([words], bullet is not None))
        full = has_gaps and len(line) >= _WRAPPED and bool(words)
    blocks = (PastedBlock((Run(" ".join(lines)),), is_bullet) for lines, is_bullet in found)
    return limited(blocks, room, notes=missed_in(text), unread=len(text) - _MOST_READ)


def _between(lines: list[str]) -> list[str]:
    """Without the empty lines at the start and the end."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def limited(
    blocks: Iterable[PastedBlock], room: int, *, notes: Iterable[str] = (), unread: int = 0, most: int = MOST_BLOCKS
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
    note = f"Paragraphs of more than {LONGEST_PARAGRAPH:,} characters were parted."
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
