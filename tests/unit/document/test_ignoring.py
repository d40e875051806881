"""Findings about words can be ignored in one field or in the whole issue; the choice is kept in the issue."""

from __future__ import annotations

from editor.document.editing.edits import applied
from editor.document.findings import Excerpt, Finding, Level
from editor.document.ignoring import ignore_here, ignore_in_issue, not_ignored
from editor.document.merging.merge import merged
from editor.document.paths import FieldPath
from editor.files.issue_file import issue_bytes, parse_issue
from schemas import Issue


def finding(path: str, words: str = "teh", rule: str = "typo") -> Finding:
    return Finding(Level.WARNING, FieldPath.parse(path), "Misspelled.", "", rule, None, Excerpt(0, words))


TITLE, OTHER = finding("top5/e1/title"), finding("top5/e2/title")


def ignored(issue: Issue, one: Finding, *, everywhere: bool = False) -> Issue:
    edit = ignore_in_issue(issue, one) if everywhere else ignore_here(issue, one)
    assert edit is not None
    return applied(issue, edit)


def test_ignoring_here_leaves_the_same_words_elsewhere() -> None:
    issue = ignored(Issue(), TITLE)
    assert not_ignored(issue, [TITLE, OTHER]) == (OTHER,)
    assert not_ignored(issue, [finding("top5/e1/title", "adn")])
    assert not_ignored(issue, [finding("top5/e1/title", rule="spelling")])


def test_ignoring_in_the_issue_holds_for_every_field() -> None:
    assert not_ignored(ignored(Issue(), TITLE, everywhere=True), [TITLE, OTHER]) == ()


def test_a_finding_that_is_not_about_words_cannot_be_ignored() -> None:
    required = Finding(Level.ERROR, FieldPath.parse("top5/e1/title"), "Empty.", "", "required")
    assert ignore_here(Issue(), required) is None
    assert not_ignored(ignored(Issue(), TITLE), [required]) == (required,)


def test_the_choice_is_kept_in_the_file_and_only_where_there_is_one() -> None:
    issue = ignored(Issue(), TITLE)
    assert parse_issue(issue_bytes(issue, "x"), "x") == issue
    assert b"ignored" not in issue_bytes(Issue(), "x")


def test_two_people_who_ignore_the_same_words_do_not_conflict() -> None:
    ours, theirs = ignored(Issue(), TITLE), ignored(ignored(Issue(), TITLE), OTHER)
    result = merged(Issue(), ours, theirs)
    assert not result.conflicts
    assert len(result.issue.ignored) == 2


def test_ignoring_twice_adds_nothing() -> None:
    assert ignore_here(ignored(Issue(), TITLE), TITLE) is None
