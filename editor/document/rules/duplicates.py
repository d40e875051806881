"""Rules for duplicates: news, entries, their documents, issuing bodies and people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from editor.document.path_labels import item_label
from editor.document.paths import ROOT, FieldPath
from editor.document.rules.dates import news_lists
from editor.document.rules.field_text import LONGEST, comparison_key, quoted
from editor.document.rules.fixes import value_fix
from editor.document.rules.rule import CheckedField, CheckedPart, Violation
from editor.document.text.inline import plain
from editor.document.text.phrasing import uncapitalised
from schemas import Imprint, Issue, NewsItem, Noteworthy, spec_of

_WEB = re.compile(r"https?://([^/?#]+)(.*)", re.IGNORECASE)


def duplicate_news(part: CheckedPart[Noteworthy]) -> Iterator[Violation]:
    """Report news items with the same text, in one list or in two."""
    news = _news(part.value)
    for first, again in _duplicates(tuple(item.text for _, _, item in news), _text):
        yield Violation(
            f"Same text as {_item_label(news[first])}.",
            "Remove one of the items, or write what is new.",
            _subpath(news[again]) / "text",
        )


def duplicate_news_link(part: CheckedPart[Noteworthy]) -> Iterator[Violation]:
    """Report news items with links to the same page."""
    news = _news(part.value)
    for first, again in _duplicates(tuple(item.source.link for _, _, item in news), page_key):
        yield Violation(
            f"Same link as {_item_label(news[first])}.",
            "Check both links, or combine the items.",
            _subpath(news[again]) / "source" / "link",
        )


def duplicate_title(part: CheckedPart[Issue]) -> Iterator[Violation]:
    """Report entries with the same title."""
    entries = part.value.top5
    for first, again in _duplicates(tuple(entry.title for entry in entries), comparison_key):
        yield Violation(
            f"Same title as {uncapitalised(item_label(Issue, 'top5', first + 1))}.",
            "Change one of the titles.",
            FieldPath(("top5", entries[again].id, "title")),
        )


def duplicate_document(part: CheckedPart[Issue]) -> Iterator[Violation]:
    """Report entries about the same document, by its Chinese title or link."""
    entries = part.value.top5
    titles = _duplicates(tuple(entry.source.title_zh for entry in entries), comparison_key)
    links = _duplicates(tuple(entry.source.link for entry in entries), page_key)
    for field, what, repeats in (("title_zh", "Chinese title", titles), ("link", "link", links)):
        for first, again in repeats:
            yield Violation(
                f"Same {what} as {uncapitalised(item_label(Issue, 'top5', first + 1))}.",
                "Check both, or combine the entries.",
                FieldPath(("top5", entries[again].id, "source", field)),
            )


def duplicate_issuing_body(field: CheckedField[tuple[str, ...]]) -> Iterator[Violation]:
    """Report issuing bodies that are named twice."""

    def change(bodies: tuple[str, ...]) -> tuple[str, ...]:
        repeated = {again for _, again in _duplicates(bodies, comparison_key)}
        return tuple(body for number, body in enumerate(bodies) if number not in repeated)

    for first, _ in _duplicates(field.value, comparison_key):
        fix = value_fix("Remove Duplicates", field.path, change)
        yield Violation(f"{quoted(field.value[first].strip())} is listed twice.", "Remove one of them.", ROOT, fix)
        return  # one fix removes all duplicates


def duplicate_person(part: CheckedPart[Imprint]) -> Iterator[Violation]:
    """Report people who are listed twice as author or as editor. An author may also be an editor."""
    for name, people in (("authors", part.value.authors), ("editors", part.value.editors)):
        for first, again in _duplicates(tuple(person.name for person in people), comparison_key):
            yield Violation(
                f"{quoted(people[first].name.strip())} is listed twice in “{spec_of(Imprint, name).label}”.",
                "Remove one of them.",
                FieldPath((name, people[again].id, "name")),
            )


@lru_cache(maxsize=8)  # most keystrokes change none of an issue's titles, documents and links
def _duplicates(texts: tuple[str, ...], key: Callable[[str], str]) -> tuple[tuple[int, int], ...]:
    """Return the indexes of texts with the same key as (first, later). Texts with an empty key are never duplicates."""
    first: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        text_key = key(text)
        if text_key and first.setdefault(text_key, number) != number:
            found.append((first[text_key], number))
    return tuple(found)


_Listed = tuple[str, int, NewsItem]
"""The name of a list, the number of an item in it (from 1), and the item."""


def _news(noteworthy: Noteworthy) -> list[_Listed]:
    return [(name, number, item) for name, items in news_lists(noteworthy) for number, item in enumerate(items, 1)]


def _item_label(listed: _Listed) -> str:
    name, number, _ = listed
    return item_label(Noteworthy, name, number)


def _subpath(listed: _Listed) -> FieldPath:
    name, _, item = listed
    return FieldPath((name, item.id))


def _text(text: str) -> str:
    return comparison_key(plain(text)) if len(text) <= LONGEST else ""


def page_key(address: str) -> str:
    """Return an address without scheme and trailing slash, to compare links.

    Returns "" for a home page, which may be linked any number of times.
    """
    found = _WEB.fullmatch(address)
    within = found.group(2).strip("/") if found else ""
    return f"{found.group(1)}/{within}" if found and within else ""
