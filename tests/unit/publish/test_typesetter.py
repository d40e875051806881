"""Text as HTML: escaping, Chinese, links, line breaks."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.document.text.inline import escaped, plain
from editor.publish.typesetter import INVISIBLE, Typesetter
from editor.publish.xml_text import one_line

LATIN_AND_CHINESE = frozenset([*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2010, 0x2040), *range(0x4E00, 0xA000)])
setter = Typesetter(LATIN_AND_CHINESE | frozenset(map(ord, "□《》，。（）€")))


def read(html: str) -> str:
    """The text of a piece of HTML. Raises ParseError if it is not well-formed XML."""
    return "".join(ET.fromstring(f"<p>{html}</p>").itertext()).translate(INVISIBLE)


texts = st.text(st.characters(codec="utf-16", categories=["L", "N", "P", "S", "Zs"])) | st.text(
    "a<>&'\"{}%-* 国家《》\\[]()"
)


@given(texts)
@example("</style><script>alert(1)</script>{{ 7*7 }}")
@example("state-of-the-art 《2025 年稳外资行动方案》的通知")
def test_text_is_escaped(text: str) -> None:
    for html in (setter.mixed(text), setter.title(text), setter.chinese(text), setter.link("", text)):
        assert read(html) == setter.printable(text)


@given(texts)
def test_inline_text_is_read_as_its_markdown_says(text: str) -> None:
    assert read(setter.inline(text)) == setter.printable(plain(text))
    assert read(setter.inline(escaped(text))) == setter.printable(plain(escaped(text)))


@given(st.text(max_size=200))
@example("a\x00b\ud800c\u202ed\ufeffe\ue000")
def test_only_what_the_typefaces_have_is_printed(text: str) -> None:
    printed = setter.printable(text)
    assert all(ord(character) in LATIN_AND_CHINESE or character in "□《》，。（）€" for character in printed)
    assert setter.printable(printed) == printed


def test_a_box_stands_for_what_no_typeface_has() -> None:
    assert setter.printable("a😀b\ud800c") == "a□b□c"
    assert Typesetter(frozenset(range(128))).printable("a数b") == "a?b"


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("the 《2025 年稳外资行动方案》 plan", ["《2025 年稳外资行动方案》"]),
        ("一月一链 and “专精特新”", ["一月一链", "专精特新"]),
        ("no Chinese, but “quotes” and 12 figures", []),
        ("（国家发展改革委）", ["（国家发展改革委）"]),
    ],
)
def test_runs_of_chinese_are_marked(text: str, chinese: list[str]) -> None:
    html = setter.mixed(text)
    assert re.findall(r'<span lang="zh-Hans">(.*?)</span>', html) == chinese


def test_one_link_in_several_styles_is_one_link() -> None:
    html = setter.inline("see [a **bold** and *slanted* link](https://example.org), then [two](https://example.com)")
    assert re.findall(r'<a href="([^"]*)"', html) == ["https://example.org", "https://example.com"]
    assert "<b>bold</b>" in html
    assert html.count("</a>") == 2


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///x", "data:,x", "", "https://a b", "//example.org"])
def test_a_link_that_may_not_be_published_is_its_words(address: str) -> None:
    assert setter.link(address, "words") == "words"
    assert setter.inline(f"[words](<{address}>)") == "words"


def test_an_address_cannot_leave_its_attribute() -> None:
    html = setter.link('https://example.org/"><script>', "words", 'about "this"')
    assert ET.fromstring(f"<p>{html}</p>")[0].attrib == {
        "href": 'https://example.org/"><script>',
        "class": "whole",
        "title": 'about "this"',
    }


def test_an_address_in_letters_of_no_font_leads_where_it_says() -> None:
    assert setter.link("https://ไทย.example/🚀", "ไทย") == '<a href="https://ไทย.example/🚀" class="whole">□□□</a>'


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("pilot", True),
        ("pilot programs", False),
        ("pushes down drug prices", False),
        ("USD 28.8 billion in 2025", True),
    ],
)
def test_short_links_and_figures_stay_on_one_line(words: str, whole: bool) -> None:
    assert ('class="whole"' in setter.link("https://example.org", words)) is whole


def test_the_last_two_words_stay_together_if_they_are_short() -> None:
    assert setter.title("Data policy push") == 'Data <span class="unbroken">policy push</span>'
    assert setter.title("Two words") == "Two words"
    assert "unbroken" not in setter.title("On internationalised internationalisations")
    assert setter.inline("a **b** c d e") == 'a <b>b</b> c <span class="unbroken">d e</span>'


def test_the_source_of_news_stays_with_the_last_word() -> None:
    html = setter.inline("China builds a *plant*. It opens soon.", setter.link("", "(Reuters)"))
    assert html == "China builds a <i>plant</i>. It opens soon. \u2060(Reuters)"
    assert read(setter.inline("**All of it**", setter.link("", "(Reuters)"))) == "All of it (Reuters)"


def test_a_space_before_the_last_word_of_news_is_kept() -> None:
    html = setter.inline("It goes *on* today.", setter.link("", "(NEA)"))
    assert read(html) == "It goes on today. (NEA)"


def test_mail_addresses_are_links_where_they_are_addresses() -> None:
    assert setter.mail_link("desk@example.org").startswith('<a href="mailto:desk@example.org"')
    assert setter.mail_link("not an address") == "not an address"
    assert setter.mail_link("") == ""


@given(st.text())
def test_one_line_is_one_line_that_xml_can_hold(text: str) -> None:
    line = one_line(text)
    assert line == " ".join(line.split())
    assert ET.fromstring(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>").text in (line, None)


def test_one_line_keeps_what_can_be_read() -> None:
    assert one_line(" a\x00b\n\tc \ud800 😀 ") == "ab c \ufffd 😀"
