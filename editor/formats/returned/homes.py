"""Where a paragraph belongs: the list or rich field that a new paragraph beside it would be a part of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from editor.document.paths import FieldPath
from editor.document.suggestions.story import RICH_FIELDS

TOP = "top5"
_LISTS = (
    ("noteworthy", "policy_news"),
    ("noteworthy", "corporate_news"),
    ("imprint", "authors"),
    ("imprint", "editors"),
)


class Role(Enum):
    """What a paragraph is there."""

    LINE = auto()
    """A paragraph or bullet of a rich field."""
    LABEL = auto()
    """The label of a rich field, or the heading of a list."""
    TITLE = auto()
    FACT = auto()
    """A paragraph of single values."""
    ITEM = auto()
    """An item of a list, in one paragraph."""


@dataclass(frozen=True, slots=True)
class Home:
    """A place of the issue: a field or list, and the id of the entry or item where it is in one."""

    role: Role
    container: FieldPath
    item: str = ""

    @property
    def entry(self) -> str:
        """The id of the entry; "" outside the top list."""
        return self.container[1] if self.container[:1] == (TOP,) and len(self.container) > 1 else ""


def home_of(paths: Iterable[str]) -> Home | None:
    """The home of a paragraph with these fields; None where it has none."""
    homes = [found for path in paths if (found := _home(FieldPath.parse(path))) is not None]
    return min(homes, key=lambda home: home.role is Role.FACT, default=None)


def _home(path: FieldPath) -> Home | None:
    if path[:1] == (TOP,):
        if len(path) == 1:
            return Home(Role.LABEL, path)
        if path[2:3] == ("contents_title",):
            return None  # in the contents, not in the entry
        if len(path) > 2 and path[2] in RICH_FIELDS:
            return Home(Role.LINE if len(path) > 3 else Role.LABEL, FieldPath(path[:3]))
        return Home(Role.TITLE if path[2:] == ("title",) else Role.FACT, FieldPath(path[:2]))
    if tuple(path[:2]) in _LISTS:
        container = FieldPath(path[:2])
        return Home(Role.ITEM, container, path[2]) if len(path) > 2 else Home(Role.LABEL, container)
    return None
