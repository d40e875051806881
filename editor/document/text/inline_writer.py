"""Write runs as limited Markdown: the inverse of `inline.parse`.

CommonMark cannot express every styled run. A style never starts or ends at a space, and inside a word it never starts
or ends at punctuation: `a"b"c` cannot have a bold `"b"`. Styles that cannot be written are dropped, and the text is
kept:

1. spaces at the edges of a style move outside it;
2. punctuation moves outside if its delimiters would not be parsed;
3. if styles still conflict inside words, emphasis is dropped before strong, at that position only.

Line breaks become spaces, as in parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from editor.document.text.delimiters import (
    NO_STYLES,
    CharacterClass,
    Choice,
    InlineStyle,
    InlineStyles,
    StyledSpan,
    character_class,
    plan,
)
from editor.document.text.inline import Run, escaped, joined, link_markup

_BREAK = re.compile(r"[\r\n\0]")
_LINE_END = re.compile(r"\r\n?|\n")

_STYLES: dict[tuple[bool, bool], InlineStyles] = {
    (False, False): NO_STYLES,
    (True, False): frozenset((InlineStyle.STRONG,)),
    (False, True): frozenset((InlineStyle.EMPHASIS,)),
    (True, True): frozenset((InlineStyle.STRONG, InlineStyle.EMPHASIS)),
}

# The cost of dropping a style: low for spaces, prohibitive for words.
_EMPTY_COST = {InlineStyle.EMPHASIS: 1_000, InlineStyle.STRONG: 1_001}
_PUNCTUATION_COST = {InlineStyle.EMPHASIS: 10_000, InlineStyle.STRONG: 10_001}
_CACHED_LENGTH = 300  # characters; while typing, all runs of a text but one stay the same
_WORDS_COST = {InlineStyle.EMPHASIS: 1_000_000, InlineStyle.STRONG: 2_000_000}


@dataclass(frozen=True, slots=True)
class _Segment:
    """Text in one style, or a whole link. `writings` has the markup for each choice of styles around it."""

    stretch: StyledSpan
    writings: tuple[str, ...]


def markdown(runs: Iterable[Run]) -> str:
    """Return limited Markdown that parses as these runs, or as close to them as CommonMark allows."""
    flat = joined(_flat(run) for run in runs)
    pieces: list[_Segment] = []
    for address, group in groupby(flat, lambda run: run.link):
        if address is None:
            for run in group:
                pieces.extend(_segments(run.text, _styles(run)))
        else:
            pieces.append(_link(tuple(group), address))
    return _joined_markup(pieces, CharacterClass.SPACE)[0]


def _flat(run: Run) -> Run:
    if not _BREAK.search(run.text):
        return run
    return replace(run, text=_LINE_END.sub(" ", run.text).replace("\0", "\ufffd"))


def _styles(run: Run) -> InlineStyles:
    return _STYLES[run.strong, run.emphasis]


def _subsets(marks: InlineStyles) -> list[InlineStyles]:
    """Return the subsets, from all styles to none."""
    single = [frozenset((mark,)) for mark in sorted(marks)]
    return [marks, NO_STYLES] if len(marks) == 1 else [marks, *single, NO_STYLES] if marks else [NO_STYLES]


def _segments(text: str, marks: InlineStyles) -> tuple[_Segment, ...]:
    """Return the segments of unlinked text, split at the edges, where styles may have to be dropped."""
    return _cached_segments(text, marks) if len(text) <= _CACHED_LENGTH else tuple(_make_segments(text, marks))


@lru_cache(maxsize=4096)
def _cached_segments(text: str, marks: InlineStyles) -> tuple[_Segment, ...]:
    return tuple(_make_segments(text, marks))


def _make_segments(text: str, marks: InlineStyles) -> Iterator[_Segment]:
    if not marks:
        yield _segment(text, [Choice(NO_STYLES, 0)])
        return
    for part in _parts(text):
        if all(character_class(character) is CharacterClass.SPACE for character in part):
            costs = _EMPTY_COST
        elif len(part) == 1 and character_class(part) is CharacterClass.PUNCTUATION:
            costs = _PUNCTUATION_COST
        else:
            costs = _WORDS_COST
        yield _segment(part, [Choice(left, sum(costs[mark] for mark in marks - left)) for left in _subsets(marks)])


def _segment(text: str, choices: list[Choice]) -> _Segment:
    return _Segment(
        StyledSpan(character_class(text[0]), character_class(text[-1]), tuple(choices)), (escaped(text),) * len(choices)
    )


def _parts(text: str) -> list[str]:
    """Split a text into spaces, one punctuation mark and spaces at either end, and the rest; without empty parts."""
    start = _edge_cuts(text)
    end = [len(text) - cut for cut in _edge_cuts(text[::-1])][::-1]
    cuts = sorted({0, *start, *end, len(text)})
    return [text[one:two] for one, two in pairwise(cuts)]


def _edge_cuts(text: str) -> list[int]:
    spaces = _spaces(text, 0)
    mark = spaces + 1 if spaces < len(text) and character_class(text[spaces]) is CharacterClass.PUNCTUATION else spaces
    return [spaces, mark, _spaces(text, mark)]


def _spaces(text: str, start: int) -> int:
    """Return the end of the spaces that start at `start`."""
    while start < len(text) and character_class(text[start]) is CharacterClass.SPACE:
        start += 1
    return start


def _link(runs: tuple[Run, ...], address: str) -> _Segment:
    is_short = sum(len(run.text) for run in runs) <= _CACHED_LENGTH
    return _cached_link(runs, address) if is_short else _make_link(runs, address)


def _make_link(runs: tuple[Run, ...], address: str) -> _Segment:
    """Return a link. Styles of all its words are written around it if possible, otherwise inside."""
    choices, writings = [], []
    for outer in _subsets(frozenset.intersection(*(_styles(run) for run in runs))):
        inner = [piece for run in runs for piece in _segments(run.text, _styles(run) - outer)]
        words, cost = _joined_markup(inner, CharacterClass.PUNCTUATION)
        choices.append(Choice(outer, cost))
        writings.append(link_markup(words, address))
    return _Segment(StyledSpan(CharacterClass.PUNCTUATION, CharacterClass.PUNCTUATION, tuple(choices)), tuple(writings))


_cached_link = lru_cache(maxsize=1024)(_make_link)


def _joined_markup(pieces: list[_Segment], before: CharacterClass) -> tuple[str, int]:
    """Return the markup of the segments with their delimiters, and its cost."""
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
        right = pieces[last + 1].stretch.first if last + 1 < len(pieces) else CharacterClass.SPACE
        found = plan(left, tuple(piece.stretch for _, piece in chunk), right)
        for (_, piece), choice, seam in zip(chunk, found.choices, found.seams[:-1], strict=True):
            _append(written, seam)
            _append(written, piece.writings[choice])
        _append(written, found.seams[-1])
        cost += found.cost
    return "".join(written), cost


def _append(written: list[str], markup: str) -> None:
    """Append markup, escaping `!` before `[`, which other Markdown parsers read as an image."""
    if not markup:
        return
    if written and markup.startswith("[") and written[-1].endswith("!"):
        written[-1] = written[-1][:-1] + r"\!"
    written.append(markup)
