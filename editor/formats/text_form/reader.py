"""The newsletter's text form, read into an issue.

The form is that of the published issues: dateline, contents, numbered entries with run-in labels, two news lists,
imprint. Texts are kept to the letter. Import is tolerant, and notes what it could not place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.document.calendar import Calendar
from editor.document.text.phrasing import counted
from editor.formats.notes import Note, Notes
from editor.formats.text_form.contents import contents_lines, title_line, with_contents_titles
from editor.formats.text_form.entries import EntryCollector, parted
from editor.formats.text_form.facts import FactReader
from editor.formats.text_form.front_matter import OpeningReader
from editor.formats.text_form.imprint import ImprintReader
from editor.formats.text_form.line_kinds import Mark, Marker
from editor.formats.text_form.lines import Line, hand_broken_width, split_lines
from editor.formats.text_form.news import NewsReader
from editor.formats.text_form.source_sections import IMPRINT_SECTIONS, Cut, SourceSection, cut
from schemas import Issue, NewsItem, Noteworthy, Theme, specs_of


@dataclass(frozen=True, slots=True)
class Imported:
    """The issue that a source holds, and what has to be known about it, by line of the source."""

    issue: Issue
    notes: tuple[Note, ...]


def read_text(source: str, theme: Theme) -> Imported:
    """Read a source with the wording of `theme`. Never fails: a source that holds nothing gives an empty issue."""
    lines = split_lines(source)
    return read_lines(lines, theme, Notes(), hand_broken_width(lines))


def read_lines(
    lines: Sequence[Line], theme: Theme, notes: Notes, width: int | None, *, takes_lone_headline: bool = True
) -> Imported:
    """Read lines of limited Markdown. `width` is that of lines broken by hand, in columns.

    `takes_lone_headline` tells whether a line can be the headline of an issue that holds nothing else.
    """
    notes.width = width
    reading = _Reading(Marker(theme.words), notes, width, takes_lone_headline)
    reading.note_marks(lines)
    sections = cut([reading.marker.mark(line) for line in lines], reading.marker.labels)
    issue = reading.issue(sections)
    return Imported(issue, reading.notes.all())


@dataclass(frozen=True)
class _Reading:
    marker: Marker
    notes: Notes
    width: int | None
    takes_lone_headline: bool

    def issue(self, sections: Cut) -> Issue:
        marks = [mark for run in sections.of(SourceSection.CONTENTS) for mark in run]
        contents = contents_lines(marks, self.marker)
        titles = {line.number or place: line.title for place, line in enumerate(contents, 1)}
        collector = EntryCollector(self.notes, self.width, titles)
        for run in sections.of(SourceSection.TOP):
            collector.read(run)

        opening = OpeningReader(self.marker, self.notes)
        for run in (*sections.of(SourceSection.OPENING), collector.before):
            opening.read(run)
        calendar = opening.calendar()

        drafts, announced = parted(collector.drafts)
        listed = [[mark] for mark in opening.numbered] + [draft.title for draft in announced]
        if drafts:
            contents += map(title_line, listed)
        else:
            self._leave_out(mark for title in listed for mark in title)
        facts = FactReader(self.marker, self.notes, calendar)
        entries = [(draft.number, draft.entry(f"e{place}", facts)) for place, draft in enumerate(drafts, 1)]

        imprint = ImprintReader(self.notes)
        for cut_off in sections.runs:
            if cut_off.section in IMPRINT_SECTIONS:
                imprint.read(cut_off.section, cut_off.marks)
            elif cut_off.section is SourceSection.UNKNOWN:
                self._leave_out(cut_off.marks)
        issue = Issue(
            date=calendar.issued,
            reporting_period=calendar.period,
            top5=with_contents_titles(entries, contents, self.notes),
            noteworthy=self._noteworthy(sections, calendar),
            imprint=imprint.imprint(),
        )
        is_alone = not self.takes_lone_headline and issue == Issue()
        return issue.model_copy(update={"headline": opening.headline(is_alone=is_alone)})

    def note_marks(self, lines: Sequence[Line]) -> None:
        """Note that a proof was read, which says of empty fields that they are missing."""
        counts = [(line, self.marker.missing.count(line.text)) for line in lines if not line.shields]
        marked = [line for line, count in counts if count]
        if marked:
            number = sum(count for _, count in counts)
            said = (
                f"This is a proof: {counted(number, 'field')} marked as missing {'is' if number == 1 else 'are'} empty."
            )
            self.notes.inform(marked[0], said)

    def _leave_out(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            self.notes.unplaced(mark.line)

    def _noteworthy(self, sections: Cut, calendar: Calendar) -> Noteworthy:
        """The lists of news. Items above the title of the first list belong to that list."""
        names = tuple(specs_of(Noteworthy))
        lists: dict[str, tuple[NewsItem, ...]] = {}
        for name in names:
            reader = NewsReader(self.marker, calendar, self.notes, self.width)
            for run in sections.runs:
                untitled = run.section is SourceSection.NOTEWORTHY and name == names[0]
                if untitled or (run.section is SourceSection.NEWS_LIST and run.news_list == name):
                    reader.read(run.marks)
            lists[name] = reader.items()
        return Noteworthy(**lists)
