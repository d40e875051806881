"""The whole way from an issue to its pages: cut, compose, lay out, number, merge."""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, replace

from editor.document.installed_theme import InstalledTheme
from editor.document.review.publishing import revision
from editor.publish.composer import Composer, title
from editor.publish.layout import LaidOut, Layout
from editor.publish.pdf import metadata, written
from editor.publish.sections import (
    CORPORATE_NEWS,
    COVER,
    POLICY_NEWS,
    BodySection,
    ContentsPages,
    CoverSection,
    EntrySection,
    NoteworthySection,
    Section,
    contents_lines,
    emptied,
    section_names,
)
from schemas import Issue


@dataclass(frozen=True)
class Placed:
    """A section with its pages."""

    section: Section
    laid_out: LaidOut


@dataclass(frozen=True)
class Publication:
    """Laid-out pages, cover first. `pages` holds what the contents page says."""

    issue: Issue
    theme: InstalledTheme
    sections: tuple[Placed, ...]
    pages: ContentsPages

    @property
    def page_count(self) -> int:
        return sum(placed.laid_out.page_count for placed in self.sections)

    def pdf(self) -> bytes:
        """The file, written from these very pages. Raises PublishError."""
        issue = self.issue
        about = metadata(
            title=title(self.theme, issue.date),
            authors=[person.name for person in issue.imprint.authors],
            subject=issue.headline,
            keywords=issue.headline.split("+"),
            language=self.theme.declared.language,
            issued=issue.date,
            revision=revision(issue),
        )
        return written([placed.laid_out for placed in self.sections], about)


Steps = Generator[Section | Placed, None, Publication]


class Press:
    """Lays out issues of one theme. A section that is as it was last time is neither composed nor laid out again."""

    def __init__(self, theme: InstalledTheme) -> None:
        self._theme = theme
        self._composer = Composer(theme)
        self._layout = Layout(theme.folder, self._composer.stylesheet())
        self._kept: dict[tuple[str, bool], Placed] = {}
        self._body: dict[bool, tuple[BodySection, ...]] = {}  # all but the cover, as they came last; of proofs too

    @property
    def refused(self) -> tuple[str, ...]:
        """Addresses that the pages asked for and did not get: only files of the theme are read."""
        return tuple(self._layout.fetcher.refused)

    def publication(self, issue: Issue, *, proof: bool = False) -> Publication:
        """All pages of an issue. A proof carries a watermark. Raises PublishError."""
        steps = self.steps(issue, proof=proof)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                publication: Publication = end.value
                return publication

    def steps(
        self, issue: Issue, *, proof: bool = False, first: str = "", without: Collection[str] = frozenset()
    ) -> Steps:
        """Lay out section after section: the one named `first` before the others, the contents last.

        A section that has to be laid out is announced before; then it comes with its pages. One comes again if it
        turns out to begin on another page than was thought. Between two steps the work can be given up, and what is
        laid out is kept. Of the sections named in `without` the text is left out. Raises PublishError, which is about
        the section announced last.
        """
        # How long the contents are does not depend on the figures in them, so the first round mostly is the last:
        # only contents that run over move all that follows. Many entries make that likely: then they come first.
        cover_pages = self._pages_kept(COVER, proof)
        sections = self._body_sections(issue, proof, without)
        if first:
            yield from self._ahead(sections, first, cover_pages + 1)
        if COVER not in without and self._is_many(len(issue.top5)) and not self._is_many(self._entries_kept(proof)):
            lines = contents_lines(issue, self._theme.declared.words, _page_each(len(issue.top5)))
            cover = yield from self._placed(CoverSection(issue.date, issue.reporting_period, lines, proof))
            cover_pages = cover.laid_out.page_count
        while True:
            body: list[Placed] = []
            first_page = cover_pages + 1
            begun: list[BodySection] = []
            for section in sections:
                begun.append(_beginning(section, first_page))
                placed = yield from self._placed(begun[-1])
                body.append(placed)
                first_page += placed.laid_out.page_count
            pages = _contents_pages(body)
            lines = () if COVER in without else contents_lines(issue, self._theme.declared.words, pages)
            cover = yield from self._placed(CoverSection(issue.date, issue.reporting_period, lines, proof))
            if cover.laid_out.page_count == cover_pages:
                break
            cover_pages = cover.laid_out.page_count
        self._body[proof] = tuple(begun)
        names = frozenset(section_names(issue))
        self._kept = {key: placed for key, placed in self._kept.items() if key[0] in names}
        return Publication(issue, self._theme, (cover, *body), pages)

    def forget_proofs(self) -> None:
        """Proofs are seldom made twice, and would take as much memory as all that the author sees."""
        self._kept = {key: placed for key, placed in self._kept.items() if not key[1]}
        self._body.pop(True, None)

    def has_forgotten(self, name: str) -> bool:
        """Whether a section's pages are there, but not what would make its next change quick."""
        return (name, False) in self._kept and not self._layout.remembers(name)

    def laid_out_again(self, name: str) -> LaidOut:
        """A section of which something has been forgotten, as it is. Raises PublishError."""
        return self._layout.lay_out(self._composer.html(self._kept[name, False].section), name)

    def _ahead(self, sections: Sequence[BodySection], name: str, first_page: int) -> Generator[Section | Placed]:
        """The section of that name, on the page on which it begins if all before it are as long as last time."""
        index = next((index for index, section in enumerate(sections) if section.name == name), None)
        if index is None:
            return
        known = next((number for number in range(index - 1, -1, -1) if sections[number].first_page), 0)
        first_page = sections[known].first_page or first_page
        first_page += sum(self._pages_kept(section.name, section.proof) for section in sections[known:index])
        yield from self._placed(_beginning(sections[index], first_page))

    def _placed(self, section: Section) -> Generator[Section | Placed, None, Placed]:
        key = (section.name, section.proof)
        placed = self._kept.get(key)
        if placed is None or (placed.section is not section and placed.section != section):
            yield section
            placed = Placed(section, self._layout.lay_out(self._composer.html(section), section.name))
            self._kept[key] = placed
        yield placed
        return placed

    def _is_many(self, entries: int) -> bool:
        return entries > self._theme.declared.counts.entries

    def _entries_kept(self, proof: bool) -> int:
        """How many entries the cover that is kept has in its contents."""
        kept = self._kept.get((COVER, proof))
        if kept is None or not isinstance(kept.section, CoverSection):
            return 0
        return sum(line.kind == "entry" for line in kept.section.contents)

    def _pages_kept(self, name: str, proof: bool) -> int:
        kept = self._kept.get((name, proof))
        return kept.laid_out.page_count if kept else 1

    def _body_sections(self, issue: Issue, proof: bool, without: Collection[str]) -> tuple[BodySection, ...]:
        """All sections but the cover. An entry that is as it was has its last page, others have none yet."""
        last = self._body.get(proof, ())
        sections: list[BodySection] = []
        for number, entry in enumerate(issue.top5, 1):
            # One and the same is known at a glance; hundreds of new ones per keystroke would have to be compared.
            before = last[number - 1] if number <= len(last) else None
            if isinstance(before, EntrySection) and before.entry is entry and before.date == issue.date:
                sections.append(before)
            else:
                sections.append(EntrySection(entry, number, 0, issue.date, proof))
        sections.append(NoteworthySection(issue.noteworthy, issue.imprint, 0, issue.date, proof))
        return tuple(emptied(one) if one.name in without else one for one in sections) if without else tuple(sections)


def _beginning(section: BodySection, first_page: int) -> BodySection:
    return section if section.first_page == first_page else replace(section, first_page=first_page)


def _page_each(entries: int) -> ContentsPages:
    """What the contents say if every entry takes one page."""
    news = entries + 2
    return ContentsPages(2, tuple(range(2, news)), news, news, news)


def _contents_pages(body: Sequence[Placed]) -> ContentsPages:
    starts = tuple(placed.section.first_page for placed in body)
    news = body[-1].laid_out
    return ContentsPages(
        top=starts[0],
        entries=starts[:-1],
        noteworthy=starts[-1],
        policy_news=starts[-1] + news.page_of(POLICY_NEWS),
        corporate_news=starts[-1] + news.page_of(CORPORATE_NEWS),
    )


def publish(issue: Issue, theme: InstalledTheme, *, proof: bool = False) -> Publication:
    """Lay out one issue once. Raises PublishError."""
    return Press(theme).publication(issue, proof=proof)
