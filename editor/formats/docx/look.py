"""The styles, lists and fonts of written Word documents, from a theme's tokens.

Styles have Word's built-in English names, which Word shows in the reader's own language and which make the navigation
pane work. Readers go by the names; the ids are free.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.formats.docx.wordml import escaped
from schemas import Theme

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COLOR = re.compile(r"#([0-9A-Fa-f]{6})")

BULLET_LIST, ENTRY_LIST = 1, 2
"""The ids of the two lists (`w:numId`)."""

TITLE, SUBTITLE, HEADING_1, HEADING_2, LIST_BULLET = "Title", "Subtitle", "Heading1", "Heading2", "ListBullet"
TOC_HEADING, TOC_1, TOC_2, HYPERLINK, HEADER, FOOTER = "TOCHeading", "TOC1", "TOC2", "Hyperlink", "Header", "Footer"
COMMENT_TEXT, COMMENT_REFERENCE = "CommentText", "CommentReference"
DATELINE, WORDMARK, KEY_FIGURES, IMPRINT = "Dateline", "Wordmark", "KeyFigures", "Imprint"
IMPRINT_HEADING = "ImprintHeading"

TEXT_WIDTH = 9072
"""Twentieths of a point between the margins of an A4 page (160 mm)."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style. `space` is before and after, sizes are half points, `rest` further paragraph properties."""

    style_id: str
    name: str
    size: int = 0
    color: str = ""
    bold: bool = False
    space: tuple[int, int] = (0, 0)
    keep: bool = False
    rest: str = ""
    outline: int | None = None
    follow: str = "Normal"


def styles(theme: Theme) -> str:
    """The styles part."""
    accent, soft = _color(theme, "accent-text", "C00000"), _color(theme, "ink-soft", "595959")
    word = theme.word
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    numbered = f'<w:numPr><w:numId w:val="{BULLET_LIST}"/></w:numPr>'
    found = (
        _Style(TITLE, "Title", 64, "", True, (0, 120)),
        _Style(SUBTITLE, "Subtitle", 26, soft, False, (0, 240)),
        _Style(HEADING_1, "heading 1", 26, accent, True, (360, 240), True, outline=0),
        _Style(HEADING_2, "heading 2", 30, "", True, (360, 160), True, outline=1),
        _Style(LIST_BULLET, "List Bullet", rest=numbered, space=(0, 80), follow=LIST_BULLET),
        _Style(TOC_HEADING, "TOC Heading", 22, accent, True, (480, 120), True),
        _Style(TOC_1, "toc 1", 0, "", True, (160, 60), rest=tab),
        _Style(TOC_2, "toc 2", 0, "", False, (0, 60), rest=tab),
        _Style(HEADER, "header", 18, soft, rest=tab, follow=HEADER),
        _Style(FOOTER, "footer", 18, soft, rest=tab, follow=FOOTER),
        _Style(COMMENT_TEXT, "annotation text", 20, follow=COMMENT_TEXT),
        _Style(DATELINE, "Newsletter Dateline", 18, soft, False, (0, 480)),
        _Style(WORDMARK, "Newsletter Wordmark", 28, accent, True),
        _Style(KEY_FIGURES, "Newsletter Key Figures", 24, "", True, (0, 200), True, rest=_ruled(theme)),
        _Style(IMPRINT_HEADING, "Newsletter Imprint Heading", 18, "", True, (240, 40), True),
        _Style(IMPRINT, "Newsletter Imprint", 18, "", False, (0, 80), True, rest="<w:keepLines/>", follow=IMPRINT),
    )
    fonts = "".join(f' w:{name}="{escaped(word.font)}"' for name in ("ascii", "hAnsi", "cs"))
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts{fonts} w:eastAsia="{escaped(word.chinese_font)}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{word.language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="271" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        f"{''.join(map(_paragraph_style, found))}"
        f'<w:style w:type="character" w:styleId="{HYPERLINK}"><w:name w:val="Hyperlink"/><w:rPr>'
        f'<w:color w:val="{accent}"/><w:u w:val="single"/></w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="{COMMENT_REFERENCE}"><w:name w:val="annotation reference"/><w:rPr>'
        '<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style></w:styles>'
    )


def _paragraph_style(style: _Style) -> str:
    before, after = style.space
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size else ""
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    look = bold + color + size
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    numbering, tabs = (style.rest, "") if style.rest.startswith("<w:numPr") else ("", style.rest)
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.style_id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{style.follow}"/><w:qFormat/><w:pPr>'
        f"{'<w:keepNext/>' if style.keep else ''}{numbering}{tabs}"
        f'<w:spacing w:before="{before}" w:after="{after}"/>{outline}</w:pPr>'
        f"{f'<w:rPr>{look}</w:rPr>' if look else ''}</w:style>"
    )


def _ruled(theme: Theme) -> str:
    """Lines above and below a paragraph."""
    line = f'w:val="single" w:sz="4" w:space="4" w:color="{_color(theme, "rule", "D9D9D9")}"'
    return f"<w:pBdr><w:top {line}/><w:bottom {line}/></w:pBdr>"


def _color(theme: Theme, token: str, default: str) -> str:
    """A token's colour without its #. Word knows no other notation."""
    found = _COLOR.fullmatch(theme.tokens.get(token, ""))
    return found[1].upper() if found else default


def numbering() -> str:
    """The numbering part: a list with bullets, and the numbers of entries."""
    return (
        f'<w:numbering xmlns:w="{MAIN}">'
        f"{_list(0, 'bullet', '•', 340)}{_list(1, 'decimal', '%1.', 0)}"
        f'<w:num w:numId="{BULLET_LIST}"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="{ENTRY_LIST}"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _list(number: int, kind: str, text: str, indent: int) -> str:
    hanging = f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>' if indent else ""
    behind = "" if indent else '<w:suff w:val="space"/>'
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{behind}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"{hanging}</w:lvl></w:abstractNum>"
    )


def font_table(theme: Theme) -> str:
    """The font table. The family tells Word what to take in place of a font that is not installed."""
    fonts = "".join(
        f'<w:font w:name="{escaped(name)}"><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        for name in dict.fromkeys((theme.word.font, theme.word.chinese_font))
    )
    return f'<w:fonts xmlns:w="{MAIN}">{fonts}</w:fonts>'
