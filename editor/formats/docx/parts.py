"""The parts of a written Word document around its text, and the archive that holds them.

The archive has fixed dates and a fixed order, so the same issue gives the same bytes.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from editor.formats.docx.look import FOOTER, HEADER, MAIN
from editor.formats.docx.wordml import escaped, paragraph, run
from editor.formats.docx.wordml import field as complex_field

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP archive can hold."""

COMMENTS = "word/comments.xml"
COMMENTS_EXTENDED = "word/commentsExtended.xml"
_WORD_2012 = "http://schemas.microsoft.com/office/2011/relationships"

_TYPES = {
    "word/document.xml": f"{_WORDPROCESSING}.document.main+xml",
    "word/styles.xml": f"{_WORDPROCESSING}.styles+xml",
    "word/numbering.xml": f"{_WORDPROCESSING}.numbering+xml",
    "word/settings.xml": f"{_WORDPROCESSING}.settings+xml",
    "word/fontTable.xml": f"{_WORDPROCESSING}.fontTable+xml",
    "word/header1.xml": f"{_WORDPROCESSING}.header+xml",
    "word/header2.xml": f"{_WORDPROCESSING}.header+xml",
    "word/footer1.xml": f"{_WORDPROCESSING}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}
_REVIEW_TYPES = {
    COMMENTS: f"{_WORDPROCESSING}.comments+xml",
    COMMENTS_EXTENDED: f"{_WORDPROCESSING}.commentsExtended+xml",
}


@dataclass
class Relationships:
    """The relationships of the main part. A link that occurs again has the same id."""

    _links: dict[str, str] = field(default_factory=dict)

    def link(self, address: str) -> str:
        """The id of a link to an address."""
        return self._links.setdefault(address, f"link{len(self._links) + 1}")

    def xml(self, *, has_comments: bool = False) -> str:
        """The relationships part of the text."""
        parts = (
            _relationship("styles", "styles", "styles.xml"),
            _relationship("numbering", "numbering", "numbering.xml"),
            _relationship("settings", "settings", "settings.xml"),
            _relationship("fonts", "fontTable", "fontTable.xml"),
            _relationship("header", "header", "header1.xml"),
            _relationship("firstHeader", "header", "header2.xml"),
            _relationship("footer", "footer", "footer1.xml"),
            _relationship("fields", "customXml", "../customXml/item1.xml"),
        )
        links = (
            _relationship(name, "hyperlink", escaped(address), external=True) for address, name in self._links.items()
        )
        comments = (
            _relationship("comments", "comments", "comments.xml"),
            _relationship("commentsExtended", f"{_WORD_2012}/commentsExtended", "commentsExtended.xml"),
        )
        return _relationships((*parts, *(comments if has_comments else ()), *links))


def _relationship(name: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    kind = kind if "/" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>'


def _relationships(found: Sequence[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


def page_setup() -> str:
    """The properties of the only section: A4, with another header on the first page."""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:headerReference w:type="first" '
        'r:id="firstHeader"/><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1474" w:right="1417" w:bottom="1247" w:left="1417" w:header="709" w:footer="567" '
        'w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def header(left: str, right: str, mark: str) -> str:
    """A header: running head on the left, date on the right; below it the mark of a proof, if there is one."""
    lines = [paragraph(run(f"{left}\t{right}" if left or right else ""), HEADER)]
    if mark:
        lines.append(paragraph(run(mark, strong=True), HEADER))
    return f'<w:hdr xmlns:w="{MAIN}">{"".join(lines)}</w:hdr>'


def footer() -> str:
    """The footer: the page number on the right. Word computes it; the cached one is that of the second page."""
    number = paragraph((run("\t"), complex_field("PAGE", "2")), FOOTER)
    return f'<w:ftr xmlns:w="{MAIN}">{number}</w:ftr>'


def settings(language: str) -> str:
    """The settings: changes are tracked from the start, and Word does not open the file in compatibility mode."""
    return (
        f'<w:settings xmlns:w="{MAIN}"><w:trackRevisions/><w:defaultTabStop w:val="709"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{language}" w:eastAsia="zh-CN"/></w:settings>'
    )


def core_properties(title: str, subject: str, creator: str, language: str, date: str) -> str:
    """The properties that programs show and search: no name of a user. `date` is ISO 8601, or "" if there is none."""
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
        if date
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title)}</dc:title><dc:subject>{escaped(subject)}</dc:subject>"
        f"<dc:creator>{escaped(creator)}</dc:creator><dc:language>{language}</dc:language>{stamps}"
        "</cp:coreProperties>"
    )


def archive(parts: Mapping[str, str], custom_xml: str) -> bytes:
    """The document: its parts by name, the custom XML, and what describes them."""
    store_id = str(uuid.uuid5(uuid.NAMESPACE_URL, custom_xml.encode("ascii", "xmlcharrefreplace").decode())).upper()
    item_properties = (
        f'<ds:datastoreItem ds:itemID="{{{store_id}}}" xmlns:ds="{_CUSTOM_XML}"><ds:schemaRefs/></ds:datastoreItem>'
    )
    top = _relationships((
        _relationship("document", "officeDocument", "word/document.xml"),
        _relationship("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ))  # fmt: skip
    review_types = {name: kind for name, kind in _REVIEW_TYPES.items() if name in parts}
    members = {
        "[Content_Types].xml": _content_types(_TYPES | review_types),
        "_rels/.rels": top,
        **parts,
        "customXml/item1.xml": custom_xml,
        "customXml/itemProps1.xml": item_properties,
        "customXml/_rels/item1.xml.rels": _relationships((
            _relationship("properties", "customXmlProps", "itemProps1.xml"),
        )),
    }  # fmt: skip
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as found:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # otherwise the operating system's
            found.writestr(member, (_HEAD + content).encode())
    return data.getvalue()


def _content_types(types: Mapping[str, str]) -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
