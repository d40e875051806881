"""What went wrong in the renderer and what follows from it: a restart, a section left out, or the end of trying.

A section that once took too long, or stopped the process three times, is not tried again until what it shows changes:
the same text would only do it once more, and take everybody else's pages with it. But a process can also be ended from
outside, three times in the middle of a section that is blameless. So one that stopped it has one last try, when the
pages of all others are there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from editor.publish.protocol import PageNote
from editor.publish.sections import COVER, printed_content, section_label
from schemas import Issue

MOST_IN_A_ROW = 3
SHARE = 50
"""Of so many entries the contents may take as long as one section: 500 take seconds, and more on a busy machine."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What a section did, and what it showed at that time."""

    shown: Any
    reason: str
    has_last_try: bool = False
    is_left_out: bool = True


class FailurePolicy:
    """Counts crashes, and keeps the sections that caused trouble with what they showed."""

    def __init__(self) -> None:
        self._in_a_row = 0
        self._suspect: tuple[str, Any] | None = None
        self._suspected = 0
        self._troubles: dict[str, _Trouble] = {}

    def went_well(self, without: Collection[str] = ()) -> bool:
        """An issue has been laid out to its end without these sections. True: some of them have their last try now."""
        self._in_a_row = 0
        self._suspect = None
        last = [name for name in without if name in self._troubles and self._troubles[name].has_last_try]
        self._troubles = {
            section: replace(trouble, has_last_try=False, is_left_out=False) if section in last else trouble
            for section, trouble in self._troubles.items()
            if trouble.is_left_out or section in without  # all others have come through their last try
        }
        return bool(last)

    def start_again(self) -> None:
        """The author wants another try at everything."""
        self._in_a_row = 0
        self._suspect = None
        self._troubles.clear()

    def took_too_long(self, section: str, issue: Issue | None, seconds: float) -> bool:
        """The process was ended because this section of the issue took longer than that. False: give up."""
        trouble = self._trouble(section, issue)
        if issue is None or (trouble and trouble.is_left_out):  # even without its text: no use to leave it out again
            return self.crashed(section, issue)
        self._troubles[section] = _Trouble(
            printed_content(section, issue), f"takes longer than {seconds:.0f} seconds to lay out"
        )
        return True

    def crashed(self, section: str, issue: Issue | None) -> bool:
        """The process ended of itself, in the middle of that section if one is named. False: give up."""
        self._in_a_row += 1
        suspect = (section, printed_content(section, issue)) if section and issue is not None else None
        self._suspected = self._suspected + 1 if suspect == self._suspect else 1
        self._suspect = suspect
        trouble = self._trouble(section, issue)
        if trouble and not trouble.is_left_out:
            self._troubles[section] = replace(trouble, is_left_out=True)
            self._in_a_row = 0
        elif suspect and not trouble and self._suspected == MOST_IN_A_ROW:
            self._troubles[section] = _Trouble(suspect[1], "stopped the page layout several times", has_last_try=True)
            self._in_a_row = 0
        return self._in_a_row <= MOST_IN_A_ROW

    def left_out(self, issue: Issue) -> tuple[str, ...]:
        """The sections that are not to be tried in this issue; those that changed are forgotten."""
        self._troubles = {
            section: trouble
            for section, trouble in self._troubles.items()
            if printed_content(section, issue) == trouble.shown
        }
        return tuple(section for section, trouble in self._troubles.items() if trouble.is_left_out)

    def notes(self, issue: Issue) -> tuple[PageNote, ...]:
        """A note on each section that is left out."""
        return tuple(
            PageNote(
                section,
                f"{section_label(section, issue)} {trouble.reason}, so its pages are not up to date.",
                "Shorten the newest text in it, or undo it.",
                problem=True,
            )
            for section, trouble in self._troubles.items()
            if trouble.is_left_out
        )

    def _trouble(self, section: str, issue: Issue | None) -> _Trouble | None:
        """What is known of a section as this issue has it."""
        trouble = self._troubles.get(section)
        known = trouble is not None and issue is not None and trouble.shown == printed_content(section, issue)
        return trouble if known else None


def time_limit(section: str, issue: Issue | None, seconds: float) -> float:
    """How long this section may take, where one of the usual size may take so many seconds."""
    return seconds * (1 + len(issue.top5) // SHARE) if section == COVER and issue else seconds
