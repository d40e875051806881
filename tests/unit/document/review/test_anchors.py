"""Anchors stay on their words while the text changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.review.anchors import Anchor, follow, nearest_anchor
from editor.document.text.inline import escaped

around = st.text(st.sampled_from("abc ,.数👩\u0301"), max_size=20)


@given(around, around, around, around, st.sampled_from(["Green hydrogen", "数据产业", "👩‍👩‍👧 family"]))
def test_an_anchor_survives_edits_around_it(a: str, b: str, c: str, d: str, words: str) -> None:
    before, after = f"{a} {words} {b}", f"{c} {words} {d}"
    place = follow(Anchor(len(a) + 1, words), escaped(before), escaped(after))
    assert place == Anchor(len(c) + 1, words)


@pytest.mark.parametrize(
    ("before", "words", "after", "expected"),
    [
        ("The plan is vague.", "plan", "The final plan is vague.", Anchor(10, "plan")),
        ("The plan is vague.", "The plan", "The final plan is vague.", Anchor(0, "The final plan")),
        ("The plan is vague.", "plan", "The **plan** is vague.", Anchor(4, "plan")),
        ("The plan is vague.", "plan is", "The plan was vague.", Anchor(4, "plan")),
        ("The plan is vague.", "plan", "It is vague.", None),
        ("The plan is vague.", "The plan is vague.", "", None),
        ("Plan", "Plan", "Plans and Plan", Anchor(10, "Plan")),
    ],
)
def test_an_anchor_after_one_edit(before: str, words: str, after: str, expected: Anchor | None) -> None:
    assert follow(Anchor(before.index(words), words), before, after) == expected


def test_the_nearest_occurrence_is_found_again() -> None:
    assert nearest_anchor("plan", 30, "A plan, and behind it a second plan.") == Anchor(31, "plan")
    assert nearest_anchor("plan", 0, "No such words.") is None
    assert nearest_anchor("", 0, "No words at all.") is None
