"""Where a reader sees the words that came or went between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.compare.hunks import applied_hunks, typed_hunks
from editor.document.text.inline import Run


def runs(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()


@pytest.mark.parametrize(
    ("before", "after", "start", "came"),
    [
        ("What was published.", "What wild was published.", 5, "wild "),
        ("a b", "a xx b", 2, "xx "),
        ("one two", "one other two", 4, "other "),
        ("growth", "growths", 6, "s"),
    ],
)
def test_a_word_that_came_is_whole(before: str, after: str, start: int, came: str) -> None:
    (hunk,) = typed_hunks(runs(before), runs(after))
    assert (hunk.start, hunk.end, "".join(run.text for run in hunk.runs)) == (start, start, came)


def test_a_word_that_went_is_whole() -> None:
    (hunk,) = typed_hunks(runs("What wild was published."), runs("What was published."))
    assert (hunk.start, hunk.end, hunk.runs) == (5, 10, ())


@given(st.text("ab 。", max_size=8), st.text("ab 。", max_size=8))
def test_they_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    assert applied_hunks(runs(before), typed_hunks(runs(before), runs(after))) == runs(after)
