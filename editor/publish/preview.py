"""From snapshots of an issue to the messages that bring a window's preview up to date.

Only what changed is sent: a section whose pages are the same objects as the ones that the window has is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from contextlib import suppress

from editor.document.text.phrasing import counted
from editor.publish import PublishError
from editor.publish.inbox import Snapshot
from editor.publish.layout import LaidOut
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
from editor.publish.publication import Placed, Press, Publication
from editor.publish.sections import CoverSection, EntrySection, Section, section_at, section_names
from editor.publish.weasyprint_internals import SmallPdf, SmallPdfs


class _Refused(Exception):
    """A section that cannot be laid out."""

    def __init__(self, section: Section, reason: PublishError) -> None:
        super().__init__(section.name)
        self.section = section
        self.reason = reason


class Preview:
    """Remembers what the window has been sent."""

    def __init__(self, press: Press, pdfs: SmallPdfs) -> None:
        self._press = press
        self._pdfs = pdfs
        self._sent: dict[str, LaidOut] = {}
        self._sent_fonts = 0
        self._order: tuple[str, ...] = ()
        self._refused: dict[str, _Refused] = {}
        self._revision = 0

    def messages(self, snapshot: Snapshot) -> Generator[ToWindow]:
        """What to send for a snapshot; can be given up between two messages. Raises PublishError if all fails."""
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
                problems.append(_problem(refusal))
        yield Rendered(
            snapshot.revision,
            first_pages=tuple(placed.section.first_page for placed in publication.sections),
            page_count=publication.page_count,
            notes=(*problems, *page_notes(publication)),
        )

    def preparation(self, name: str) -> Iterator[ToWindow]:
        """Lay out and paint a section that nobody needs anew, as the author may write in it next; tell it as work."""
        if self._press.has_forgotten(name):
            yield LayingOut(self._revision, name)
            with suppress(PublishError):  # what it is has been said when its pages were wanted
                self._pdfs.written(self._press.laid_out_again(name).document)
            yield Prepared(name)

    def _round(self, snapshot: Snapshot, without: Collection[str]) -> Generator[ToWindow, None, Publication]:
        steps = self._press.steps(snapshot.issue, first=section_at(snapshot.edited), without=without)
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
            if isinstance(step, Placed):
                if self._sent.get(step.section.name) is not step.laid_out:
                    yield from self._pages(snapshot, step, without)
            else:
                announced = step
                before = self._refused.get(step.name)
                if before and before.section == step:
                    raise before
                yield LayingOut(snapshot.revision, step.name)

    def _pages(self, snapshot: Snapshot, placed: Placed, without: Collection[str]) -> Iterator[ToWindow]:
        name = placed.section.name
        if name in self._sent and name in without:
            return  # the pages of before say more than the ones that stand in for them
        pdf = self._pdfs.written(placed.laid_out.document)
        if pdf.fonts.number != self._sent_fonts:
            self._sent_fonts = pdf.fonts.number
            yield PreviewFonts(pdf.fonts.number, pdf.fonts.content)
        self._sent[name] = placed.laid_out  # not before: after the fonts the work may be given up
        try:
            yield _section_pages(snapshot.revision, placed, pdf)
        finally:  # when they are on their way, or the work is given up
            placed.laid_out.settle()


def _section_pages(revision: int, placed: Placed, pdf: SmallPdf) -> SectionPages:
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
        parted=tuple({path: tuple(map(_rounded, parts)) for path, parts in page.items()} for page in laid_out.parted),
        fonts=pdf.fonts.number,
        body=pdf.body,
    )


def _rounded(rectangle: Rectangle) -> Rectangle:
    left, top, right, bottom = rectangle
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def page_notes(publication: Publication) -> tuple[PageNote, ...]:
    """Where pages run over, in the words of a print editor."""
    return tuple(_note(placed) for placed in publication.sections if _runs_over(placed))


def _runs_over(placed: Placed) -> bool:
    return placed.laid_out.page_count > 1 and isinstance(placed.section, EntrySection | CoverSection)


def _note(placed: Placed) -> PageNote:
    pages = placed.laid_out.page_count
    lines = placed.laid_out.run_over
    where = "a second page" if pages == 2 else f"page {pages} of its own"
    said = f"{_called(placed.section)} runs to {where} by {counted(lines, 'line')}"
    return PageNote(placed.section.name, said, problem=False)


def _problem(refusal: _Refused) -> PageNote:
    section, reason = refusal.section, refusal.reason
    text = f"{_called(section)} could not be laid out: {reason.message} {reason.help}"
    return PageNote(section.name, text, problem=True)


def _called(section: Section) -> str:
    match section:
        case EntrySection():
            return f"Entry {section.number}"
        case CoverSection():
            return "The cover"
        case _:
            return "Noteworthy"
