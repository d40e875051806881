"""Writing runs as limited Markdown. Styles that Markdown cannot express are dropped; the text is kept."""

import pytest

from editor.document.text.inline import Run, links, parse, plain
from editor.document.text.inline_writer import markdown


def bold(text: str, link: str | None = None) -> Run:
    return Run(text, strong=True, link=link)


def italic(text: str, link: str | None = None) -> Run:
    return Run(text, emphasis=True, link=link)


def both(text: str) -> Run:
    return Run(text, strong=True, emphasis=True)


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([], ""),
        ([Run("SMEs & data")], "SMEs & data"),
        ([Run("2 * 3 [sic] a_b \\")], r"2 \* 3 \[sic\] a\_b \\"),
        ([bold("Key:"), Run(" more")], "**Key:** more"),
        ([Run("a "), italic("b"), Run(" c")], "a *b* c"),
        ([bold("a "), both("b"), bold(" c")], "**a *b* c**"),
        ([both("a")], "***a***"),
        ([Run("un"), italic("frigging"), Run("believable")], "un*frigging*believable"),
        ([bold("a"), italic("b")], "**a***b*"),
        ([Run("the "), Run("plan", link="https://example.org/a"), Run(".")], "the [plan](https://example.org/a)."),
        ([Run("no address", link="")], "[no address]()"),
        ([bold("a "), bold("b", "https://b.cn"), bold(" c")], "**a [b](https://b.cn) c**"),
        ([Run("a", link="u"), italic("b", "u")], "[a*b*](u)"),
        ([Run("a]", link="https://b.cn/x(1)")], r"[a\]](<https://b.cn/x(1)>)"),
        ([Run("a", link="https://b.cn/?a=1&copy=2&lt;")], r"[a](<https://b.cn/?a=1&copy=2\&lt;>)"),
        ([Run("Wow!"), Run("a", link="u")], r"Wow\![a](u)"),
        ([bold("数据"), Run("产业")], "**数据**产业"),
    ],
)
def test_markdown_of_runs(runs: list[Run], written: str) -> None:
    assert markdown(runs) == written
    assert parse(written) == tuple(runs)


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([bold("a "), Run("b")], "**a** b"),
        ([Run("a"), bold(" b ")], "a **b** "),
        ([Run("a"), bold(" "), Run("b")], "a b"),
        ([bold("\u3000数"), Run("b")], "\u3000**数**b"),
        ([Run("AI"), bold("-driven")], "AI-**driven**"),
        ([Run("数"), bold("《据》"), Run("产")], "数《**据**》产"),
        ([Run("数"), bold("“"), Run("据")], "数“据"),
        ([bold("a"), Run("\n"), bold("b")], "**a** **b**"),
        ([bold("a\r\nb")], "**a b**"),
        ([bold("a "), both(" b "), italic("c")], "**a  *b*** *c*"),
    ],
)
def test_styles_that_markdown_cannot_express_are_dropped(runs: list[Run], written: str) -> None:
    assert markdown(runs) == written
    assert markdown(parse(written)) == written


def test_one_style_that_is_dropped_does_not_affect_the_others() -> None:
    runs = [bold("One "), both("two"), Run("数"), bold("《据》"), italic("四 "), Run("five "), both("six"), bold(".")]
    assert markdown(runs) == "**One *two***数《**据》**_四_ five ***six*.**"


@pytest.mark.parametrize(
    "address",
    ["a b", "a\\b", "<a>", "a(b", "a)b", " a ", "a&amp;b", "&#35;", "a\tb", "a\x7fb", "\\(", "mailto:a@b.cn", "a&b;c"],
)
def test_every_address_round_trips(address: str) -> None:
    assert links(markdown([Run("words", link=address)])) == (("words", address),)


def test_a_line_break_in_an_address_does_not_break_the_link() -> None:
    assert links(markdown([Run("words", link="https://a.cn/\r\nb")])) == (("words", "https://a.cn/%0D%0Ab"),)


def test_a_long_paragraph_of_changing_styles_is_written_whole() -> None:
    words = [(bold, italic, both)[number % 3](f"word{number}") for number in range(300)]
    written = markdown(words)
    assert plain(written) == "".join(word.text for word in words)
    assert parse(written) == tuple(words)
