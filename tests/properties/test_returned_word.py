"""Word documents that come back: unchanged they bring nothing, and tracked changes bring what they say."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.document.suggestions.content import content_of
from editor.document.suggestions.review import as_suggested, open_records
from editor.document.text.inline import Run, sliced, text_of
from editor.files.themes import read_theme
from editor.formats.docx.reader import read_docx
from editor.formats.docx.writer import write_docx, write_docx_with_review
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.returned.copies import WordCopy
from editor.formats.source.tracked_view import TrackedView
from schemas import Issue
from schemas.review import Review
from schemas.suggestion import Reply
from tests.properties.suggestion_cases import AT, ISSUE, edits, said
from tests.suggesting import with_suggested

THEME = read_theme("merics")
EXAMPLES = 2_000 if os.environ.get("NEWSDESK_FAULTS") == "long" else 25
FREDA = Returned("Freda Freelance", dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC))


@st.composite
def reviewed(draw: st.DrawFn) -> Issue:
    """The issue with suggestions of two people, some of which were discussed."""
    issue = ISSUE
    for author in ("Edda", "Li"):
        version = ISSUE
        for number in range(draw(st.integers(0, 3))):
            _, version = draw(edits(version, f"{author[0].lower()}q", number))
        issue = with_suggested(issue, author, version, AT)
    suggestions = []
    for number, record in enumerate(issue.review.suggestions):
        said = draw(st.lists(st.sampled_from(["Why?", "Because.", "两\nlines"]), max_size=2, unique=True))
        replies = tuple(Reply(author="Edda", at=AT, text=f"{number}: {text}") for text in said)
        suggestions.append(record.model_copy(update={"replies": replies}))
    return issue.model_copy(update={"review": issue.review.model_copy(update={"suggestions": tuple(suggestions)})})


def shown(issue: Issue) -> Any:
    """What an issue says as far as Word shows it: no empty paragraphs, no spaces at the edges of a text.

    A news item without any words is an empty paragraph, too: whoever deletes all of them removes the item.
    """
    noteworthy = issue.noteworthy
    news = tuple(one for one in noteworthy.policy_news if one.date or one.text.strip() or one.source.label.strip())
    update = {"noteworthy": noteworthy.model_copy(update={"policy_news": news})}
    return _shown(said(issue.model_copy(update=update)))


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], Run):
        text = text_of(value)
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return sliced(value, start, end) if end > start else ()
    read = tuple(_shown(one) for one in value)
    return tuple(one for one in read if one not in (("paragraph", ()), ("bullet", ())))


@settings(max_examples=EXAMPLES)
@given(reviewed())
@pytest.mark.slow
def test_unchanged_it_brings_nothing(issue: Issue) -> None:
    found = bring_back(issue, write_docx_with_review(issue, THEME).data, THEME, FREDA)
    assert found.suggestions == ()
    assert found.is_empty
    assert found.issue == issue
    assert found.notes == ()


@settings(max_examples=EXAMPLES)
@given(reviewed())
@pytest.mark.slow
def test_without_and_with_all_changes_it_is_the_authors_and_the_suggested_issue(issue: Issue) -> None:
    made = write_docx_with_review(issue, THEME)
    records = tuple(one for one in open_records(issue.review) if one not in made.left)
    copy = WordCopy(made.data, THEME)
    assert shown(copy.read(content_of(issue), frozenset())) == shown(issue)
    for author in ("Edda", "Li"):
        own = Review().model_copy(update={"suggestions": tuple(one for one in records if one.author == author)})
        wanted = as_suggested(issue.model_copy(update={"review": own}), author).issue
        if own.suggestions:
            assert shown(copy.read(content_of(wanted), frozenset((author,)))) == shown(wanted)


@settings(max_examples=EXAMPLES)
@given(reviewed())
def test_tracked_changes_are_suggested_by_those_who_made_them(issue: Issue) -> None:
    made = write_docx_with_review(issue, THEME)
    found = bring_back(ISSUE, made.data, THEME, FREDA)
    assert not found.unsigned
    records = tuple(one for one in open_records(issue.review) if one not in made.left)
    review = Review().model_copy(update={"suggestions": records})
    for author in ("Edda", "Li"):
        wanted = as_suggested(issue.model_copy(update={"review": review}), author).issue
        assert shown(as_suggested(found.issue, author).issue) == shown(wanted)


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_a_copy_edited_without_tracking_is_suggested_by_whoever_returned_it(data: st.DataObject) -> None:
    version = ISSUE
    for number in range(data.draw(st.integers(1, 3))):
        _, version = data.draw(edits(version, "fq", number))
    found = bring_back(ISSUE, with_text_of(version), THEME, FREDA)
    assert shown(as_suggested(found.issue, FREDA.author).issue) == shown(version)


def with_text_of(version: Issue) -> bytes:
    """The document of the issue as somebody edits it without tracking changes."""
    from tests.word_editing import accepted

    return accepted(write_docx_with_review(with_suggested(ISSUE, "Edda", version, AT), THEME).data)


def test_views_are_read_as_they_were_written() -> None:
    assert (
        read_docx(write_docx(ISSUE, THEME)).blocks == read_docx(write_docx(ISSUE, THEME), TrackedView.REJECTED).blocks
    )
