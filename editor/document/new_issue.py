"""The first page of an issue: empty, or with what stays the same from the one before."""

from __future__ import annotations

import datetime as dt

from editor.document.edits import with_fresh_ids
from editor.document.house import InstalledTheme
from schemas import Bullet, Bullets, Entry, Imprint, Issue, Paragraph, ReportingPeriod


def empty(theme: InstalledTheme) -> Issue:
    """As many entries as the newsletter has, each with a lead-in, a list and a comment ready to be written."""
    return Issue(theme=theme.folder.name, top5=tuple(_entry() for _ in range(theme.declared.counts.entries)))


def from_previous(previous: Issue, theme: InstalledTheme) -> Issue:
    """An empty issue with the people, publisher and contact of the previous one.

    Its reporting period starts on the day after the last one ended.
    """
    ended = previous.reporting_period.end
    start = ended + dt.timedelta(days=1) if ended is not None and ended < dt.date.max else None
    imprint: Imprint = with_fresh_ids(previous.imprint)
    return empty(theme).model_copy(update={"imprint": imprint, "reporting_period": ReportingPeriod(start=start)})


def _entry() -> Entry:
    lead_in_and_list = (Paragraph(), Bullets(items=(Bullet(),)))
    return Entry(at_a_glance=lead_in_and_list, comment=(Paragraph(),))
