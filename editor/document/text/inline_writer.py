"""Runs as limited Markdown: the inverse of `inline.parse`, for those who write text by its look.

CommonMark cannot mark every stretch. A mark never begins or ends at a space, and inside a word it never begins or
ends at punctuation: there is no bold `"b"` in `a"b"c`. What cannot be written is given up, the least first, and the
text stays whole:

1. spaces at the edges of a mark move outside it;
2. punctuation moves outside where its mark would not be read;
3. where marks still get into each other's way inside words, emphasis goes before strong, at that place only.

Line breaks become spaces, as they do when they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from editor.document.text.inline import Run, escaped, joined, link_markup
from editor.document.text.inline_marks import NO_MARKS, Choice, Edge, Mark, Marks, Stretch, edge, plan

_BREAK = re.compile(r"[\r\n\0]")
_LINE_END = re.compile(r"\r\n?|\n")

_MARKS: dict[tuple[bool, bool], Marks] = {
    (False, False): NO_MARKS,
    (True, False): frozenset((Mark.STRONG,)),
    (False, True): frozenset((Mark.EMPHASIS,)),
    (True, True): frozenset((Mark.STRONG, Mark.EMPHASIS)),
}

# What it costs to leave a stretch unmarked: in spaces little, in words as good as never.
_EMPTY_COST = {Mark.EMPHASIS: 1_000, Mark.STRONG: 1_001}
_PUNCTUATION_COST = {Mark.EMPHASIS: 10_000, Mark.STRONG: 10_001}
_KEPT = 300  # characters; of a text that is typed in, all stretches but one stay as they are
_WORDS_COST = {Mark.EMPHASIS: 1_000_000, Mark.STRONG: 2_000_000}


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words in one style, or a whole link; `writings` has its markup for each choice of marks around it."""

    stretch: Stretch
    writings: tuple[str, ...]


def markdown(runs: Iterable[Run]) -> str:
    """Limited Markdown that reads as these runs, or as near to them as CommonMark allows."""
    flat = joined(_flat(run) for run in runs)
    pieces: list[_Piece] = []
    for address, group in groupby(flat, lambda run: run.link):
        if address is None:
            for run in group:
                pieces.extend(_words(run.text, _marks(run)))
        else:
            pieces.append(_link(tuple(group), address))
    return _written(pieces, Edge.SPACE)[0]


def _flat(run: Run) -> Run:
    if not _BREAK.search(run.text):
        return run
    return replace(run, text=_LINE_END.sub(" ", run.text).replace("\0", "\ufffd"))


def _marks(run: Run) -> Marks:
    return _MARKS[run.strong, run.emphasis]


def _subsets(marks: Marks) -> list[Marks]:
    """From all of them down to none."""
    single = [frozenset((mark,)) for mark in sorted(marks)]
    return [marks, NO_MARKS] if len(marks) == 1 else [marks, *single, NO_MARKS] if marks else [NO_MARKS]


def _words(text: str, marks: Marks) -> tuple[_Piece, ...]:
    """Unlinked words, taken apart at the edges, where a mark may have to give way."""
    return _kept_words(text, marks) if len(text) <= _KEPT else tuple(_made_words(text, marks))


@lru_cache(maxsize=4096)
def _kept_words(text: str, marks: Marks) -> tuple[_Piece, ...]:
    return tuple(_made_words(text, marks))


def _made_words(text: str, marks: Marks) -> Iterator[_Piece]:
    if not marks:
        yield _piece(text, [Choice(NO_MARKS, 0)])
        return
    for part in _parts(text):
        if all(edge(character) is Edge.SPACE for character in part):
            costs = _EMPTY_COST
        elif len(part) == 1 and edge(part) is Edge.PUNCTUATION:
            costs = _PUNCTUATION_COST
        else:
            costs = _WORDS_COST
        yield _piece(part, [Choice(left, sum(costs[mark] for mark in marks - left)) for left in _subsets(marks)])


def _piece(text: str, choices: list[Choice]) -> _Piece:
    return _Piece(Stretch(edge(text[0]), edge(text[-1]), tuple(choices)), (escaped(text),) * len(choices))


def _parts(text: str) -> list[str]:
    """Spaces, one punctuation mark and spaces at either end, and what is between them; none of them empty."""
    start = _edge_cuts(text)
    end = [len(text) - cut for cut in _edge_cuts(text[::-1])][::-1]
    cuts = sorted({0, *start, *end, len(text)})
    return [text[one:two] for one, two in pairwise(cuts)]


def _edge_cuts(text: str) -> list[int]:
    spaces = _spaces(text, 0)
    mark = spaces + 1 if spaces < len(text) and edge(text[spaces]) is Edge.PUNCTUATION else spaces
    return [spaces, mark, _spaces(text, mark)]


def _spaces(text: str, start: int) -> int:
    """Where the spaces that begin at `start` end."""
    while start < len(text) and edge(text[start]) is Edge.SPACE:
        start += 1
    return start


def _link(runs: tuple[Run, ...], address: str) -> _Piece:
    is_short = sum(len(run.text) for run in runs) <= _KEPT
    return _kept_link(runs, address) if is_short else _made_link(runs, address)


def _made_link(runs: tuple[Run, ...], address: str) -> _Piece:
    """A link. Marks that all of its words share stand around it where they can, otherwise inside."""
    choices, writings = [], []
    for outer in _subsets(frozenset.intersection(*(_marks(run) for run in runs))):
        inner = [piece for run in runs for piece in _words(run.text, _marks(run) - outer)]
        words, cost = _written(inner, Edge.PUNCTUATION)
        choices.append(Choice(outer, cost))
        writings.append(link_markup(words, address))
    return _Piece(Stretch(Edge.PUNCTUATION, Edge.PUNCTUATION, tuple(choices)), tuple(writings))


_kept_link = lru_cache(maxsize=1024)(_made_link)


def _written(pieces: list[_Piece], before: Edge) -> tuple[str, int]:
    """The pieces one after another, the marked ones with their delimiters, and what that cost."""
    written: list[str] = []
    cost = 0
    numbered = list(enumerate(pieces))
    for marked, group in groupby(numbered, lambda pair: len(pair[1].stretch.choices) > 1):
        chunk = list(group)
        first, last = chunk[0][0], chunk[-1][0]
        if not marked:
            for _, piece in chunk:
                _append(written, piece.writings[0])
            continue
        left = pieces[first - 1].stretch.last if first else before
        right = pieces[last + 1].stretch.first if last + 1 < len(pieces) else Edge.SPACE
        found = plan(left, tuple(piece.stretch for _, piece in chunk), right)
        for (_, piece), choice, seam in zip(chunk, found.choices, found.seams[:-1], strict=True):
            _append(written, seam)
            _append(written, piece.writings[choice])
        _append(written, found.seams[-1])
        cost += found.cost
    return "".join(written), cost


def _append(written: list[str], markup: str) -> None:
    """Other readers of Markdown take `![` for a picture."""
    if not markup:
        return
    if written and markup.startswith("[") and written[-1].endswith("!"):
        written[-1] = written[-1][:-1] + r"\!"
    written.append(markup)
