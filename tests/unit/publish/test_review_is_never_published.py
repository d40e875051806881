"""Comments, proposals and approvals are in no export."""

import datetime as dt

import pytest

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.document.review.approvals import with_state
from editor.document.review.publishing import digest_of_all, marked_published
from editor.document.review.threads import with_new_thread
from editor.document.rules import check
from editor.document.sections import section_keys
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from editor.publish.publication import publish
from schemas import Issue
from schemas.review import State
from tests.suggesting import with_suggested

AT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
THEME = load_theme("merics")


@pytest.fixture(scope="module")
def plain() -> Issue:
    """The sample issue with one entry."""
    issue = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    return issue.model_copy(update={"top5": issue.top5[:1]})


@pytest.fixture(scope="module")
def reviewed(plain: Issue) -> Issue:
    """The same issue with marks of all kinds."""
    issue = with_suggested(plain, "Sample Editor", applied(plain, SetValue(path("headline"), "Unpublished words")), AT)
    review = with_new_thread(issue.review, path("headline"), "Unpublished remark", by="Sample Editor", at=AT)
    keys = frozenset(section_keys(issue))
    issue = issue.model_copy(update={"review": review})
    issue = issue.model_copy(update={"review": with_state(issue, review, keys, State.APPROVED, by="E", at=AT)})
    return marked_published(issue, digest_of_all(plain), by="Sample Publisher", at=AT)


def test_the_pdf_is_the_same_to_the_byte(plain: Issue, reviewed: Issue) -> None:
    review = reviewed.review
    assert all((review.threads, review.suggestions, review.approvals, review.publication))
    assert publish(reviewed, THEME).pdf() == publish(plain, THEME).pdf()


@pytest.mark.parametrize("name", list(OUTPUTS))
def test_every_other_output_is_the_same_to_the_byte(name: str, plain: Issue, reviewed: Issue) -> None:
    write = OUTPUTS[name].write
    assert write(OutputJob((reviewed,), THEME)) == write(OutputJob((plain,), THEME))


def test_no_rule_reports_it(plain: Issue, reviewed: Issue) -> None:
    assert check(reviewed, THEME) == check(plain, THEME)
