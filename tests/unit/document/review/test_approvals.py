"""An approval applies to the exact content that was approved."""

import datetime as dt

import pytest

from editor.document.paths import path
from editor.document.review.approvals import issue_state, section_statuses, with_state
from editor.document.sections import masthead_fields, section_key, section_keys
from schemas import Entry, Issue, NewsItem, Noteworthy
from schemas.review import Review, State

ISSUE = Issue(
    headline="Topics",
    top5=(Entry(id="a", title="One"), Entry(id="b", title="Two")),
    noteworthy=Noteworthy(policy_news=(NewsItem(id="n1", text="News."),)),
)
NOW = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
EVERYTHING = frozenset(section_keys(ISSUE))


def approved(issue: Issue = ISSUE, keys: frozenset[str] = EVERYTHING) -> Review:
    return with_state(issue, Review(), keys, State.APPROVED, by="Sample Editor", at=NOW)


def states(issue: Issue, review: Review) -> dict[str, State]:
    return {standing.key: standing.state for standing in section_statuses(issue, review)}


def test_every_section_begins_as_a_draft() -> None:
    assert list(states(ISSUE, Review())) == [
        "masthead",
        "entry-a",
        "entry-b",
        "policy-news",
        "corporate-news",
        "imprint",
    ]
    assert set(states(ISSUE, Review()).values()) == {State.DRAFT}
    assert issue_state(ISSUE, Review()) is State.DRAFT


def test_an_issue_has_the_earliest_state_of_its_sections() -> None:
    review = approved()
    assert issue_state(ISSUE, review) is State.APPROVED
    review = with_state(ISSUE, review, frozenset({"imprint"}), State.IN_REVIEW, by="Sample Editor", at=NOW)
    assert issue_state(ISSUE, review) is State.IN_REVIEW


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        (ISSUE.model_copy(update={"headline": "Topics!"}), "masthead"),
        (ISSUE.model_copy(update={"top5": (ISSUE.top5[0], Entry(id="b", title="Two, in other words"))}), "entry-b"),
        (ISSUE.model_copy(update={"noteworthy": Noteworthy()}), "policy-news"),
    ],
)
def test_a_section_changed_after_approval_is_in_review_again(changed: Issue, key: str) -> None:
    review = approved()
    after = {standing.key: standing for standing in section_statuses(changed, review)}
    assert (after[key].state, after[key].changed, after[key].by) == (State.IN_REVIEW, True, "Sample Editor")
    assert {standing.state for other, standing in after.items() if other != key} == {State.APPROVED}
    assert states(ISSUE, review)[key] is State.APPROVED  # taken back, the text is what was approved


def test_reordering_entries_keeps_their_approvals() -> None:
    turned = ISSUE.model_copy(update={"top5": ISSUE.top5[::-1]})
    assert set(states(turned, approved()).values()) == {State.APPROVED}


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("headline", "masthead"),
        ("reporting_period/start", "masthead"),
        ("top5/b/comment/p1/text", "entry-b"),
        ("noteworthy/corporate_news/n1/text", "corporate-news"),
        ("imprint/authors/x/name", "imprint"),
    ],
)
def test_every_field_belongs_to_a_section(field: str, key: str) -> None:
    assert section_key(path(field)) == key


def test_the_masthead_has_all_remaining_fields() -> None:
    assert masthead_fields() == ("headline", "date", "reporting_period")
