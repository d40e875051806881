"""Pieces of WordprocessingML as text: runs, links, bookmarks and paragraphs.

Building text instead of a tree keeps the writer fast and its bytes reproducible. The order of elements follows the
schema (ECMA-376, part 1, 17.3), which Word enforces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from editor.document.text.languages import JAPANESE, SIMPLIFIED, TRADITIONAL, language_spans
from editor.formats.outgoing.characters import xml_text

_TAB = re.compile("(\t)")
_EAST_ASIAN = re.compile('<w:lang w:eastAsia="[a-zA-Z-]+"/>')

CHINESE = '<w:rFonts w:hint="eastAsia"/>'
WORD_LANGUAGES = {SIMPLIFIED: "zh-CN", TRADITIONAL: "zh-TW", JAPANESE: "ja-JP"}


def escaped(text: str) -> str:
    """The text in characters that XML allows, escaped for element content and attribute values."""
    return _escaped(xml_text(text))


def _escaped(text: str) -> str:
    # Several times faster than str.translate for text that is not ASCII.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(
    text: str,
    *,
    strong: bool = False,
    emphasis: bool = False,
    style: str = "",
    deleted: bool = False,
    restyled: Callable[[], str] | None = None,
) -> str:
    """Runs of text. Chinese is in runs of its own, with the East Asian font and language.

    `restyled` makes the record of a tracked change of format, which is the last of the properties of each run.
    """
    before = f'<w:rStyle w:val="{style}"/>' if style else ""
    look = ("<w:b/><w:bCs/>" if strong else "") + ("<w:i/><w:iCs/>" if emphasis else "")
    runs = []
    for piece, language in language_spans(xml_text(text)):
        properties = before + look
        if language:
            properties = f'{before}{CHINESE}{look}<w:lang w:eastAsia="{WORD_LANGUAGES[language]}"/>'
        if restyled is not None:
            properties += restyled()
        words = _texts(piece, "delText" if deleted else "t")
        runs.append(f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{words}</w:r>")
    return "".join(runs)


def run_properties(*, strong: bool, emphasis: bool, style: str = "") -> str:
    """The properties of a run in a style, without those of its language."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return named + ("<w:b/><w:bCs/>" if strong else "") + ("<w:i/><w:iCs/>" if emphasis else "")


def in_language(content: str, language: str) -> str:
    """Runs whose East Asian text is in that language, whatever its characters are."""
    if not language:
        return content
    return _EAST_ASIAN.sub(f'<w:lang w:eastAsia="{WORD_LANGUAGES[language]}"/>', content)


def _texts(text: str, tag: str) -> str:
    if "\t" not in text:
        return f'<w:{tag} xml:space="preserve">{_escaped(text)}</w:{tag}>'
    pieces = (piece for piece in _TAB.split(text) if piece)
    return "".join("<w:tab/>" if piece == "\t" else _texts(piece, tag) for piece in pieces)


def line_break() -> str:
    """A line break inside a paragraph."""
    return "<w:r><w:br/></w:r>"


def bookmark(name: str, number: int, content: str) -> str:
    """Content in a bookmark. `number` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, result: str) -> str:
    """A field with its cached result."""
    return f"{field_start(code)}{run(result)}{field_end()}"


def field_start(code: str) -> str:
    """The start of a field, up to its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """The end of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def paragraph(content: str | Iterable[str], style: str = "", properties: str = "", changes: str = "") -> str:
    """A paragraph. `properties` follow the style in the schema's order, `changes` (of its mark and kind) are last."""
    content = content if isinstance(content, str) else "".join(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f"<w:pPr>{named}{properties}{changes}</w:pPr>" if named or properties or changes else ""
    return f"<w:p>{own}{content}</w:p>"
