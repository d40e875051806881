"""Parsing limited Markdown: markup, text, links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.text.inline import (
    Run,
    escaped,
    joined,
    link_markup,
    links,
    parse,
    plain,
    sliced,
    with_link_addresses,
)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", ()),
        ("plain", (Run("plain"),)),
        (
            "a **b** *c* _d_ __e__",
            (
                Run("a "),
                Run("b", True),
                Run(" "),
                Run("c", emphasis=True),
                Run(" "),
                Run("d", emphasis=True),
                Run(" "),
                Run("e", True),
            ),
        ),
        ("***both***", (Run("both", True, True),)),
        ("[a](https://x.org)", (Run("a", link="https://x.org"),)),
        ("[a **b**](u)", (Run("a ", link="u"), Run("b", True, link="u"))),
        ("**[a](u)**", (Run("a", True, link="u"),)),
        ("[a]()", (Run("a", link=""),)),
        ("[a](#)", (Run("a", link="#"),)),
        ("[a](<x y>)", (Run("a", link="x y"),)),
        ("[](u)", ()),
        ("snake_case_word and 2*3*4", (Run("snake_case_word and 2"), Run("3", emphasis=True), Run("4"))),
        (r"\*not\* \[a](u)", (Run("*not* [a](u)"),)),
        ("[a](javascript:x)", (Run("a", link="javascript:x"),)),
        ("**数据**产业", (Run("数据", True), Run("产业"))),
    ],
)
def test_runs(text: str, runs: tuple[Run, ...]) -> None:
    assert parse(text) == runs


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> <script>alert(1)</script>",
        "[no link] (x.png)",
        "`code` ~~gone~~ # heading",
        "&amp; &lt; &#65;",
        "https://www.gov.cn and <https://www.gov.cn>",
        "- no list\u2028at all",
        "{{ 7 * 7 }} {% x %}",
        "1. one",
        "** unbalanced and * lonely",
    ],
)
def test_all_else_is_text(text: str) -> None:
    assert parse(text) == (Run(text),)


def test_an_image_is_a_link_behind_an_exclamation_mark() -> None:
    assert parse("![a](x.png)") == (Run("!"), Run("a", link="x.png"))


@pytest.mark.parametrize(
    ("text", "read"),
    [("a\nb", "a b"), ("a  \n\n\t b", "a b"), ("a\r\nb", "a b"), ("*a\nb*", "a b"), ("\na\n", " a "), ("a  b", "a  b")],
)
def test_a_line_break_is_a_space(text: str, read: str) -> None:
    assert plain(text) == read


def test_links_with_their_words() -> None:
    assert links("[a *b* c](u), [d](v) and [e](v)") == (("a b c", "u"), ("d", "v"), ("e", "v"))
    assert links("[none] (u)") == ()


def test_joined_runs() -> None:
    assert joined([Run("a"), Run(""), Run("b"), Run("c", True), Run("d", True)]) == (Run("ab"), Run("cd", True))


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://www.gov.cn/", "[a](https://www.gov.cn/)"),
        ("", "[a]()"),
        ("https://x.org/a b", "[a](<https://x.org/a b>)"),
        ("https://x.org/a_(b)", "[a](<https://x.org/a_(b)>)"),
    ],
)
def test_a_link_is_written_bare_where_that_is_read_right(address: str, written: str) -> None:
    assert link_markup("a", address) == written
    assert links(written) == (("a", address),)


def test_only_link_addresses_are_replaced() -> None:
    text = "[u](u) u **[x](u)** [y](uu) [z](v)"
    assert with_link_addresses(text, {"u": "w", "v": ""}) == "[u](w) u **[x](w)** [y](uu) [z]()"
    assert with_link_addresses("[u]()", {}) == "[u]()"


def test_unclosed_markup_is_parsed_quickly() -> None:
    """A book of odd characters in a field must not stop the program."""
    for text in ("[" * 10_000, "*a " * 5_000, " " * 200_000, " " * 200_000 + "\n", "[a](" * 3_000):
        assert len(plain(text)) > 8_000 or text.isspace()


def test_plain_words_are_escaped() -> None:
    assert escaped("2*3 [a](b) c_d \\") == "2\\*3 \\[a\\](b) c\\_d \\\\"


RUNS = st.lists(st.builds(Run, st.text(max_size=3), st.booleans(), link=st.sampled_from([None, "u"])))


@given(RUNS, st.integers(0, 20), st.integers(0, 20))
def test_a_text_cut_in_three_is_the_same_text_in_the_same_styles(runs: list[Run], one: int, two: int) -> None:
    start, end = sorted((one, two))
    parts = (sliced(runs, 0, start), sliced(runs, start, end), sliced(runs, end))
    text = "".join(run.text for run in runs)
    assert ["".join(run.text for run in part) for part in parts] == [text[:start], text[start:end], text[end:]]
    assert joined(run for part in parts for run in part) == joined(runs)
