"""Rules accept any issue, incremental checks equal full checks, and fixes resolve their findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.findings import Finding
from editor.document.paths import value_at
from editor.document.rules import Checker, check
from editor.files.themes import load_theme
from schemas import Issue
from tests.properties.strategies import edited, issues, odd_issues, odd_texts

THEME = load_theme("merics")


@given(issue=issues | odd_issues)
def test_every_issue_can_be_checked_and_findings_have_existing_paths(issue: Issue) -> None:
    for finding in check(issue, THEME):
        value_at(issue, finding.path)
        assert finding.message.isprintable()
        assert len(finding.message) < 400


@given(issue=odd_issues)
@pytest.mark.slow
def test_a_fix_resolves_its_finding_and_can_be_applied_twice(issue: Issue) -> None:
    for finding in check(issue, THEME):
        if finding.fix is not None:
            mended = finding.fix.apply(issue)
            assert not any(_is_same(finding, other) for other in check(mended, THEME))
            assert finding.fix.apply(mended) == mended


def _is_same(one: Finding, other: Finding) -> bool:
    return (one.path, one.rule, one.message) == (other.path, other.rule, other.message)


@given(data=st.data(), issue=odd_issues)
def test_an_incremental_check_equals_a_full_check(data: st.DataObject, issue: Issue) -> None:
    checker = Checker(THEME)
    states = [issue]
    for _ in range(4):
        # Sometimes back to an earlier state, as undo does.
        state = data.draw(st.sampled_from(states) | edited(states[-1], odd_texts))
        states.append(state)
        assert checker.check(state) == check(state, THEME)
