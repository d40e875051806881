"""Pasted text that once lost words, figures or spaces: what is right, and what is said."""

from pathlib import Path

import pytest

from editor.document.text.inline import links
from editor.document.text.inline_writer import markdown
from editor.formats.clipboard.copied_text import as_html, as_plain_text
from editor.formats.clipboard.pasted import Pasted
from editor.formats.clipboard.pasted_html import from_html
from editor.formats.clipboard.pasted_text import from_text, one_line

SOURCES = Path(__file__).parents[2] / "fixtures" / "sources"


def read(name: str) -> Pasted:
    text = (SOURCES / name).read_text(encoding="utf-8")
    return from_html(text) if name.endswith(".html") else from_text(text, reads_markdown=True)


def lines(pasted: Pasted) -> list[str]:
    return [("- " if block.is_bullet else "") + markdown(block.runs) for block in pasted.blocks]


@pytest.mark.parametrize(
    ("name", "text", "notes"),
    [
        (
            "comment-word.html",
            ["The ministry will review the quota in May."],
            [
                "1 comment was left out: “Is this confirmed? Ask the source before we print.”",
                "1 note reference was left out: “[AB1]”.",
            ],
        ),
        (
            "strike-word.html",
            ["The quota rises by 8 percent."],
            ["Struck-out text was left out: “12”, “Not for print.”, “Old.”"],
        ),
        (
            "sup-word.html",
            ["Emissions of CO₂ fall below 10⁹ tons; the site covers 45,000 m², says the notice."],
            ["1 note reference was left out: “3”."],
        ),
        (
            "wingdings.html",
            [
                "Subsidies end in May → prices rise ☺",
                "- First measure",
                "- Second measure",
                "- Third measure",
                "Tolerance α = 5",
            ],
            [],
        ),
        ("zh-source-breaks.html", ["国家发展改革委关于印发《全国重点电力用户清单管理办法》的通知"], []),
        ("zh-title-two-lines.txt", ["工业和信息化部等十部门关于印发《医药工业发展规划》的通知"], []),
        (
            "pdf-paragraph.txt",
            [
                "The State Council has published a plan for the modernization of manufacturing in the central "
                "provinces. It obliges local governments to set up funds that invest in small and medium-sized "
                "enterprises, and to report once a year."
            ],
            ["1 hyphen at a line end was removed: “manufacturing”."],
        ),
        (
            "ol-table.html",
            [
                "The plan has three steps:",
                "1. Survey the plants",
                "2. Set quotas",
                "3. Close what is old",
                "Step 2 takes longest.",
                "Year | Output",
                "2023 | 12.5",
                "2024 | 14.1",
            ],
            ["1 table became text, one line for each row: “Year | Output”."],
        ),
        (
            "markdown-paste.txt",
            [
                "- **Loans** cost less from May, says the [notice](https://www.gov.cn/a)",
                "- *Quota* cut by **12 percent** for steel",
                "What it means",
                "The **ministry** acts.",
            ],
            ["Markdown marks were read as formatting.", "To keep the marks, paste with Ctrl+Shift+V."],
        ),
    ],
)
def test_cases(name: str, text: list[str], notes: list[str]) -> None:
    pasted = read(name)
    assert lines(pasted) == text
    assert list(pasted.notes) == notes


def test_redirects_are_unwrapped_and_no_recipient_is_kept() -> None:
    pasted = read("safelinks.html")
    (line,) = lines(pasted)
    assert [address for _, address in links(line)] == [
        "https://www.ndrc.gov.cn/notice?id=7",
        "https://www.miit.gov.cn/a.html",
    ]
    assert "reader" not in line
    assert pasted.notes[0].startswith("2 links led through a redirect or carried tracking; they now go to: ")


def test_asterisks_of_figures_and_names_stay() -> None:
    text = "\n".join(lines(read("text-units.txt"))).replace("\\", "")
    for words in ("2*1000 MW", "2*660 MW", "603***", "688***", "*ST Zuoran", "A*STAR"):
        assert words in text


def test_the_first_words_of_a_title_in_two_lines_meet() -> None:
    text = (SOURCES / "zh-title-two-lines.txt").read_text(encoding="utf-8")
    assert one_line(text, 100).blocks[0].text == "工业和信息化部等十部门关于印发《医药工业发展规划》的通知"


@pytest.mark.parametrize("text", [" plus more", "plus more ", " ", "two  spaces", " 12 "])
def test_a_part_of_a_line_keeps_its_spaces(text: str) -> None:
    assert from_text(text).blocks[0].text == text
    assert one_line(text, 100).blocks[0].text == text


@pytest.mark.parametrize(
    ("html", "plain", "text"),
    [
        ("<span> plus <b>more</b></span>", "", " plus **more**"),
        ("<p class=MsoNormal><b>plus</b> more</p>", " plus more ", " **plus** more "),
        ("<p>plus more</p>", "plus more\r\n", "plus more"),
        ("<p>one</p><p>two</p>", " one\r\ntwo ", "one|two"),
    ],
)
def test_spaces_of_a_part_of_a_line_in_html(html: str, plain: str, text: str) -> None:
    assert "|".join(markdown(block.runs) for block in from_html(html, plain=plain).blocks) == text


@pytest.mark.parametrize("text", [" beta", "beta ", " **be**ta ", "a *b* "])
def test_what_is_cut_and_pasted_inside_the_program_keeps_its_spaces(text: str) -> None:
    copied = from_text(text, reads_markdown=True).blocks
    assert from_html(as_html(copied), plain=as_plain_text(copied)).blocks == copied


@pytest.mark.parametrize(
    ("html", "text", "notes"),
    [
        (
            "<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字</p>",
            "漢字",
            ["1 pronunciation guide was left out: “hàn”."],
        ),
        ("<p>x<sup>abc</sup></p>", "xabc", ["A superscript or subscript became plain text: “abc”."]),
        ("<p>Ca<sup>2+</sup>, R<sup>2</sup>, 20<sup>th</sup>, Acme<sup>TM</sup></p>", "Ca²⁺, R², 20th, Acme™", []),
        ("<p>It says so.<sup>12</sup> Then</p>", "It says so. Then", ["1 note reference was left out: “12”."]),
        ("<p>通知<sup>[1]</sup>发布</p>", "通知发布", ["1 note reference was left out: “[1]”."]),
        (
            "<p>Text<a href='#_ftn1'>[1]</a>.</p><div style='mso-element:footnote-list'>"
            "<div style='mso-element:footnote'><p class=MsoFootnoteText><a href='#_ftnref1'>[1]</a> A note.</p></div>"
            "</div>",
            "Text.",
            ["1 note reference was left out: “[1]”.", "1 note was left out: “A note.”"],
        ),
        (
            "<p>Plan<sup class=reference><a href='#cite_note-1'>[1]</a></sup></p>"
            "<ol class=references><li>Source</li></ol>",
            "Plan",
            ["1 note reference was left out: “[1]”.", "1 note was left out: “Source”."],
        ),
        (
            "<p>A <span style='font-family:Wingdings'>%</span></p>",
            "A",
            ["1 character of a symbol font could not be read: “% (wingdings)”."],
        ),
        ("<p>⻔⼈ ﬃ</p>", "门人 ffi", []),
        ("<p>a <span style='text-decoration:underline line-through'>b</span> c</p>", "a c",
         ["Struck-out text was left out: “b”."]),
        ("<p>It leaves <b>room </b><s>for all</s>. And (more <s>or less</s>) is cut <s>off</s></p>",
         "It leaves room. And (more) is cut", ["Struck-out text was left out: “for all”, “or less”, “off”."]),
        ("<p>seen<span style='display:none'>hidden</span></p>", "seen", []),
        ("<p>a<img src=x alt='A map'></p>", "a", ["1 picture was left out: “A map”."]),
        ("<p>a<img src=x width=1 height=1></p>", "a", []),
    ],
)  # fmt: skip
def test_marks_readings_signs_and_pictures(html: str, text: str, notes: list[str]) -> None:
    pasted = from_html(html)
    assert "|".join(block.text for block in pasted.blocks) == text
    assert list(pasted.notes) == notes


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol start=4><li>a<li>b</ol>", ["4. a", "5. b"]),
        ("<ol type=a><li>a<li value=27>b</ol>", ["a. a", "aa. b"]),
        ("<ol type=i reversed start=4><li>a<li>b</ol>", ["iv. a", "iii. b"]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", ["1. a", "- b", "2. c"]),
        ("<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>(b)<span>&nbsp; "
         "</span></span>words</p>", ["(b) words"]),
        ("<p style='mso-list:l0 level1 lfo1'><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;</span>"
         "</span>words</p>", ["- words"]),
    ],
)  # fmt: skip
def test_numbers_of_lists_are_kept(html: str, expected: list[str]) -> None:
    assert lines(from_html(html)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>",
         ["a", "b", "c", "d", "e"]),
        ("<table><tr><td><table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table></td></tr></table>",
         ["a | 1", "b | 2"]),
        ("<table><tr><td>a</td><td></td><td><b>c</b></td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
         ["a | **c**", "1 | 2 | 3"]),
        ("<table><tr><td>only</td></tr></table>", ["only"]),
    ],
)  # fmt: skip
def test_tables(html: str, expected: list[str]) -> None:
    assert lines(from_html(html)) == expected


@pytest.mark.parametrize(
    ("address", "direct"),
    [
        ("https://a.cn/x?utm_source=news&amp;id=7&amp;utm_medium=mail", "https://a.cn/x?id=7"),
        ("https://a.cn/x?utm_source=news#part", "https://a.cn/x#part"),
        ("https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fa%2Ecn%2Fx", "https://a.cn/x"),
        ("https://urldefense.com/v3/__https://a.cn/x__;!!abc!d$", "https://a.cn/x"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__a.cn_x&amp;d=abc", "https://a.cn/x"),
        ("https://slack-redir.net/link?url=https%3A%2F%2Fa.cn%2Fx%3Futm_id%3D1", "https://a.cn/x"),
        ("https://click.example.org/?u=https%3A%2F%2Fa.cn%2Fx&amp;r=me%40example.org", "https://a.cn/x"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%3A%2F%2Fa.cn"
         "&amp;data=x", "https://a.cn"),
        ("https://www.google.com/search?q=https://a.cn", "https://www.google.com/search?q=https://a.cn"),
        ("https://a.cn/share?url=https://b.cn", "https://a.cn/share?url=https://b.cn"),
        ("https://a.cn/x?q=1&amp;q=%20&amp;empty=", "https://a.cn/x?q=1&q=%20&empty="),
    ],
)  # fmt: skip
def test_addresses(address: str, direct: str) -> None:
    (line,) = lines(from_html(f"<p><a href='{address}'>x</a></p>"))
    assert links(line) == (("x", direct),)


def test_a_tracker_that_does_not_tell_where_to_is_named() -> None:
    pasted = from_html("<p><a href='https://ct.sendgrid.net/ls/click?upn=abc'>x</a></p>")
    assert pasted.notes == (
        "1 link leads through a mailing service and may name its recipient; replace it: "
        "“https://ct.sendgrid.net/ls/click?upn=abc”.",
    )


def test_more_of_the_markdown_that_chats_write() -> None:
    pasted = from_text(
        "**Bold** and ***both***\n\n| Year | Output |\n|:---|---:|\n| 2023 | 12.5 |\n\n---\n\n> a quote\n\n"
        "The ~~12~~ 8 percent of 603*** and 5|6, ~5 to ~7",
        reads_markdown=True,
    )
    assert lines(pasted) == [
        "**Bold** and ***both***",
        "Year | Output",
        "2023 | 12.5",
        "a quote",
        r"The 8 percent of 603\*\*\* and 5|6, ~5 to ~7",
    ]
    assert list(pasted.notes) == [
        "Markdown marks were read as formatting.",
        "1 table became text, one line for each row: “Year | Output”.",
        "Struck-out text was left out: “12”.",
        "To keep the marks, paste with Ctrl+Shift+V.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国务院关于印发\n《“十四五”数字经济发展规划》的通知", ["国务院关于印发《“十四五”数字经济发展规划》的通知"]),
        (
            "一、总体要求\n（一）指导思想。以新发展理念为指导，深入贯彻党的二十\n大精神，加快构建新发展格局，着力推动高质量发展和安全\n水平。\n"
            "（二）基本原则。坚持市场主导。",
            [
                "一、总体要求",
                "（一）指导思想。以新发展理念为指导，深入贯彻党的二十大精神，加快构建新发展格局，着力推动"
                "高质量发展和安全水平。",
                "（二）基本原则。坚持市场主导。",
            ],
        ),
    ],
)
def test_chinese_lines_are_joined_where_the_sentence_goes_on(text: str, expected: list[str]) -> None:
    assert lines(from_text(text)) == expected
