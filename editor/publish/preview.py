"""From snapshots of an issue to the messages that update the preview of a window.

Only changes are sent: a section is left out if its pages are the same objects as those that the window has.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from contextlib import suppress

from editor.document.text.phrasing import counted
from editor.publish import PublishError
from editor.publish.inbox import Snapshot
from editor.publish.layout import LaidOutSection
from editor.publish.layout_backend import PreviewPdf, PreviewPdfWriter
from editor.publish.protocol import (
    LayingOut,
    Order,
    PageNote,
    Prepared,
    PreviewFonts,
    Rectangle,
    Rendered,
    SectionPages,
    ToWindow,
)
from editor.publish.publication import PlacedSection, Publication, SectionLayoutCache
from editor.publish.sections import CoverSection, EntrySection, Section, section_at, section_label, section_names
from schemas import Issue


class _Refused(Exception):
    """A section cannot be laid out."""

    def __init__(self, section: Section, reason: PublishError) -> None:
        super().__init__(section.name)
        self.section = section
        self.reason = reason


class Preview:
    """Keeps track of what was sent to the window."""

    def __init__(self, layout_cache: SectionLayoutCache, pdfs: PreviewPdfWriter) -> None:
        self._layout_cache = layout_cache
        self._pdfs = pdfs
        self._sent: dict[str, LaidOutSection] = {}
        self._sent_fonts = 0
        self._order: tuple[str, ...] = ()
        self._refused: dict[str, _Refused] = {}
        self._revision = 0

    def messages(self, snapshot: Snapshot) -> Generator[ToWindow]:
        """The messages for a snapshot. Can be abandoned between two messages. Raises PublishError if all fails."""
        self._revision = snapshot.revision
        order = section_names(snapshot.issue)
        if order != self._order:
            self._order = order
            self._sent = {name: pages for name, pages in self._sent.items() if name in order}
            yield Order(snapshot.revision, order)
        without = set(snapshot.skipped)
        problems: list[PageNote] = []
        publication: Publication | None = None
        while publication is None:
            try:
                publication = yield from self._round(snapshot, without)
            except _Refused as refusal:
                name = refusal.section.name
                if name in without:
                    raise refusal.reason from refusal
                self._refused[name] = refusal
                without.add(name)
                problems.append(_problem(refusal, snapshot.issue))
        yield Rendered(
            snapshot.revision,
            first_pages=tuple(placed.section.first_page for placed in publication.sections),
            page_count=publication.page_count,
            notes=(*problems, *page_notes(publication)),
        )

    def preparation(self, name: str) -> Iterator[ToWindow]:
        """Lay out and paint a section in advance, because the author may write in it next."""
        if self._layout_cache.needs_preparation(name):
            yield LayingOut(self._revision, name)
            with suppress(PublishError):  # it was reported when the pages were laid out
                self._pdfs.write(self._layout_cache.prepare(name).document)
            yield Prepared(name)

    def _round(self, snapshot: Snapshot, without: Collection[str]) -> Generator[ToWindow, None, Publication]:
        steps = self._layout_cache.steps(snapshot.issue, first=section_at(snapshot.edited), without=without)
        announced: Section | None = None
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                publication: Publication = end.value
                return publication
            except PublishError as reason:
                if announced is None:
                    raise
                raise _Refused(announced, reason) from reason
            if isinstance(step, PlacedSection):
                if self._sent.get(step.section.name) is not step.laid_out:
                    yield from self._pages(snapshot, step, without)
            else:
                announced = step
                before = self._refused.get(step.name)
                if before and before.section == step:
                    raise before
                yield LayingOut(snapshot.revision, step.name)

    def _pages(self, snapshot: Snapshot, placed: PlacedSection, without: Collection[str]) -> Iterator[ToWindow]:
        name = placed.section.name
        if name in self._sent and name in without:
            return  # the earlier pages are better than pages without text
        pdf = self._pdfs.write(placed.laid_out.document)
        if pdf.fonts.number not in (0, self._sent_fonts):
            self._sent_fonts = pdf.fonts.number
            yield PreviewFonts(pdf.fonts.number, pdf.fonts.content)
        self._sent[name] = placed.laid_out  # not earlier: the work can be abandoned after the fonts
        yield _section_pages(snapshot.revision, placed, pdf)


def _section_pages(revision: int, placed: PlacedSection, pdf: PreviewPdf) -> SectionPages:
    laid_out = placed.laid_out
    first = laid_out.pages[0]
    return SectionPages(
        revision,
        placed.section.name,
        placed.section.first_page,
        page_size=(first.width, first.height),
        rectangles=tuple(
            {path: _rounded(rectangle) for path, rectangle in page.items()} for page in laid_out.rectangles
        ),
        line_rectangles=tuple(
            {path: tuple(map(_rounded, parts)) for path, parts in page.items()} for page in laid_out.line_rectangles
        ),
        fonts=pdf.fonts.number,
        body=pdf.body,
    )


def _rounded(rectangle: Rectangle) -> Rectangle:
    left, top, right, bottom = rectangle
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def page_notes(publication: Publication) -> tuple[PageNote, ...]:
    """Sections that are longer than a page and should not be."""
    return tuple(_note(placed, publication.issue) for placed in publication.sections if _is_too_long(placed))


def _is_too_long(placed: PlacedSection) -> bool:
    return placed.laid_out.page_count > 1 and isinstance(placed.section, EntrySection | CoverSection)


def _note(placed: PlacedSection, issue: Issue) -> PageNote:
    pages, lines = placed.laid_out.page_count - 2, placed.laid_out.overflow_lines
    excess = [counted(pages, "page")] if pages else []
    excess += [counted(lines, "line")] if lines else []
    length = f"{' and '.join(excess)} too long" if excess else "too long"
    message = f"{section_label(placed.section.name, issue)} is {length} for its page."
    return PageNote(placed.section.name, message, "Shorten it, or leave it: the page numbers follow.", problem=False)


def _problem(refusal: _Refused, issue: Issue) -> PageNote:
    section, reason = refusal.section, refusal.reason
    message = f"{section_label(section.name, issue)} could not be laid out: {reason.message}"
    return PageNote(section.name, message, reason.help, problem=True)
