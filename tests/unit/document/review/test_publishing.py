"""The digest of the published content covers all content and its order, but not the review."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.diff import changes
from editor.document.editing.edit_json import as_json, from_json
from editor.document.editing.edits import MoveItem, SetValue, applied
from editor.document.paths import FieldPath, path
from editor.document.review.approvals import with_state
from editor.document.review.publishing import (
    digest_of_all,
    is_as_published,
    marked_published,
    not_approved,
    revision,
)
from editor.document.review.section_digest import digest
from editor.document.review.threads import with_new_thread
from editor.document.sections import section_keys
from schemas import Entry, Issue, NewsItem, Noteworthy, Paragraph, Source
from schemas.review import State
from tests.properties.strategies import issues
from tests.suggesting import with_suggested

AT = dt.datetime(2025, 3, 12, 9, 30, tzinfo=dt.UTC)
ISSUE = Issue(
    headline="Topics",
    top5=(Entry(id="a", title="One"), Entry(id="b", title="Two")),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="News."),)),
)


def reviewed(issue: Issue) -> Issue:
    """The issue with marks of all kinds."""
    issue = with_suggested(issue, "E", applied(issue, SetValue(path("headline"), f"{issue.headline}!")), AT)
    review = with_new_thread(issue.review, path("headline"), "Why?", by="E", at=AT)
    keys = frozenset(section_keys(issue))
    review = with_state(issue, review, keys, State.APPROVED, by="E", at=AT)
    issue = issue.model_copy(update={"review": review})
    return marked_published(issue, digest_of_all(issue), by="E", at=AT)


@pytest.mark.parametrize(
    "edit",
    [
        SetValue(path("headline"), "Topics "),
        SetValue(path("date"), dt.date(2025, 3, 12)),
        SetValue(path("top5/b/title"), "Two, in other words"),
        MoveItem(path("top5/b"), 0),
        SetValue(path("noteworthy/policy_news/n1/text"), "News"),
        SetValue(path("imprint/contact"), "Somebody else"),
    ],
)
def test_every_change_of_the_content_changes_the_revision(edit: SetValue | MoveItem) -> None:
    published = marked_published(ISSUE, digest_of_all(ISSUE), by="E", at=AT)
    assert is_as_published(published)
    changed = applied(published, edit)
    assert is_as_published(changed) is False
    assert revision(changed) != revision(published)


def test_an_issue_is_not_published_by_default() -> None:
    assert is_as_published(ISSUE) is None


@given(issues)
def test_the_review_does_not_change_the_digest(issue: Issue) -> None:
    assert digest_of_all(reviewed(issue)) == digest_of_all(issue)


@given(issues, st.text(max_size=5))
def test_a_published_issue_counts_as_published_until_it_changes(issue: Issue, headline: str) -> None:
    published = reviewed(issue)
    changed = applied(published, SetValue(path("headline"), headline))
    assert is_as_published(published) is True
    assert is_as_published(changed) is (headline == issue.headline)


def test_unapproved_sections_are_in_page_order() -> None:
    keys = frozenset({"masthead", "entry-a", "entry-b", "policy-news", "imprint"})
    review = with_state(ISSUE, ISSUE.review, keys, State.APPROVED, by="E", at=AT)
    issue = applied(ISSUE.model_copy(update={"review": review}), SetValue(path("top5/b/title"), "Touched"))
    assert [one.key for one in not_approved(issue)] == ["entry-b", "corporate-news"]
    assert not_approved(reviewed(ISSUE)) == ()


def test_the_record_survives_a_journal() -> None:
    first = marked_published(ISSUE, "0" * 64, by="A", at=AT)
    second = marked_published(ISSUE, "1" * 64, by="B", at=AT + dt.timedelta(days=1))
    for before, after in ((ISSUE, first), (first, second), (second, ISSUE)):
        issue = before
        for edit in changes(before, after):
            issue = applied(issue, from_json(json.loads(json.dumps(as_json(edit)))))
        assert issue == after


def test_an_empty_field_that_was_added_later_leaves_earlier_approvals_valid() -> None:
    entry = Entry(id="e", title="A title", comment=(Paragraph(id="p", text="Text."),))
    section = FieldPath.parse("top5/e")
    # As approvals of version 0.2.0 hold it.
    assert digest(Issue(top5=(entry,)), section) == "dabe7201e8ea5c0a2e77ccc1c5df85dcedbeda4fa7ed844fa599ac87ec91c6f4"
    with_figures = entry.model_copy(update={"key_figures": ("2029",)})
    traditional = entry.model_copy(update={"source": Source(language="zh-Hant")})
    for changed in (with_figures, traditional):
        assert digest(Issue(top5=(changed,)), section) != digest(Issue(top5=(entry,)), section)
