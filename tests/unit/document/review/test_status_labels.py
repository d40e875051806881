"""Labels of sections and their status."""

import datetime as dt

import pytest

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.document.review.approvals import section_statuses, with_state, with_withdrawn
from editor.document.review.status_labels import status_label
from schemas import Entry, Issue
from schemas.review import State

AT = dt.datetime(2025, 3, 2, 9, 5).astimezone()
ISSUE = Issue(top5=(Entry(id="a", title="One\nline"), Entry(id="b")))


def said(state: State | None, *, changed: bool = False) -> str:
    issue = ISSUE
    if state is not None:
        review = with_state(issue, issue.review, frozenset({"entry-b"}), state, by="Sample Editor", at=AT)
        issue = issue.model_copy(update={"review": review})
    if changed:
        issue = applied(issue, SetValue(path("top5/b/title"), "Touched"))
    return status_label(next(one for one in section_statuses(issue, issue.review) if one.key == "entry-b"))


@pytest.mark.parametrize(
    ("state", "changed", "words"),
    [
        (None, False, "draft"),
        (State.DRAFT, False, "sent back by Sample Editor on March 2, 2025, 09:05"),
        (State.IN_REVIEW, False, "in review since March 2, 2025, 09:05"),
        (State.APPROVED, False, "approved by Sample Editor on March 2, 2025, 09:05"),
        (State.APPROVED, True, "changed since approval by Sample Editor"),
    ],
)
def test_status_labels(state: State | None, changed: bool, words: str) -> None:
    assert said(state, changed=changed) == words


def test_a_withdrawn_approval_says_by_whom() -> None:
    given = with_state(ISSUE, ISSUE.review, frozenset({"entry-b"}), State.APPROVED, by="Sample Editor", at=AT)
    review = with_withdrawn(given, "entry-b", by="Another Editor", at=AT)
    (status,) = (one for one in section_statuses(ISSUE, review) if one.key == "entry-b")
    assert status.state is State.IN_REVIEW
    assert status_label(status) == "approval withdrawn by Another Editor on March 2, 2025, 09:05"
