"""Merging two versions of a paragraph: separate changes are kept, overlapping ones are ours."""

from hypothesis import given
from hypothesis import strategies as st

from editor.document.compare.three_way import merged_text
from editor.document.text.inline import parse

words = st.sampled_from(
    ["data", "plan", "**bold**", "*it*", "[link](https://example.org)", "数据", "👩‍👩‍👧", "e\u0301", "."]
)
sentences = st.lists(words, max_size=8).map(" ".join)


@given(sentences, sentences)
def test_merging_an_unchanged_text_gives_the_other_side(base: str, side: str) -> None:
    assert parse(merged_text(base, side, base)) == parse(side)
    assert parse(merged_text(base, base, side)) == parse(side)
    assert parse(merged_text(base, side, side)) == parse(side)


@given(sentences, sentences, sentences, sentences)
def test_changes_before_and_after_an_unchanged_passage_are_both_kept(a: str, b: str, c: str, d: str) -> None:
    middle = " the landmark in the middle "
    merged = merged_text(f"{a}{middle}{b}", f"{c}{middle}{b}", f"{a}{middle}{d}")
    assert parse(merged) == parse(f"{c}{middle}{d}")


def test_where_both_changed_the_same_words_ours_is_kept() -> None:
    assert merged_text("A plan for data", "A policy for data", "A scheme for clean data") == "A policy for clean data"
