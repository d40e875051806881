"""A suggestion in words: what would be done, to which words, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from editor.document.compare.styling import style_change
from editor.document.compare.value_diff import readable_runs, value_diff
from editor.document.compare.word_diff import ChangeKind, DiffPart, word_diff
from editor.document.editing.edit_json import BadEdit
from editor.document.editing.edits import InsertItem, MoveItem, RemoveItem, SetValue
from editor.document.paths import ROOT, FieldPath, NoSuchField, position, value_at
from editor.document.review.suggestions import Suggestion, TextSuggestion
from editor.document.review.written_edits import edit_of, places_of
from editor.document.text.inline import Run, joined, sliced, text_of
from editor.document.text.phrasing import capitalised
from schemas import Bullets, Entry, Issue, Item, Part, spec_of

_AROUND = 36
"""Characters of what stays, before and behind a change."""
_LONGEST = 240
"""Characters of a whole item; the item itself stands in the form."""
_GONE = "Its place is gone."
_SAID = {ChangeKind.DELETED: "delete", ChangeKind.INSERTED: "insert"}


@dataclass(frozen=True, slots=True)
class Description:
    """`verb` follows the editor's name: "replaces", "adds a bullet". `note` says what the words alone do not show."""

    verb: str
    pieces: tuple[DiffPart, ...]
    note: str = ""

    @property
    def accessible_text(self) -> str:
        """The same for those who do not see strokes and colours."""
        changed = [piece for piece in self.pieces if piece.change is not ChangeKind.SAME]
        if self.verb in ("replaces", "changes"):
            words = [f"{_SAID[piece.change]} “{piece.text}”" for piece in changed]
        else:
            words = [f"“{piece.text}”" for piece in changed or self.pieces]
        note = self.note if self.note.endswith(".") else f"{self.note[:1].lower()}{self.note[1:]}"
        said = ", ".join([*words, note] if note else words)
        return f"{self.verb}: {said}" if said else self.verb


def description_of(issue: Issue, proposed: Issue, suggestion: Suggestion) -> Description:
    """What a suggestion would do to the content. Raises NoSuchField where it is no longer there."""
    if isinstance(suggestion, TextSuggestion):
        return _text(issue, proposed, suggestion)
    match suggestion.edit:
        case SetValue(path, value):
            return _value(issue, path, value)
        case InsertItem(path, _, item):
            number = position(value_at(proposed, path), item.id) + 1
            return Description(f"adds {_a(issue, path, item)}", _item(ChangeKind.INSERTED, item), f"As number {number}")
        case RemoveItem(path):
            item = value_at(issue, path)
            return Description(f"removes {_a(issue, path.parent, item)}", _item(ChangeKind.DELETED, item))
        case MoveItem(path, _):
            item = value_at(issue, path)
            old, new = (position(value_at(one, path.parent), path[-1]) + 1 for one in (issue, proposed))
            note = f"Moved from {old} to {new}" if old != new else ""
            return Description(f"moves {_a(issue, path.parent, item)}", _item(ChangeKind.SAME, item), note)
        case _:
            raise NoSuchField(str(suggestion.path))


def _a(issue: Issue, path: FieldPath, item: Item) -> str:
    """An item of the list at `path`, as it is called in a sentence: "a bullet", "an entry"."""
    if isinstance(item, Bullets):
        return "a bullet list"
    holder = value_at(issue, path.parent)
    noun = (spec_of(type(holder), path[-1]).item if isinstance(holder, Part) else "") or type(item).__name__.lower()
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def description_of_orphan(text: str) -> tuple[FieldPath, Description]:
    """Where an edit of a proposal belonged that does not fit the content, and what it would have done."""
    try:
        edit = edit_of(text)
    except BadEdit:
        return ROOT, Description("suggested something", (), "It cannot be read by this version.")
    place = next(iter(places_of(edit)), ROOT)
    match edit:
        case SetValue(_, value):
            return place, Description("suggested words", _item(ChangeKind.INSERTED, value), _GONE)
        case InsertItem(_, _, item):
            return place, Description("suggested something new", _item(ChangeKind.INSERTED, item), _GONE)
        case RemoveItem():
            return place, Description("suggested to remove something", (), _GONE)
        case MoveItem():
            return place, Description("suggested another order", (), _GONE)
        case _:
            return place, Description("suggested something", (), _GONE)


# --- Texts ------------------------------------------------------------------------------------------------


def _text(issue: Issue, proposed: Issue, suggestion: TextSuggestion) -> Description:
    pieces = word_diff(value_at(issue, suggestion.path), value_at(proposed, suggestion.path))
    first, last = suggestion.first, suggestion.first + len(suggestion.pieces)
    if pieces[first:last] != suggestion.pieces:
        raise NoSuchField(str(suggestion.path))
    verb, own, note = _noted(suggestion.pieces)
    before, behind = pieces[:first], pieces[last:]
    return Description(verb, (*_stays(_end(before), before), *own, *_stays(_start(behind), behind)), note)


def _stays(runs: tuple[Run, ...], of: tuple[DiffPart, ...]) -> Iterator[DiffPart]:
    if of and runs:
        yield DiffPart(ChangeKind.SAME, runs)


def _noted(pieces: tuple[DiffPart, ...]) -> tuple[str, tuple[DiffPart, ...], str]:
    """The verb, the pieces as they are shown, and what words alone do not show: formats, links, blanks."""
    note = style_change(pieces, 0)
    if note:
        return "formats", (pieces[1],), capitalised(note)
    old = tuple(run for piece in pieces if piece.change is ChangeKind.DELETED for run in piece.runs)
    new = tuple(run for piece in pieces if piece.change is ChangeKind.INSERTED for run in piece.runs)
    verb = "replaces" if old and new else "inserts" if new else "deletes"
    if not text_of((*old, *new)).strip():
        return verb, pieces, "A space" if len(text_of((*old, *new))) == 1 else "Spaces"
    return verb, pieces, capitalised(", ".join(_relinked(old, new)))


def _relinked(old: tuple[Run, ...], new: tuple[Run, ...]) -> Iterator[str]:
    were = dict.fromkeys(run.link for run in old if run.link is not None)
    are = dict.fromkeys(run.link for run in new if run.link is not None)
    came, went = [link for link in are if link not in were], [link for link in were if link not in are]
    if came and went:
        yield f"link to {_listed(came)} instead of {_listed(went)}"
    elif came:
        yield f"link to {_listed(came)}"
    elif went and new:  # where the words go, nobody expects their links to stay
        yield f"no link to {_listed(went)}"


def _listed(links: Iterable[str]) -> str:
    *others, last = (link or "nowhere yet" for link in links)
    return f"{', '.join(others)} and {last}" if others else last


def _end(pieces: tuple[DiffPart, ...]) -> tuple[Run, ...]:
    """The last words of what the change stands behind."""
    if not pieces or pieces[-1].change is not ChangeKind.SAME:
        return ()
    text, runs = pieces[-1].text, pieces[-1].runs
    if len(text) <= _AROUND and len(pieces) == 1:
        return runs
    cut = max(len(text) - _AROUND, 0)
    at = text.find(" ", cut)
    begin = at + 1 if cut and 0 <= at < len(text) - 1 else cut
    return (Run("…"), *sliced(runs, begin))


def _start(pieces: tuple[DiffPart, ...]) -> tuple[Run, ...]:
    """The first words of what stands behind the change."""
    if not pieces or pieces[0].change is not ChangeKind.SAME:
        return ()
    text, runs = pieces[0].text, pieces[0].runs
    if len(text) <= _AROUND and len(pieces) == 1:
        return runs
    at = text.rfind(" ", 0, _AROUND)
    end = at if at > 0 and len(text) > _AROUND else _AROUND
    return (*sliced(runs, 0, end), Run("…"))


# --- Whole values -----------------------------------------------------------------------------------------


def _value(issue: Issue, path: FieldPath, value: Any) -> Description:
    old = value_at(issue, path)
    if isinstance(value, Item):  # a paragraph that became a list
        return Description("changes", (*_item(ChangeKind.DELETED, old), *_item(ChangeKind.INSERTED, value)))
    return Description("changes", value_diff(old, value))


def _item(change: ChangeKind, item: Any) -> tuple[DiffPart, ...]:
    """The beginning of an item; of an entry, its title."""
    runs = readable_runs(item.title if isinstance(item, Entry) else item)
    text = text_of(runs)
    if len(text) > _LONGEST:
        at = text.rfind(" ", 0, _LONGEST)
        runs = (*sliced(runs, 0, at if at > 0 else _LONGEST), Run("…"))
    return (DiffPart(change, joined(runs)),) if runs else ()
