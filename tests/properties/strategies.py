"""Hypothesis strategies for issues with any content."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import strategies as st

from editor.document.editing.edits import MoveItem, RemoveItem, SetValue, applied, duplicated
from editor.document.paths import ROOT, FieldPath, value_at
from schemas import (
    Bullet,
    Bullets,
    Entry,
    Imprint,
    Issue,
    Item,
    NewsItem,
    NewsSource,
    Noteworthy,
    Paragraph,
    Part,
    Person,
    Publisher,
    ReportingPeriod,
    Source,
)

texts = st.text(max_size=12)
languages = st.sampled_from(("", "zh-Hans", "zh-Hant"))
dates = st.none() | st.dates()
ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}", fullmatch=True)

# What is written again and again, so that things meet: repeats, spaces, markup, links, characters no typeface has.
_SPACES = ("", " ", "  ", "\n", "\t", "\u2003", "\u200b")
_CHARACTERS = ("\0", "\u200d", "\u202e", "\ud83d", "🚀", "⽂", "a\u0301", "\uff3b", "&amp;", "<")
_MARKUP = ("*", "**", "_", "[", "]", "(", ")", "](", "](http://x.org/a)", "](file:/x)", "](<x  y>)", "](x.org)", "\\")
_ADDRESSES = ("https://x.org", "https://x.org/a", "x.org", "javascript:x", "mailto:", "a@b.org", "@")
_WORDS = (
    "计划",
    "plan",
    "Plan",
    "A sentence of a length that a bullet or a title may have in a newsletter. ",
    "word " * 250,
)
odd_texts = st.lists(st.sampled_from((*_SPACES, *_CHARACTERS, *_MARKUP, *_ADDRESSES, *_WORDS)), max_size=5).map("".join)
near_dates = st.none() | st.dates(date(2024, 11, 1), date(2025, 3, 31))


def items(item: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Lists of up to three of these; no two have the same id."""

    def own_id(one: Item) -> str:
        return one.id

    return st.lists(item, max_size=3, unique_by=own_id).map(tuple)


def whole_issues(texts: st.SearchStrategy[str], dates: st.SearchStrategy[date | None]) -> st.SearchStrategy[Issue]:
    """Issues with these texts and dates in all their fields."""
    lines = st.lists(texts, max_size=3).map(tuple)
    bullets = st.builds(Bullets, id=ids, items=items(st.builds(Bullet, id=ids, text=texts)))
    blocks = items(st.builds(Paragraph, id=ids, text=texts) | bullets)
    entries = st.builds(
        Entry,
        id=ids,
        title=texts,
        contents_title=texts,
        at_a_glance=blocks,
        comment=blocks,
        source=st.builds(Source, title=texts, title_zh=texts, language=languages, link=texts),
        issuing_bodies=lines,
        date=dates,
    )
    news = items(
        st.builds(NewsItem, id=ids, date=dates, text=texts, source=st.builds(NewsSource, label=texts, link=texts))
    )
    people = items(st.builds(Person, id=ids, name=texts, role=lines))
    publisher = st.builds(Publisher, name=texts, street=texts, city=texts, phone=texts, mail=texts, website=texts)
    return st.builds(
        Issue,
        theme=st.from_regex(r"[a-z0-9][a-z0-9-]{0,31}", fullmatch=True),
        headline=texts,
        date=dates,
        reporting_period=st.builds(ReportingPeriod, start=dates, end=dates),
        top5=items(entries),
        noteworthy=st.builds(Noteworthy, policy_news=news, corporate_news=news),
        imprint=st.builds(Imprint, authors=people, editors=people, contact=texts, publisher=publisher),
    )


typed = st.text("ab ", max_size=4)
issues = whole_issues(texts, dates)
odd_issues = whole_issues(odd_texts, near_dates)


@st.composite
def edited(draw: st.DrawFn, issue: Issue, texts: st.SearchStrategy[str] = typed) -> Issue:
    """An issue after a few edits by hand: texts typed, items added, removed, moved."""
    for _ in range(draw(st.integers(1, 5))):
        places = list(places_of(issue))
        place = draw(st.sampled_from(places))
        value = value_at(issue, place)
        if isinstance(value, str):
            issue = applied(issue, SetValue(place, draw(texts)))
        elif isinstance(value, tuple) and value and isinstance(value[0], Item):
            item = place / draw(st.sampled_from(value)).id
            kind = draw(st.sampled_from(["remove", "move", "duplicate"]))
            if kind == "remove":
                issue = applied(issue, RemoveItem(item))
            elif kind == "move":
                issue = applied(issue, MoveItem(item, draw(st.integers(0, len(value) - 1))))
            else:
                issue = applied(issue, duplicated(issue, item))
    if draw(st.booleans()) and issue.top5:
        source = ROOT / "top5" / draw(st.sampled_from(issue.top5)).id / "source"
        issue = applied(issue, SetValue(source / "language", draw(languages)))
    return issue


def places_of(value: Any, base: FieldPath = ROOT) -> Iterator[FieldPath]:
    """Fields into which any text can be typed, and lists. A source's language is chosen from a list."""
    if isinstance(value, Part):
        for name in type(value).model_fields:
            if name not in ("id", "type", "format", "version", "schema_reference", "theme", "language"):
                yield from places_of(getattr(value, name), base / name)
    elif isinstance(value, str):
        yield base
    elif isinstance(value, tuple):
        if value and isinstance(value[0], Item):
            yield base
        for item in value:
            if isinstance(item, Item):
                yield from places_of(item, base / item.id)
