"""Rules for dates: the reporting period, the date of issue, entries and news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from editor.document.form_structure import item_model
from editor.document.paths import FieldPath
from editor.document.rules.fixes import value_fix
from editor.document.rules.rule import CheckedPart, Violation
from editor.document.sections import lists_of
from editor.document.text.date_labels import day, full_date
from schemas import Issue, NewsItem, Noteworthy, ReportingPeriod, spec_of

# News and the period are printed without years, so in a longer period some days would be ambiguous.
LONGEST_PERIOD = timedelta(days=365)
# An issue is published within a quarter after its period ends.
LATEST_ISSUE = timedelta(days=92)
# Documents are often published some weeks after their date.
BEFORE_PERIOD = timedelta(days=31)


def period_reversed(part: CheckedPart[ReportingPeriod]) -> Iterator[Violation]:
    """Report a period that ends before it starts."""
    start, end = part.value.start, part.value.end
    if start is None or end is None or start <= end:
        return

    def change(period: ReportingPeriod) -> ReportingPeriod:
        if period.start is None or period.end is None or period.start <= period.end:
            return period
        return period.model_copy(update={"start": period.end, "end": period.start})

    yield Violation(
        "The reporting period ends before it starts.",
        "Correct one of the two dates.",
        FieldPath(("end",)),
        value_fix("Swap Dates", part.path, change),
    )


def period_long(part: CheckedPart[ReportingPeriod]) -> Iterator[Violation]:
    """Report a period of more than a year."""
    start, end = part.value.start, part.value.end
    if start is not None and end is not None and end - start > LONGEST_PERIOD:
        yield Violation(
            f"The reporting period is longer than a year: {(end - start).days + 1:,} days.",
            "Check the years. They are not printed with the period.",
            FieldPath(("end",)),
        )


def issue_date(part: CheckedPart[Issue]) -> Iterator[Violation]:
    """Report a date of issue before the end of the period, or long after it."""
    issued, end = part.value.date, part.value.reporting_period.end
    if issued is None or end is None or end <= issued <= end + LATEST_ISSUE:
        return
    how = "before the reporting period ends" if issued < end else "more than three months after the reporting period"
    yield Violation(f"The date of issue is {how}.", "Check both dates and their years.", FieldPath(("date",)))


def entry_date(part: CheckedPart[Issue]) -> Iterator[Violation]:
    """Report entries whose document is dated long before the period, or after it."""
    period = part.value.reporting_period
    words = part.theme.declared.words
    if period.start is not None and period.end is not None and period.start > period.end:
        return
    for entry in part.value.top5:
        if entry.date is None:
            continue
        if period.end is not None and entry.date > period.end:
            how = f"after the reporting period, which ends on {full_date(period.end, words)}"
        elif period.start is not None and period.start - entry.date > BEFORE_PERIOD:
            how = f"long before the reporting period, which starts on {full_date(period.start, words)}"
        else:
            continue
        yield Violation(
            f"{full_date(entry.date, words)} is {how}.",
            "Check the date and its year.",
            FieldPath(("top5", entry.id, "date")),
        )


def news_outside_period(part: CheckedPart[Issue]) -> Iterator[Violation]:
    """Report news items dated outside the reporting period."""
    start, end = part.value.reporting_period.start, part.value.reporting_period.end
    words = part.theme.declared.words
    if start is not None and end is not None and start > end:
        return
    first, last = start or date.min, end or date.max
    for name, items in news_lists(part.value.noteworthy):
        for item in items:
            if item.date is not None and not first <= item.date <= last:
                yield Violation(
                    f"{full_date(item.date, words)} is outside the reporting period.",
                    "Correct the date or the period, or remove the item.",
                    FieldPath(("noteworthy", name, item.id, "date")),
                )


def news_order(part: CheckedPart[Noteworthy]) -> Iterator[Violation]:
    """Report news lists that are not in date order: one finding per list, at the first item out of order."""
    words = part.theme.declared.words
    for name, items in news_lists(part.value):
        dated = [item for item in items if item.date is not None]
        for before, after in pairwise(dated):
            if before.date is not None and after.date is not None and after.date < before.date:
                label = spec_of(type(part.value), name).label
                yield Violation(
                    f"“{label}” is not in date order: {day(after.date, words)} follows {day(before.date, words)}.",
                    "Sort the list by date.",
                    FieldPath((name, after.id, "date")),
                    value_fix("Sort by Date", part.path / name, _sorted),
                )
                break


def _sorted(items: tuple[NewsItem, ...]) -> tuple[NewsItem, ...]:
    """Sort by date. Items without a date keep their position, items of one day their order."""
    dated = iter(sorted((item for item in items if item.date), key=_date_of))
    return tuple(next(dated) if item.date else item for item in items)


def _date_of(item: NewsItem) -> date:
    return item.date or date.max


def news_lists(noteworthy: Noteworthy) -> tuple[tuple[str, tuple[NewsItem, ...]], ...]:
    """Return the lists of news items with the names of their fields, in the order of the schema."""
    return tuple(
        (name, items)
        for name, items in lists_of(noteworthy)
        if issubclass(item_model(type(noteworthy), name), NewsItem)
    )
