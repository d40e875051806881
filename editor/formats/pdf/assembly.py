"""Pieces of one paragraph as runs: which are on one line, where a space was, what is raised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from editor.document.text.scripts import meet_without_space
from editor.formats.pdf.piece import Piece
from editor.formats.rules.joining import BREAK_HYPHEN, marked_hyphens
from editor.formats.source.document import Role, Script, SourceRun

_RAISED = 0.85
"""A piece smaller than this part of its line, and off its baseline, is raised or lowered."""

_TAB = 3.0
"""Letter heights of empty space on a line that stand for a tab."""

_SPACE = 0.18
_RAISED_GAP = 0.3
_INSIDE_SPACE = 0.45
"""The same behind an opening bracket and before a mark that closes: their glyphs are narrower than their room."""

_OPENING = tuple("([{‘“«《〈「『（【")
_CLOSING = tuple(")]},.;:!?’”»》〉」』）】，。、；：")
_NO_SPACE_AFTER = "/—–-\u2010"
_CONTROL = re.compile(r"[\r\n\uffff]")
_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\x02\ufffe", "-"))
"""What pdfium gives for a hyphen at the end of a line that it takes for a divided word."""


def lines_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces in reading order, parted at new baselines; raised letters stay on their line."""
    lines: list[list[Piece]] = []
    for piece in pieces:
        if lines and _same_line(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _same_line(line: Sequence[Piece], piece: Piece) -> bool:
    main = max(line, key=lambda each: each.size)
    return (
        piece.page == main.page
        and abs(piece.y - main.y) < 0.6 * max(main.size, piece.size)
        and piece.left >= line[-1].left - main.size
    )


def text_of_line(line: Sequence[Piece]) -> str:
    """The text of one line."""
    return "".join(run.text for run in line_runs(line))


def runs_of(
    pieces: Iterable[Piece], between: Callable[[Piece, Piece], SourceRun] | None = None
) -> tuple[tuple[SourceRun, ...], tuple[str, ...]]:
    """The runs of one paragraph, and the words that were put together at hyphens.

    `between` makes the space between the last piece of a line and the first of the next, where that is known.
    """
    placed = [line for line in lines_of(pieces) if any(piece.text.strip() for piece in line)]
    lines = [line_runs(line) for line in placed]
    texts = ["".join(run.text for run in line).strip() for line in lines]
    marked, made = marked_hyphens(texts, [False] * len(texts))
    found: list[SourceRun] = []
    for number, line in enumerate(lines):
        if number:
            space = between(_last_word(placed[number - 1]), _first_word(placed[number])) if between else None
            _join(found, line, space, divided=marked[number - 1].endswith(BREAK_HYPHEN))
        found += line
    if found:
        found[0] = replace(found[0], text=found[0].text.lstrip())
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(run for run in found if run.text), tuple(made)


def _first_word(line: Sequence[Piece]) -> Piece:
    return next(piece for piece in line if piece.text.strip())


def _last_word(line: Sequence[Piece]) -> Piece:
    return _first_word(line[::-1])


def _join(before: list[SourceRun], line: list[SourceRun], space: SourceRun | None, *, divided: bool) -> None:
    """End the text so far as the next line asks for: with a space, with nothing, without its hyphen."""
    while before and not before[-1].text.strip():
        before.pop()
    if not before:
        return
    last = before[-1]
    text = last.text.rstrip()
    following = "".join(run.text for run in line).lstrip()
    line[0] = replace(line[0], text=line[0].text.lstrip())
    if divided:
        before[-1] = replace(last, text=text[:-1])
    elif meet_without_space(text, following) or _holds_on(text):
        before[-1] = replace(last, text=text)
    elif space is not None:
        before[-1] = replace(last, text=text)
        before.append(space)
    elif last.link != line[0].link or (last.strong, last.emphasis) != (line[0].strong, line[0].emphasis):
        before[-1] = replace(last, text=text)
        before.append(SourceRun(" "))
    else:
        before[-1] = replace(last, text=f"{text} ")


def _holds_on(text: str) -> bool:
    """Whether a line ends with a mark that has a letter right before it, and needs no space behind it."""
    return text[-1:] in _NO_SPACE_AFTER and len(text) > 1 and not text[-2].isspace()


def line_runs(line: Sequence[Piece]) -> list[SourceRun]:
    """The runs of one line, with the spaces that its gaps stand for."""
    main = max(line, key=lambda piece: (len(piece.text.strip()), piece.size))
    runs: list[SourceRun] = []
    last: Piece | None = None
    for piece in line:
        text = _CONTROL.sub("", piece.text).translate(_HYPHENS)
        if last is not None and runs:
            gap = piece.left - last.right
            if _script(piece, main) is not Script.NORMAL and gap < _RAISED_GAP * main.size:
                runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
                text = text.lstrip(" ")
            elif gap > _TAB * main.size:
                runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
                runs.append(SourceRun("\t"))
                text = text.lstrip(" ")
            elif runs[-1].text.endswith((" ", "\t")):
                text = text.lstrip(" ")
            elif gap > _least_space(runs[-1].text, text) * main.size and not text.startswith(" "):
                so_far = "".join(run.text for run in runs)
                text = text if meet_without_space(so_far, text) else f" {text}"
        if text:
            role = Role.STRUCK if piece.struck else Role.TEXT
            script = _script(piece, main)
            run = SourceRun(text, piece.strong, piece.emphasis, piece.link, script, role, language=piece.language)
            runs.append(run)
        last = piece
    return _linked(runs)


def _least_space(before: str, after: str) -> float:
    """The gap between two pieces, in letter heights, from which on it is a space."""
    return _INSIDE_SPACE if before.endswith(_OPENING) or after.startswith(_CLOSING) else _SPACE


def _linked(runs: list[SourceRun]) -> list[SourceRun]:
    """Spaces between a link and other words are outside the link."""
    found: list[SourceRun] = []
    for number, run in enumerate(runs):
        before = runs[number - 1].link if number else None
        text = run.text
        if run.link and before != run.link and text.startswith(" "):
            found.append(SourceRun(" "))
            text = text[1:]
        after = runs[number + 1].link if number + 1 < len(runs) else None
        trailing = run.link and after != run.link and text.endswith(" ")
        found.append(replace(run, text=text[:-1] if trailing else text))
        if trailing:
            found.append(SourceRun(" "))
    return found


def _script(piece: Piece, main: Piece) -> Script:
    if piece.size > _RAISED * main.size and abs(piece.y - main.y) < 0.25 * main.size:
        return Script.NORMAL
    if piece.y - main.y > 0.12 * main.size:
        return Script.SUPER
    return Script.SUB if main.y - piece.y > 0.05 * main.size else Script.NORMAL
