"""Word documents shaped like those of Google Docs and of WPS, after what is publicly known of them.

None of them was made by these programs. Google Docs writes out every property that is off, wraps runs, paragraphs and
cells in content controls, puts a bullet's sign of Arial into its lists, and has neither extended comments nor the
program's name. WPS numbers its styles, puts several texts into one run, and gives runs their language and a hint for
Chinese.
"""

from __future__ import annotations

import datetime as dt

import pytest

from editor.formats.importing.review_import import with_threads
from editor.formats.importing.source import read_source
from schemas import Bullets, Entry, Theme
from tests.unit.formats.docx_files import comment, commented, docx, field, ins, p

GOOGLE_STYLES = """
<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:keepNext w:val="1"/><w:pageBreakBefore w:val="0"/></w:pPr><w:rPr><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
"""
GOOGLE_LISTS = """
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
<w:lvlText w:val="●"/><w:pPr><w:ind w:left="720" w:hanging="360.0000000000005"/></w:pPr>
<w:rPr><w:u w:val="none"/></w:rPr>
</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="○"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
"""
WPS_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="4"><w:name w:val="Default Paragraph Font"/></w:style>
"""
WPS_LISTS = """
<w:abstractNum w:abstractNumId="0"><w:nsid w:val="5F3E4A1B"/><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0" w:tentative="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/>
<w:rPr><w:rFonts w:hint="default" w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
"""
RSIDS = 'w:rsidR="00000000" w:rsidDel="00000000" w:rsidRPr="00000000"'
LINK = {"rId6": "https://www.nea.gov.cn/a"}


def google_run(text: str, look: str = "") -> str:
    """A run with its properties written out."""
    off = '<w:b w:val="0"/><w:i w:val="0"/><w:strike w:val="0"/><w:vanish w:val="0"/>'
    bold = look or off
    return f'<w:r {RSIDS}><w:rPr>{bold}<w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(number: int, content: str) -> str:
    """A content control as Google Docs puts it around anything."""
    return (
        f'<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/><w:id w:val="-{number}0"/><w:tag w:val="goog_rdk_{number}"/>'
        f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def google_docs() -> bytes:
    bold = '<w:b w:val="1"/><w:bCs w:val="1"/>'
    label = google_run("At a glance:", bold)
    underlined = google_run("Link", '<w:u w:val="single"/>')
    link = f'<w:hyperlink r:id="rId6">{underlined}</w:hyperlink>'
    place = '<w:bookmarkStart w:colFirst="0" w:colLast="0" w:name="_heading=h.gj" w:id="0"/><w:bookmarkEnd w:id="0"/>'
    empty = f'<w:r {RSIDS}><w:rPr><w:rtl w:val="0"/></w:rPr></w:r>'
    cells = "".join(control(20 + place, f"<w:tc>{p(google_run(text))}</w:tc>") for place, text in enumerate("AB"))
    rows = control(5, f"<w:tr>{cells}</w:tr>")
    body = (
        p(google_run("March 12, 2025"))
        + p(place, google_run("MERICS Top 5"), style="Heading1")
        + control(1, p(google_run("1. Coal plants "), control(2, google_run("are approved")), style="Heading2"))
        + p(label, google_run(" The quota "), ins(google_run("rises"), author="Ada"),
            ins(google_run("falls"), tag="del", author="Ada"), control(3, commented(0, google_run(" in May"))),
            google_run("."))
        + control(4, p(google_run("One"), number="1") + p(google_run("Two"), number="1"))
        + p(google_run("MERICS comment:", bold), google_run(" It matters."), empty)
        + f"<w:tbl>{rows}</w:tbl>"
        + p(google_run("Article: Plan (国家能源局通知) ("), link, google_run(")"))
    )  # fmt: skip
    parts = {"comments": comment(0, "Sure?", author="Bo")}
    return docx(body, styles=GOOGLE_STYLES, numbering=GOOGLE_LISTS, links=LINK, parts=parts)


def wps_run(*texts: str, look: str = "") -> str:
    """A run of several texts, with the hint for Chinese and its language."""
    hint = '<w:rFonts w:hint="eastAsia" w:eastAsiaTheme="minorEastAsia"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    inner = "".join(f'<w:t xml:space="preserve">{text}</w:t>' for text in texts)
    return f"<w:r><w:rPr>{hint}{look}{language}</w:rPr>{inner}</w:r>"


def wps() -> bytes:
    back = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    body = (
        p(wps_run("March 12, 2025"))
        + p(wps_run("MERICS", " Top 5"), style="2")
        + p(wps_run("1. Coal plants", " are approved"), style="3")
        + p(wps_run("At a glance:", look="<w:b/><w:bCs/>"), wps_run(" The quota "), ins(wps_run("rises"), author="Ada"),
            ins(wps_run("falls"), tag="del", author="Ada"), commented(0, wps_run(" in May")), wps_run("."), back)
        + p(wps_run("One"), number="1")
        + p(wps_run("Two"), number="1")
        + p(wps_run("MERICS comment: It matters."))
        + f"<w:tbl><w:tr><w:tc>{p(wps_run('A'))}</w:tc><w:tc>{p(wps_run('B'))}</w:tc></w:tr></w:tbl>"
        + p(wps_run("Article: Plan (", "国家能源局通知", ") ("),
            field(' HYPERLINK "https://www.nea.gov.cn/a" ', wps_run("Link")), wps_run(")"))
    )  # fmt: skip
    return docx(body, styles=WPS_STYLES, numbering=WPS_LISTS, parts={"comments": comment(0, "Sure?", author="Bo")})


@pytest.mark.parametrize("data", [google_docs(), wps()], ids=["Google Docs", "WPS"])
def test_a_newsletter_of_another_word_processor_comes_in_whole(data: bytes, theme: Theme) -> None:
    read = read_source(data, theme)
    reviewed = with_threads(read.issue, read, dt.datetime(2025, 3, 12, tzinfo=dt.UTC))
    (entry,) = reviewed.issue.top5
    assert (str(read.issue.date), entry.title) == ("2025-03-12", "Coal plants are approved")
    assert words(entry) == ["The quota rises in May.", "One", "Two", "It matters.", "A", "B"], "a row is a layout"
    assert (entry.source.title, entry.source.title_zh, entry.source.link) == (
        "Plan",
        "国家能源局通知",
        "https://www.nea.gov.cn/a",
    )
    (thread,) = reviewed.issue.review.threads
    assert (thread.words, thread.comments[0].author, thread.comments[0].text) == ("in May", "Bo", "Sure?")
    assert read.document is not None
    assert [(change.kind.value, change.author, change.words) for change in read.document.changes] == [
        ("insertion", "Ada", "rises"),
        ("deletion", "Ada", "falls"),
    ]


def words(entry: Entry) -> list[str]:
    found = []
    for block in (*entry.at_a_glance, *entry.comment):
        found += [item.text for item in block.items] if isinstance(block, Bullets) else [block.text]
    return found
