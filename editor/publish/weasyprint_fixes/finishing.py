"""Apply the fixes of the tagged structure to pages before they are written, and to the finished PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from weasyprint import Page

from editor.publish.weasyprint_fixes import (
    contents_list,
    continued,
    destinations,
    headings,
    links,
    lists,
    running_elements,
    text_properties,
)
from editor.publish.weasyprint_fixes.contents_list import CONTENTS_LIST
from editor.publish.weasyprint_fixes.continued import CONTINUED
from editor.publish.weasyprint_fixes.destinations import DESTINATIONS
from editor.publish.weasyprint_fixes.fix import Fix, FixFailed
from editor.publish.weasyprint_fixes.headings import HEADINGS
from editor.publish.weasyprint_fixes.links import LINKS
from editor.publish.weasyprint_fixes.lists import LISTS
from editor.publish.weasyprint_fixes.registry import ActiveFixes
from editor.publish.weasyprint_fixes.running_elements import RUNNING_ELEMENTS
from editor.publish.weasyprint_fixes.structure import RecordingPage, StructureTree
from editor.publish.weasyprint_fixes.text_properties import TEXT_PROPERTIES

STRUCTURE_FIXES = (RUNNING_ELEMENTS, TEXT_PROPERTIES, HEADINGS, LISTS, CONTENTS_LIST, LINKS, CONTINUED)


def prepared(page: Page, fixes: ActiveFixes) -> RecordingPage:
    """A copy of a page that can be finished. Raises FixFailed."""
    copy = RecordingPage(page, running_elements.as_artifact if RUNNING_ELEMENTS in fixes else None)
    if LINKS in fixes:
        _applied(LINKS, partial(links.without_nested, copy))
    return copy


def finish(
    pdf: Any, pages: Sequence[RecordingPage], language: str, fixes: ActiveFixes, *, for_ua_2: bool = False
) -> None:
    """Correct the structure of a PDF with these pages, in the document's language. Raises FixFailed."""
    active = [fix for fix in STRUCTURE_FIXES if fix in fixes]
    if not active:
        return
    try:
        tree = StructureTree(pdf)
    except Exception as failure:  # the tree has another form than expected
        raise FixFailed(*active) from failure
    steps: tuple[tuple[Fix, Callable[[], None]], ...] = (
        (TEXT_PROPERTIES, partial(text_properties.correct, tree, pages, language)),
        (HEADINGS, partial(headings.correct, tree, pages)),
        (LISTS, partial(lists.correct, tree, pages)),
        (CONTENTS_LIST, partial(contents_list.correct, tree, pages)),
        (LINKS, partial(links.correct, tree, pages)),
        (CONTINUED, partial(continued.correct, tree)),
        (LISTS, partial(lists.set_numbering, tree, for_ua_2=for_ua_2)),
        (RUNNING_ELEMENTS, partial(running_elements.correct, tree, pages)),
    )
    for fix, step in steps:
        if fix in fixes:
            _applied(fix, step)
    if for_ua_2 and DESTINATIONS in fixes:
        _applied(DESTINATIONS, partial(destinations.correct, tree, pages, pdf))


def _applied(fix: Fix, step: Callable[[], None]) -> None:
    try:
        step()
    except FixFailed:
        raise
    except Exception as failure:  # a private part of WeasyPrint has another form than expected
        raise FixFailed(fix) from failure
