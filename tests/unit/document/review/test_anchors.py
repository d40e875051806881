"""A thread keeps hold of its words, whatever happens around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.review.anchors import Place, followed, found
from editor.document.text.inline import escaped

around = st.text(st.sampled_from("abc ,.数👩\u0301"), max_size=20)


@given(around, around, around, around, st.sampled_from(["Green hydrogen", "数据产业", "👩‍👩‍👧 family"]))
def test_words_survive_any_edit_around_them(a: str, b: str, c: str, d: str, words: str) -> None:
    before, after = f"{a} {words} {b}", f"{c} {words} {d}"
    place = followed(Place(len(a) + 1, words), escaped(before), escaped(after))
    assert place == Place(len(c) + 1, words)


@pytest.mark.parametrize(
    ("before", "words", "after", "expected"),
    [
        ("The plan is vague.", "plan", "The final plan is vague.", Place(10, "plan")),
        ("The plan is vague.", "The plan", "The final plan is vague.", Place(0, "The final plan")),
        ("The plan is vague.", "plan", "The **plan** is vague.", Place(4, "plan")),
        ("The plan is vague.", "plan is", "The plan was vague.", Place(4, "plan")),
        ("The plan is vague.", "plan", "It is vague.", None),
        ("The plan is vague.", "The plan is vague.", "", None),
        ("Plan", "Plan", "Plans and Plan", Place(10, "Plan")),
    ],
)
def test_words_through_one_edit(before: str, words: str, after: str, expected: Place | None) -> None:
    assert followed(Place(before.index(words), words), before, after) == expected


def test_the_nearest_occurrence_is_found_again() -> None:
    assert found("plan", 30, "A plan, and behind it a second plan.") == Place(31, "plan")
    assert found("plan", 0, "No such words.") is None
    assert found("", 0, "No words at all.") is None
