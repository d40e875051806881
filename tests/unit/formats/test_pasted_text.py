"""Plain text from the clipboard: every line finds its place, nothing goes without a word about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.text.inline import Run, joined
from editor.document.text.look_alikes import unified
from editor.formats.clipboard.pasted import LONGEST_PARAGRAPH, MOST_BLOCKS, Pasted, PastedBlock, parted
from editor.formats.clipboard.pasted_text import from_text, one_line
from editor.formats.rules.characters import cleaned

LONG = "A line that was broken by a mail program because it was full"


def lines(text: str) -> list[str]:
    return [("- " if block.is_bullet else "") + block.text for block in from_text(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one", ["one"]),
        ("one\ntwo\r\nthree\rfour\u2029five\x0bsix", ["one", "two", "three", "four", "five", "six"]),
        ("  one \t two  \n\n", ["one   two"]),
        ("one\n\n\ntwo", ["one", "two"]),
        ("- one\n* two\n• three\n·\tfour\n–\tfive\no\tsix", ["- one", "- two", "- three", "- four", "- five", "- six"]),
        ("-5 percent\n*note\noh\n– a dash", ["-5 percent", "*note", "oh", "– a dash"]),
        ("-\n- \n•", []),
        (f"{LONG}\ncontinued\n\nnext", [f"{LONG} continued", "next"]),
        (f"- {LONG}\n  continued\n- b\n\nnext", [f"- {LONG} continued", "- b", "next"]),
        (f"{LONG}\n{LONG}", [LONG, LONG]),
        (f"{LONG} and\n{LONG}", [f"{LONG} and {LONG}"]),
        ("one ", ["one "]),
        (" and two", [" and two"]),
        ("short\nlines\n\nstay", ["short", "lines", "stay"]),
        ("a\u2028b\x00c\x1b[0m\ufffcd\ud800e\ufeff", ["a bc[0mde"]),
        ("مرحبا \u200fb 👍🏽", ["مرحبا \u200fb 👍🏽"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_the_limit_is_said_in_figures() -> None:
    pasted = from_text("x" * 1_000_000)
    assert [len(block.text) for block in pasted.blocks] == [30_000]
    assert pasted.notes == ("Pasted the first 30,000 characters; 970,000 were left out.",)
    assert one_line("ab cd", room=3).notes == ("Pasted the first 3 characters; 2 were left out.",)


def test_a_full_field_says_so() -> None:
    pasted = from_text("x", room=0)
    assert pasted.blocks == ()
    assert pasted.notes == ("Nothing was pasted: this field is full. Shorten its text first.",)


def test_too_many_lines() -> None:
    pasted = from_text("ab\n" * (MOST_BLOCKS + 10))
    assert len(pasted.blocks) == MOST_BLOCKS
    assert pasted.notes == ("Pasted the first 1,000 characters; 20 were left out.",)


def test_what_cannot_be_shown_is_counted_and_hints_are_not() -> None:
    assert from_text("a\0b\x1b[c\ud800").notes == ("3 characters that cannot be shown were left out.",)
    assert one_line("\ufffc", 10).notes == ("1 character that cannot be shown was left out.",)
    assert from_text("soft\u00adhyphen, \ufeffzero\u200bwidth").notes == ()


SENTENCE = "The ministry asks for comment. "


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ((SENTENCE * 500).strip(), "comment."),
        (("word " * 3_000).strip(), "word"),
        ("x" * 15_000, "x"),
        ("通知发布。" * 3_000, "。"),
    ],
)
def test_a_paragraph_without_an_end_is_parted_where_it_can_be(text: str, ends: str) -> None:
    pasted = parted(from_text(text))
    assert pasted.notes == ("Paragraphs of more than 4,000 characters were split.",)
    assert all(2_000 <= len(block.text) <= LONGEST_PARAGRAPH for block in pasted.blocks[:-1])
    assert all(block.text.endswith(ends) and not block.text.startswith(" ") for block in pasted.blocks)
    assert "".join(block.text for block in pasted.blocks).replace(" ", "") == text.replace(" ", "")


def test_what_is_parted_keeps_its_styles() -> None:
    runs = (Run("a" * 3_000, strong=True), Run("b" * 3_000), Run("c" * 2_000, link="https://a.eu"))
    pasted = parted(Pasted((PastedBlock(runs, is_bullet=True),)))
    assert [block.is_bullet for block in pasted.blocks] == [True, True]
    assert joined(run for block in pasted.blocks for run in block.runs) == joined(runs)


def test_usual_paragraphs_stay_as_they_are() -> None:
    pasted = from_text("One.\n\nTwo.")
    assert parted(pasted) is pasted


def test_one_line_joins_lines_by_spaces() -> None:
    (block,) = one_line("one\n\n two\tthree\n", 100).blocks
    assert block.text == "one two three"
    assert one_line("\n\n", 100).blocks == ()


@given(st.text(alphabet=st.characters(), max_size=60))
def test_whatever_comes_in_fits_a_field(text: str) -> None:
    for block in from_text(text).blocks:
        assert block.text == cleaned(block.text) != ""
        block.text.encode("utf-8")
        assert not set(block.text) & set("\n\r\0\t\u2028\u2029\ufffc\x85\x0b\x0c")


@given(st.text(alphabet=st.characters(exclude_characters="o"), max_size=60))
def test_no_word_is_lost(text: str) -> None:
    def letters(words: str) -> str:
        return "".join(letter for letter in words if letter.isalpha())

    assert "".join(letters(block.text) for block in from_text(text).blocks) == letters(unified(text))
