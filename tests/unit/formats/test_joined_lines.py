"""Formatted lines as one paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.text.inline import parse, plain, text_of
from editor.document.text.inline_writer import markdown
from editor.formats.clipboard.joined_lines import joined_lines, wrapped_groups


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The plan", "continues."], "The plan continues."),
        (["The **plan**", "**that** continues."], "The **plan that** continues."),
        (["[one link](https://a.org)", "[goes on](https://a.org) and"], "[one link goes on](https://a.org) and"),
        (["Chinese manu-", "facturing grows"], "Chinese manufacturing grows"),
        (["large state-", "owned firms"], "large state-owned firms"),
        (["国务院关于", "印发规划的通知"], "国务院关于印发规划的通知"),
        (["one", "", "two"], "one two"),
        (["", " "], ""),
    ],
)
def test_joined(lines: list[str], expected: str) -> None:
    assert markdown(joined_lines([parse(line) for line in lines])) == expected


@given(st.lists(st.text(alphabet="ab *_计-. ", max_size=8), max_size=5))
def test_no_word_is_lost(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(text.replace("-", "").split())

    assert letters(text_of(joined_lines([parse(line) for line in lines]))) == letters("".join(map(plain, lines)))


def test_groups_hold_each_line_once() -> None:
    lines = [
        "The State Council has published a plan for industry which continues an",
        "earlier one and names the ministries that are to carry it out by the end",
        "of the year.",
        "A second paragraph begins here.",
    ]
    assert wrapped_groups(lines) == [range(3), range(3, 4)]
    assert wrapped_groups([]) == []
