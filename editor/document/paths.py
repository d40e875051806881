"""Field paths: one address for widgets, findings, review threads, page rectangles and HTML ids.

A path names fields by their key and items by their id, so that it stays valid when items are reordered:
`top5/e1/comment/p2/text`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from schemas import Issue, Item, Part


class FieldPath(tuple[str, ...]):
    """The keys and ids from the issue down to a field or item. The empty path is the issue itself."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> FieldPath:
        """Parse the result of `str(path)`. Raises ValueError on an empty segment."""
        if not text:
            return cls()
        segments = text.split("/")
        if not all(segments):
            raise ValueError(f"A path has an empty segment: {text!r}")
        return cls(segments)

    def __truediv__(self, segment: str) -> FieldPath:
        return FieldPath((*self, segment))

    def under(self, base: FieldPath) -> FieldPath:
        """Return `base` followed by this path."""
        return FieldPath((*base, *self))

    @property
    def parent(self) -> FieldPath:
        """The path without its last segment. The empty path is its own parent."""
        return FieldPath(self[:-1])

    def __str__(self) -> str:
        return "/".join(self)

    def __repr__(self) -> str:
        return f"FieldPath({str(self)!r})"


ROOT = FieldPath()


class NoSuchField(KeyError):
    """The path does not exist in this issue."""

    def __str__(self) -> str:
        return f"{self.args[0]} does not exist."


def value_at(issue: Issue, path: FieldPath) -> Any:
    """Return the value at a path. Raises NoSuchField."""
    value: Any = issue
    for segment in path:
        value = _step(value, segment, path)
    return value


def _step(value: Any, segment: str, path: FieldPath) -> Any:
    if isinstance(value, Part):
        if segment in type(value).model_fields:
            return getattr(value, segment)
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, Item) and item.id == segment:
                return item
    raise NoSuchField(str(path))


def value_or_none(issue: Issue, path: FieldPath) -> Any:
    """Return the value at a path, or None if it does not exist. A date that is not set is None as well."""
    try:
        return value_at(issue, path)
    except NoSuchField:
        return None


def path_exists(issue: Issue, path: FieldPath) -> bool:
    """Whether a path exists, even if its value is empty."""
    try:
        value_at(issue, path)
    except NoSuchField:
        return False
    return True


def position(items: tuple[Item, ...], item_id: str) -> int:
    """Return the index of an item in its list. Raises NoSuchField."""
    for index, item in enumerate(items):
        if item.id == item_id:
            return index
    raise NoSuchField(item_id)


@lru_cache(maxsize=4096)
def path(text: str) -> FieldPath:
    """Parse a path that is a constant in code. Results are cached."""
    return FieldPath.parse(text)
