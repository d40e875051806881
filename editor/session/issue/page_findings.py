"""What the pages tell, as findings beside those of the rules: a section that cannot be laid out, one that runs over.

They come when pages come, never with a keystroke, and go when pages come that are in order again.
"""

from __future__ import annotations

from collections.abc import Iterable

from editor.document.contents import TOP
from editor.document.findings import Finding, Level
from editor.document.paths import FieldPath
from editor.document.sections import MASTHEAD, section_path
from editor.publish.protocol import PageNote
from editor.publish.sections import COVER
from schemas import Issue

PAGE_RULES = frozenset({"page-layout", "page-overflow"})
"""What these findings have for the names of rules."""


def in_reading_order(issue: Issue, rules: tuple[Finding, ...], pages: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Both together: what pages tell stands before what rules found in the same section; of what is gone, nothing."""
    if not pages:
        return rules
    fields = {name: number for number, name in enumerate(type(issue).model_fields)}
    entries = {entry.id: number for number, entry in enumerate(issue.top5)}

    def section(finding: Finding) -> tuple[int, int]:
        name, item = (*finding.path[:2], "", "")[:2]
        return fields.get(name, -1), entries.get(item, -1)

    there = (one for one in pages if one.path[:1] != (TOP,) or one.path[1] in entries)
    return tuple(sorted((*there, *rules), key=section))


def findings_of(notes: Iterable[PageNote]) -> tuple[Finding, ...]:
    """A finding for each note. Pages without their text stop publication; pages that run over do not."""
    return tuple(_finding(note) for note in notes)


def _finding(note: PageNote) -> Finding:
    path = MASTHEAD if note.path == COVER else section_path(FieldPath.parse(note.path))
    level, rule = (Level.ERROR, "page-layout") if note.problem else (Level.WARNING, "page-overflow")
    return Finding(level, path, note.message, note.help, rule)
