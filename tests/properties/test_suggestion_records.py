"""Suggestions as records: what a person's text says is what their records make of the author's."""

from hypothesis import given
from hypothesis import strategies as st

from editor.document.suggestions.review import (
    accepted,
    as_suggested,
    next_counter,
    open_records,
    rejected,
    suggested,
    suggested_version,
)
from editor.document.suggestions.signature import Signature
from schemas import Issue
from tests.properties.strategies import edited, issues
from tests.properties.suggestion_cases import AT, ISSUE, edits, said

EDITOR = "Sample Editor"


def sign(issue: Issue, author: str = EDITOR) -> Signature:
    return Signature(author, AT, next_counter(issue.review))


@given(data=st.data(), issue=issues | st.just(ISSUE))
def test_a_version_as_suggestions_reads_as_the_version(data: st.DataObject, issue: Issue) -> None:
    version = data.draw(edited(issue))
    reviewed = suggested_version(issue, version, sign(issue))
    seen = as_suggested(reviewed, EDITOR)
    assert seen.left == ()
    assert said(seen.issue) == said(version.model_copy(update={"theme": issue.theme}))
    assert said(reviewed) == said(issue)


@given(data=st.data())
def test_what_is_typed_step_by_step_reads_as_typed(data: st.DataObject) -> None:
    issue = ISSUE
    for number in range(data.draw(st.integers(1, 8))):
        seen = as_suggested(issue, EDITOR).issue
        edit, shown = data.draw(edits(seen, "w", number))
        issue = suggested(issue, shown, (edit,), sign(issue))
        again = as_suggested(issue, EDITOR)
        assert again.left == ()
        assert said(again.issue) == said(shown)
    wanted = said(as_suggested(issue, EDITOR).issue)
    ids = [one.id for one in open_records(issue.review)]
    everything = accepted(issue, ids, by="Sample Author", at=AT)
    assert said(everything.issue) == wanted
    assert open_records(everything.issue.review) == ()
    nothing = rejected(issue, ids, by="Sample Author", at=AT).issue
    assert said(nothing) == said(ISSUE)
    assert nothing.top5 == ISSUE.top5
