"""A redline: two issues as one, in the layout of the publication, with deletions struck and insertions underlined.

A sheet in front names the two issues, explains the marks, lists the changes, and shows what the pages cannot show. Each
page says that it is a redline, so that it is not mistaken for the publication.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from editor.document.compare.invisible_changes import InvisibleChange, invisible_changes
from editor.document.compare.issues import SectionDifferences, compare_issues
from editor.document.compare.redline_issue import ItemFate, RedlineDate, RedlineEntry, RedlineIssue, redline_issue
from editor.document.compare.redline_marks import deleted, inserted
from editor.document.contents import NOTEWORTHY, TOP, ContentsLine, ContentsPages, news_lists, with_headings
from editor.document.installed_theme import InstalledTheme
from editor.document.review.publishing import revision
from editor.document.sections import MASTHEAD
from editor.document.text.date_labels import day, full_date
from editor.publish import WrittenPdf
from editor.publish.composer import Composer, TemplateInput
from editor.publish.layout import LaidOutSection, Layout
from editor.publish.marked_text import MarkedTypesetter, marked_web_address, with_elements
from editor.publish.pdf import write_pdf
from editor.publish.pdf_metadata import PdfMetadata
from editor.publish.sections import BodySection, CoverSection, EntrySection, NoteworthySection, Section
from editor.publish.stylesheet import css_string, stylesheets
from schemas import Issue, Noteworthy, ReportingPeriod
from schemas.theme import RedlineWording, Wording

_ROOM = 64
"""The number of characters of both names that fit into the band at the head of each page."""


@dataclass(frozen=True)
class ComparedIssue:
    """One of the two issues. `name` says where it comes from: a file, a version, the open window."""

    name: str
    issue: Issue

    @property
    def revision(self) -> str:
        """As in the metadata of the PDF of this state."""
        return revision(self.issue)


@dataclass(frozen=True)
class ChangesLine:
    """One section that differs: what happened to it as a whole, or the number of changes, and its page."""

    title: str
    summary: str
    target: str
    page: int


@dataclass(frozen=True)
class ComparisonSection:
    """The sheet in front."""

    template: ClassVar[str] = "comparison.html.j2"
    name: ClassVar[str] = "comparison"
    first_page: ClassVar[int] = 1
    date: date | None
    before: ComparedIssue
    after: ComparedIssue
    lines: tuple[ChangesLine, ...]
    invisible_changes: tuple[InvisibleChange, ...]
    proof: ClassVar[bool] = False
    running_title: ClassVar[str] = ""


class Ordinal(int):
    """The position of an entry in the redline, and the number that is printed for it."""

    printed: str

    def __new__(cls, place: int, printed: str) -> Ordinal:
        """`place` counts from 1."""
        ordinal = super().__new__(cls, place)
        ordinal.printed = printed
        return ordinal

    def __str__(self) -> str:
        return self.printed


class MarkedComposer(Composer):
    """Fills the templates of a theme with marked sections."""

    def __init__(self, theme: InstalledTheme, fates: Mapping[str, ItemFate], running: str) -> None:
        super().__init__(theme, MarkedTypesetter(theme.characters))
        self._fates = fates
        self._running = running
        words = theme.declared.words
        self._environment.globals.update(
            web_address=marked_web_address,
            day=lambda value: _marked_date(value, words, day),
            full_date=lambda value: _marked_date(value, words, full_date),
            news_day=lambda value, section: _marked_date(value, words, day),
            period_days=lambda section: _marked_period(section.reporting_period, words),
        )

    def stylesheet(self) -> str:
        """The theme's stylesheet, the words of the running elements, its styles of redlines. Raises PublishError."""
        words = self._theme.declared.redline
        texts = {
            "redline-band": f"{words.title} – {words.notice}     {self._running}",
            "redline-key": words.key,
        }
        tokens = "".join(f"--{name}:{css_string(text)};" for name, text in texts.items())
        own = "\n".join(stylesheets(self._theme, "redline.css"))
        return f"{super().stylesheet()}\n:root{{{tokens}}}\n{own}"

    def html(self, section: TemplateInput, page_styles: str = "") -> str:
        """One section as a complete HTML document. Raises PublishError if the theme has a mistake."""
        return with_elements(super().html(section, page_styles), self._fates)


@dataclass(frozen=True)
class Redline:
    """The laid-out pages of a redline."""

    before: ComparedIssue
    after: ComparedIssue
    theme: InstalledTheme
    pages: tuple[LaidOutSection, ...]
    layout: Layout

    @property
    def page_count(self) -> int:
        return sum(len(one.pages) for one in self.pages)

    def pdf(self) -> bytes:
        """The bytes of the file. Raises PublishError."""
        return self.write().data

    def write(self) -> WrittenPdf:
        """The file, and notes about it. Raises PublishError."""
        declared, issue = self.theme.declared, self.after.issue
        about = PdfMetadata(
            title=f"{declared.redline.title}: {declared.name}, {self.before.name} – {self.after.name}",
            authors=[person.name for person in issue.imprint.authors],
            subject=declared.redline.notice,
            keywords=[declared.redline.title],
            language=declared.language,
            issued=issue.date or self.before.issue.date,
            revision=f"{self.before.revision}-{self.after.revision}",
        )
        return write_pdf(self.pages, about, self.layout, declared.standard)


def redline(before: ComparedIssue, after: ComparedIssue, theme: InstalledTheme) -> Redline:
    """Lay out a redline. Raises PublishError."""
    words = theme.declared.redline
    marked = redline_issue(before.issue, after.issue, words)
    one, two = _shortened(before.name, len(after.name)), _shortened(after.name, len(before.name))
    running = f"{words.before}: {one}   {words.after}: {two}"
    composer = MarkedComposer(theme, marked.fates, running)
    layout = Layout(theme.folders, composer.stylesheet())

    def laid_out(section: Section | ComparisonSection) -> LaidOutSection:
        return layout.lay_out(composer.html(section), section.name)

    def cover_of(pages: Mapping[str, int]) -> LaidOutSection:
        lines = _contents(marked, theme.declared.words, pages)
        return laid_out(CoverSection(marked.issue.date, marked.issue.reporting_period, lines, marked.issue.headline))

    shown = after.issue.date or before.issue.date
    # Contents of several pages move everything that follows: with many entries, they are laid out first.
    many = len(marked.entries) > 2 * theme.declared.counts.entries
    cover_pages = len(cover_of(defaultdict(int)).pages) if many else 1
    body = list[tuple[BodySection, LaidOutSection]]()
    while True:
        body.clear()
        first_page = cover_pages + 1
        for section in _body(marked, shown):
            placed = replace(section, first_page=first_page)
            pages = laid_out(placed)
            body.append((placed, pages))
            first_page += len(pages.pages)
        found = _pages(body, marked.issue.noteworthy, theme.declared.words)
        cover = cover_of(found)
        if len(cover.pages) == cover_pages:
            break
        cover_pages = len(cover.pages)
    differing = compare_issues(before.issue, after.issue)
    sheet = ComparisonSection(
        shown, before, after, tuple(_changes(differing, cover, found, words)), invisible_changes(differing)
    )
    return Redline(before, after, theme, (laid_out(sheet), cover, *(pages for _, pages in body)), layout)


def _marked_date(value: date, words: Wording, printed: Callable[[date, Wording], str]) -> str:
    if not isinstance(value, RedlineDate):
        return printed(value, words)
    was = printed(value.was, words) if value.was else ""
    came = printed(value.came, words) if value.came else ""
    return came if was == came else deleted(was) + inserted(came)


def _marked_period(period: ReportingPeriod, words: Wording) -> tuple[str, str]:
    first, last = (_marked_date(value, words, day) if value else "" for value in (period.start, period.end))
    return first, last


def _body(marked: RedlineIssue, shown: date | None) -> Iterator[BodySection]:
    place = 0
    for one in marked.entries:
        if one.has_pages:
            place += 1
            yield EntrySection(one.entry, Ordinal(place, one.number), 0, shown)
    yield NoteworthySection(marked.issue.noteworthy, marked.issue.imprint, 0, shown)


def _pages(body: list[tuple[BodySection, LaidOutSection]], noteworthy: Noteworthy, words: Wording) -> dict[str, int]:
    """The first page of each part, by its id."""
    found = {section.name: section.first_page for section, _ in body}
    news, pages = body[-1]
    for listed in news_lists(noteworthy, words):
        found[listed.path] = news.first_page + pages.page_of(listed.path)
    found["imprint"] = news.first_page + next(
        (index for index, places in enumerate(pages.rectangles) if "imprint" in places), 0
    )
    found[TOP] = body[0][0].first_page
    return found


def _contents(marked: RedlineIssue, words: Wording, pages: Mapping[str, int]) -> tuple[ContentsLine, ...]:
    top = TOP if any(one.has_pages for one in marked.entries) else NOTEWORTHY
    entries = tuple(_contents_line(one, pages) for one in marked.entries)
    numbers = tuple(pages[line.target] for line in entries)
    lists = news_lists(marked.issue.noteworthy, words)
    list_pages = tuple(pages[listed.path] for listed in lists)
    found = ContentsPages(pages[top], numbers, pages[NOTEWORTHY], list_pages)
    return with_headings(entries, lists, words, found, top)


def _contents_line(one: RedlineEntry, pages: Mapping[str, int]) -> ContentsLine:
    target = f"{TOP}/{one.entry.id.partition('~')[0] if one.fate is ItemFate.GHOST else one.entry.id}"
    return ContentsLine("entry", f"{one.number}.", one.contents, target, pages[target])


def _changes(
    differing: tuple[SectionDifferences, ...], cover: LaidOutSection, pages: Mapping[str, int], words: RedlineWording
) -> Iterator[ChangesLine]:
    """The changes that the pages show."""
    for section in differing:
        for target in _targets(section):
            page = next((number for number, places in enumerate(cover.rectangles, 1) if target in places), 0)
            if page := pages.get(target, page):
                yield ChangesLine(section.title, _summary(section, target, words), target, page)
                break


def _summary(section: SectionDifferences, target: str, words: RedlineWording) -> str:
    """`added`, or `moved, 2 changes`."""
    verbs = [one.verb for one in section.differences if one.verb and str(one.path) == target]
    summary = [{"added": words.added, "removed": words.removed, "moved": words.moved}[verb] for verb in verbs]
    count = len(section.differences) - len(summary)
    if count:
        summary.append(words.one_change if count == 1 else words.many_changes.replace("{count}", str(count)))
    return ", ".join(summary)


def _targets(section: SectionDifferences) -> tuple[str, ...]:
    """Ids on the pages that can stand for a section."""
    if section.path == MASTHEAD:
        return tuple(difference.path[0] for difference in section.differences)
    return (str(section.path),)


def _shortened(name: str, other: int) -> str:
    """A name, shortened to the room beside the other one, whose length is given."""
    most = max(_ROOM // 2, _ROOM - other)
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
