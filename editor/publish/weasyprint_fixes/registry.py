"""All fixes, which of them work with the installed WeasyPrint, and what a file may claim."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from editor.publish import ExportNote
from editor.publish.weasyprint_fixes.attribute_lists import ATTRIBUTE_LISTS
from editor.publish.weasyprint_fixes.contents_list import CONTENTS_LIST
from editor.publish.weasyprint_fixes.continued import CONTINUED
from editor.publish.weasyprint_fixes.destinations import DESTINATIONS
from editor.publish.weasyprint_fixes.fix import Fix, FixFailed, Standard
from editor.publish.weasyprint_fixes.font_files import FONT_FILES
from editor.publish.weasyprint_fixes.glyph_text import GLYPH_TEXT
from editor.publish.weasyprint_fixes.headings import HEADINGS
from editor.publish.weasyprint_fixes.line_breaks import LINE_BREAKS
from editor.publish.weasyprint_fixes.links import LINKS
from editor.publish.weasyprint_fixes.lists import LISTS
from editor.publish.weasyprint_fixes.metadata import METADATA
from editor.publish.weasyprint_fixes.running_elements import RUNNING_ELEMENTS
from editor.publish.weasyprint_fixes.text_lines import TEXT_LINES
from editor.publish.weasyprint_fixes.text_properties import TEXT_PROPERTIES
from editor.publish.weasyprint_import.installed import version

FIXES = (
    *(RUNNING_ELEMENTS, TEXT_PROPERTIES, HEADINGS, LISTS, CONTENTS_LIST, LINKS, CONTINUED, DESTINATIONS, METADATA),
    *(GLYPH_TEXT, LINE_BREAKS, TEXT_LINES, FONT_FILES, ATTRIBUTE_LISTS),
)

Result = TypeVar("Result")


class ActiveFixes:
    """The fixes that are applied. A fix that fails once is not applied again."""

    def __init__(self) -> None:
        self._left_out: dict[Fix, str] = {}
        for fix in FIXES:
            if problem := fix.problem():
                self.leave_out(fix, problem)

    def __contains__(self, fix: object) -> bool:
        return fix not in self._left_out

    def leave_out(self, fix: Fix, reason: str) -> None:
        """Do not apply the fix any more."""
        self._left_out[fix] = reason
        logging.getLogger(__name__).warning("Without the fix of %s: %s.", fix.name, reason)

    def result(self, fix: Fix, function: Callable[[], Result], default: Result) -> Result:
        """What the function of a fix returns; the default where the fix is left out or fails."""
        if fix in self:
            try:
                return function()
            except Exception as failure:  # a private part of WeasyPrint has another form than expected
                self.leave_out(fix, repr(failure))
        return default

    def failed(self, failure: FixFailed) -> None:
        """Take note of a failure while a file is written."""
        for fix in failure.fixes:
            self.leave_out(fix, f"{failure.__cause__ or failure!r}")

    @property
    def standards(self) -> frozenset[Standard]:
        """What a file may claim."""
        return frozenset(Standard).difference(*(fix.standards for fix in self._left_out))

    def notes(self, wanted: frozenset[Standard]) -> tuple[ExportNote, ...]:
        """What the person who exports a file has to know: one note for all claims, one for all other effects.

        `wanted` are the claims that the file would have had.
        """
        with_claims = [fix for fix in self._left_out if fix.standards & wanted]
        others = [fix for fix in self._left_out if not fix.standards and fix.effect]
        dropped = " and ".join(one for one in Standard if one in wanted and one not in self.standards)
        help = f"WeasyPrint {version('weasyprint')} does this differently. Update Newsdesk, or install WeasyPrint 70.0."
        notes = []
        if with_claims:
            effects = "; ".join(fix.effect for fix in with_claims)
            notes.append(ExportNote(f"The PDF does not claim {dropped}: {effects}.", help))
        if others:
            effects = "; ".join(fix.effect for fix in others)
            notes.append(ExportNote(f"The PDF has a flaw: {effects}.", help))
        return tuple(notes)
