"""Suggestions as records: what one person proposes to change, where, and a trace of what was decided.

A record names its place by item ids and positions, and keeps the words around it, so that the place is found again
after the issue was edited by another program. Positions count code points of a text as it is read (no markup).
In `old` and `new`, a line feed ends a paragraph or bullet; the rest is limited Markdown where the field is.
"""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from schemas.part import Item, Part

Counter = Annotated[int, Field(ge=0, description="Orders records and decisions; clocks are never compared.")]
Position = Annotated[int, Field(ge=0)]


class Reply(Item):
    """One contribution to the discussion of a suggestion: a reason, or an answer."""

    author: str
    at: AwareDatetime
    text: str


class SuggestionRecord(Item):
    """What every suggestion has.

    `counter` is that of its last change by its author; a decision is about the suggestion of that counter.
    Records of one `group` are one action, and are decided together. `outdated` means that what it wanted to change
    is gone: it applies nothing until its words come back.
    """

    author: str
    at: AwareDatetime
    counter: Counter = 0
    group: str = ""
    path: str
    outdated: bool = False
    replies: tuple[Reply, ...] = ()


class LineName(Part):
    """One paragraph or bullet of a replacement of several lines. `bullets` is the id of its list, if it is in one."""

    id: str
    bullets: str = ""


class ReplaceWords(SuggestionRecord):
    """Replace words of one field. `path` is the text in which the words begin.

    Without `old` it is an insertion, without `new` a deletion. A replacement that splits, joins, adds or removes
    paragraphs names the resulting lines in `lines`.
    """

    kind: Literal["replace"] = "replace"
    start: Position = 0
    old: str = ""
    new: str = ""
    lines: tuple[LineName, ...] = ()
    before: str = ""
    after: str = ""


class FormatWords(SuggestionRecord):
    """Format or link words. What is None stays as it is; an empty `link` takes a link away."""

    kind: Literal["format"] = "format"
    start: Position = 0
    old: str = ""
    strong: bool | None = None
    emphasis: bool | None = None
    link: str | None = None
    before: str = ""
    after: str = ""


class TurnLine(SuggestionRecord):
    """Make a paragraph a bullet, or a bullet a paragraph. `bullets` is the list that a new bullet begins."""

    kind: Literal["turn"] = "turn"
    bullet: bool
    bullets: str = ""


class SetField(SuggestionRecord):
    """Set a value that is not text: a date, an address, a list of names."""

    kind: Literal["set"] = "set"
    old: Any = None
    new: Any = None


class AddItem(SuggestionRecord):
    """Add an item to the list at `path`, after one item and before another; an empty id is the end of the list."""

    kind: Literal["insert"] = "insert"
    item: dict[str, Any]
    after: str = ""
    before: str = ""


class DropItem(SuggestionRecord):
    """Remove the item at `path`. `item` is what was to be removed: an item that was changed since is kept."""

    kind: Literal["remove"] = "remove"
    item: dict[str, Any]


class ShiftItem(SuggestionRecord):
    """Move the item at `path` after one item and before another of its list; an empty id is the end of the list."""

    kind: Literal["move"] = "move"
    after: str = ""
    before: str = ""


Suggestion = Annotated[
    ReplaceWords | FormatWords | TurnLine | SetField | AddItem | DropItem | ShiftItem, Field(discriminator="kind")
]


class Answer(StrEnum):
    """What became of a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Decision(Item):
    """The trace of a decided suggestion, by its id: no merge brings it back.

    `revision` is the counter that the suggestion had when it was decided.
    """

    answer: Answer
    by: str
    at: AwareDatetime
    counter: Counter = 0
    revision: Counter = 0
