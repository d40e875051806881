"""Issues for suggestions, edits of every kind in them, and what an issue says, whatever its lists are called."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from editor.document.editing.edits import (
    CompoundEdit,
    Edit,
    InsertItem,
    MoveItem,
    RemoveItem,
    SetValue,
    applied,
)
from editor.document.paths import FieldPath, path
from editor.document.suggestions.story import Story, StoryLine, story_at, value_of
from editor.document.text.inline import Run, joined, parse
from schemas import Bullet, Bullets, Entry, Imprint, Issue, NewsItem, Noteworthy, Paragraph, Person
from schemas.review import Review

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
ISSUE = Issue(
    headline="Data and growth",
    top5=(
        Entry(
            id="e1",
            title="Beijing will drive fast grow",
            comment=(
                Paragraph(id="p1", text="A plan for data and **growth** by 2027. Beijing wants more. It spends less."),
                Paragraph(id="p2", text="The second paragraph is short."),
            ),
            issuing_bodies=("NDRC", "MIIT"),
        ),
        Entry(
            id="e2",
            title="Two",
            at_a_glance=(
                Paragraph(id="lead", text="What was published."),
                Bullets(
                    id="b1",
                    items=(
                        Bullet(id="x", text="First thought"),
                        Bullet(id="y", text="Second thought"),
                        Bullet(id="z", text="Third thought"),
                    ),
                ),
            ),
        ),
        Entry(id="e3", title="Three"),
    ),
    noteworthy=Noteworthy(
        policy_news=(
            NewsItem(id="n1", date=dt.date(2025, 1, 2), text="A notice on exports."),
            NewsItem(id="n2", text="A plan for trade."),
        )
    ),
    imprint=Imprint(authors=(Person(id="a1", name="Sample Author", role=("Analyst", "Berlin")),)),
)
STORIES = (path("top5/e1/comment"), path("top5/e2/at_a_glance"))
LISTS = (path("top5"), path("noteworthy/policy_news"), path("imprint/authors"))
TEXTS = (
    path("headline"),
    path("top5/e1/title"),
    path("top5/e2/title"),
    path("noteworthy/policy_news/n1/text"),
    path("noteworthy/policy_news/n2/text"),
    path("top5/e1/source/title"),
)


def said(issue: Issue) -> Any:
    """All that is read in an issue: every text with its styles, and where paragraphs and bullets are."""
    return _said(issue.model_copy(update={"review": Review()}))


def _said(value: Any) -> Any:
    if isinstance(value, Paragraph):
        return ("paragraph", parse(value.text))
    if isinstance(value, Bullet):
        return ("bullet", parse(value.text))
    if isinstance(value, tuple) and value and isinstance(value[0], Paragraph | Bullets):
        lines = [bullet for block in value for bullet in (block.items if isinstance(block, Bullets) else (block,))]
        read = tuple(_said(line) for line in lines)
        return () if len(read) == 1 and not read[0][1] else read  # an empty field has a line to type in
    if isinstance(value, tuple):
        return tuple(_said(one) for one in value)
    if hasattr(type(value), "model_fields"):
        names = type(value).model_fields
        return tuple(
            (name, parse(item) if name == "text" else _said(item)) for name in names for item in [getattr(value, name)]
        )
    return value


@st.composite
def edits(draw: st.DrawFn, issue: Issue, mark: str, number: int | str) -> tuple[Edit, Issue]:
    """One edit by hand of what somebody sees, and the issue after it. New words hold `mark` and `number`."""
    kind = draw(st.sampled_from(["type", "type", "type", "text", "split", "join", "turn", "list", "value", "line"]))
    word = f"{mark}{number}"
    edit: Edit | None = None
    if kind in ("type", "split", "join", "turn", "line"):
        places = [one for one in STORIES if _there(issue, one)]
        if places:
            at = draw(st.sampled_from(places))
            story = story_at(issue, at)
            value = draw(_story_edits(story, word, kind, tuple_at(issue, at)))
            edit = SetValue(at, value)
    elif kind == "text":
        known = [one for one in TEXTS if _there(issue, one)]
        if known:
            at = draw(st.sampled_from(known))
            story = story_at(issue, at)
            edit = SetValue(at, draw(_story_edits(story, word, "type", "")))
    elif kind == "value" and _there(issue, path("top5/e1")):
        edit = draw(
            st.sampled_from(
                [
                    SetValue(path("top5/e1/issuing_bodies"), ("NDRC", word)),
                    SetValue(path("top5/e1/issuing_bodies"), ("MIIT",)),
                    SetValue(
                        path("date"), dt.date(2025, 1, 1 + len(word) + int(word[-2]) if word[-2].isdigit() else 3)
                    ),
                    SetValue(path("top5/e1/source/link"), f"https://example.org/{word}"),
                ]
            )
        )
    elif kind == "list":
        edit = draw(_list_edits(issue, word))
    if edit is None:
        edit = SetValue(path("imprint/contact"), f"{word}@example.org")
    return edit, applied(issue, edit)


def _id(word: str) -> str:
    """An id that cannot be taken for a word."""
    return word.replace("q", "-")


def tuple_at(issue: Issue, at: FieldPath) -> Any:
    from editor.document.paths import value_at

    return value_at(issue, at)


def _there(issue: Issue, at: FieldPath) -> bool:
    from editor.document.paths import path_exists

    return path_exists(issue, at)


@st.composite
def _story_edits(draw: st.DrawFn, story: Story, word: str, kind: str, before: Any) -> Any:
    lines = list(story.lines)
    if not lines:
        return (Paragraph(id=_id(word), text=f"{word} begins."),)
    index = draw(st.integers(0, len(lines) - 1))
    line = lines[index]
    text = "".join(run.text for run in line.runs)
    if kind == "split":
        at = draw(st.integers(0, len(text)))
        lines[index : index + 1] = [
            _with(line, _cut(line, 0, at)),
            StoryLine(_id(word), line.bullets, _cut(line, at, len(text))),
        ]
    elif kind == "join" and index + 1 < len(lines):
        below = lines[index + 1]
        lines[index : index + 2] = [_with(line, joined((*line.runs, *below.runs)))]
    elif kind == "turn":
        if line.bullets:
            lines[index] = StoryLine(line.id, "", line.runs)
        else:
            beside = [one.bullets for one in lines[max(0, index - 1) : index + 2] if one.bullets]
            lines[index] = StoryLine(line.id, beside[0] if beside else _id(word), line.runs)
    elif kind == "line":
        what = draw(st.sampled_from(["add", "remove", "move"]))
        if what == "add":
            lines.insert(index, StoryLine(_id(word), line.bullets, (Run(f"Line {word}."),)))
        elif what == "remove" and len(lines) > 1:
            del lines[index]
        elif what == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(index))
    else:
        cuts = sorted({0, len(text), *(at for at, letter in enumerate(text) if letter == " ")})
        start = draw(st.sampled_from(cuts))
        end = draw(st.sampled_from([cut for cut in cuts if cut >= start][:3]))
        # A word that is cut in two leaves no other word: a split would write one twice.
        other = word.replace("q", "q99", 1)
        new = draw(st.sampled_from(["", f" {word}", f" {word} more", f" {word}. {other}"]))
        style = draw(st.sampled_from([False, False, True]))
        runs = (*_cut(line, 0, start), Run(new, strong=style and story.inline), *_cut(line, end, len(text)))
        lines[index] = _with(line, joined(runs))
    from editor.document.suggestions.story import tidied

    kept = tuple(StoryLine(one.id, one.bullets, parse_again(one.runs, story)) for one in lines)
    return value_of(tidied(kept) if story.rich else kept, story, before)


def parse_again(runs: Any, story: Story) -> Any:
    """What Markdown can hold of these runs."""
    from editor.document.text.inline_writer import markdown

    return parse(markdown(runs)) if story.inline else runs


def _with(line: StoryLine, runs: Any) -> StoryLine:
    return StoryLine(line.id, line.bullets, runs)


def _cut(line: StoryLine, start: int, end: int) -> Any:
    from editor.document.text.inline import sliced

    return sliced(line.runs, start, end)


@st.composite
def _list_edits(draw: st.DrawFn, issue: Issue, word: str) -> Edit | None:
    at = draw(st.sampled_from(LISTS))
    items = tuple_at(issue, at)
    what = draw(st.sampled_from(["add", "remove", "move", "move"]))
    if what == "add" or not items:
        item = {
            "top5": Entry(id=_id(word), title=f"Entry {word}"),
            "noteworthy": NewsItem(id=_id(word), text=f"News {word}."),
        }
        new = item.get(at[0], Person(id=_id(word), name=f"Person {word}"))
        return InsertItem(at, draw(st.integers(0, len(items))), new)
    one = draw(st.sampled_from(items))
    if what == "remove":
        return RemoveItem(at / one.id)
    return MoveItem(at / one.id, draw(st.integers(0, len(items) - 1)))


__all__ = ["AT", "ISSUE", "CompoundEdit", "edits", "said"]
