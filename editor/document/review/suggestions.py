"""What an editor proposes: another version of the issue, taken apart into suggestions that are accepted one by one.

The author's text stays as it is until a suggestion is accepted, so that rejecting gives it back to the letter. A
proposal is held as the edits that lead from the content to the proposed issue; suggestions are found by comparing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from editor.document.compare.three_way import merged_text
from editor.document.compare.word_diff import ChangeKind, DiffPart, word_diff
from editor.document.editing.diff import changes
from editor.document.editing.edits import CompoundEdit, Edit, InsertItem, MoveItem, RemoveItem, SetValue, applied
from editor.document.field_specs import is_inline
from editor.document.merging.merge import merged
from editor.document.paths import FieldPath, NoSuchField, position, value_at
from editor.document.text.inline import joined, parse
from editor.document.text.inline_writer import markdown
from schemas import Issue, Item


@dataclass(frozen=True, slots=True)
class TextSuggestion:
    """Words of one text that go or come. `first` counts the text's pieces from 0; a replacement has two pieces."""

    path: FieldPath
    first: int
    pieces: tuple[DiffPart, ...]


@dataclass(frozen=True, slots=True)
class WholeSuggestion:
    """One edit that is taken or left as a whole: another value, or an item that comes, goes or moves."""

    path: FieldPath
    edit: Edit


Suggestion = TextSuggestion | WholeSuggestion


def suggestions(issue: Issue, proposed: Issue) -> tuple[Suggestion, ...]:
    """All that the proposal would change, text by text in pieces of words."""
    return tuple(_suggestions(issue, changes(issue, proposed)))


def _suggestions(issue: Issue, edits: tuple[Edit, ...]) -> Iterator[Suggestion]:
    for edit in edits:
        match edit:
            case SetValue(path, str(text)) if is_inline(issue, path):
                yield from text_suggestions(path, value_at(issue, path), text)
            case SetValue(path, _) | RemoveItem(path) | MoveItem(path, _):
                yield WholeSuggestion(path, edit)
            case InsertItem(path, _, item):
                yield WholeSuggestion(path / item.id, edit)
            case CompoundEdit(edits):
                yield from _suggestions(issue, edits)


# The same objects again as long as both texts stay: whoever shows them need not look anew.
@lru_cache(maxsize=2048)
def text_suggestions(path: FieldPath, text: str, proposed: str) -> tuple[TextSuggestion, ...]:
    """The changes of one text of limited Markdown, a deletion and the insertion in its place as one."""
    pieces = word_diff(text, proposed)
    found: list[TextSuggestion] = []
    index = 0
    while index < len(pieces):
        size = 1
        if pieces[index].change is not ChangeKind.SAME:
            if index + 1 < len(pieces) and pieces[index + 1].change is ChangeKind.INSERTED:
                size = 2
            found.append(TextSuggestion(path, index, pieces[index : index + size]))
        index += size
    return tuple(found)


def accepted(issue: Issue, proposed: Issue, suggestion: Suggestion) -> Issue:
    """The content with the suggestion in it; comparing it with the proposal no longer finds that suggestion."""
    if isinstance(suggestion, WholeSuggestion):
        return applied(issue, _fitting(issue, proposed, suggestion.edit))
    path = suggestion.path
    after = _text(value_at(issue, path), value_at(proposed, path), suggestion, take=True)
    return applied(issue, SetValue(path, after))


def rejected(issue: Issue, proposed: Issue, suggestion: Suggestion) -> Issue:
    """The proposal without the suggestion; the content stays as it is."""
    if isinstance(suggestion, WholeSuggestion):
        return applied(proposed, _undone(issue, proposed, suggestion.edit))
    path = suggestion.path
    after = _text(value_at(issue, path), value_at(proposed, path), suggestion, take=False)
    return applied(proposed, SetValue(path, after))


def rebased(before: Issue, after: Issue, proposed: Issue) -> Issue:
    """The proposal on top of what an author did meanwhile; where both touched the same words, the proposal stands."""
    both = merged(before, proposed, after)
    result = both.issue
    for conflict in both.conflicts:
        texts = (conflict.base, conflict.ours, conflict.theirs)
        if all(isinstance(text, str) for text in texts) and is_inline(result, conflict.path):
            base, ours, theirs = texts
            result = applied(result, SetValue(conflict.path, merged_text(base, ours, theirs)))
    return result


def _text(text: str, proposed: str, suggestion: TextSuggestion, *, take: bool) -> str:
    """`text` with the suggestion taken, or `proposed` with it taken back."""
    kept: list[Any] = []
    pieces = word_diff(text, proposed)
    own = range(suggestion.first, suggestion.first + len(suggestion.pieces))
    if tuple(pieces[own.start : own.stop]) != suggestion.pieces:
        raise NoSuchField(str(suggestion.path))
    for index, piece in enumerate(pieces):
        # Taken, the suggestion's words are the proposal's and all else the author's; taken back, the other way.
        dropped = ChangeKind.DELETED if (index in own) is take else ChangeKind.INSERTED
        if piece.change is not dropped:
            kept += piece.runs
    runs = joined(kept)
    whole = proposed if take else text
    # To the letter, where that is possible: the same words can be written in more than one way.
    return whole if runs == parse(whole) else markdown(runs)


def _fitting(issue: Issue, proposed: Issue, edit: Edit) -> Edit:
    """An insertion or move with the place that its neighbours in the proposal have in the content."""
    match edit:
        case InsertItem(path, _, item):
            return InsertItem(path, _place(issue, proposed, path, item.id), item)
        case MoveItem(path, _):
            place = _place(issue, proposed, path.parent, path[-1])
            now = position(_items(issue, path.parent), path[-1])
            return MoveItem(path, place - 1 if now < place else place)
        case _:
            return edit


def _undone(issue: Issue, proposed: Issue, edit: Edit) -> Edit:
    """What takes the edit out of the proposal."""
    match edit:
        case SetValue(path, _):
            return SetValue(path, value_at(issue, path))
        case InsertItem(path, _, item):
            return RemoveItem(path / item.id)
        case RemoveItem(path):
            place = _place(proposed, issue, path.parent, path[-1])
            return InsertItem(path.parent, place, value_at(issue, path))
        case MoveItem(path, _):
            place = _place(proposed, issue, path.parent, path[-1])
            now = position(_items(proposed, path.parent), path[-1])
            return MoveItem(path, place - 1 if now < place else place)
        case _:
            raise NoSuchField("")


def _place(into: Issue, like: Issue, path: FieldPath, item_id: str) -> int:
    """Where an item goes in `into`'s list: behind the nearest of its predecessors in `like` that is there."""
    model = [item.id for item in _items(like, path)]
    there = {item.id: index for index, item in enumerate(_items(into, path)) if item.id != item_id}
    for neighbour in reversed(model[: model.index(item_id)]):
        if neighbour in there:
            return there[neighbour] + 1
    return 0


def _items(issue: Issue, path: FieldPath) -> tuple[Item, ...]:
    return cast("tuple[Item, ...]", value_at(issue, path))
