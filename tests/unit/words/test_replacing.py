"""A fix changes the words it was made for, wherever they are by now, and nothing around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.document.paths import FieldPath
from editor.document.text.inline import plain
from editor.words.replacing import nearest, replace_words
from schemas import Entry, Issue, Paragraph

PATH = FieldPath.parse("top5/e/comment/p/text")
words = st.text(st.sampled_from("ab “”'\"*[]计é"), min_size=1, max_size=8)


def issue_with(text: str) -> Issue:
    return Issue(top5=(Entry(id="e", comment=(Paragraph(id="p", text=text),)),))


def text_of(issue: Issue) -> str:
    block = issue.top5[0].comment[0]
    assert isinstance(block, Paragraph)
    return block.text


def fixed(text: str, start: int, old: str, new: str) -> str:
    return text_of(replace_words("Fix", PATH, start, old, new).apply(issue_with(text)))


def test_links_and_styles_between_the_changed_characters_stay() -> None:
    text = 'China\'s ["**Little** Giants"](https://www.gov.cn/) and "more"'
    old = '\'s "Little Giants" and "more"'
    assert fixed(text, 5, old, "’s “Little Giants” and “more”") == (
        "China’s [“**Little** Giants”](https://www.gov.cn/) and “more”"
    )


def test_letters_are_inserted_in_the_style_of_their_neighbors() -> None:
    assert fixed("an **(MIIT** plan", 3, "(MIIT", "(MIIT)") == "an **(MIIT)** plan"
    assert fixed("[b](https://www.gov.cn/)", 0, "b", "ab") == "[ab](https://www.gov.cn/)"


def test_the_nearest_of_the_same_words_is_meant() -> None:
    assert fixed("teh one, teh two, teh three", 12, "teh", "the") == "teh one, the two, teh three"
    assert fixed("teh one, and one more, teh two", 20, "teh", "the") == "teh one, and one more, the two"


def test_words_and_fields_that_are_gone_are_no_error() -> None:
    assert fixed("the plan", 0, "teh", "the") == "the plan"
    assert replace_words("Fix", PATH, 0, "a", "b").apply(Issue()) == Issue()


@given(words, words, words, words)
def test_the_text_as_read_has_the_new_words_in_the_place_of_the_old(
    before: str, old: str, new: str, after: str
) -> None:
    text = plain(before + old + after)
    start = nearest(text, old, len(before))
    if start is None:
        return
    read = plain(fixed(before + old + after, start, old, new))
    assert read.strip() == (text[:start] + new + text[start + len(old) :]).strip()
