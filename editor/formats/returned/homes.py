"""Where a paragraph belongs: the list or rich field that a new paragraph beside it would be a part of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from editor.document.form_structure import item_model
from editor.document.paths import FieldPath
from editor.document.sections import part_model
from editor.document.suggestions.story import RICH_FIELDS
from schemas import Issue, Item, Kind, specs_of

TOP = "top5"


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
    if FieldPath(path[:2]) in lists_in_parts():
        container = FieldPath(path[:2])
        return Home(Role.ITEM, container, path[2]) if len(path) > 2 else Home(Role.LABEL, container)
    return None


def item_of(path: str) -> FieldPath | None:
    """The entry or item that a field is in; None for all other fields."""
    segments = FieldPath.parse(path)
    depth = 1 if segments[:1] == (TOP,) else 2
    is_listed = depth == 1 or FieldPath(segments[:2]) in lists_in_parts()
    return FieldPath(segments[: depth + 1]) if is_listed and len(segments) > depth else None


@cache
def lists_in_parts() -> dict[FieldPath, type[Item]]:
    """The lists in the parts of an issue (news, people), which have one paragraph for an item; what their items are."""
    return {
        FieldPath((part, name)): item_model(part_model(part), name)
        for part, spec in specs_of(Issue).items()
        if spec.kind is Kind.PART
        for name, inner in specs_of(part_model(part)).items()
        if inner.kind is Kind.ITEMS
    }


def alike(container: FieldPath) -> tuple[FieldPath, ...]:
    """The lists between which items can be moved: those of the same part with the same kind of items."""
    lists = lists_in_parts()
    return tuple(one for one, model in lists.items() if one[0] == container[0] and model is lists.get(container))
