"""An issue divided into sections that are laid out separately: cover, one per entry, noteworthy with imprint.

A section has everything that its pages are made from and nothing else, so equal sections have equal pages. Comparing
two of them is cheap, because an edit shares everything that it did not change.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import ClassVar

from editor.document import path_labels
from editor.document.contents import NOTEWORTHY, TOP, ContentsLine
from editor.document.paths import FieldPath, value_or_none
from editor.document.sections import MASTHEAD, section_path
from schemas import Entry, Imprint, Issue, Noteworthy, ReportingPeriod

COVER = "cover"
_NO_PERIOD = ReportingPeriod()


@dataclass(frozen=True)
class CoverSection:
    """Dateline, masthead with the topics, and contents."""

    template: ClassVar[str] = "cover.html.j2"
    name: ClassVar[str] = COVER
    first_page: ClassVar[int] = 1
    date: dt.date | None
    reporting_period: ReportingPeriod
    contents: tuple[ContentsLine, ...]
    headline: str = ""
    proof: bool = False
    running_title: ClassVar[str] = ""


@dataclass(frozen=True)
class EntrySection:
    """One of the Top 5. `number` counts from 1; number 1 has the title of the Top 5 above it."""

    template: ClassVar[str] = "entry.html.j2"
    entry: Entry
    number: int
    first_page: int
    date: dt.date | None
    proof: bool = False
    new_bodies: tuple[str, ...] = ()
    """The issuing bodies that no entry before has, if the theme spells them out there."""

    @property
    def name(self) -> str:
        return f"{TOP}/{self.entry.id}"

    @property
    def running_title(self) -> str:
        """Number and title, for pages after the first."""
        return f"{self.number}. {self.entry.title}"


@dataclass(frozen=True)
class NoteworthySection:
    """The lists of news, followed by the imprint."""

    template: ClassVar[str] = "noteworthy.html.j2"
    name: ClassVar[str] = NOTEWORTHY
    noteworthy: Noteworthy
    imprint: Imprint
    first_page: int
    date: dt.date | None
    proof: bool = False
    reporting_period: ReportingPeriod = _NO_PERIOD
    """Tells which days of news need their years."""
    running_title: ClassVar[str] = ""


BodySection = EntrySection | NoteworthySection
Section = CoverSection | BodySection


def section_names(issue: Issue) -> tuple[str, ...]:
    """The names of an issue's sections in the order of their pages."""
    return (COVER, *(f"{TOP}/{entry.id}" for entry in issue.top5), NOTEWORTHY)


def section_at(path: str) -> str:
    """The name of the section whose pages show the field at `path`.

    The cover shows the masthead, an item of a list of the issue has pages of its own, all other sections come last.
    """
    section = section_path(FieldPath.parse(path))
    if section == MASTHEAD:
        return COVER
    return str(section) if section[0] == TOP else NOTEWORTHY


def section_label(name: str, issue: Issue) -> str:
    """What the section of that name is called in a sentence: `The cover`, `Entry 2`, `Noteworthy`."""
    if name == COVER:
        return "The cover"
    path = FieldPath.parse(name)
    return path_labels.section_label(issue, path)


def printed_content(name: str, issue: Issue) -> object:
    """The values that the pages of a section are made from, to compare; None for an entry that is not in the issue."""
    if name == COVER:
        titles = tuple((entry.title, entry.contents_title) for entry in issue.top5)
        return (issue.date, issue.reporting_period, issue.headline, titles)
    if name == NOTEWORTHY:
        return (issue.noteworthy, issue.imprint)
    return value_or_none(issue, FieldPath.parse(name))


def emptied(section: BodySection) -> BodySection:
    """The replacement for a section that cannot be laid out: the same pages without their text."""
    if isinstance(section, EntrySection):
        return replace(section, entry=Entry(id=section.entry.id))
    return replace(section, noteworthy=Noteworthy(), imprint=Imprint())
