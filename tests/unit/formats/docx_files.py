"""Word documents put together from their XML, as Word and others write it."""

from __future__ import annotations

import io
import zipfile

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    'xmlns:w="{w}" xmlns:r="{r}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Eintrag"><w:name w:val="Eintrag"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="WPS"><w:name w:val="标题 2"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>
</w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def docx(
    body: str,
    *,
    styles: str = STYLES,
    numbering: str = NUMBERING,
    links: dict[str, str] | None = None,
    parts: dict[str, str] | None = None,
    namespace: str = TRANSITIONAL,
    title: str = "",
) -> bytes:
    """A document with this body. `parts` are further parts by kind (`comments`), without their root elements."""
    spaces = _SPACES.format(w=namespace, r=_R)
    relationships = [
        f'<Relationship Id="{name}" Type="{_R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    ]
    members = {"styles": f"<w:styles {spaces}>{styles}</w:styles>",
               "numbering": f"<w:numbering {spaces}>{numbering}</w:numbering>"}  # fmt: skip
    roots = {"comments": "w:comments", "commentsExtended": "w15:commentsEx", "footnotes": "w:footnotes",
             "endnotes": "w:endnotes", "header": "w:hdr", "footer": "w:ftr"}  # fmt: skip
    for kind, content in (parts or {}).items():
        members[kind] = f"<{roots[kind]} {spaces}>{content}</{roots[kind]}>"
    relationships += [f'<Relationship Id="k{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>' for kind in members]
    package = [f'<Relationship Id="a" Type="{_R}/officeDocument" Target="word/document.xml"/>']
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if title:
            package.append(f'<Relationship Id="b" Type="{_R}/core-properties" Target="docProps/core.xml"/>')
            dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
            archive.writestr("docProps/core.xml", f"<cp xmlns='x' {dc}><dc:title>{title}</dc:title></cp>")
        archive.writestr("[Content_Types].xml", "<Types>wordprocessingml</Types>")
        archive.writestr("_rels/.rels", _relations(package))
        archive.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", _relations(relationships))
        for kind, content in members.items():
            archive.writestr(f"word/{kind}.xml", content)
    return buffer.getvalue()


def _relations(relationships: list[str]) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(relationships)}</Relationships>'


def p(*runs: str, style: str = "", number: str = "", level: int = 0, mark: str = "") -> str:
    """A paragraph of runs; plain text becomes a run of its own. `mark` are properties of the paragraph's mark."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    content = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run of text with run properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(*content: str, author: str = "Ed", date: str = "2025-03-01T09:00:00Z", tag: str = "ins") -> str:
    """An insertion, or another kind of change."""
    inner = "".join(content)
    if tag in ("del", "moveFrom"):
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{tag} w:id="1" w:author="{author}" w:date="{date}">{inner}</w:{tag}>'


def field(code: str, *result: str) -> str:
    """A field with its code and result, as Word writes it."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instr = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return char.format("begin") + instr + char.format("separate") + "".join(result) + char.format("end")


def comment(number: int, text: str, author: str = "Ed", date: str = "2025-03-01T09:00:00Z", paragraph: str = "") -> str:
    """A comment in the comments part."""
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:date="{date}"><w:p w14:paraId="{paragraph}">{r(text)}</w:p>'
        "</w:comment>"
    )


def commented(number: int, *content: str) -> str:
    """Words that a comment is about."""
    inner = "".join(content)
    reference = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>{reference}'
