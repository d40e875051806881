"""The days that an issue speaks of: its own, its reporting period, and the years that its texts leave out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from editor.document.written_dates import WrittenDate
from schemas import ReportingPeriod


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day of issue and the period, as far as they are known."""

    issued: date | None = None
    period: ReportingPeriod = field(default_factory=ReportingPeriod)

    def news_day(self, written: WrittenDate) -> date | None:
        """The day of a news item: without a year, that in the period or next to it."""
        return written.near(self.period, self.issued)

    def document_day(self, written: WrittenDate) -> date | None:
        """The day of a document: without a year, the latest before the issue."""
        return written.until(self.issued)


def period_of(start: WrittenDate | None, end: WrittenDate | None, issued: date | None) -> ReportingPeriod:
    """A period's days. Without years, it ends on or before the day of issue and starts before its end."""
    last = end.until(issued) if end else None
    first = start.until(last or issued) if start else None
    if end and last is None and first:
        years = (end.in_year(first.year), end.in_year(first.year + 1) if first.year < 9999 else None)
        last = next((day for day in years if day and day >= first), None)
    return ReportingPeriod(start=first, end=last)
