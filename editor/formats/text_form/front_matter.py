"""What stands before the sections: the dateline and, where there is one, the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from editor.document.calendar import Calendar, period_of
from editor.formats.notes import NO_PLACE_FOR_READING_TIME, Notes, quoted_line
from editor.formats.text_form.dateline import Dateline
from editor.formats.text_form.labels import Label
from editor.formats.text_form.line_kinds import LineKind, Mark, Marker
from schemas import ReportingPeriod

TOPIC_JOINT = " + "
_BOLD = re.compile(r"\*\*(?P<inner>\S(?:.*\S)?)\*\*")
_WORD = re.compile(r"\w+")
_LONGEST_HEADLINE = 300


@dataclass
class OpeningReader:
    """Collects datelines and candidates for the headline from all over a source.

    `numbered` are lines of a list of contents that has no title.
    """

    marker: Marker
    notes: Notes
    numbered: list[Mark] = field(default_factory=list)
    _datelines: list[tuple[Mark, Dateline]] = field(default_factory=list)
    _texts: list[list[Mark]] = field(default_factory=list)
    _topics: list[list[Mark]] = field(default_factory=list)

    def read(self, marks: Sequence[Mark]) -> None:
        """Take in one run of lines."""
        before: Mark | None = None
        for mark in marks:
            self._take(mark, before)
            before = mark

    def _take(self, mark: Mark, before: Mark | None) -> None:
        if mark.dateline:
            self._datelines.append((mark, mark.dateline))
            if mark.dateline.rest:
                self.notes.inform(mark.line, NO_PLACE_FOR_READING_TIME.format(quoted_line(mark.dateline.rest)))
        elif mark.label is Label.DATE and (written := self.marker.dates.whole(mark.text)):
            self._datelines.append((mark, Dateline(issued=written)))
        elif mark.kind is LineKind.READING_TIME:
            self.notes.inform(mark.line, NO_PLACE_FOR_READING_TIME.format(quoted_line(mark.text)))
        elif mark.kind is LineKind.NUMBERED:
            self.numbered.append(mark)
        elif mark.kind is LineKind.BULLET:
            goes_on = before is not None and before.kind is LineKind.BULLET
            self._topics[-1].append(mark) if goes_on else self._topics.append([mark])
        elif mark.kind in (LineKind.TEXT, LineKind.HEADING):
            if before is not None and self._goes_on(before, mark):
                self._texts[-1].append(mark)
            else:
                self._texts.append([mark])
        elif mark.kind not in (LineKind.RUNNING_ELEMENT, LineKind.RULE, LineKind.MISSING):
            self.notes.unplaced(mark.line)

    def _goes_on(self, before: Mark, mark: Mark) -> bool:
        """Whether a list of topics that are joined by + runs over to this line."""
        at_joint = before.text.endswith("+") or mark.text.startswith("+")
        return before.kind in (LineKind.TEXT, LineKind.HEADING) and not mark.line.gap and at_joint

    def headline(self, *, is_alone: bool = False) -> str:
        """A line of topics joined by +, else a list of topics, else the only line that there is.

        One that `is_alone`, with nothing else of a newsletter, is none.
        """
        chosen = [] if is_alone else self._chosen() or []
        joint = TOPIC_JOINT if chosen and chosen[0].kind is LineKind.BULLET else " "
        headline = _unbolded(joint.join(mark.text for mark in chosen))
        for run in (*self._texts, *self._topics):
            if run is chosen or all(mark.kind is LineKind.BULLET and _is_in(headline, mark.text) for mark in run):
                continue
            for mark in run:
                self.notes.unplaced(mark.line)
        return headline

    def _chosen(self) -> list[Mark] | None:
        for run in self._texts:
            if any(TOPIC_JOINT in f"{mark.text} " for mark in run):
                return run
        for run in self._topics:
            if sum(len(mark.text) for mark in run) <= _LONGEST_HEADLINE:
                return run
        if len(self._texts) == 1 and len(self._texts[0][0].text) <= _LONGEST_HEADLINE:
            return self._texts[0]
        return None

    def calendar(self) -> Calendar:
        """The day of issue and the period, from all datelines together; what differs from them is noted."""
        issued = self._issued()
        period = ReportingPeriod()
        for mark, line in self._datelines:
            if not line.has_period:
                continue
            found = period_of(line.start, line.end, issued)
            if (line.start and not found.start) or (line.end and not found.end):
                self.notes.say(
                    mark.line, f"The period of {quoted_line(mark.text)} could not be read: write out its years."
                )
            if period == ReportingPeriod():
                period = found
            elif found != period:
                self.notes.say(
                    mark.line, f"There is a reporting period already; {quoted_line(mark.text)} was left out."
                )
        return Calendar(issued, period)

    def _issued(self) -> date | None:
        # The line that names the period is surest; a date elsewhere may be a running head's.
        ordered = sorted(self._datelines, key=lambda dated: not dated[1].has_period)
        issued: date | None = None
        for mark, line in ordered:
            if line.issued is None:
                continue
            day = line.issued.in_year(line.issued.year) if line.issued.year else None
            if day is None:
                self.notes.say(mark.line, f"{quoted_line(mark.text)} is not a valid date.")
            elif issued is None:
                issued = day
            elif day != issued:
                self.notes.say(mark.line, f"There is a date of issue already; {quoted_line(mark.text)} was left out.")
        return issued


def _is_in(headline: str, topic: str) -> bool:
    wanted = _words(topic)
    return bool(wanted) and f" {wanted} " in f" {_words(headline)} "


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _unbolded(text: str) -> str:
    bold = _BOLD.fullmatch(text)
    return bold["inner"] if bold else text
