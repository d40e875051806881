"""Whether two issues are versions of one."""

from __future__ import annotations

from collections.abc import Iterator

from editor.document.sections import lists_of
from schemas import Issue, Item, Part

_LEAST_ALIKE = 0.3


def is_of_another_issue(one: Issue, other: Issue) -> bool:
    """Whether two issues have no entry and no news item in common, though each has some.

    Items are told by their words too: ids that people write by hand are the same in all issues. Where one has no items,
    the dates tell.
    """
    first, second = _worded(one), _worded(other)
    if not first or not second:
        return bool(one.date and other.date and one.date != other.date)
    return not any(2 * len(a & b) >= _LEAST_ALIKE * (len(a) + len(b)) for a in first for b in second)


def is_of_an_empty_issue(copy: Issue, issue: Issue) -> bool:
    """Whether a copy has items while the issue has none, and no date tells that it is one of this issue."""
    return bool(_worded(copy)) and not _worded(issue) and not (copy.date and copy.date == issue.date)


def has_items(issue: Issue) -> bool:
    """Whether an issue has entries or news with words."""
    return bool(_worded(issue))


def _worded(issue: Issue) -> list[frozenset[str]]:
    """The words of the items that have some."""
    return [words for words in map(_words, _items(issue)) if words]


def _items(issue: Issue) -> Iterator[Item]:
    for part in (issue, issue.noteworthy):
        for _, items in lists_of(part):
            yield from items


def _words(item: Item) -> frozenset[str]:
    return frozenset(word for text in _texts(item) for word in text.split())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            if name not in ("id", "type"):
                yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
