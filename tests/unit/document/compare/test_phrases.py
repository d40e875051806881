"""Rewritten sentences are compared by phrases, not by single words."""

import pytest
from hypothesis import given

from editor.document.compare.phrases import by_phrases, plain_text_diff
from editor.document.compare.word_diff import ChangeKind, inverted, new_runs, old_runs, word_diff
from editor.document.text.inline import parse
from tests.properties.test_word_comparison import sentences


def shown(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.change.value, piece.text) for piece in by_phrases(word_diff(before, after))]


def test_a_rewritten_sentence_is_one_replacement() -> None:
    before = "Companies will find expansion of the market easier"
    after = "Growing production of the sector becomes simpler"
    assert shown(before, after) == [("deleted", before), ("inserted", after)]


@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        ("A plan for data by 2027", "A policy for law by 2027", ["A ", " for ", " by 2027"]),
        ("Trade between the Union and China", "Assistance between the Union and others", [" between the Union and "]),
        ("the [plan](x:1) of [action](x:2)", "the [plan](x:3) of [action](x:4)", ["the ", " of "]),
    ],
)
def test_long_unchanged_passages_stay(before: str, after: str, stays: list[str]) -> None:
    assert [text for change, text in shown(before, after) if change == "same"] == stays


@given(sentences, sentences)
def test_both_texts_can_be_restored_and_the_inverse_is_symmetric(before: str, after: str) -> None:
    pieces = by_phrases(word_diff(before, after))
    assert old_runs(pieces) == parse(before)
    assert new_runs(pieces) == parse(after)
    assert inverted(pieces) == by_phrases(word_diff(after, before))
    assert all(piece.change is not ChangeKind.SAME or piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("https://x.org/1", "https://x.org/2", [("deleted", "https://x.org/1"), ("inserted", "https://x.org/2")]),
        ("", "https://x.org/2", [("inserted", "https://x.org/2")]),
        ("https://x.org/1", "", [("deleted", "https://x.org/1")]),
        ("*stays*", "*stays*", [("same", "*stays*")]),
        ("", "", []),
        ("A *plan*", "A *law*", [("same", "A *"), ("deleted", "plan"), ("inserted", "law"), ("same", "*")]),
    ],
)
def test_plain_texts_are_escaped_and_addresses_replaced_as_a_whole(
    before: str, after: str, changes: list[tuple[str, str]]
) -> None:
    assert [(piece.change.value, piece.text) for piece in plain_text_diff(before, after)] == changes
