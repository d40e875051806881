"""The same thing twice: news, entries, their documents, issuing bodies, people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from editor.document.paths import ROOT, FieldPath
from editor.document.rules.dates import news_lists
from editor.document.rules.field_text import LONGEST, comparison_key, quoted
from editor.document.rules.fixes import value_fix
from editor.document.rules.rule import CheckedField, CheckedPart, Violation
from editor.document.text.inline import plain
from schemas import Imprint, Issue, NewsItem, Noteworthy, spec_of

_WEB = re.compile(r"https?://([^/?#]+)(.*)", re.IGNORECASE)


def duplicate_news(place: CheckedPart[Noteworthy]) -> Iterator[Violation]:
    """Two news items, of one list or of both, have the same text."""
    news = _news(place.value)
    for first, again in _duplicates(tuple(item.text for _, _, item in news), _text):
        yield Violation(
            f"{_item_label(news[first])} has the same text.",
            "Remove one of the two, or write what is new.",
            _subpath(news[again]) / "text",
        )


def duplicate_news_link(place: CheckedPart[Noteworthy]) -> Iterator[Violation]:
    """Two news items lead to the same page."""
    news = _news(place.value)
    for first, again in _duplicates(tuple(item.source.link for _, _, item in news), _page):
        yield Violation(
            f"{_item_label(news[first])} has the same link.",
            "Check both links, or make one item of the two.",
            _subpath(news[again]) / "source" / "link",
        )


def duplicate_title(place: CheckedPart[Issue]) -> Iterator[Violation]:
    """Two entries have the same title."""
    entries = place.value.top5
    for first, again in _duplicates(tuple(entry.title for entry in entries), comparison_key):
        yield Violation(
            f"Entry {first + 1} has the same title.",
            "Say in the titles what tells the entries apart.",
            FieldPath(("top5", entries[again].id, "title")),
        )


def duplicate_document(place: CheckedPart[Issue]) -> Iterator[Violation]:
    """Two entries are about the same document, by its Chinese title or its link."""
    entries = place.value.top5
    titles = _duplicates(tuple(entry.source.title_zh for entry in entries), comparison_key)
    links = _duplicates(tuple(entry.source.link for entry in entries), _page)
    for field, what, repeats in (("title_zh", "Chinese title", titles), ("link", "link", links)):
        for first, again in repeats:
            yield Violation(
                f"Entry {first + 1} is about a document with the same {what}.",
                "Check both, or make one entry of the two.",
                FieldPath(("top5", entries[again].id, "source", field)),
            )


def duplicate_issuing_body(field: CheckedField[tuple[str, ...]]) -> Iterator[Violation]:
    """An issuing body is named twice."""

    def change(bodies: tuple[str, ...]) -> tuple[str, ...]:
        repeated = {again for _, again in _duplicates(bodies, comparison_key)}
        return tuple(body for number, body in enumerate(bodies) if number not in repeated)

    for first, _ in _duplicates(field.value, comparison_key):
        fix = value_fix("Name it once", field.path, change)
        yield Violation(f"{quoted(field.value[first].strip())} is named twice.", "Name it once.", ROOT, fix)
        return  # one fix mends all


def duplicate_person(place: CheckedPart[Imprint]) -> Iterator[Violation]:
    """A person stands twice among the authors or among the editors. An author may be an editor as well."""
    for name, people in (("authors", place.value.authors), ("editors", place.value.editors)):
        for first, again in _duplicates(tuple(person.name for person in people), comparison_key):
            yield Violation(
                f"{quoted(people[first].name.strip())} stands twice in “{spec_of(Imprint, name).label}”.",
                "Remove one of the two.",
                FieldPath((name, people[again].id, "name")),
            )


@lru_cache(maxsize=8)  # a letter mostly changes none of an issue's titles, documents and links
def _duplicates(texts: tuple[str, ...], key: Callable[[str], str]) -> tuple[tuple[int, int], ...]:
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


def _item_label(listed: _Listed) -> str:
    name, number, _ = listed
    return f"“{spec_of(Noteworthy, name).label}” no. {number}"


def _subpath(listed: _Listed) -> FieldPath:
    name, _, item = listed
    return FieldPath((name, item.id))


def _text(text: str) -> str:
    return comparison_key(plain(text)) if len(text) <= LONGEST else ""


def _page(address: str) -> str:
    """What tells a page of a site apart: its address without the scheme and a closing slash.

    A front page gives "": it may stand in an issue many times, and says nothing of what is linked.
    """
    found = _WEB.fullmatch(address)
    within = found.group(2).strip("/") if found else ""
    return f"{found.group(1)}/{within}" if found and within else ""
