"""Why commands of the menus Item and View cannot act now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from editor.document.sections import sections

if TYPE_CHECKING:
    from editor.ui.desk.desk import Desk

NO_PROBLEMS = "No problems."
NO_SECTION = "There is no further section."
NO_ROOM = "The entry is at the end of its list already."


def desk_reasons(desk: Desk) -> Mapping[str, str]:
    """Return the reasons by the command's name; "" for a command that can act."""
    listed = [one.path for one in sections(desk.session.issue)]
    entries = [one.id for one in desk.session.issue.top5]
    at, entry = desk.section_path, desk.entries.current
    problems = "" if desk.problems.findings else NO_PROBLEMS
    return {
        "up": NO_ROOM if entry is not None and entry[-1] in entries[:1] else "",
        "down": NO_ROOM if entry is not None and entry[-1] in entries[-1:] else "",
        "previous_section": NO_SECTION if at in listed[:1] else "",
        "next_section": NO_SECTION if at in listed[-1:] else "",
        "next_problem": problems,
        "previous_problem": problems,
    }
