"""OpenDocument texts put together from their XML, as LibreOffice writes it."""

from __future__ import annotations

import io
import zipfile

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_OASIS}{name}"'
    for prefix, name in (
        ("office", "office:1.0"), ("style", "style:1.0"), ("text", "text:1.0"), ("table", "table:1.0"),
        ("draw", "drawing:1.0"), ("fo", "xsl-fo-compatible:1.0"), ("svg", "svg-compatible:1.0"),
    )
)  # fmt: skip
_OTHERS = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_LOOKS = {
    "Bold": 'fo:font-weight="bold"',
    "Italic": 'fo:font-style="italic"',
    "Raised": 'style:text-position="super 58%"',
    "Lowered": 'style:text-position="-33% 58%"',
    "Struck": 'style:text-line-through-style="solid"',
    "Hidden": 'text:display="none"',
    "Signs": 'fo:font-family="Wingdings"',
}
_STYLES = (
    "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        for name, look in _LOOKS.items()
    )
    + """
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"/>
<style:style style:name="Lead" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/>
<text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>
<text:list-style style:name="Numbers">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/>
</text:list-style>
<text:list-style style:name="None"><text:list-level-style-number text:level="1" style:num-format=""/></text:list-style>
"""
)


def odt(body: str, *, header: str = "", title: str = "", manifest: str = "") -> bytes:
    """The document of some paragraphs."""
    heading = f"<style:master-page><style:header>{header}</style:header></style:master-page>" if header else ""
    parts = {
        "content.xml": f"<office:document-content {_SPACES} {_OTHERS}><office:automatic-styles>{_STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_SPACES}><office:master-styles>{heading}</office:master-styles>"
        "</office:document-styles>",
        "meta.xml": f"<office:document-meta {_SPACES} {_OTHERS}><office:meta><dc:title>{title}</dc:title></office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return buffer.getvalue()


def p(*content: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{"".join(content)}</text:p>'


def h(*content: str, level: int = 1) -> str:
    """A heading."""
    return f'<text:h text:outline-level="{level}">{"".join(content)}</text:h>'


def span(text: str, style: str) -> str:
    """Words in a style."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def items(*content: str, style: str = "Bullets", attributes: str = "") -> str:
    """A list; each item is what it holds."""
    inner = "".join(f"<text:list-item>{each}</text:list-item>" for each in content)
    return f'<text:list text:style-name="{style}" {attributes}>{inner}</text:list>'


def link(address: str, *content: str) -> str:
    """A link."""
    return f'<text:a xlink:type="simple" xlink:href="{address}">{"".join(content)}</text:a>'


def region(name: str, kind: str, author: str = "Ed", time: str = "2025-03-10T09:00:00", content: str = "") -> str:
    """One tracked change in the list at the start of the text; `kind` is insertion or deletion."""
    return (
        f'<text:changed-region text:id="{name}"><text:{kind}><office:change-info><dc:creator>{author}</dc:creator>'
        f"<dc:date>{time}</dc:date></office:change-info>{content}</text:{kind}></text:changed-region>"
    )


def changes(*regions: str) -> str:
    """The list of all tracked changes."""
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def changed(name: str, *content: str) -> str:
    """Words that a change is about."""
    return f'<text:change-start text:change-id="{name}"/>{"".join(content)}<text:change-end text:change-id="{name}"/>'


def comment(name: str, said: str, *content: str, author: str = "Ed", more: str = "") -> str:
    """Words with a comment; without words, a comment at a place."""
    end = f'<office:annotation-end office:name="{name}"/>' if content else ""
    return (
        f'<office:annotation office:name="{name}" {more}><dc:creator>{author}</dc:creator>'
        f"<dc:date>2025-03-10T09:00:00</dc:date><text:p>{said}</text:p></office:annotation>{''.join(content)}{end}"
    )


def footnote(mark: str, text: str) -> str:
    """A footnote."""
    return (
        f'<text:note text:note-class="footnote"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body>{p(text)}</text:note-body></text:note>"
    )


def row(*cells: str) -> str:
    """A row of a table."""
    inner = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{inner}</table:table-row>"


def table(*rows: str) -> str:
    """A table."""
    return f"<table:table>{''.join(rows)}</table:table>"
