"""The contents of an issue: one line for each entry and for each list of news, under their headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from editor.document.sections import lists_of, themed_label
from schemas import Issue, NewsItem, Noteworthy, spec_of, specs_of
from schemas.theme import Wording

TOP = "top5"
NOTEWORTHY = "noteworthy"


@dataclass(frozen=True, slots=True)
class ContentsPages:
    """The page, from 1, on which each line of the contents begins: one for each entry, one for each list of news."""

    top: int
    entries: tuple[int, ...]
    noteworthy: int
    lists: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents. `number` is that of an entry ("1."), `target` the id on the page that it leads to.

    `page` counts from 1; it is None where the pages are not known.
    """

    kind: Literal["section", "entry", "list"]
    number: str
    title: str
    target: str
    page: int | None


@dataclass(frozen=True, slots=True)
class NewsList:
    """A list of news as it is printed: its title, its items, and its path, which is its id on the page."""

    path: str
    title: str
    items: tuple[NewsItem, ...]


def news_lists(noteworthy: Noteworthy, words: Wording) -> tuple[NewsList, ...]:
    """The lists in the order of the schema, titled in the theme's words or else with the label in the schema.

    Lists that the theme makes optional are left out where they have no items.
    """
    model = type(noteworthy)
    return tuple(
        NewsList(f"{NOTEWORTHY}/{name}", themed_label(name, spec_of(model, name), words), items)
        for name, items in lists_of(noteworthy)
        if items or name not in words.optional_lists
    )


def news_list_titles(words: Wording) -> Mapping[str, str]:
    """The title of each list of news that the schema has, by its field's name, in the order of the schema."""
    return {name: themed_label(name, spec, words) for name, spec in specs_of(Noteworthy).items()}


def news_item_count(issue: Issue) -> int:
    """The number of news items in all lists."""
    return sum(len(items) for _, items in lists_of(issue.noteworthy))


def contents_lines(issue: Issue, words: Wording, pages: ContentsPages | None) -> tuple[ContentsLine, ...]:
    """All lines of the contents. Raises ValueError where `pages` is for another number of entries or lists."""
    numbers = pages.entries if pages is not None else [None] * len(issue.top5)
    entries = tuple(
        ContentsLine("entry", f"{number}.", entry.contents_title or entry.title, f"{TOP}/{entry.id}", page)
        for number, (entry, page) in enumerate(zip(issue.top5, numbers, strict=True), 1)
    )
    lists = news_lists(issue.noteworthy, words)
    return with_headings(entries, lists, words, pages, TOP if issue.top5 else NOTEWORTHY)


def with_headings(
    entries: tuple[ContentsLine, ...],
    lists: Sequence[NewsList],
    words: Wording,
    pages: ContentsPages | None,
    top: str,
) -> tuple[ContentsLine, ...]:
    """The lines of entries with all other lines of the contents; `top` is the target of the first heading."""
    numbers = pages.lists if pages is not None else [None] * len(lists)
    return (
        ContentsLine("section", "", words.top.upper(), top, pages.top if pages else None),
        *entries,
        ContentsLine("section", "", words.noteworthy.upper(), NOTEWORTHY, pages.noteworthy if pages else None),
        *(
            ContentsLine("list", "", listed.title, listed.path, page)
            for listed, page in zip(lists, numbers, strict=True)
        ),
    )
