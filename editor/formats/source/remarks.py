"""What the rules say about a source: which characters were left out or changed, counted and quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

_QUOTED = 60
_MOST_QUOTES = 3


class RemarkKind(StrEnum):
    """Why something was left out or changed, in the order in which it is said."""

    MARKDOWN = auto()
    LINK = auto()
    REDIRECT = auto()
    TRACKED = auto()
    PICTURE = auto()
    TABLE = auto()
    NESTED = auto()
    STRUCK = auto()
    COMMENT = auto()
    NOTE_MARK = auto()
    NOTE = auto()
    READING = auto()
    SYMBOL = auto()
    RAISED = auto()
    HYPHEN = auto()
    CONTROL = auto()
    RUNNING_ELEMENT = auto()


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was left out or changed, by its words."""

    kind: RemarkKind
    words: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class _Wording:
    """Sentences for one and for several; `{n}` is their number. Quotations follow."""

    one: str
    several: str
    needs_person: bool = False
    help: str = ""


_WORDINGS = {
    RemarkKind.MARKDOWN: _Wording("Markdown marks were read as formatting", "Markdown marks were read as formatting"),
    RemarkKind.LINK: _Wording(
        "Removed 1 link with an unsupported address; its text was kept",
        "Removed {n} links with unsupported addresses; their text was kept",
    ),
    RemarkKind.REDIRECT: _Wording(
        "1 link led through a redirect or carried tracking; it now goes to",
        "{n} links led through a redirect or carried tracking; they now go to",
    ),
    RemarkKind.TRACKED: _Wording(
        "1 link leads through a mailing service and may name its recipient; replace it",
        "{n} links lead through a mailing service and may name their recipient; replace them",
        needs_person=True,
    ),
    RemarkKind.PICTURE: _Wording("1 picture was left out", "{n} pictures were left out", needs_person=True),
    RemarkKind.TABLE: _Wording(
        "1 table became text, one line for each row", "{n} tables became text, one line for each row", needs_person=True
    ),
    RemarkKind.NESTED: _Wording(
        "1 nested list item became an item of the list around it",
        "{n} nested list items became items of the list around them",
    ),
    RemarkKind.STRUCK: _Wording("Struck-out text was left out", "Struck-out text was left out"),
    RemarkKind.COMMENT: _Wording("1 comment was left out", "{n} comments were left out"),
    RemarkKind.NOTE_MARK: _Wording("1 note reference was left out", "{n} note references were left out"),
    RemarkKind.NOTE: _Wording("1 note was left out", "{n} notes were left out", needs_person=True),
    RemarkKind.READING: _Wording("1 pronunciation guide was left out", "{n} pronunciation guides were left out"),
    RemarkKind.SYMBOL: _Wording(
        "1 character of a symbol font could not be read",
        "{n} characters of symbol fonts could not be read",
        needs_person=True,
    ),
    RemarkKind.RAISED: _Wording(
        "A superscript or subscript became plain text",
        "{n} superscripts or subscripts became plain text",
        needs_person=True,
    ),
    RemarkKind.HYPHEN: _Wording("1 hyphen at a line end was removed", "{n} hyphens at line ends were removed"),
    RemarkKind.RUNNING_ELEMENT: _Wording("Left out as part of the page", "Left out as parts of the page"),
    RemarkKind.CONTROL: _Wording(
        "1 character that cannot be shown was left out", "{n} characters that cannot be shown were left out"
    ),
}


_LEFT_OUT = frozenset((
    RemarkKind.PICTURE, RemarkKind.STRUCK, RemarkKind.COMMENT, RemarkKind.NOTE_MARK, RemarkKind.NOTE,
    RemarkKind.READING, RemarkKind.SYMBOL, RemarkKind.RUNNING_ELEMENT,
))  # fmt: skip


def sentence(kind: RemarkKind, words: Sequence[str]) -> str:
    """One sentence about all remarks of a kind, with the first few of their words."""
    wording = _WORDINGS[kind]
    said = wording.one if len(words) == 1 else wording.several.format(n=f"{len(words):,}")
    quotes = [f"“{shortened(text)}”" for text in dict.fromkeys(words) if text]
    if not quotes:
        return f"{said}."
    more = len(quotes) - _MOST_QUOTES
    rest = f" and {more:,} more" if more > 0 else ""
    listed = f"{said}: {', '.join(quotes[:_MOST_QUOTES])}{rest}"
    return listed if listed.endswith((".”", "!”", "?”")) else f"{listed}."


def sentences(remarks: Iterable[Remark]) -> tuple[str, ...]:
    """One sentence for each kind."""
    found: dict[RemarkKind, list[str]] = {}
    for remark in remarks:
        found.setdefault(remark.kind, []).append(remark.words)
    return tuple(sentence(kind, found[kind]) for kind in RemarkKind if kind in found)


def is_left_out(kind: RemarkKind) -> bool:
    """Whether the words of a remark did not come in."""
    return kind in _LEFT_OUT


def needs_person(kind: RemarkKind) -> bool:
    """Whether somebody has to look at what was read."""
    return _WORDINGS[kind].needs_person


def shortened(text: str) -> str:
    """The beginning of a text on one line."""
    flat = " ".join(text[: 4 * _QUOTED].split())
    return flat if len(flat) <= _QUOTED and len(text) <= 4 * _QUOTED else f"{flat[:_QUOTED].rstrip()}…"
