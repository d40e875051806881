"""A suggestion for the words of a text, described: replaced, formatted, split and joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from editor.document.compare.hunks import Runs, lines_in, read_markup
from editor.document.compare.phrases import by_phrases
from editor.document.compare.styling import style_change
from editor.document.compare.word_diff import ChangeKind, DiffPart, diff_runs
from editor.document.paths import FieldPath, NoSuchField
from editor.document.suggestions.apply import Placed, placed, restyled
from editor.document.suggestions.description import Description, Pieces
from editor.document.suggestions.record_paths import story_of
from editor.document.suggestions.story import Story, story_at
from editor.document.text.inline import Run, joined, sliced, text_of
from editor.document.text.phrasing import capitalised, counted
from schemas import Issue
from schemas.suggestion import FormatWords, ReplaceWords

_AROUND = 36
"""Characters of what stays, before and after a change."""
_LONGEST = 240
"""Characters of a whole item; the item itself is in the form."""
_SHORT = 40


def words_description(issue: Issue, record: ReplaceWords | FormatWords) -> Description:
    """What a record of words would do to the text of its field."""
    path = story_of(issue, record)
    story = _story(issue, path)
    place = placed(story, record) if story is not None and not record.outdated else None
    if story is None or place is None:
        inline = story.inline if story is not None else True
        old = read_markup(record.old, inline=inline)
        new = read_markup(record.new, inline=inline) if isinstance(record, ReplaceWords) else restyled(old, record)
        return _described_diff(by_phrases(diff_runs(old, new)))
    old = sliced(story.runs, place.start, place.end)
    if isinstance(record, ReplaceWords) and record.lines:
        return _lines(story, place, old)
    pieces = by_phrases(diff_runs(old, place.runs)) if isinstance(record, ReplaceWords) else _pair(old, place.runs)
    described = _described_diff(pieces)
    line = story.line_at(place.start)
    offset = story.starts[line]
    before = sliced(story.lines[line].runs, 0, place.start - offset)
    after = sliced(story.lines[line].runs, place.end - offset)
    return replace(described, pieces=(*stays(_end(before)), *described.pieces, *stays(_start(after))))


def _story(issue: Issue, path: FieldPath | None) -> Story | None:
    try:
        return story_at(issue, path) if path is not None else None
    except NoSuchField:
        return None


def _pair(old: Runs, new: Runs) -> Pieces:
    return (DiffPart(ChangeKind.DELETED, old), DiffPart(ChangeKind.INSERTED, new))


def _described_diff(pieces: Sequence[DiffPart]) -> Description:
    """The verb, the pieces as they are shown, and what words alone do not show: formats, links, blanks."""
    note = style_change(pieces, 0)
    if note:
        return Description("formats", (pieces[1],), capitalised(note))
    old = tuple(run for piece in pieces if piece.change is ChangeKind.DELETED for run in piece.runs)
    new = tuple(run for piece in pieces if piece.change is ChangeKind.INSERTED for run in piece.runs)
    verb = "replaces" if old and new else "inserts" if new else "deletes"
    if not text_of((*old, *new)).strip():
        return Description(verb, tuple(pieces), "A space" if len(text_of((*old, *new))) == 1 else "Spaces")
    return Description(verb, tuple(pieces), capitalised(", ".join(_links(old, new))))


def _links(old: Runs, new: Runs) -> Iterator[str]:
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
    *others, last = (link or "no address" for link in links)
    return f"{', '.join(others)} and {last}" if others else last


def _lines(story: Story, place: Placed, old: Runs) -> Description:
    """Lines that are split, joined, added or removed."""
    gone, come = lines_in(old), lines_in(place.runs)
    first, last = story.line_at(place.start), story.line_at(place.end)
    noun = "bullet" if story.lines and story.lines[first].bullets else "paragraph"
    if not text_of(old).strip() and not text_of(place.runs).strip():
        if len(come) == 2 and len(gone) == 1:
            after = sliced(story.lines[first].runs, place.end - story.starts[first])
            before = sliced(story.lines[first].runs, 0, place.start - story.starts[first])
            if not text_of(after).strip() or not text_of(before).strip():
                return Description(f"adds an empty {noun}")
            return Description(f"splits the {noun} before “{beginning(after)}”", _around(before, after))
        if len(gone) == 2 and len(come) == 1:
            return Description(
                f"joins the {noun} “{beginning(story.lines[last].runs)}” to the previous one",
                _around(story.lines[first].runs, story.lines[last].runs),
            )
    at_ends = _is_edge(story, place.start, start=True) and _is_edge(story, place.end, start=False)
    whole = [line for line in (gone if not text_of(place.runs).strip() else come) if text_of(line).strip()]
    words = item_words(with_spaces(whole))
    record = place.record
    if not text_of(old).strip() and at_ends and isinstance(record, ReplaceWords):
        known = {line.subpath for line in story.lines}
        new = [
            name
            for name in record.lines
            if ((name.bullets, "items", name.id) if name.bullets else (name.id,)) not in known
        ]
        noun = "bullet" if new and all(name.bullets for name in new) else "paragraph"
        return Description(f"adds {_counted(len(whole), noun)}", (DiffPart(ChangeKind.INSERTED, words),))
    if not text_of(place.runs).strip() and at_ends:
        noun = "bullet" if story.lines[last].bullets else "paragraph"
        return Description(f"removes {_counted(len(whole), noun)}", (DiffPart(ChangeKind.DELETED, words),))
    pieces = by_phrases(diff_runs(_spaced(old), _spaced(place.runs)))
    described = _described_diff(pieces)
    if len(gone) == 1 and len(come) == 2:
        return replace(described, note=f"Splits the {noun}")
    if len(gone) == 2 and len(come) == 1:
        return replace(described, note=f"Joins 2 {noun}s")
    count = max(len(gone), len(come))
    return replace(described, note=f"Across {count} {noun}s" if count > 1 else described.note)


def _is_edge(story: Story, at: int, *, start: bool) -> bool:
    """Whether a position is at the beginning or the end of a line."""
    if not story.lines:
        return True
    line = story.line_at(at)
    size = sum(len(run.text) for run in story.lines[line].runs)
    return at - story.starts[line] in (0, size)


def with_spaces(lines: Iterable[Runs]) -> Runs:
    """Lines one after the other, as one text."""
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs.append(Run(" ¶ "))
        runs += line
    return joined(runs)


def _spaced(runs: Runs) -> Runs:
    return with_spaces(lines_in(runs))


def _counted(number: int, noun: str) -> str:
    return f"a {noun}" if number <= 1 else counted(number, noun)


def _around(before: Runs, after: Runs) -> Pieces:
    return (*stays(_end(before)), DiffPart(ChangeKind.INSERTED, (Run(" ¶ "),)), *stays(_start(after)))


def beginning(runs: Runs) -> str:
    """The first words of a text, for a sentence about it."""
    text = text_of(runs).strip()
    if len(text) <= _SHORT:
        return text
    at = text.rfind(" ", 0, _SHORT)
    return f"{text[: at if at > 0 else _SHORT].rstrip()}…"


def stays(runs: Runs) -> Iterator[DiffPart]:
    """Words that stay as they are, if there are any."""
    if runs:
        yield DiffPart(ChangeKind.SAME, runs)


def _end(runs: Runs) -> Runs:
    """The last words before a change."""
    text = text_of(runs)
    if len(text) <= _AROUND:
        return runs
    cut = len(text) - _AROUND
    at = text.find(" ", cut)
    return (Run("…"), *sliced(runs, at + 1 if 0 <= at < len(text) - 1 else cut))


def _start(runs: Runs) -> Runs:
    """The first words after a change."""
    text = text_of(runs)
    if len(text) <= _AROUND:
        return runs
    at = text.rfind(" ", 0, _AROUND)
    return (*sliced(runs, 0, at if at > 0 else _AROUND), Run("…"))


def item_words(runs: Runs) -> Runs:
    """A whole item, cut off where it is long."""
    text = text_of(runs)
    if len(text) <= _LONGEST:
        return runs
    at = text.rfind(" ", 0, _LONGEST)
    return (*sliced(runs, 0, at if at > 0 else _LONGEST), Run("…"))
