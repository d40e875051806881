"""`inline_writer.markdown` is the inverse of `inline.parse`."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from editor.document.text.inline import Run, joined, parse, plain
from editor.document.text.inline_writer import markdown

LETTERS = st.text(alphabet=st.sampled_from("ab .,\"'“”*_[]()!\\&-\u00a0\u3000中《》🙂"), min_size=1, max_size=5)
ADDRESSES = st.one_of(st.just(""), st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
RUNS = st.builds(
    Run,
    text=st.one_of(LETTERS, st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)),
    strong=st.booleans(),
    emphasis=st.booleans(),
    link=st.one_of(st.none(), st.none(), st.sampled_from(["u", "https://example.org/a_b*c"]), ADDRESSES),
)
SOURCES = st.lists(
    st.sampled_from(["*", "*", "_", "**", "__", "***", "a", "b", " ", ".", '"', "[", "](u)", "\\", "中", "《", "!"]),
    max_size=16,
).map("".join)


@given(SOURCES)
@settings(max_examples=1_000)
@example('__a***a**"《.***')
@example("a***b*__**")
@example("[** a**](u)b")
@pytest.mark.slow
def test_everything_markdown_can_express_round_trips(source: str) -> None:
    # Two links side by side with one address are one link; nothing between brackets is no link to a reader.
    assume(not re.search(r"\[[*_]*\]\(", source) and source.count("](u)") < 2)
    runs = parse(source)
    assert parse(markdown(runs)) == runs


@given(st.lists(RUNS, max_size=7))
@settings(max_examples=300)
def test_no_text_is_lost_and_writing_is_idempotent(runs: list[Run]) -> None:
    written = markdown(runs)
    assert plain(written) == "".join(_flat(run.text) for run in runs)
    assert parse(markdown(parse(written))) == parse(written)


@given(st.lists(RUNS, max_size=7))
def test_links_keep_their_words_and_addresses(runs: list[Run]) -> None:
    flat = [Run(_flat(run.text), run.strong, run.emphasis, _kept(run.link)) for run in runs]
    assert _unmarked(parse(markdown(flat))) == _unmarked(flat)


@given(st.lists(st.tuples(st.text("abc中", min_size=1, max_size=5), st.booleans(), st.booleans()), max_size=8))
def test_words_separated_by_spaces_keep_every_style(words: list[tuple[str, bool, bool]]) -> None:
    runs = [part for text, strong, emphasis in words for part in (Run(text, strong, emphasis), Run(" "))]
    assert parse(markdown(runs)) == joined(runs)


def _flat(text: str) -> str:
    return re.sub(r"\r\n?|\n", " ", text).replace("\0", "\ufffd")


def _kept(address: str | None) -> str | None:
    return None if address is None else re.sub(r"[\r\n\0]", "", address)


def _unmarked(runs: list[Run] | tuple[Run, ...]) -> tuple[Run, ...]:
    return joined(Run(run.text, link=run.link) for run in runs)
