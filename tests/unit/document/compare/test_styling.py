"""Changes of style or link of unchanged words."""

import pytest

from editor.document.compare.styling import style_change
from editor.document.compare.word_diff import ChangeKind, word_diff


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("the data law", "the **data** law", "now bold"),
        ("the **data** law", "the data law", "no longer bold"),
        ("the data law", "the *data* law", "now italic"),
        ("the ***data*** law", "the data law", "no longer bold, no longer italic"),
        ("the data law", "the [data](https://a.org/) law", "now a link to https://a.org/"),
        ("the [data](https://a.org/) law", "the data law", "no longer a link"),
        ("[data](https://a.org/)", "[data](https://b.org/)", "link changed from https://a.org/ to https://b.org/"),
        ("[data](https://a.org/)", "[**data**](https://a.org/)", "now bold"),
        ("[data]()", "[data](https://b.org/)", "link changed from no address to https://b.org/"),
    ],
)
def test_style_changes(before: str, after: str, said: str) -> None:
    pieces = word_diff(before, after)
    (index,) = [index for index, piece in enumerate(pieces) if piece.change is ChangeKind.DELETED]
    assert style_change(pieces, index) == said


@pytest.mark.parametrize("after", ["the law", "the dates law", "the data law", "no data at all"])
def test_changed_words_have_no_style_change(after: str) -> None:
    pieces = word_diff("the data law", after)
    assert [style_change(pieces, index) for index in range(len(pieces))] == [""] * len(pieces)
