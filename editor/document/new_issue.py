"""New issues: empty, with publisher and contact of an earlier one, or the imprint of the previous one; templates."""

from __future__ import annotations

import datetime as dt

from editor.document.editing.edits import with_fresh_ids
from editor.document.installed_theme import InstalledTheme
from schemas import Block, Bullet, Bullets, Entry, Imprint, Issue, Paragraph, Part, ReportingPeriod, specs_of
from schemas.review import Review


def empty(theme: InstalledTheme) -> Issue:
    """Return an issue with the theme's number of entries, each with an empty lead-in, bullet list and comment."""
    return Issue(theme=theme.folder.name, top5=tuple(_entry() for _ in range(theme.declared.counts.entries)))


def with_publisher_of(earlier: Issue, theme: InstalledTheme) -> Issue:
    """Return an empty issue with the publisher and the contact of an earlier one: they rarely change, people do."""
    kept = earlier.imprint
    imprint = Imprint(publisher=with_fresh_ids(kept.publisher), contact=kept.contact)
    return empty(theme).model_copy(update={"imprint": imprint})


def has_publisher(issue: Issue) -> bool:
    """Whether an issue has a publisher or a contact to carry over."""
    return bool(issue.imprint.contact) or is_written(issue.imprint.publisher)


def from_previous(previous: Issue, theme: InstalledTheme) -> Issue:
    """Return an empty issue with the imprint of the previous one.

    Its reporting period starts on the day after the previous one ended.
    """
    ended = previous.reporting_period.end
    start = ended + dt.timedelta(days=1) if ended is not None and ended < dt.date.max else None
    imprint: Imprint = with_fresh_ids(previous.imprint)
    return empty(theme).model_copy(update={"imprint": imprint, "reporting_period": ReportingPeriod(start=start)})


def as_template(issue: Issue) -> Issue:
    """Return what stays from issue to issue: the theme, the imprint, and the entries' parts without their words."""
    entries = tuple(
        Entry(at_a_glance=_without_words(entry.at_a_glance), comment=_without_words(entry.comment))
        for entry in issue.top5
    )
    imprint: Imprint = with_fresh_ids(issue.imprint)
    return Issue(theme=issue.theme, top5=entries, imprint=imprint)


def from_template(template: Issue) -> Issue:
    """Return a new issue with everything that was written into a template, but dates of issue and review."""
    bare = {"date": None, "reporting_period": ReportingPeriod(), "review": Review()}
    issue: Issue = with_fresh_ids(template.model_copy(update=bare))
    return issue


def is_unwritten(issue: Issue) -> bool:
    """Whether an issue has no new content. The imprint and period of the previous issue do not count."""
    return not (issue.headline or any(map(is_written, issue.top5)) or is_written(issue.noteworthy))


def is_written(part: Part) -> bool:
    """Whether a part has content: anything that an empty one has not."""
    for name in specs_of(type(part)):
        value = getattr(part, name)
        if isinstance(value, Part):
            written = is_written(value)
        elif isinstance(value, tuple):
            written = any(not isinstance(one, Part) or is_written(one) for one in value)
        else:
            written = value != type(part).model_fields[name].default
        if written:
            return True
    return False


def _entry() -> Entry:
    lead_in_and_list = (Paragraph(), Bullets(items=(Bullet(),)))
    return Entry(at_a_glance=lead_in_and_list, comment=(Paragraph(),))


def _without_words(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(Paragraph() if isinstance(block, Paragraph) else Bullets(items=(Bullet(),)) for block in blocks)
