"""The claim of PDF/UA-1 in the metadata of a PDF/A file, and the revision of the content.

PDF/A-2 (ISO 19005-2, 6.6.2.3) allows a foreign schema in the metadata only with a description of it. PDF/UA's claim
(ISO 14289-1, 5) is such a schema. WeasyPrint writes one claim or the other.
"""

from __future__ import annotations

from typing import Any

from editor.publish.weasyprint_fixes.fix import Fix, FixFailed, Requirement, Standard

_MODULE = "weasyprint.pdf.metadata"
METADATA = Fix(
    "metadata of PDF/UA",
    "the metadata cannot name PDF/UA-1",
    frozenset({Standard.PDF_UA_1}),
    (
        Requirement(
            "weasyprint.pdf.metadata",
            "DocumentMetadata.generate_rdf_metadata",
            ("self", "variant", "version", "conformance"),
        ),
    ),
)

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


def extend(metadata: Any, *, revision: str, claims_pdf_ua: bool) -> None:
    """Add the revision, and the claim if there is one, to the XMP packet that WeasyPrint will write.

    Writing raises FixFailed if the packet has another form than expected.
    """
    generate = metadata.generate_rdf_metadata
    added = (_PDFUA_CLAIM if claims_pdf_ua else b"") + _REVISION % revision.encode()

    def extended(*arguments: Any) -> bytes:
        xmp: bytes = generate(*arguments)
        if xmp.count(_END) != 1:
            raise FixFailed(METADATA)
        return xmp.replace(_END, added + _END)

    metadata.generate_rdf_metadata = extended
