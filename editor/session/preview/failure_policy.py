"""What happens after failures of the renderer: restart it, skip a section, or give up.

A section that timed out once, or crashed the process three times, is skipped until its content changes: it would fail
again and take the pages of all other sections with it. But the process may also be killed from outside, three times
during a section that is not to blame. So a section that crashed gets one last try after all others are laid out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from editor.publish.protocol import PageNote
from editor.publish.sections import COVER, printed_content, section_label
from schemas import Issue

MOST_IN_A_ROW = 3
ENTRIES_PER_LIMIT = 50
"""The contents of this many entries get the time limit of one section: 500 entries take seconds."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a section failed, and its content at that time."""

    content: Any
    reason: str
    has_last_try: bool = False
    is_skipped: bool = True


class FailurePolicy:
    """Counts crashes and keeps the sections that failed."""

    def __init__(self) -> None:
        self._in_a_row = 0
        self._suspect: tuple[str, Any] | None = None
        self._suspected = 0
        self._failures: dict[str, _Failure] = {}

    def succeeded(self, skipped: Collection[str] = ()) -> bool:
        """Record that an issue was laid out except for `skipped`; return whether one of them gets its last try now."""
        self._in_a_row = 0
        self._suspect = None
        last = [name for name in skipped if name in self._failures and self._failures[name].has_last_try]
        self._failures = {
            section: replace(failure, has_last_try=False, is_skipped=False) if section in last else failure
            for section, failure in self._failures.items()
            if failure.is_skipped or section in skipped  # the others passed their last try
        }
        return bool(last)

    def reset(self) -> None:
        """Forget all failures: the user wants another try."""
        self._in_a_row = 0
        self._suspect = None
        self._failures.clear()

    def timed_out(self, section: str, issue: Issue | None, seconds: float) -> bool:
        """Record that a section exceeded its time limit; return False to give up."""
        failure = self._failure(section, issue)
        if issue is None or (failure and failure.is_skipped):  # it failed even though its text was skipped
            return self.crashed(section, issue)
        self._failures[section] = _Failure(
            printed_content(section, issue), f"takes longer than {seconds:.0f} seconds to lay out"
        )
        return True

    def crashed(self, section: str, issue: Issue | None) -> bool:
        """Record that the process ended, during that section unless it is empty; return False to give up."""
        self._in_a_row += 1
        suspect = (section, printed_content(section, issue)) if section and issue is not None else None
        self._suspected = self._suspected + 1 if suspect == self._suspect else 1
        self._suspect = suspect
        failure = self._failure(section, issue)
        if failure and not failure.is_skipped:
            self._failures[section] = replace(failure, is_skipped=True)
            self._in_a_row = 0
        elif suspect and not failure and self._suspected == MOST_IN_A_ROW:
            self._failures[section] = _Failure(suspect[1], "stopped the page layout several times", has_last_try=True)
            self._in_a_row = 0
        return self._in_a_row <= MOST_IN_A_ROW

    def skipped_sections(self, issue: Issue) -> tuple[str, ...]:
        """Return the sections to skip in this issue; forget those whose content changed."""
        self._failures = {
            section: failure
            for section, failure in self._failures.items()
            if printed_content(section, issue) == failure.content
        }
        return tuple(section for section, failure in self._failures.items() if failure.is_skipped)

    def notes(self, issue: Issue) -> tuple[PageNote, ...]:
        """Return a note for each skipped section."""
        return tuple(
            PageNote(
                section,
                f"{section_label(section, issue)} {failure.reason}, so its pages are not up to date.",
                "Shorten the newest text in it, or undo it.",
                problem=True,
            )
            for section, failure in self._failures.items()
            if failure.is_skipped
        )

    def _failure(self, section: str, issue: Issue | None) -> _Failure | None:
        """Return the failure of a section with the content that it has in this issue."""
        failure = self._failures.get(section)
        known = failure is not None and issue is not None and failure.content == printed_content(section, issue)
        return failure if known else None


def time_limit(section: str, issue: Issue | None, seconds: float) -> float:
    """Return the time limit of a section in seconds; `seconds` is the limit of one of usual size."""
    return seconds * (1 + len(issue.top5) // ENTRIES_PER_LIMIT) if section == COVER and issue else seconds
