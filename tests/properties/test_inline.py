"""Parsing inline text: escaped text stays plain, links stay links."""

import re
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.document.text import inline
from editor.document.text.inline import escaped, link_markup, links, parse, plain, with_link_addresses
from editor.document.text.inline_reader import _PARSER, _PARSER_WITHOUT_LINKS, _part_by_part
from editor.document.text.inline_reader import read_part as read_whole

whole = st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0")
words = st.text(whole | st.sampled_from("*_[]()\\!<> a"), max_size=20)
addresses = st.text(whole | st.sampled_from("()<>\\&; #_*"), max_size=20) | st.just("https://www.gov.cn/a_b")
markdown = st.lists(
    st.sampled_from(["*", "**", "_", "[", "]", "](u)", "](<a b>)", "\\", "\n", " ", "a", "数", "<"])
).map("".join)


@given(words)
def test_escaped_text_round_trips(text: str) -> None:
    assert plain(escaped(text)) == text
    assert all(run == inline.Run(run.text) for run in parse(escaped(text)))


@given(markdown)
def test_plain_is_the_text_of_the_runs(text: str) -> None:
    runs = parse(text)
    assert plain(text) == "".join(run.text for run in runs)
    assert all(run.text for run in runs)
    assert "\n" not in plain(text)
    assert inline.joined(runs) == runs
    read = plain(text)
    assert "".join(found for found, _ in links(text)) == "".join(run.text for run in runs if run.link is not None)
    assert len(read) <= len(text)


@given(st.text(max_size=30) | markdown)
def test_text_without_markup_is_read_without_the_parser_as_with_it(text: str) -> None:
    flat = re.sub(r"\s*\n\s*", " ", text)
    assert parse(text) == read_whole(flat)[0]


@given(markdown)
def test_a_text_without_an_end_of_a_label_reads_the_same_without_the_rule_for_links(text: str) -> None:
    flat = text.replace("](", "] (")
    with_rule, without = (parser.parseInline(flat)[0].children for parser in (_PARSER, _PARSER_WITHOUT_LINKS))
    assert with_rule == without


@given(
    st.lists(markdown | st.sampled_from(["word ", "the rule ", "**bold** ", "[link](u) "]), max_size=30), st.randoms()
)
@pytest.mark.slow
def test_a_long_text_reads_in_parts_as_it_does_as_a_whole(pieces: list[str], chance: Random) -> None:
    text = "".join(chance.choices(pieces, k=600)) if pieces else ""
    flat = re.sub(r" *\n *", " ", text)
    assert _part_by_part(flat) == read_whole(flat)[0]


@given(words.filter(bool), addresses)
def test_a_link_is_read_as_it_was_written(text: str, address: str) -> None:
    assert links(link_markup(escaped(text), address)) == ((text, address),)


@given(markdown)
def test_replacing_no_address_changes_nothing(text: str) -> None:
    assert with_link_addresses(text, {"elsewhere": "x"}) == text


@given(markdown)
@example("[\\](u)](u)")
@example("[\\\\](u)")
def test_replacing_addresses_keeps_the_words(text: str) -> None:
    changed = with_link_addresses(text, {"u": "v"})
    assert [found for found, _ in links(changed)] == [found for found, _ in links(text)]
    assert with_link_addresses(changed, {"v": "u"}) == text
