"""Findings from the page layout: a section that cannot be laid out, or that is too long for its page.

They are updated when pages arrive, not with each keystroke.
"""

from __future__ import annotations

from collections.abc import Iterable

from editor.document.contents import TOP
from editor.document.findings import Finding, Level
from editor.document.paths import FieldPath, path_exists
from editor.document.sections import MASTHEAD, section_path
from editor.publish.protocol import PageNote
from editor.publish.sections import COVER
from schemas import Issue

PAGE_RULES = frozenset({"page-layout", "page-overflow"})
"""The rule names of these findings."""


def in_reading_order(issue: Issue, rules: tuple[Finding, ...], pages: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Merge findings by section, those of pages before those of rules. Drop those of removed entries."""
    if not pages:
        return rules
    fields = {name: number for number, name in enumerate(type(issue).model_fields)}
    entries = {entry.id: number for number, entry in enumerate(issue.top5)}

    def section(finding: Finding) -> tuple[int, int]:
        name, item = (*finding.path[:2], "", "")[:2]
        return fields.get(name, -1), entries.get(item, -1)

    existing = (one for one in pages if one.path[:1] != (TOP,) or one.path[1] in entries)
    return tuple(sorted((*existing, *rules), key=section))


def of_existing_fields(issue: Issue, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those of fields that were removed."""
    return tuple(finding for finding in findings if path_exists(issue, finding.path))


def findings_of(notes: Iterable[PageNote]) -> tuple[Finding, ...]:
    """Return a finding for each note: an error if text is missing from the pages, otherwise a warning."""
    return tuple(_finding(note) for note in notes)


def _finding(note: PageNote) -> Finding:
    path = MASTHEAD if note.path == COVER else section_path(FieldPath.parse(note.path))
    level, rule = (Level.ERROR, "page-layout") if note.problem else (Level.WARNING, "page-overflow")
    return Finding(level, path, note.message, note.help, rule)
