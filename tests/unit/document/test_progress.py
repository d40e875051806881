"""The progress of an issue. Missing content is not counted as a problem."""

from editor.document.findings import Finding, Level
from editor.document.paths import path
from editor.document.progress import progress
from schemas import Entry, Issue

ISSUE = Issue(top5=tuple(Entry(id=f"e{number}") for number in range(1, 6)))


def finding(at: str, rule: str = "required", level: Level = Level.ERROR) -> Finding:
    return Finding(level, path(at), "", "", rule)


def test_a_draft_says_how_many_entries_are_complete() -> None:
    found = [finding("top5/e2/title"), finding("top5/e2/comment"), finding("imprint/authors")]
    assert progress(ISSUE, found, 5) == "4 of 5 entries complete"


def test_errors_are_counted_and_missing_content_is_not() -> None:
    found = [finding("top5/e1/title"), finding("top5/e2/source/link", "invalid-link"), finding("top5", "entry-count")]
    assert progress(ISSUE, found, 5) == "3 of 5 entries complete, 2 problems"
    assert progress(ISSUE, found[1:2], 5) == "4 of 5 entries complete, 1 problem"


def test_entries_that_are_missing_are_not_complete() -> None:
    assert progress(Issue(), [finding("top5")], 5) == "0 of 5 entries complete"
    assert progress(ISSUE, [], 3) == "5 of 5 entries complete"


def test_empty_fields_outside_the_entries_are_counted_last() -> None:
    assert progress(ISSUE, [finding("imprint/authors")], 5) == "5 of 5 entries complete, 1 empty field"


def test_warnings_are_counted_where_there_are_no_errors() -> None:
    found = [finding("top5/e1/title", "length", Level.WARNING)]
    assert progress(ISSUE, found, 5) == "5 of 5 entries complete, 1 warning"
    assert progress(ISSUE, [*found, finding("top5/e2/title")], 5) == "4 of 5 entries complete"
