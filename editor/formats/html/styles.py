"""What an HTML element hands down to its text: how programs mark bold, struck-out, raised and hidden words.

Learnt from what Word, Outlook, Google Docs, LibreOffice and browsers write: Word's lists are paragraphs with
`mso-list`, its notes and comments have classes and elements of their own; Google Docs wraps everything in a `<b>` that
is not bold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from editor.formats.rules.symbol_fonts import symbol_font
from editor.formats.source.document import BlockKind, Role, Script


def names(text: str) -> frozenset[str]:
    """The names of elements in a list of them."""
    return frozenset(text.split())


class Region(Enum):
    """Which part of a web page an element is in."""

    PAGE = auto()
    CONTENT = auto()
    RUNNING_ELEMENT = auto()


HEADINGS = names("h1 h2 h3 h4 h5 h6")
_BOLD = names("b strong")
_ITALIC = names("i em cite dfn var")
_STRUCK = names("s strike del")
_NOTE_LINK = re.compile(
    r"[^#]*#(?:_ftn|_edn|_msocom|_msoanchor|sdfootnote|sdendnote|cite_note|cite_ref|ftnt"
    r"|(?:fn|footnote|endnote)(?:-?ref)?(?![a-z])|(?:note|ref)[-_:.]?(?:ref[-_:.]?)?[0-9]*$)",
    re.IGNORECASE,
)
"""Addresses of notes; `#noteworthy` and `#reform` are none."""

_BACK_LINK = re.compile(
    r"[^#]*#(?:_ftnref|_ednref|sd(?:foot|end)note[0-9]+anc|cite_ref|ftnt_ref|fn-?ref|(?:foot|end)note-?ref)",
    re.IGNORECASE,
)
_NOTE_CLASS = re.compile(
    r"\b(?:MsoFootnoteReference|MsoEndnoteReference|MsoCommentReference|msocomanchor|msocomoff|footnote-?ref\w*"
    r"|footnote-?anchor|sdfootnoteanc|sdfootnotesym|sdendnoteanc|sdendnotesym|noteref|mw-editsection)\b",
    re.IGNORECASE,
)
_NOTES_CLASS = re.compile(
    r"\b(?:MsoFootnoteText|MsoEndnoteText|footnotes?|endnotes?|footnote-content|reflist|references)\b", re.IGNORECASE
)
_COMMENT_CLASS = re.compile(r"\b(?:msocomtxt|MsoCommentText)\b", re.IGNORECASE)
_GENERIC_FAMILY = re.compile(r"[\d.]+(?:pt|px|em|rem|%)(?:/\S+)?\s+(.+)$")


@dataclass(frozen=True, slots=True)
class Style:
    """What an element hands down to what it holds. `in_list` tells of `<li>` and of Word's list paragraphs."""

    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    role: Role = Role.TEXT
    script: Script = Script.NORMAL
    font: str = ""
    language: str = ""
    block: BlockKind = BlockKind.PARAGRAPH
    hidden: bool = False
    in_item: bool = False
    list_number: bool = False
    """Inside the mark of one of Word's list items, which is text (`mso-list:Ignore`)."""
    word_list: bool = False
    keeps_lines: bool = False
    keeps_spaces: bool = False
    plain_spaces: bool = False
    level: int = 0
    region: Region = Region.PAGE


def handed_down(style: Style, tag: str, css_text: str, classes: str, role: str) -> Style:
    """The style inside an element with these attributes."""
    css = _declarations(css_text)
    list_style = css.get("mso-list", "none")
    in_word_list = tag == "p" and list_style != "none"
    hidden = css.get("display") == "none" or css.get("mso-hide") == "all" or tag == "rp"
    white_space = css.get("white-space", "")
    script = _script(css, tag, style.script)
    return replace(
        style,
        strong=_strong(css, style.strong or tag in _BOLD),
        emphasis=_emphasis(css, style.emphasis or tag in _ITALIC),
        role=_role(css, tag, classes, role, style.role),
        script=script,
        font=_font(css, style.font),
        block=_block(css, tag, classes, role, style.block),
        hidden=style.hidden or hidden,
        in_item=style.in_item or tag == "li" or in_word_list,
        list_number=style.list_number or list_style == "ignore",
        word_list=in_word_list or classes.startswith("MsoList") if tag == "p" else style.word_list,
        keeps_lines=white_space in _KEEPS_LINES if white_space else style.keeps_lines or tag == "pre",
        keeps_spaces=white_space in _KEEPS_SPACES if white_space else style.keeps_spaces,
        plain_spaces=style.plain_spaces or classes == "Apple-converted-space",
        region=_region(tag, classes, role, style.region),
        level=int(tag[1]) if tag in HEADINGS else _list_level(list_style, style.level),
    )


_KEEPS_LINES = ("pre", "pre-line")
_KEEPS_SPACES = ("pre", "pre-wrap", "break-spaces")


def is_back_link(href: str) -> bool:
    """Whether a link leads from a note back to its mark in the text."""
    return "#" in href and _BACK_LINK.match(href) is not None


def is_note_link(href: str) -> bool:
    """Whether a link leads to a note of the same page, or back from it."""
    return "#" in href and _NOTE_LINK.match(href) is not None


def _declarations(style: str) -> dict[str, str]:
    """The declarations of a style attribute, in lower case."""
    if not style:
        return {}
    pairs = (part.split(":", 1) for part in style.lower().split(";") if ":" in part)
    return {name.strip(): value.replace("!important", "").strip() for name, value in pairs}


def _strong(css: dict[str, str], inherited: bool) -> bool:
    weight = css.get("font-weight", "")
    if weight in ("bold", "bolder"):
        return True
    if weight in ("normal", "lighter", "initial"):
        return False
    return int(weight) >= 600 if weight.isascii() and weight.isdigit() and len(weight) < 5 else inherited


def _emphasis(css: dict[str, str], inherited: bool) -> bool:
    style = css.get("font-style", "")
    if style.startswith(("italic", "oblique")):
        return True
    return inherited and style not in ("normal", "initial")


def _role(css: dict[str, str], tag: str, classes: str, role: str, inherited: Role) -> Role:
    if inherited is not Role.TEXT:
        return inherited
    lines = css.get("text-decoration", "") + css.get("text-decoration-line", "")
    if tag in _STRUCK or "line-through" in lines:
        return Role.STRUCK
    if tag == "rt" or tag == "rtc":
        return Role.READING
    comment_mark = css.get("mso-special-character") == "comment"
    is_reference = tag == "sup" and classes.split() == ["reference"]
    if comment_mark or role == "doc-noteref" or is_reference or (classes and _NOTE_CLASS.search(classes)):
        return Role.NOTE_MARK
    return Role.TEXT


def _block(css: dict[str, str], tag: str, classes: str, role: str, inherited: BlockKind) -> BlockKind:
    if inherited in (BlockKind.NOTE, BlockKind.COMMENT):
        return inherited
    element = css.get("mso-element", "")
    if element.startswith("comment") or (classes and _COMMENT_CLASS.search(classes)):
        return BlockKind.COMMENT
    is_notes = classes and tag in ("p", "ol", "div", "section", "li") and _NOTES_CLASS.search(classes)
    if element.startswith(("footnote", "endnote")) or role in ("doc-endnotes", "doc-footnote") or is_notes:
        return BlockKind.NOTE
    return BlockKind.HEADING if tag in HEADINGS else inherited


_CONTENT_ROLES = names("main article")
_CONTENTS_ROLE = "doc-toc"
"""A table of contents is text of a publication, though its element is that of navigation (DPUB-ARIA 1.1)."""

_BOILERPLATE_TAGS = names("nav aside footer form")
_BOILERPLATE_ROLES = names("navigation banner contentinfo complementary search dialog alert menu menubar toolbar")
_BOILERPLATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|share|sharing|social(?:-media)?|sidebar|related(?:-\w+)?|navbar"
    r"|menu|skip-link|visually-hidden|sr-only|screen-reader-text|site-(?:header|footer)|masthead-nav|paywall|ad|ads|promo)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)


def _region(tag: str, classes: str, role: str, inherited: Region) -> Region:
    if inherited is Region.RUNNING_ELEMENT:
        return inherited
    if role == _CONTENTS_ROLE:
        return inherited
    is_header = tag == "header" and inherited is Region.PAGE
    if tag in _BOILERPLATE_TAGS or role in _BOILERPLATE_ROLES or is_header:
        return Region.RUNNING_ELEMENT
    if classes and tag not in ("html", "body", "main", "article") and _BOILERPLATE_CLASS.search(classes):
        return Region.RUNNING_ELEMENT
    return Region.CONTENT if tag in _CONTENT_ROLES or role in _CONTENT_ROLES else inherited


def _script(css: dict[str, str], tag: str, inherited: Script) -> Script:
    align = css.get("vertical-align", "")
    if align.startswith("super") or (tag == "sup" and not align):
        return Script.SUPER
    if align.startswith("sub") or (tag == "sub" and not align):
        return Script.SUB
    return Script.NORMAL if align == "baseline" else inherited


def _font(css: dict[str, str], inherited: str) -> str:
    symbol = css.get("mso-symbol-font-family", "")
    if symbol and css.get("mso-char-type") == "symbol":
        return symbol_font(symbol)
    family = css.get("font-family", "")
    if not family and "font" in css:
        shorthand = _GENERIC_FAMILY.search(css["font"])
        family = shorthand[1] if shorthand else ""
    return symbol_font(family) if family else inherited


def _list_level(list_style: str, inherited: int) -> int:
    found = re.search(r"\blevel([1-9])\b", list_style)
    return int(found[1]) - 1 if found else inherited
