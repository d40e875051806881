"""Warnings about documents that an earlier issue has covered."""

import datetime as dt

from editor.document.earlier_issues import Reference
from editor.document.findings import Level
from editor.document.paths import path
from editor.document.rules.covered_before import EarlierDocument, covered_before
from schemas import Entry, Issue
from schemas.issue import Source

LINK = "https://www.example.org/a"
PLACE = path("top5/e1/source/link")
FOUND = EarlierDocument(PLACE, LINK, "link", Reference("China Industries", dt.date(2024, 5, 1), "Entry 2", 2))
ISSUE = Issue(top5=(Entry(id="e1", source=Source(link=LINK)),))


def test_the_same_document_is_a_warning_with_ignore() -> None:
    (finding,) = covered_before(ISSUE, [FOUND])
    assert (finding.level, finding.path) == (Level.WARNING, PLACE)
    assert finding.message == "Covered in May 2024 as no. 2: same link."
    assert finding.fix is not None
    ignored = finding.fix.apply(ISSUE)
    assert list(covered_before(ignored, [FOUND])) == []
    assert finding.fix.apply(ignored) == ignored
    assert [(one.rule, one.text, one.path) for one in ignored.ignored] == [("covered-before", LINK, str(PLACE))]


def test_a_field_that_has_changed_or_is_gone_has_no_warning() -> None:
    other = Issue(top5=(Entry(id="e1", source=Source(link=f"{LINK}b")),))
    assert list(covered_before(other, [FOUND])) == []
    assert list(covered_before(Issue(), [FOUND])) == []
