"""Days that fit together: the period, the date of issue, entries and news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from editor.document.paths import FieldPath
from editor.document.rules.fixes import value_fix
from editor.document.rules.rule import CheckedPart, Violation
from editor.document.text.date_labels import day, full_date
from schemas import Issue, NewsItem, Noteworthy, ReportingPeriod, spec_of

# News and the period are printed without their years, so a longer period would name some days twice.
LONGEST_PERIOD = timedelta(days=365)
# An issue is about what has just happened: it comes out within a quarter after its period ends.
LATEST_ISSUE = timedelta(days=92)
# Documents are often made public some weeks after the day that they are dated.
BEFORE_PERIOD = timedelta(days=31)


def period_reversed(place: CheckedPart[ReportingPeriod]) -> Iterator[Violation]:
    """The period ends before it starts."""
    start, end = place.value.start, place.value.end
    if start is None or end is None or start <= end:
        return

    def change(period: ReportingPeriod) -> ReportingPeriod:
        if period.start is None or period.end is None or period.start <= period.end:
            return period
        return period.model_copy(update={"start": period.end, "end": period.start})

    yield Violation(
        "The reporting period ends before it starts.",
        "Correct one of the two days.",
        FieldPath(("end",)),
        value_fix("Exchange the two days", place.path, change),
    )


def period_long(place: CheckedPart[ReportingPeriod]) -> Iterator[Violation]:
    """The period is longer than a year."""
    start, end = place.value.start, place.value.end
    if start is not None and end is not None and end - start > LONGEST_PERIOD:
        yield Violation(
            f"The reporting period has {(end - start).days + 1:,} days.",
            "Check the years: its days are printed without them.",
            FieldPath(("end",)),
        )


def issue_date(place: CheckedPart[Issue]) -> Iterator[Violation]:
    """The issue is dated before its period ends, or long after it."""
    issued, end = place.value.date, place.value.reporting_period.end
    if issued is None or end is None or end <= issued <= end + LATEST_ISSUE:
        return
    how = "before the reporting period ends" if issued < end else "more than three months after the reporting period"
    yield Violation(f"The date of issue is {how}.", "Check both, the years too.", FieldPath(("date",)))


def entry_date(place: CheckedPart[Issue]) -> Iterator[Violation]:
    """An entry's document is dated well before the period, or after it."""
    period = place.value.reporting_period
    words = place.theme.declared.words
    if period.start is not None and period.end is not None and period.start > period.end:
        return
    for entry in place.value.top5:
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
            "Check the date, the year too.",
            FieldPath(("top5", entry.id, "date")),
        )


def news_outside_period(place: CheckedPart[Issue]) -> Iterator[Violation]:
    """A news item is of a day that the issue does not report on."""
    start, end = place.value.reporting_period.start, place.value.reporting_period.end
    words = place.theme.declared.words
    if start is not None and end is not None and start > end:
        return
    first, last = start or date.min, end or date.max
    for name, items in news_lists(place.value.noteworthy):
        for item in items:
            if item.date is not None and not first <= item.date <= last:
                yield Violation(
                    f"{full_date(item.date, words)} is outside the reporting period.",
                    "Correct the date or the period, or leave the item out.",
                    FieldPath(("noteworthy", name, item.id, "date")),
                )


def news_order(place: CheckedPart[Noteworthy]) -> Iterator[Violation]:
    """A list of news does not run in date order. One finding a list, at the first item that is out of place."""
    words = place.theme.declared.words
    for name, items in news_lists(place.value):
        dated = [item for item in items if item.date is not None]
        for before, after in pairwise(dated):
            if before.date is not None and after.date is not None and after.date < before.date:
                label = spec_of(Noteworthy, name).label
                yield Violation(
                    f"“{label}” does not run in date order: "
                    f"{day(after.date, words)} comes after {day(before.date, words)}.",
                    "Sort the list.",
                    FieldPath((name, after.id, "date")),
                    value_fix("Sort by date", place.path / name, _sorted),
                )
                break


def _sorted(items: tuple[NewsItem, ...]) -> tuple[NewsItem, ...]:
    """In date order; items without a date keep their places, those of one day their order."""
    dated = iter(sorted((item for item in items if item.date), key=_date_of))
    return tuple(next(dated) if item.date else item for item in items)


def _date_of(item: NewsItem) -> date:
    return item.date or date.max


def news_lists(noteworthy: Noteworthy) -> tuple[tuple[str, tuple[NewsItem, ...]], ...]:
    """Both lists, by the names of their fields."""
    return (("policy_news", noteworthy.policy_news), ("corporate_news", noteworthy.corporate_news))
