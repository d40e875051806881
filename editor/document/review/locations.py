"""Where a suggestion stands in what is shown: in the author's text, or in the text that is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.document.compare.phrases import plain_text_diff
from editor.document.compare.word_diff import ChangeKind, DiffPart, word_diff
from editor.document.editing.edits import InsertItem, RemoveItem, SetValue
from editor.document.field_specs import is_inline
from editor.document.paths import FieldPath, path_exists, value_at
from editor.document.review.suggestions import Suggestion, TextSuggestion
from editor.document.text.inline import plain
from schemas import Bullet, Bullets, Issue, Item, NewsItem, Paragraph, Part, specs_of


@dataclass(frozen=True, slots=True)
class Location:
    """Where a mark stands: code points of the text as it is read, from 0."""

    path: FieldPath
    start: int = 0


@dataclass(frozen=True, slots=True)
class ChangedRange:
    """Words that go or come. A length of 0 is the place between two letters where something would."""

    path: FieldPath
    start: int
    length: int
    change: ChangeKind


def location_of(shown: Issue, other: Issue, suggestion: Suggestion, found: tuple[ChangedRange, ...]) -> Location:
    """Where to look for a suggestion in `shown`, which is the content or the proposal; `other` is the other one.

    `found` are its words there. What is not there stands behind what is before it in `other`.
    """
    if found:
        return Location(found[0].path, found[0].start)
    path = suggestion.path
    if path_exists(shown, path):
        return Location(_text_of(shown, path))
    while path and not path_exists(shown, path.parent):
        path = path.parent
    before = _before(shown, other, path)
    if before is None:
        return Location(path.parent)
    text = _text_of(shown, before, last=True)
    value = value_at(shown, text)
    return Location(text, len(plain(value)) if isinstance(value, str) else 0)


def changed_ranges(shown: Issue, other: Issue, suggestion: Suggestion, *, is_content: bool) -> tuple[ChangedRange, ...]:
    """The words of `shown` that a suggestion is about. `is_content` says whether that is the author's text."""
    if isinstance(suggestion, TextSuggestion):
        return tuple(_in_text(shown, other, suggestion, is_content=is_content))
    edit = suggestion.edit
    change = ChangeKind.DELETED if is_content else ChangeKind.INSERTED
    match edit:
        case SetValue(path, str()):
            return tuple(_in_plain(shown, other, path, is_content=is_content))
        case RemoveItem() | InsertItem() if path_exists(shown, suggestion.path):
            item = value_at(shown, suggestion.path)
            return tuple(ChangedRange(path, 0, length, change) for path, length in _texts(item, suggestion.path))
        case _:
            return ()


def _in_text(shown: Issue, other: Issue, suggestion: TextSuggestion, *, is_content: bool) -> Iterator[ChangedRange]:
    path = suggestion.path
    content, proposed = (shown, other) if is_content else (other, shown)
    pieces = word_diff(value_at(content, path), value_at(proposed, path))
    own = range(suggestion.first, suggestion.first + len(suggestion.pieces))
    if pieces[own.start : own.stop] != suggestion.pieces:
        return
    yield from _placed(pieces, path, is_content=is_content, own=own)


def _in_plain(shown: Issue, other: Issue, path: FieldPath, *, is_content: bool) -> Iterator[ChangedRange]:
    content, proposed = (shown, other) if is_content else (other, shown)
    old, new = value_at(content, path), value_at(proposed, path)
    if isinstance(old, str) and isinstance(new, str):
        pieces = word_diff(old, new) if is_inline(shown, path) else plain_text_diff(old, new)
        yield from _placed(pieces, path, is_content=is_content, own=range(len(pieces)))


def _placed(pieces: tuple[DiffPart, ...], path: FieldPath, *, is_content: bool, own: range) -> Iterator[ChangedRange]:
    """The own pieces that change, where they are in the text that is shown."""
    hidden = ChangeKind.INSERTED if is_content else ChangeKind.DELETED
    restyled = len(own) == 2 and pieces[own[0]].text == pieces[own[1]].text
    at = 0
    for index, piece in enumerate(pieces):
        length = 0 if piece.change is hidden else len(piece.text)
        if index in own and piece.change is not ChangeKind.SAME:
            if not restyled:
                yield ChangedRange(path, at, length, piece.change)
            elif length:  # the same words in another look: nothing goes
                yield ChangedRange(path, at, length, ChangeKind.INSERTED)
        at += length


def _texts(item: Item, path: FieldPath) -> Iterator[tuple[FieldPath, int]]:
    """The texts of an item that is short enough to be marked as a whole, and their lengths as read."""
    match item:
        case Paragraph() | Bullet():
            yield path / "text", len(plain(item.text))
        case Bullets():
            for bullet in item.items:
                yield path / "items" / bullet.id / "text", len(plain(bullet.text))
        case NewsItem():
            for name in specs_of(type(item)):
                value = getattr(item, name)
                if isinstance(value, str) and value:
                    field = path / name
                    yield field, len(plain(value)) if name == "text" else len(value)


def _before(shown: Issue, other: Issue, path: FieldPath) -> FieldPath | None:
    """The item of `shown` that comes before this one in `other`; without one, the first; None in an empty list."""
    there, model = _ids(shown, path.parent), _ids(other, path.parent)
    known = set(there)
    before = model[: model.index(path[-1])] if path[-1] in model else []
    found = next((one for one in reversed(before) if one in known), there[0] if there else None)
    return None if found is None else path.parent / found


def _text_of(shown: Issue, path: FieldPath, *, last: bool = False) -> FieldPath:
    """The text of a block, where a path names a block; of a list its first bullet's, or its last one's."""
    value = value_at(shown, path)
    if isinstance(value, Bullets) and value.items:
        bullet = value.items[-1 if last else 0]
        return path / "items" / bullet.id / "text"
    return path / "text" if isinstance(value, Paragraph | Bullet) else path


def _ids(issue: Issue, path: FieldPath) -> list[str]:
    value = value_at(issue, path) if path_exists(issue, path) else ()
    return [item.id for item in value if isinstance(item, Item)] if isinstance(value, tuple) else []


def field_of(issue: Issue, path: FieldPath) -> FieldPath:
    """The field of the form that a path leads into: of `top5/e1/comment/p1/text`, `top5/e1/comment`."""
    value: object = issue
    depth = 0
    while depth < len(path):
        if isinstance(value, Part):
            value = getattr(value, path[depth], None)
        elif isinstance(value, tuple):
            value = next((one for one in value if isinstance(one, Item) and one.id == path[depth]), None)
        if isinstance(value, tuple) and (not value or isinstance(value[0], Paragraph | Bullets)):
            return FieldPath(path[: depth + 1])
        depth += 1
        if value is None:
            break
    return FieldPath(path[:depth])
