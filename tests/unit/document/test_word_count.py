"""Words of English and characters of Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.document.word_count import SectionCounts, WordCount, count_words
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder

ISSUE = load_issue(issues_folder() / "china-industries-2025-03-12.json")


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("", 0, 0),
        ("Data drive", 2, 0),
        ("state-owned enterprises’ 2.5 percent of 1,000", 6, 0),
        ("The NDRC – that is the planner – says: “no”.", 8, 0),
        ("国家发展改革委", 0, 7),
        ("“十四五”规划 (14th five-year plan)", 3, 5),
        ("5G基站 and AI大模型", 3, 5),
        ("see https://www.ndrc.gov.cn", 3, 0),
    ],
)
def test_words_and_characters(text: str, words: int, characters: int) -> None:
    assert count_words(text) == WordCount(words, characters)


@given(st.text(), st.text())
def test_two_texts_count_as_much_as_both_together(one: str, other: str) -> None:
    assert count_words(f"{one}\n{other}") == count_words(one) + count_words(other)


def test_labels() -> None:
    assert WordCount(1, 0).label == "1 word"
    assert WordCount(1204, 18).label == "1,204 words and 18 Chinese characters"
    assert WordCount(0, 1).label == "1 Chinese character"
    assert WordCount(228, 0).time_label == "1 min"
    assert WordCount(229, 0).time_label == "2 min"
    assert WordCount(228, 255).time_label == "2 min"


def test_sections_are_counted_without_imprint_and_follow_edits() -> None:
    counts = SectionCounts()
    before = {str(section.path): count for section, count in counts.of(ISSUE)}
    assert "imprint" not in before
    assert all(before[f"top5/{entry.id}"].words > 150 for entry in ISSUE.top5)
    title = path(f"top5/{ISSUE.top5[0].id}/title")
    old = count_words(ISSUE.top5[0].title).words
    after = applied(ISSUE, SetValue(title, "One *two* three"))
    changed = {str(section.path): count for section, count in counts.of(after)}
    assert changed[str(title.parent)].words == before[str(title.parent)].words - old + 3
    del changed[str(title.parent)], before[str(title.parent)]
    assert changed == before
