"""The same thing twice: news, entries, their documents, issuing bodies, people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from editor.document.paths import ROOT, FieldPath
from editor.document.rules.days import news_lists
from editor.document.rules.fixes import mend
from editor.document.rules.reading import LONGEST, compared, quoted
from editor.document.rules.rule import Field, Place, Problem
from editor.document.text.inline import plain
from schemas import Imprint, Issue, NewsItem, Noteworthy, spec_of

_WEB = re.compile(r"https?://([^/?#]+)(.*)", re.IGNORECASE)


def same_news(place: Place[Noteworthy]) -> Iterator[Problem]:
    """Two news items, of one list or of both, have the same text."""
    news = _news(place.value)
    for first, again in _repeats(tuple(item.text for _, _, item in news), _text):
        yield Problem(
            f"{_called(news[first])} has the same text.",
            "Remove one of the two, or write what is new.",
            _tail(news[again]) / "text",
        )


def same_news_link(place: Place[Noteworthy]) -> Iterator[Problem]:
    """Two news items lead to the same page."""
    news = _news(place.value)
    for first, again in _repeats(tuple(item.source.link for _, _, item in news), _page):
        yield Problem(
            f"{_called(news[first])} has the same link.",
            "Check both links, or make one item of the two.",
            _tail(news[again]) / "source" / "link",
        )


def same_title(place: Place[Issue]) -> Iterator[Problem]:
    """Two entries have the same title."""
    entries = place.value.top5
    for first, again in _repeats(tuple(entry.title for entry in entries), compared):
        yield Problem(
            f"Entry {first + 1} has the same title.",
            "Say in the titles what tells the entries apart.",
            FieldPath(("top5", entries[again].id, "title")),
        )


def same_document(place: Place[Issue]) -> Iterator[Problem]:
    """Two entries are about the same document, by its Chinese title or its link."""
    entries = place.value.top5
    titles = _repeats(tuple(entry.source.title_zh for entry in entries), compared)
    links = _repeats(tuple(entry.source.link for entry in entries), _page)
    for field, what, repeats in (("title_zh", "Chinese title", titles), ("link", "link", links)):
        for first, again in repeats:
            yield Problem(
                f"Entry {first + 1} is about a document with the same {what}.",
                "Check both, or make one entry of the two.",
                FieldPath(("top5", entries[again].id, "source", field)),
            )


def same_body(field: Field[tuple[str, ...]]) -> Iterator[Problem]:
    """An issuing body is named twice."""

    def change(bodies: tuple[str, ...]) -> tuple[str, ...]:
        repeated = {again for _, again in _repeats(bodies, compared)}
        return tuple(body for number, body in enumerate(bodies) if number not in repeated)

    for first, _ in _repeats(field.value, compared):
        fix = mend("Name it once", field.path, change)
        yield Problem(f"{quoted(field.value[first].strip())} is named twice.", "Name it once.", ROOT, fix)
        return  # one fix mends all


def same_person(place: Place[Imprint]) -> Iterator[Problem]:
    """A person stands twice among the authors or among the editors. An author may be an editor as well."""
    for name, people in (("authors", place.value.authors), ("editors", place.value.editors)):
        for first, again in _repeats(tuple(person.name for person in people), compared):
            yield Problem(
                f"{quoted(people[first].name.strip())} stands twice in “{spec_of(Imprint, name).label}”.",
                "Remove one of the two.",
                FieldPath((name, people[again].id, "name")),
            )


@lru_cache(maxsize=8)  # a letter mostly changes none of an issue's titles, documents and links
def _repeats(texts: tuple[str, ...], key: Callable[[str], str]) -> tuple[tuple[int, int], ...]:
    """The numbers of the first of its kind and of each later one, by their keys. The empty key is like no other."""
    first: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        kind = key(text)
        if kind and first.setdefault(kind, number) != number:
            found.append((first[kind], number))
    return tuple(found)


_Listed = tuple[str, int, NewsItem]
"""A news item, after the name of its list and its number there, from 1."""


def _news(noteworthy: Noteworthy) -> list[_Listed]:
    return [(name, number, item) for name, items in news_lists(noteworthy) for number, item in enumerate(items, 1)]


def _called(listed: _Listed) -> str:
    name, number, _ = listed
    return f"“{spec_of(Noteworthy, name).label}” no. {number}"


def _tail(listed: _Listed) -> FieldPath:
    name, _, item = listed
    return FieldPath((name, item.id))


def _text(text: str) -> str:
    return compared(plain(text)) if len(text) <= LONGEST else ""


def _page(address: str) -> str:
    """What tells a page of a site apart: its address without the scheme and a closing slash.

    A front page gives "": it may stand in an issue many times, and says nothing of what is linked.
    """
    found = _WEB.fullmatch(address)
    within = found.group(2).strip("/") if found else ""
    return f"{found.group(1)}/{within}" if found and within else ""
