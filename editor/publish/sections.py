"""An issue divided into sections that are laid out separately: cover, one per entry, noteworthy with imprint.

A section has everything that its pages are made from and nothing else, so equal sections have equal pages. Comparing
two of them is cheap, because an edit shares everything that it did not change.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from schemas import Entry, Imprint, Issue, Noteworthy, ReportingPeriod
from schemas.theme import Wording

COVER = "cover"
NOTEWORTHY = "noteworthy"
POLICY_NEWS = "noteworthy/policy_news"
CORPORATE_NEWS = "noteworthy/corporate_news"
TOP = "top5"


@dataclass(frozen=True)
class ContentsLine:
    """One line of the contents page. `number` is an entry's ("1."), `target` the id that the line leads to."""

    kind: Literal["section", "entry", "list"]
    number: str
    title: str
    target: str
    page: int


@dataclass(frozen=True)
class ContentsPages:
    """The page number of each line of the contents, from 1."""

    top: int
    entries: tuple[int, ...]
    noteworthy: int
    policy_news: int
    corporate_news: int


@dataclass(frozen=True)
class CoverSection:
    """Dateline, masthead and contents."""

    template: ClassVar[str] = "cover.html.j2"
    name: ClassVar[str] = COVER
    first_page: ClassVar[int] = 1
    date: dt.date | None
    reporting_period: ReportingPeriod
    contents: tuple[ContentsLine, ...]
    proof: bool = False


@dataclass(frozen=True)
class EntrySection:
    """One of the Top 5. `number` counts from 1; number 1 has the title of the Top 5 above it."""

    template: ClassVar[str] = "entry.html.j2"
    entry: Entry
    number: int
    first_page: int
    date: dt.date | None
    proof: bool = False

    @property
    def name(self) -> str:
        return f"{TOP}/{self.entry.id}"


@dataclass(frozen=True)
class NoteworthySection:
    """The two lists of news, followed by the imprint."""

    template: ClassVar[str] = "noteworthy.html.j2"
    name: ClassVar[str] = NOTEWORTHY
    noteworthy: Noteworthy
    imprint: Imprint
    first_page: int
    date: dt.date | None
    proof: bool = False


BodySection = EntrySection | NoteworthySection
Section = CoverSection | BodySection


def section_names(issue: Issue) -> tuple[str, ...]:
    """The names of an issue's sections in the order of their pages."""
    return (COVER, *(f"{TOP}/{entry.id}" for entry in issue.top5), NOTEWORTHY)


def section_at(path: str) -> str:
    """The name of the section that shows the field at `path`."""
    if path.startswith(f"{TOP}/"):
        return "/".join(path.split("/")[:2])
    return NOTEWORTHY if path.split("/")[0] in (NOTEWORTHY, "imprint") else COVER


def emptied(section: BodySection) -> BodySection:
    """The replacement for a section that cannot be laid out: the same pages without their text."""
    if isinstance(section, EntrySection):
        return replace(section, entry=Entry(id=section.entry.id))
    return replace(section, noteworthy=Noteworthy(), imprint=Imprint())


def contents_lines(issue: Issue, words: Wording, pages: ContentsPages) -> tuple[ContentsLine, ...]:
    """The lines of the contents page."""
    entries = tuple(
        ContentsLine("entry", f"{number}.", entry.contents_title or entry.title, f"{TOP}/{entry.id}", page)
        for number, (entry, page) in enumerate(zip(issue.top5, pages.entries, strict=True), 1)
    )
    return with_headings(entries, words, pages, TOP if issue.top5 else NOTEWORTHY)


def with_headings(
    entries: tuple[ContentsLine, ...], words: Wording, pages: ContentsPages, top: str
) -> tuple[ContentsLine, ...]:
    """All lines of the contents page, with these lines of entries. `top` is the target of the first one."""
    return (
        ContentsLine("section", "", words.top.upper(), top, pages.top),
        *entries,
        ContentsLine("section", "", words.noteworthy.upper(), NOTEWORTHY, pages.noteworthy),
        ContentsLine("list", "", words.policy_news, POLICY_NEWS, pages.policy_news),
        ContentsLine("list", "", words.corporate_news, CORPORATE_NEWS, pages.corporate_news),
    )
