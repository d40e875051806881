"""Laid-out pages to one file that is PDF/A-2a and PDF/UA-1, with the same bytes for the same pages."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata

from editor.publish import PublishError
from editor.publish.layout import LaidOut
from editor.publish.tags import PrintedPage, finish
from editor.publish.typesetter import one_line
from editor.publish.weasyprint_internals import quick_arrays, remembered_drawing

# PDF/A-2 (ISO 19005-2, 6.6.2.3) allows a foreign schema in the metadata only with a description of it; PDF/UA's
# claim (ISO 14289-1, 5) is such a schema.
_END = b"</rdf:RDF>"
_PDFUA_CLAIM = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""

# Of the schema for media management, which PDF/A knows (XMP 2005, 4: "the document version identifier").
_REVISION = b"""<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<xmpMM:VersionID>%s</xmpMM:VersionID></rdf:Description>
"""


class Metadata(DocumentMetadata):  # type: ignore[misc]
    """The metadata of a file that is PDF/A by WeasyPrint, claims to be PDF/UA as well, and names its revision."""

    def __init__(self, revision: str, **known: Any) -> None:
        super().__init__(custom={"Revision": revision}, **known)
        self._revision = revision

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """The XMP packet's content."""
        xmp: bytes = super().generate_rdf_metadata(variant, version, conformance)
        if xmp.count(_END) != 1:
            raise ValueError("The metadata has another form than expected.")
        return xmp.replace(_END, _PDFUA_CLAIM + _REVISION % self._revision.encode() + _END)


def metadata(
    *,
    title: str,
    authors: Iterable[str],
    subject: str,
    keywords: Iterable[str],
    language: str,
    issued: date | None,
    revision: str,
) -> Metadata:
    """The document's metadata. Its dates are the date of issue, so that a second export has the same bytes.

    `revision` tells which state of the content this is, in letters and digits.
    """
    moment = f"{issued.isoformat()}T00:00:00Z" if issued else None
    return Metadata(
        revision,
        title=one_line(title),
        authors=[line for line in map(one_line, authors) if line],
        description=one_line(subject) or None,
        keywords=[line for line in map(one_line, keywords) if line],
        generator="Newsdesk",
        created=moment,
        modified=moment,
        lang=language,
    )


def written(sections: Sequence[LaidOut], about: Metadata) -> bytes:
    """All sections' pages as one PDF. Raises PublishError."""
    pages = [PrintedPage(page) for section in sections for page in section.pages]
    targets = frozenset[str]().union(*(page.targets for page in pages))
    for page in pages:
        page.keep_anchors(targets)
    document = sections[0].document.copy(pages)
    document.metadata = about
    try:
        with remembered_drawing(), quick_arrays(), warnings.catch_warnings():
            # WeasyPrint leaves the file of its colour profile to be closed by chance.
            warnings.simplefilter("ignore", ResourceWarning)
            data: bytes = document.write_pdf(
                finisher=_finish, pdf_variant="pdf/a-2a", pdf_tags=True, custom_metadata=True
            )
    except Exception as problem:  # WeasyPrint names none: whatever stops it is told the same way
        raise PublishError(
            f"The PDF could not be written: {type(problem).__name__}.",
            "Shorten the newest text, or look for unusual characters in it.",
        ) from problem
    finally:
        for page in pages:
            page.forget_annotations()
    return data


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    finish(document, pdf)
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            _compress(stream)


def _compress(stream: pydyf.Stream) -> None:
    """Compress once: pydyf would do it twice, once for the file and once for the file's identifier."""
    stream.compress = False
    content = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
    stream.stream = [zlib.compress(content, 6)]
