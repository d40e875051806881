"""Word documents that come back: what colleagues did in them, as suggestions and threads."""

from __future__ import annotations

import datetime as dt

import pytest

from editor.document.suggestions.review import as_suggested, content_of, open_records
from editor.files.themes import read_theme
from editor.formats.docx.writer import write_docx, write_docx_with_review
from editor.formats.returned.bringing_back import Returned, bring_back
from schemas import Issue
from tests.properties.suggestion_cases import said
from tests.suggesting import with_suggested
from tests.unit.formats.test_docx_review import AT, ISSUE, LATER, VERSIONS, threads

THEME = read_theme("merics")
NOW = dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC)
FREDA = Returned("Freda Freelance", NOW)


def with_threads(issue: Issue) -> Issue:
    return issue.model_copy(update={"review": issue.review.model_copy(update={"threads": threads().threads})})


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_unchanged_it_brings_nothing(version: Issue) -> None:
    issue = with_threads(with_suggested(ISSUE, "Edda Editor", version, AT))
    found = bring_back(issue, write_docx_with_review(issue, THEME).data, THEME, FREDA)
    assert found.is_empty
    assert found.issue == issue
    assert [note.message for note in found.notes] == []


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_what_was_typed_without_tracking_is_suggested_by_whoever_returned_it(version: Issue) -> None:
    found = bring_back(ISSUE, write_docx(version, THEME).replace(b"", b""), THEME, FREDA)
    assert said(as_suggested(found.issue, "Freda Freelance").issue) == said(version) or found.is_empty


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_tracked_changes_keep_their_authors_and_times(version: Issue) -> None:
    theirs = with_suggested(ISSUE, "Edda Editor", version, LATER)
    found = bring_back(ISSUE, write_docx_with_review(theirs, THEME).data, THEME, FREDA)
    assert said(as_suggested(found.issue, "Edda Editor").issue) == said(content_of(version))
    assert {(one.author, one.at) for one in found.suggestions} == {("Edda Editor", LATER)}
    assert not found.unsigned
    again = bring_back(found.issue, write_docx_with_review(theirs, THEME).data, THEME, FREDA)
    assert again.is_empty


def test_threads_come_in_once() -> None:
    data = write_docx_with_review(with_threads(ISSUE), THEME).data
    found = bring_back(ISSUE, data, THEME, FREDA)
    first, *_ = found.issue.review.threads
    assert (first.path, first.words, first.start, first.resolved) == ("top5/e1/comment/c1/text", "small step", 8, True)
    assert [one.text for one in first.comments] == ["Is it?\nI doubt it.", "It is."]
    assert bring_back(found.issue, data, THEME, FREDA).is_empty


def test_open_records_are_known() -> None:
    assert open_records(ISSUE.review) == ()
