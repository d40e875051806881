"""The sample issue fills its pages as the reference does: an entry a page, then two of news."""

from __future__ import annotations

from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.publish.publication import publish


def test_the_contents_page_of_the_sample_issue() -> None:
    issue = load_issue(issues_folder() / "china-industries-2025-03-12.json")
    publication = publish(issue, load_theme(issue.theme))
    pages = publication.pages
    assert (pages.top, *pages.entries) == (2, 2, 3, 4, 5, 6)
    assert (pages.noteworthy, pages.policy_news, pages.corporate_news) == (7, 7, 8)
    assert publication.page_count == 8
