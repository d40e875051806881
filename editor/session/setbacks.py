"""What went wrong in the renderer and what follows from it: a restart, a section left out, or the end of trying.

A section that once took too long, or stopped the process three times, is not tried again until what it shows changes:
the same text would only do it once more, and take everybody else's pages with it.
"""

from __future__ import annotations

from typing import Any

from editor.publish.protocol import PageNote
from editor.publish.sections import COVER, NOTEWORTHY, section_at
from schemas import Entry, Issue

MOST_IN_A_ROW = 3


class Setbacks:
    """Counts crashes, and keeps the sections that caused trouble with what they showed."""

    def __init__(self) -> None:
        self._in_a_row = 0
        self._suspect: tuple[str, Any] | None = None
        self._suspected = 0
        self._left_out: dict[str, tuple[Any, str]] = {}

    def went_well(self) -> None:
        """An issue has been laid out to its end."""
        self._in_a_row = 0
        self._suspect = None

    def start_again(self) -> None:
        """The author wants another try at everything."""
        self.went_well()
        self._left_out.clear()

    def took_too_long(self, section: str, issue: Issue, seconds: float) -> None:
        """The process was ended because this section of the issue took longer than that."""
        reason = f"takes longer than {seconds:.0f} seconds to lay out"
        self._left_out[section] = (_shown(section, issue), reason)

    def crashed(self, section: str, issue: Issue | None) -> bool:
        """The process ended of itself, in the middle of that section if one is named. False: give up."""
        self._in_a_row += 1
        suspect = (section, _shown(section, issue)) if section and issue is not None else None
        self._suspected = self._suspected + 1 if suspect == self._suspect else 1
        self._suspect = suspect
        if suspect and self._suspected == MOST_IN_A_ROW:
            self._left_out[section] = (suspect[1], "stopped the page layout several times")
            self._in_a_row = 0
        return self._in_a_row <= MOST_IN_A_ROW

    def left_out(self, issue: Issue) -> tuple[str, ...]:
        """The sections that are not to be tried in this issue; those that changed are forgotten."""
        self._left_out = {
            section: (shown, reason)
            for section, (shown, reason) in self._left_out.items()
            if _shown(section, issue) == shown
        }
        return tuple(self._left_out)

    def notes(self, issue: Issue) -> tuple[PageNote, ...]:
        """A note on each section that is left out."""
        return tuple(
            PageNote(
                section,
                f"{_called(section, issue)} {reason}, so its pages are not up to date. "
                "Shorten the newest text in it, or undo it.",
                problem=True,
            )
            for section, (_, reason) in self._left_out.items()
        )


def _shown(section: str, issue: Issue) -> Any:
    """What a section's pages are made from."""
    if section == COVER:
        titles = tuple((entry.title, entry.contents_title) for entry in issue.top5)
        return (issue.date, issue.reporting_period, titles)
    if section == NOTEWORTHY:
        return (issue.noteworthy, issue.imprint)
    return _entry(section, issue)


def _entry(section: str, issue: Issue) -> Entry | None:
    return next((entry for entry in issue.top5 if section_at(f"top5/{entry.id}/") == section), None)


def _called(section: str, issue: Issue) -> str:
    if section == COVER:
        return "The cover"
    if section == NOTEWORTHY:
        return "Noteworthy"
    entry = _entry(section, issue)
    return f"Entry {issue.top5.index(entry) + 1}" if entry else "A removed entry"
