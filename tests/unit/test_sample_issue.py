"""The sample issue can be published as it is, and tells its story in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.document.rules import check
from editor.document.text.inline import plain
from editor.files.issue_file import issue_text, load_issue
from editor.files.library_file import NAME, load_library
from editor.files.themes import issues_folder, load_theme
from schemas import Block, Issue, Paragraph

SAMPLE = issues_folder() / "china-industries-2025-03-12.json"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "china-industries-2025-03-12.txt"
RUN = 8


@pytest.fixture(scope="module")
def issue() -> Issue:
    return load_issue(SAMPLE)


def test_it_can_be_published_without_an_error_or_a_warning(issue: Issue) -> None:
    assert check(issue, load_theme(issue.theme)) == ()


def test_it_is_written_as_newsdesk_writes_it(issue: Issue) -> None:
    assert SAMPLE.read_text(encoding="utf-8") == issue_text(issue)


def test_it_shows_all_that_an_issue_can_have(issue: Issue) -> None:
    assert [bool(entry.contents_title) for entry in issue.top5] == [False, False, True, False, True]
    assert len(issue.noteworthy.policy_news) == len(issue.noteworthy.corporate_news) == 8
    assert {len(entry.issuing_bodies) for entry in issue.top5} > {1}


def test_its_people_are_plainly_sample_people(issue: Issue) -> None:
    for person in (*issue.imprint.authors, *issue.imprint.editors):
        assert "Sample" in person.name


def test_it_shares_no_phrase_with_the_reference(issue: Issue) -> None:
    """Names of bodies and of documents are facts, and are left out of the comparison."""
    if not REFERENCE.is_file():
        pytest.skip(f"The reference is not there: {REFERENCE}")
    bodies = [body.name for body in load_library(issues_folder() / NAME).issuing_bodies]
    named = re.compile("|".join(sorted(map(re.escape, bodies), key=len, reverse=True)), re.IGNORECASE)

    def phrases(text: str) -> set[tuple[str, ...]]:
        """All runs of words, a name counting as one that is like no other."""
        words: list[str] = []
        for number, part in enumerate(named.split(text)):
            words += [*([f"name {number} {id(text)}"] if number else []), *re.findall(r"\w+", part.lower())]
        return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}

    theirs = phrases(plain(REFERENCE.read_text(encoding="utf-8").replace("’", "'").replace("\n", " ")))
    assert len(theirs) > 2000
    ours = [plain(text).replace("’", "'") for text in own_words(issue)]
    assert len(ours) > 60
    assert [phrase for text in ours for phrase in sorted(phrases(text) & theirs)] == []


def own_words(issue: Issue) -> Iterator[str]:
    yield issue.headline
    for entry in issue.top5:
        yield entry.title
        yield entry.contents_title
        yield from texts((*entry.at_a_glance, *entry.comment))
    for item in (*issue.noteworthy.policy_news, *issue.noteworthy.corporate_news):
        yield item.text


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from [block.text] if isinstance(block, Paragraph) else [bullet.text for bullet in block.items]
