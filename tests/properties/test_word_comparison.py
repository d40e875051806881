"""Comparing words: nothing is lost, both directions agree, and grapheme clusters stay whole."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from editor.document.compare.word_diff import ChangeKind, inverted, new_runs, old_runs, word_diff
from editor.document.text.inline import parse

words = st.sampled_from(
    [
        "MIIT",
        "issued",
        "plan",
        "**bold**",
        "*data*",
        "[link](https://example.org)",
        "数据",
        "e\u0301",
        "👩‍👩‍👧",
        "🇩🇪",
        ",",
        "",
        "’s",
    ]
)
sentences = st.lists(words, max_size=12).map(" ".join) | st.text(max_size=20)


@given(sentences, sentences)
@example("A plan for data", "A policy for clean data")
def test_both_texts_can_be_restored_from_the_parts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert old_runs(pieces) == parse(before)
    assert new_runs(pieces) == parse(after)


@given(sentences, sentences)
def test_the_inverse_comparison_is_symmetric(before: str, after: str) -> None:
    assert word_diff(after, before) == inverted(word_diff(before, after))


@given(sentences)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.change is ChangeKind.SAME for piece in word_diff(text, text))


@given(sentences, sentences)
def test_no_part_begins_with_a_combining_character(before: str, after: str) -> None:
    whole = {text for text in (before, after) if text and unicodedata.combining(text[0])}
    if not whole:
        for piece in word_diff(before, after):
            assert not ("\u0300" <= piece.text[0] <= "\u036f"), piece


def test_a_replaced_phrase_is_one_change() -> None:
    pieces = word_diff("The ministry published a plan today", "The ministry issued guidelines today")
    assert [(piece.change.value, piece.text) for piece in pieces] == [
        ("same", "The ministry "),
        ("deleted", "published a plan"),
        ("inserted", "issued guidelines"),
        ("same", " today"),
    ]


def test_a_change_of_style_alone_is_seen() -> None:
    pieces = word_diff("for data", "for **data**")
    assert [(piece.change.value, piece.text) for piece in pieces] == [
        ("same", "for "),
        ("deleted", "data"),
        ("inserted", "data"),
    ]
    assert pieces[-1].runs[0].strong
