"""A source document: blocks of runs with their places, comments and tracked changes.

Readers keep what they see and decide nothing: struck-out words, note marks and ruby are runs with a role, symbol fonts
and raised letters are named. `formats.rules` turns it into text that a field can hold, with a remark about whatever
does not come in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

HARD_BREAK = "\v"
"""In a run's text: a line break that a reader sees (`<br>`, Word's soft return)."""

SOFT_BREAK = "\n"
"""In a run's text: a line break of the source alone; it becomes a space, or nothing between Chinese characters."""


class Unit(StrEnum):
    """What the places of a source count."""

    LINE = auto()
    PARAGRAPH = auto()
    PAGE = auto()


class Role(Enum):
    """What a run is; only text comes into an issue."""

    TEXT = auto()
    STRUCK = auto()
    NOTE_MARK = auto()
    READING = auto()
    """The ruby of the word before it."""


class Script(Enum):
    """Where a run stands on its line."""

    NORMAL = auto()
    SUPER = auto()
    SUB = auto()


@dataclass(frozen=True, slots=True)
class SourceRun:
    """Text in one style. `link` is None outside links; `font` names a symbol font in lower case.

    `language` is "zh-Hans" or "zh-Hant" where the source states the script of Chinese.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    script: Script = Script.NORMAL
    role: Role = Role.TEXT
    font: str = ""
    language: str = ""


Runs = tuple[SourceRun, ...]

Stated = tuple[tuple[str, str], ...]
"""Pieces of Chinese with the scripts that a source states for them."""


class BlockKind(Enum):
    """What a block of text is."""

    PARAGRAPH = auto()
    ITEM = auto()
    HEADING = auto()
    NOTE = auto()
    """A footnote or an endnote."""
    COMMENT = auto()
    RUNNING_ELEMENT = auto()
    """What belongs to a page and not to its text: navigation, running heads, page numbers."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, list item, heading or note.

    `place` counts the document's units from 1, `level` list levels from 0 and headings from 1. `number` is the mark of
    an ordered item (`1.`, `b)`). `gap` is false where the block is right below the one before it. `begins` tells
    whether a paragraph begins with it or goes on; None where only its words can tell.
    """

    kind: BlockKind
    runs: Runs
    place: int
    level: int = 0
    number: str = ""
    gap: bool = True
    begins: bool | None = True
    indent: int = 0

    @property
    def text(self) -> str:
        """The words of all runs, whatever their role."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of data: rows of cells. A table that only arranges a page is read as its paragraphs."""

    rows: tuple[tuple[Runs, ...], ...]
    place: int


@dataclass(frozen=True, slots=True)
class ImageBlock:
    """A picture; `description` is its alternative text."""

    description: str
    place: int


Block = TextBlock | TableBlock | ImageBlock


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a source: the block's index in the document, and code points of its text."""

    block: int
    start: int
    length: int


class ChangeKind(StrEnum):
    """What a tracked change does."""

    INSERTION = auto()
    DELETION = auto()
    FORMATTING = "formatting change"


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """An insertion, a deletion or another format of words by one author.

    The document's text is that with all insertions and without the deletions; `anchor` is where the words are, for a
    deletion where they were, and None where no block of text has that place: in a table, or in a paragraph that has no
    words besides. `time` is ISO 8601 as the source has it, "" where it gives none or one that is no time.
    """

    author: str
    time: str
    kind: ChangeKind
    words: str
    anchor: Anchor | None


class ChangesRead(StrEnum):
    """What became of the tracked changes in the text that was read."""

    ACCEPTED = auto()
    REJECTED = auto()
    SUGGESTED = auto()


@dataclass(frozen=True, slots=True)
class SourceComment:
    """One comment of a thread."""

    author: str
    time: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceThread:
    """A comment with its replies, on words of the source.

    Without `words` it is about the whole block of `anchor`; without an anchor it is about nothing that was read.
    `place` is where it is if there is no anchor, 0 where the source does not say.
    """

    comments: tuple[SourceComment, ...]
    anchor: Anchor | None
    words: str
    resolved: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class SourceBookmark:
    """A name that a program gave to words: from and to an index of a block, and code points of its text."""

    name: str
    block: int
    start: int
    end_block: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a reader could not deliver. `place` is 0 where it concerns the whole source.

    `text` is all the text of the source that it is about.
    """

    place: int
    message: str
    help: str = ""
    needs_person: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """Everything that a reader found, in reading order.

    `title` is what the format itself calls the document (a mail's subject). `is_broken_by_hand` tells of sources whose
    lines may be parts of a paragraph.
    """

    unit: Unit
    blocks: tuple[Block, ...]
    notes: tuple[SourceNote, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    threads: tuple[SourceThread, ...] = ()
    title: str = ""
    is_broken_by_hand: bool = False
    bookmarks: tuple[SourceBookmark, ...] = ()
    changes_read: ChangesRead = ChangesRead.ACCEPTED
    revision: str = ""
    """What Newsdesk wrote into a PDF of its own about its pages' content."""


def text_of(runs: Iterable[SourceRun]) -> str:
    """The words of some runs."""
    return "".join(run.text for run in runs)
