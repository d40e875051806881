"""The sample issue has the pages of the reference: one per entry, then two of news."""

from __future__ import annotations

from editor.publish.publication import Publication


def test_the_contents_page_of_the_sample_issue(sample: Publication) -> None:
    pages = sample.pages
    assert (pages.top, *pages.entries) == (2, 2, 3, 4, 5, 6)
    assert (pages.noteworthy, pages.lists) == (7, (7, 8))
    assert sample.page_count == 8
