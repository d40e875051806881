"""Pieces of sentences."""

import pytest

from editor.document.text.phrasing import capitalised, counted, listed


@pytest.mark.parametrize(
    ("number", "nouns", "said"),
    [
        (0, ("comment",), "0 comments"),
        (1, ("comment",), "1 comment"),
        (2, ("comment",), "2 comments"),
        (1, ("reply", "replies"), "1 reply"),
        (2, ("reply", "replies"), "2 replies"),
    ],
)
def test_a_number_and_its_noun(number: int, nouns: tuple[str, ...], said: str) -> None:
    assert counted(number, *nouns) == said


def test_a_long_list_ends_in_a_number() -> None:
    assert listed(["A", "B"]) == "A; B"
    assert listed(["A", "B", "C", "D", "E"], 3) == "A; B and 3 more"


def test_only_the_first_letter_is_capitalized() -> None:
    assert [capitalised(text) for text in ("", "link to NDRC", "MERICS")] == ["", "Link to NDRC", "MERICS"]
