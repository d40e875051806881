"""What programs put on the clipboard arrives as what its author saw, less everything that a field cannot hold."""

from pathlib import Path

import pytest

from editor.document.text.inline_writer import markdown
from editor.formats.clipboard import pasted_html
from editor.formats.clipboard.pasted_html import NotReadable, from_html

CLIPBOARD = Path(__file__).parents[2] / "fixtures" / "clipboard"


def read(name: str) -> tuple[list[str], tuple[str, ...]]:
    pasted = from_html((CLIPBOARD / name).read_text(encoding="utf-8"))
    return [("- " if block.is_bullet else "") + markdown(block.runs) for block in pasted.blocks], pasted.notes


def one(html: str) -> str:
    (block,) = from_html(html).blocks
    return markdown(block.runs)


def test_word() -> None:
    lines, notes = read("word.html")
    assert lines == [
        "**Two ministries act.** Loans for *small* firms cost less from May, the "
        "[**notice** says](https://www.example.org/notice?id=7&lang=en); see the draft. 数据",
        "- Cheaper **credit** lines",
        "- For two years",
        "1. Counted from May",
    ]
    assert notes == (
        "Removed 1 link with an unsupported address; its text was kept.",
        "1 picture was left out.",
        "1 nested list item became an item of the list around it: “For two years”.",
        "Struck-out text was left out: “June”.",
        "1 note reference was left out: “2”.",
    )


def test_smart_tags_and_fields_of_word_are_words() -> None:
    html = (
        '<html xmlns:st1="urn:schemas-microsoft-com:office:smarttags"><body><!--StartFragment-->'
        '<!--[if supportFields]><span style="mso-element:field-begin"></span> HYPERLINK "x" <![endif]-->'
        '<p class=MsoNormal>In <st1:City w:st="on"><st1:place w:st="on"><b>Beijing</b></st1:place></st1:City>, on '
        '<st1:date Year="2025" Month="3" Day="12" w:st="on">12 March</st1:date><o:p></o:p></p>'
        "<!--EndFragment--></body></html>"
    )
    assert one(html) == "In **Beijing**, on 12 March"


def test_google_docs() -> None:
    lines, notes = read("google_docs.html")
    assert lines == [
        "**Key points:** the fund may buy *listed* shares, says [the regulator](https://www.example.org/fund)",
        "- First bullet",
        "- **Second bullet**",
    ]
    assert notes == ()


def test_outlook() -> None:
    lines, notes = read("outlook.html")
    assert lines == [
        "Dear all,",
        "the **ministry**\u00a0of commerce *wrote* to [the desk](mailto:desk@example.org).",
        "- Chips",
        "- Batteries",
        "Indented, but no bullet",
    ]
    assert notes == ()


def test_a_web_page() -> None:
    lines, notes = read("web_page.html")
    assert lines == [
        "**Steel quota cut**",
        "Mills must **close** old *furnaces* by\u00a0June, more or less, [as planned](HTTPS://example.org/a%20b).",
        "1. One",
        "- Nested point in two lines",
        "2. Two",
        "Year",
        "2025",
        "A chart",
        "line 1",
        "line 2",
    ]
    assert notes == (
        "Removed 2 links with unsupported addresses; their text was kept.",
        "1 picture was left out: “Chart”.",
        "1 nested list item became an item of the list around it: “Nested point in two lines”.",
    )


def test_libreoffice() -> None:
    assert read("libreoffice.html") == (["**Export** rules *change* again", "- Gallium", "- Germanium"], ())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<span style='font-weight:600'>b</span>", "a**b**"),
        ("<b>a<span style='font-weight:normal'>b</span></b>c", "**a**bc"),
        ("<i>a<span style='font-style:normal'>b</span></i>c", "*a*bc"),
        ("<span style='font-weight:99999999999999999999'>a</span>", "a"),
        ("<b>bold</b><b> and bold</b>", "**bold and bold**"),
        ("a &lt;b&gt; *c* [d]", r"a <b> \*c\* \[d\]"),
        ("zero\u200bwidth \x07bell\ufffc NUL\x00", "zerowidth bell NUL"),
        ("שלום 🙂 👩\u200d💻", "שלום 🙂 👩\u200d💻"),
        ("<a href='https://a.cn'><a href='ftp://b.cn'>x</a></a>", "x"),
        ("<a href='https://a.cn/\u2028x'>x</a>", "[x](https://a.cn/%20x)"),
        ("<style>p{}</style><title>t</title>words<svg><text>drawn</text></svg>", "words"),
        ("{{ 7*7 }} {% raw %}", r"{{ 7\*7 }} {% raw %}"),
    ],
)
def test_pieces(html: str, expected: str) -> None:
    assert one(html) == expected


@pytest.mark.parametrize(
    "html", ["", "   ", "<p>&nbsp;</p>", "<!-- only this -->", "<script>alert(1)</script>", "<br>"]
)
def test_nothing_to_read(html: str) -> None:
    assert from_html(html).blocks == ()


def test_a_long_text_is_cut_where_the_field_is_full() -> None:
    pasted = from_html("<p>" + "a" * 60 + "</p><p><b>" + "b" * 60 + "</b></p>", room=100)
    assert [len(block.text) for block in pasted.blocks] == [60, 40]
    assert pasted.notes == ("Pasted the first 100 characters; 20 were left out.",)


def test_what_is_not_read_any_more_is_counted() -> None:
    pasted = from_html("<p>" + "word " * 19 + "word.</p>" + "<p>12345</p>" * 100_000, room=100)
    assert pasted.notes == ("Pasted the first 100 characters; 500,000 were left out.",)


def test_html_that_would_take_too_long_is_refused() -> None:
    with pytest.raises(NotReadable, match="too long"):
        from_html("x" * (pasted_html.MOST_HTML + 1))
    for hostile in ("<div>" * 100_000, "<div></p>" * 100_000, "<font><b>" * 1_000, "<ul><li>" * 50_000):
        with pytest.raises(NotReadable, match="too deeply"):
            from_html(hostile)


def test_many_paragraphs_without_an_end_are_not_deep() -> None:
    assert len(from_html("<p>x" * 400).blocks) == 400


def test_characters_that_cannot_be_shown_are_counted() -> None:
    assert from_html("<p>a\x07b\ufffc</p>").notes == ("2 characters that cannot be shown were left out.",)
