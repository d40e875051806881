"""Place the delimiters of strong and emphasis, so that CommonMark parses the intended styles.

A search for the cheapest plan for a sequence of styled spans: as few dropped styles as possible, then as few
delimiters as possible. It follows the rules for delimiter runs
(https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis), including flanking and the rule of three. A plan
depends only on the classes of the first and last characters of the spans, so it can be cached while typing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import groupby, product
from typing import NamedTuple

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace


class InlineStyle(IntEnum):
    """Inline styles. The value is the number of delimiter characters."""

    EMPHASIS = 1
    STRONG = 2


class CharacterClass(IntEnum):
    """The class of a character next to a delimiter, as CommonMark distinguishes them."""

    SPACE = 0
    PUNCTUATION = 1
    LETTER = 2


InlineStyles = frozenset[InlineStyle]
NO_STYLES: InlineStyles = frozenset()


def character_class(character: str) -> CharacterClass:
    """Return the class of one character. The empty string, at the ends of a text, counts as a space."""
    if not character or isWhiteSpace(ord(character)):
        return CharacterClass.SPACE
    return (
        CharacterClass.PUNCTUATION
        if isMdAsciiPunct(ord(character)) or isPunctChar(character)
        else CharacterClass.LETTER
    )


class Choice(NamedTuple):
    """The styles applied around a span, and the cost of the dropped ones."""

    marks: InlineStyles
    cost: int


class StyledSpan(NamedTuple):
    """Text between two positions where delimiters may be placed."""

    first: CharacterClass
    last: CharacterClass
    choices: tuple[Choice, ...]


class Plan(NamedTuple):
    """The choice for each span, and the delimiters before, between and after the spans (one more than spans)."""

    choices: tuple[int, ...]
    seams: tuple[str, ...]
    cost: int


class _OpenStyle(NamedTuple):
    """An open style: its delimiter, and the properties of its opening run that the rule of three needs."""

    mark: InlineStyle
    character: str
    length: int  # of its delimiter run, modulo 3
    may_close: bool


_Open = tuple[_OpenStyle, ...]


@dataclass(slots=True)
class _PartialPlan:
    """The cheapest plan found so far for one state of open styles."""

    cost: int
    choices: tuple[int, ...]
    seams: tuple[str, ...]


_DELIMITER = 10  # one delimiter costs ten times what the less usual underscore adds


@lru_cache(maxsize=1024)
def plan(before: CharacterClass, stretches: tuple[StyledSpan, ...], after: CharacterClass) -> Plan:
    """Return the cheapest plan. There always is one, because all styles may be dropped."""
    ways: dict[_Open, _PartialPlan] = {(): _PartialPlan(0, (), ())}
    last = before
    for stretch in stretches:
        reached: dict[_Open, _PartialPlan] = {}
        for number, choice in enumerate(stretch.choices):
            _step(ways, reached, last, stretch.first, choice, (number,))
        ways, last = reached, stretch.last
    ended: dict[_Open, _PartialPlan] = {}
    _step(ways, ended, last, after, Choice(NO_STYLES, 0), ())
    way = ended[()]
    return Plan(way.choices, way.seams, way.cost)


def _step(
    ways: dict[_Open, _PartialPlan],
    reached: dict[_Open, _PartialPlan],
    left: CharacterClass,
    right: CharacterClass,
    choice: Choice,
    number: tuple[int, ...],
) -> None:
    for spans, way in ways.items():
        for after, seam in _transitions(spans, choice.marks, left, right):
            cost = way.cost + choice.cost + _DELIMITER * len(seam) + seam.count("_")
            if after not in reached or cost < reached[after].cost:
                reached[after] = _PartialPlan(cost, way.choices + number, (*way.seams, seam))


@lru_cache(maxsize=8192)
def _transitions(
    spans: _Open, marks: InlineStyles, left: CharacterClass, right: CharacterClass
) -> tuple[tuple[_Open, str], ...]:
    """Return all delimiter strings that lead from these open styles to those styles, with the open styles after."""
    found = []
    for kept in range(len(spans), -1, -1):
        staying = spans[:kept]
        if any(span.mark not in marks for span in staying):
            continue
        for opened in _openings(marks - {span.mark for span in staying}):
            after = _open_after(staying, spans[kept:][::-1], opened, left, right)
            if after is not None:
                closers = "".join(span.character * span.mark for span in reversed(spans[kept:]))
                found.append((after, closers + "".join(character * mark for mark, character in opened)))
    return tuple(found)


def _openings(marks: InlineStyles) -> Iterator[tuple[tuple[InlineStyle, str], ...]]:
    orders = (
        [tuple(marks)]
        if len(marks) < 2
        else [(InlineStyle.STRONG, InlineStyle.EMPHASIS), (InlineStyle.EMPHASIS, InlineStyle.STRONG)]
    )
    for order in orders:
        for characters in product("*_", repeat=len(order)):
            yield tuple(zip(order, characters, strict=True))


def _open_after(
    staying: _Open,
    closed: Sequence[_OpenStyle],
    opened: Sequence[tuple[InlineStyle, str]],
    left: CharacterClass,
    right: CharacterClass,
) -> _Open | None:
    """Return the open styles after a delimiter string, or None if CommonMark would parse it differently."""
    delimiters: list[tuple[str, _OpenStyle | InlineStyle]] = [(span.character, span) for span in closed]
    delimiters += [(character, mark) for mark, character in opened]
    runs = [list(group) for _, group in groupby(delimiters, lambda delimiter: delimiter[0])]
    spans = list(staying)
    for number, run in enumerate(runs):
        character = run[0][0]
        before = left if number == 0 else CharacterClass.PUNCTUATION
        behind = right if number == len(runs) - 1 else CharacterClass.PUNCTUATION
        may_open, may_close = _flanking(character, before, behind)
        length = sum(what.mark if isinstance(what, _OpenStyle) else what for _, what in run)
        below = tuple(spans)
        for _, what in run:
            if isinstance(what, _OpenStyle):
                if not may_close or not _can_pair(what, length, may_open):
                    return None
            elif not may_open or (may_close and any(_would_close(span, character, length) for span in below)):
                return None
            else:
                spans.append(_OpenStyle(what, character, length % 3, may_close))
    return tuple(spans)


def _would_close(span: _OpenStyle, character: str, length: int) -> bool:
    """Whether an opening delimiter would be parsed as the end of an open style."""
    return span.character == character and _can_pair(span, length, may_open=True)


def _flanking(character: str, before: CharacterClass, behind: CharacterClass) -> tuple[bool, bool]:
    left = behind is not CharacterClass.SPACE and (
        behind is CharacterClass.LETTER or before is not CharacterClass.LETTER
    )
    right = before is not CharacterClass.SPACE and (
        before is CharacterClass.LETTER or behind is not CharacterClass.LETTER
    )
    if character == "*":
        return left, right
    return left and (not right or before is CharacterClass.PUNCTUATION), right and (
        not left or behind is CharacterClass.PUNCTUATION
    )


def _can_pair(span: _OpenStyle, length: int, may_open: bool) -> bool:
    """Whether the rule of three allows a closing run of this length."""
    if not (span.may_close or may_open):
        return True
    return (span.length + length) % 3 != 0 or (span.length == 0 and length % 3 == 0)
