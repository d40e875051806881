"""From an issue to its pages: divide it into sections, compose, lay out and number them."""

from __future__ import annotations

import json
from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from editor.document.contents import ContentsLine, ContentsPages, contents_lines, news_lists
from editor.document.installed_theme import InstalledTheme
from editor.document.review.publishing import revision
from editor.publish import WrittenPdf
from editor.publish.composer import Composer, title
from editor.publish.layout_process import LayoutProcess, RemoteLayout, RemotePages
from editor.publish.line_numbers import line_numbers
from editor.publish.pdf_metadata import AttachedFile, PdfMetadata
from editor.publish.sections import (
    COVER,
    BodySection,
    CoverSection,
    EntrySection,
    NoteworthySection,
    Section,
    emptied,
    section_names,
)
from schemas import Issue, Noteworthy
from schemas.theme import PdfStandard, Wording

if TYPE_CHECKING:  # they load WeasyPrint, which is loaded here only if this process lays out the pages
    from editor.publish.layout import LaidOutSection, Layout
    from editor.publish.layout_backend import PreviewPdfWriter
    from editor.publish.section_pool import SectionPool


@dataclass(frozen=True)
class PlacedSection:
    """A section with its pages."""

    section: Section
    laid_out: LaidOutSection


@dataclass(frozen=True)
class Publication:
    """Laid-out pages, cover first. `pages` holds what the contents page says."""

    issue: Issue
    theme: InstalledTheme
    sections: tuple[PlacedSection, ...]
    pages: ContentsPages
    layout: Layout | RemoteLayout
    proof: bool = False

    @property
    def page_count(self) -> int:
        return sum(placed.laid_out.page_count for placed in self.sections)

    def pdf(self) -> bytes:
        """The bytes of the file. Raises PublishError."""
        return self.write().data

    def write(self, standard: PdfStandard | None = None, *, attach_issue: bool = False) -> WrittenPdf:
        """The file, written from these pages, and notes about it. Raises PublishError.

        `standard` is the theme's unless another is given. With `attach_issue`, the issue is inside and can be opened
        from it; its review never is.
        """
        issue = self.issue
        attached = self._attached() if attach_issue else None
        about = PdfMetadata(
            title=title(self.theme, issue.date, proof=self.proof),
            authors=[person.name for person in issue.imprint.authors],
            subject=issue.headline,
            keywords=issue.headline.split("+"),
            language=self.theme.declared.language,
            issued=issue.date,
            revision=revision(issue),
        )
        pages = [placed.laid_out for placed in self.sections]
        standard = standard or self.theme.declared.standard
        if isinstance(self.layout, RemoteLayout):
            written: WrittenPdf = self.layout.write(cast("list[RemotePages]", pages), about, standard, attached)
            return written
        from editor.publish.pdf import write_pdf

        return write_pdf(pages, about, self.layout, standard, attached)

    def _attached(self) -> AttachedFile:
        content = self.issue.model_dump(mode="json", by_alias=True, exclude={"review"})
        name = f"{self.theme.declared.pdf_name(self.issue.date, '').removesuffix('.pdf')}.json"
        data = json.dumps(content, ensure_ascii=False, indent=2).encode()
        return AttachedFile(name, data, "The newsletter issue, to be opened with Newsdesk")


Steps = Generator[Section | PlacedSection, None, Publication]

MANY = 12
"""So many sections in a row that have to be laid out are worth starting other processes, and are looked at for work."""
GLANCE = 0.05
"""Seconds of waiting for another process, after which the renderer looks whether something newer has arrived."""


class SectionLayoutCache:
    """Lays out issues of one theme. A section that did not change is neither composed nor laid out again.

    With a layout process, pages can be numbered and written, not shown in a window. With a pool, other processes help
    with long issues.
    """

    def __init__(
        self,
        theme: InstalledTheme,
        process: LayoutProcess | None = None,
        layout: Layout | None = None,
        pool: SectionPool | None = None,
    ) -> None:
        self._theme = theme
        self._composer = Composer(theme)
        self._layout = layout or _layout(theme, self._composer, process)
        self._pool = pool
        self._pdfs: PreviewPdfWriter | None = None
        self._kept: dict[tuple[str, bool], PlacedSection] = {}
        # The last sections without the cover: of the issue (False) and of its proof (True).
        self._body: dict[bool, tuple[BodySection, ...]] = {}

    @property
    def refused(self) -> tuple[str, ...]:
        """Addresses in the pages that were not read. Only files of the theme are read."""
        return tuple(self._own_layout.fetcher.refused)

    def preview_writer(self) -> PreviewPdfWriter:
        """The writer of preview PDFs for one window."""
        if self._pdfs is None:
            self._pdfs = self._own_layout.preview_writer()
        return self._pdfs

    def publication(self, issue: Issue, *, proof: bool = False) -> Publication:
        """All pages of an issue. A proof carries a watermark. Raises PublishError."""
        steps = self.steps(issue, proof=proof)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                publication: Publication = end.value
                return publication

    def begin(self, issue: Issue, *, proof: bool = False) -> None:
        """Have a layout process start with the first section, while this process does something else.

        Raises LayoutProcessEnded, and PublishError if the theme has a mistake.
        """
        if isinstance(self._layout, RemoteLayout) and not self._is_many(len(issue.top5)):
            first = _beginning(self._body_sections(issue, proof, ())[0], self._pages_kept(COVER, proof) + 1)
            self._layout.begin(self._composer.html(first), first.name)

    def steps(
        self, issue: Issue, *, proof: bool = False, first: str = "", without: Collection[str] = frozenset()
    ) -> Steps:
        """Lay out one section after the other: the one named `first` before the others, the contents last.

        A section that has to be laid out is yielded before, and again with its pages afterwards. It can come a second
        time, with another first page. The work can be abandoned between two steps; finished sections stay in the
        cache. Sections named in `without` are laid out without their text. Raises PublishError, which is about the
        section that was yielded last.
        """
        # The length of the contents does not depend on the page numbers in them, so one round is usually enough. Only
        # contents of several pages move the sections that follow: with many entries, they are laid out first.
        cover_pages = self._pages_kept(COVER, proof)
        sections = self._body_sections(issue, proof, without)
        if first and (yield from self._ahead(sections, first, cover_pages + 1)):
            self._begin_pool(sections)
        if COVER not in without and self._is_many(len(issue.top5)) and not self._is_many(self._entries_kept(proof)):
            lines = contents_lines(issue, self._theme.declared.words, _page_each(issue, self._theme.declared.words))
            cover = yield from self._placed(_cover(issue, lines, proof))
            cover_pages = cover.laid_out.page_count
            self._begin_pool(sections)
        while True:
            body: list[PlacedSection] = []
            first_page = cover_pages + 1
            begun: list[BodySection] = []
            for index, section in enumerate(sections):
                begun.append(_beginning(section, first_page))
                placed = yield from self._placed(begun[-1], sections[index:])
                body.append(placed)
                first_page += placed.laid_out.page_count
            pages = _contents_pages(body, issue.noteworthy, self._theme.declared.words)
            lines = () if COVER in without else contents_lines(issue, self._theme.declared.words, pages)
            cover = yield from self._placed(_cover(issue, lines, proof))
            if cover.laid_out.page_count == cover_pages:
                break
            cover_pages = cover.laid_out.page_count
        self._body[proof] = tuple(begun)
        names = frozenset(section_names(issue))
        self._kept = {key: placed for key, placed in self._kept.items() if key[0] in names}
        return Publication(issue, self._theme, (cover, *body), pages, self._layout, proof)

    def layouts(self) -> ThemeLayouts:
        """Layouts of other issues with this one's fonts and stylesheet, for a fork of this process."""
        return ThemeLayouts(theme=self._theme, cache=SectionLayoutCache(self._theme, layout=self._own_layout))

    def with_line_numbers(self, publication: Publication) -> Publication:
        """The same pages with the numbers of their lines in the margin. Raises PublishError."""
        return replace(publication, sections=tuple(map(self._numbered, publication.sections)))

    def _numbered(self, placed: PlacedSection) -> PlacedSection:
        layout, laid_out = self._own_layout, placed.laid_out
        if laid_out.is_recorded:  # another process knows its lines
            laid_out = layout.lay_out(self._composer.html(placed.section), placed.section.name)
        font = self._theme.file(self._theme.declared.fonts[0].file)
        styles = line_numbers(laid_out.page_lines, font, self._theme.declared.tokens["ink-soft"])
        html = self._composer.html(placed.section, styles)
        return replace(placed, laid_out=layout.lay_out(html, placed.section.name))

    def drop_proofs(self) -> None:
        """Drop the sections of proofs: they are seldom used again, and take as much memory as the others."""
        self._kept = {key: placed for key, placed in self._kept.items() if not key[1]}
        self._body.pop(True, None)

    def lay_out_alone(self) -> None:
        """Drop the pages from other processes, and have no others."""
        self.rest()
        self._pool = None
        self._kept = {key: placed for key, placed in self._kept.items() if not placed.laid_out.is_recorded}

    def rest(self) -> None:
        """There is nothing to do for now: end the other processes."""
        if self._pool is not None:
            self._pool.rest()

    def needs_preparation(self, name: str) -> bool:
        """Whether a section has pages, but its next layout would start from scratch."""
        return (name, False) in self._kept and not self._own_layout.is_prepared(name)

    def prepare(self, name: str) -> LaidOutSection:
        """Lay out a section as it is, so that its next layout is fast. Raises PublishError."""
        return self._own_layout.lay_out(self._composer.html(self._kept[name, False].section), name)

    @property
    def _own_layout(self) -> Layout:
        if isinstance(self._layout, RemoteLayout):
            raise TypeError("pages in another process cannot be shown")
        return self._layout

    def _begin_pool(self, sections: Sequence[BodySection]) -> None:
        """Start other processes if there is enough to do. Not earlier: they would delay the first page."""
        if self._pool is not None and len(self._upcoming(sections, 0)) == MANY:
            self._pool.begin(self._theme.folders, self._composer.stylesheet())

    def _ahead(
        self, sections: Sequence[BodySection], name: str, first_page: int
    ) -> Generator[Section | PlacedSection, None, bool]:
        """The section of that name, on its first page if all sections before it have as many pages as last time.

        False if there is none.
        """
        index = next((index for index, section in enumerate(sections) if section.name == name), None)
        if index is None:
            return False
        known = next((number for number in range(index - 1, -1, -1) if sections[number].first_page), 0)
        first_page = sections[known].first_page or first_page
        first_page += sum(self._pages_kept(section.name, section.proof) for section in sections[known:index])
        yield from self._placed(_beginning(sections[index], first_page))
        return True

    def _placed(
        self, section: Section, to_come: Sequence[BodySection] = ()
    ) -> Generator[Section | PlacedSection, None, PlacedSection]:
        """`to_come` is that section and those after it, with which other processes can help meanwhile."""
        placed = self._known(section)
        if placed is None:
            laid_out = (yield from self._from_pool(section, to_come)) if self._pool else None
            if laid_out is None:
                yield section
                # From a layout process, it is what numbering needs of a section.
                laid_out = cast("LaidOutSection", self._layout.lay_out(self._composer.html(section), section.name))
            placed = PlacedSection(section, laid_out)
            self._kept[section.name, section.proof] = placed
        yield placed
        return placed

    def _known(self, section: Section) -> PlacedSection | None:
        placed = self._kept.get((section.name, section.proof))
        return placed if placed and (placed.section is section or placed.section == section) else None

    def _from_pool(
        self, section: Section, to_come: Sequence[BodySection]
    ) -> Generator[Section | PlacedSection, None, LaidOutSection | None]:
        """The pages of a section from another process; None if this one has to lay it out.

        While another process is at work on it, this one lays out a section further on.
        """
        pool = self._pool
        assert pool is not None
        while True:
            ahead = self._upcoming(to_come, section.first_page)[1:]
            pool.offer(ahead, self._composer.html)
            if not pool.waits_for(section):
                pages = pool.take(section)
                return self._own_layout.unpacked(pages, self.preview_writer()) if pages else None
            for own in ahead:
                if not pool.has(own):
                    yield from self._placed(own)
                    break
            else:
                pool.wait(GLANCE)
                yield section

    def _upcoming(self, sections: Sequence[BodySection], first_page: int) -> list[BodySection]:
        """The first of these that have to be laid out, on their pages if the others have as many pages as last time."""
        found: list[BodySection] = []
        for section in sections[: 2 * MANY]:
            section = _beginning(section, first_page)
            if self._known(section) is None:
                found.append(section)
            first_page += self._pages_kept(section.name, section.proof)
        return found[:MANY]

    def _is_many(self, entries: int) -> bool:
        return entries > self._theme.declared.counts.entries

    def _entries_kept(self, proof: bool) -> int:
        """The number of entries in the contents of the cached cover."""
        kept = self._kept.get((COVER, proof))
        if kept is None or not isinstance(kept.section, CoverSection):
            return 0
        return sum(line.kind == "entry" for line in kept.section.contents)

    def _pages_kept(self, name: str, proof: bool) -> int:
        kept = self._kept.get((name, proof))
        return kept.laid_out.page_count if kept else 1

    def _body_sections(self, issue: Issue, proof: bool, without: Collection[str]) -> tuple[BodySection, ...]:
        """All sections but the cover. An entry that did not change has the page of last time, others have 0."""
        last = self._body.get(proof, ())
        sections: list[BodySection] = []
        named: set[str] = set()
        for number, entry in enumerate(issue.top5, 1):
            new = tuple(body for body in entry.issuing_bodies if body not in named) if self._theme.bodies else ()
            named.update(new)
            # The same object is recognised fast; hundreds of new ones per keystroke would have to be compared.
            before = last[number - 1] if number <= len(last) else None
            if (
                isinstance(before, EntrySection)
                and before.entry is entry
                and before.date == issue.date
                and before.new_bodies == new
            ):
                sections.append(before)
            else:
                sections.append(EntrySection(entry, number, 0, issue.date, proof, new))
        sections.append(
            NoteworthySection(issue.noteworthy, issue.imprint, 0, issue.date, proof, issue.reporting_period)
        )
        return tuple(emptied(one) if one.name in without else one for one in sections) if without else tuple(sections)


def _layout(theme: InstalledTheme, composer: Composer, process: LayoutProcess | None) -> Layout | RemoteLayout:
    if process is not None:
        return RemoteLayout(process, theme)
    from editor.publish.layout import Layout

    return Layout(theme.folders, composer.stylesheet())


def _cover(issue: Issue, lines: tuple[ContentsLine, ...], proof: bool) -> CoverSection:
    return CoverSection(issue.date, issue.reporting_period, lines, issue.headline, proof)


def _beginning(section: BodySection, first_page: int) -> BodySection:
    return section if section.first_page == first_page else replace(section, first_page=first_page)


def _page_each(issue: Issue, words: Wording) -> ContentsPages:
    """The page numbers if every entry takes one page."""
    news = len(issue.top5) + 2
    return ContentsPages(2, tuple(range(2, news)), news, (news,) * len(news_lists(issue.noteworthy, words)))


def _contents_pages(body: Sequence[PlacedSection], noteworthy: Noteworthy, words: Wording) -> ContentsPages:
    starts = tuple(placed.section.first_page for placed in body)
    news = body[-1].laid_out
    return ContentsPages(
        top=starts[0],
        entries=starts[:-1],
        noteworthy=starts[-1],
        lists=tuple(starts[-1] + news.page_of(listed.path) for listed in news_lists(noteworthy, words)),
    )


class ThemeLayouts:
    """The layouts of one process: issues of the same theme share its fonts, stylesheet and unchanged sections."""

    def __init__(
        self,
        process: LayoutProcess | None = None,
        *,
        theme: InstalledTheme | None = None,
        cache: SectionLayoutCache | None = None,
    ) -> None:
        self._process = process
        self._theme = theme
        self._cache = cache

    def of(self, theme: InstalledTheme) -> SectionLayoutCache:
        """The layout of a theme. Raises LayoutProcessEnded."""
        if self._cache is None or self._theme != theme:
            self._theme, self._cache = theme, SectionLayoutCache(theme, self._process)
        return self._cache


def publish(
    issue: Issue,
    theme: InstalledTheme,
    *,
    proof: bool = False,
    layouts: ThemeLayouts | None = None,
    with_line_numbers: bool = False,
) -> Publication:
    """Lay out one issue. Raises PublishError, and LayoutProcessEnded if the layouts are in a process that ended.

    Layouts in another process cannot number lines.
    """
    cache = (layouts or ThemeLayouts()).of(theme)
    publication = cache.publication(issue, proof=proof)
    return cache.with_line_numbers(publication) if with_line_numbers else publication
