"""Laid-out pages as one file that is PDF/A-2a and PDF/UA-1, with the same bytes for the same pages."""

from __future__ import annotations

import copy
import warnings
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, time
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from weasyprint import Attachment, Document

from editor.publish import OtherWidths, PublishError, WrittenPdf
from editor.publish.layout import LaidOutSection, Layout
from editor.publish.pdf_metadata import AttachedFile, PdfMetadata
from editor.publish.weasyprint_fixes import links, metadata
from editor.publish.weasyprint_fixes.continued import CONTINUED, remembered_sources
from editor.publish.weasyprint_fixes.finishing import finish, prepared
from editor.publish.weasyprint_fixes.fix import ARCHIVE, FixFailed, Standard
from editor.publish.weasyprint_fixes.glyph_text import GLYPH_TEXT, map_glyphs
from editor.publish.weasyprint_fixes.links import LINKS
from editor.publish.weasyprint_fixes.metadata import METADATA
from editor.publish.weasyprint_fixes.registry import ActiveFixes
from editor.publish.xml_text import one_line

if TYPE_CHECKING:  # a layout process loads no models
    from schemas.theme import PdfStandard


def write_pdf(
    sections: Sequence[LaidOutSection],
    about: PdfMetadata,
    layout: Layout,
    standard: PdfStandard = "ua-1",
    attached: AttachedFile | None = None,
) -> WrittenPdf:
    """All sections' pages as one PDF, and notes about standards that it does not conform to.

    Raises PublishError, and OtherWidths if recorded pages have to be laid out in this process.

    The standard "ua-1" is PDF/UA-1 and PDF/A-2a (A-3a with an attached file), "ua-2" is PDF/UA-2 (a PDF 2.0).
    """
    wanted = frozenset({Standard.PDF_UA_2}) if standard == "ua-2" else ARCHIVE
    while True:
        try:
            data = _written(sections, about, layout.fixes, layout.writing(), wanted, attached)
        except FixFailed as failure:  # write it again without: each round leaves out one fix more
            layout.fixes.failed(failure)
        else:
            return WrittenPdf(data, layout.fixes.notes(wanted))


def _written(
    sections: Sequence[LaidOutSection],
    about: PdfMetadata,
    fixes: ActiveFixes,
    writing: AbstractContextManager[None],
    wanted: frozenset[Standard],
    attached: AttachedFile | None,
) -> bytes:
    pages = [prepared(page, fixes) for section in sections for page in section.pages]
    # Only targets of links have names in the file; the paths of single fields do not belong there.
    targets = {target for page in pages for kind, target, _, _ in page.links if kind == "internal"}
    for page in pages:
        page.anchors = {name: place for name, place in page.anchors.items() if name in targets}
    document = sections[0].document.copy(pages)
    # WeasyPrint adds the colour profile of PDF/A to it: a PDF/UA-2 written later would have it as well.
    document.color_profiles = dict(document.color_profiles)
    claims = fixes.standards & wanted
    document.metadata = _weasyprint_metadata(document.metadata, about, fixes, claims)
    try:
        sources = remembered_sources() if CONTINUED in fixes else nullcontext()
        with writing, sources, warnings.catch_warnings():
            # WeasyPrint does not close the file of its colour profile.
            warnings.simplefilter("ignore", ResourceWarning)
            data: bytes = document.write_pdf(
                finisher=partial(_finish, pages=pages, fixes=fixes, for_ua_2=Standard.PDF_UA_2 in claims),
                pdf_variant=_variant(wanted, claims, attached),
                attachments=[_attachment(attached, about.issued)] if attached else None,
                pdf_tags=True,
                custom_metadata=True,
            )
    except (FixFailed, OtherWidths):
        raise
    except Exception as problem:  # WeasyPrint documents no exceptions
        raise PublishError(
            f"The PDF could not be written: {type(problem).__name__}.",
            "Shorten the newest text, or look for unusual characters in it.",
        ) from problem
    finally:
        if LINKS in fixes:
            for page in pages:
                links.release_annotations(page)
    return data


def _variant(wanted: frozenset[Standard], claims: frozenset[Standard], attached: AttachedFile | None) -> str | None:
    """WeasyPrint's name of a kind of file, by what it claims."""
    if Standard.PDF_UA_2 in wanted:
        return "pdf/ua-2" if Standard.PDF_UA_2 in claims else None
    return f"pdf/a-{'3' if attached else '2'}{'a' if Standard.PDF_A_2A in claims else 'u'}"


def _attachment(attached: AttachedFile, issued: date | None) -> Attachment:
    """The file for WeasyPrint, dated as the issue is: otherwise it would have the time of the export."""
    at = datetime.combine(issued or date(2000, 1, 1), time())
    return Attachment(
        file_obj=BytesIO(attached.data),
        name=attached.name,
        description=attached.description,
        created=at,
        modified=at,
        relationship="Source",
    )


def _weasyprint_metadata(original: Any, about: PdfMetadata, fixes: ActiveFixes, claims: frozenset[Standard]) -> Any:
    """WeasyPrint's metadata of a document, with other content."""
    made = copy.copy(original)
    made.title = one_line(about.title)
    made.authors = [line for line in map(one_line, about.authors) if line]
    made.description = one_line(about.subject) or None
    made.keywords = [line for line in map(one_line, about.keywords) if line]
    made.generator = "Newsdesk"
    made.created = made.modified = f"{about.issued.isoformat()}T00:00:00Z" if about.issued else None
    made.lang = about.language
    made.attachments, made.xmp_metadata, made.custom = [], [], {"Revision": about.revision}
    if METADATA in fixes:
        metadata.extend(made, revision=about.revision, claims_pdf_ua=Standard.PDF_UA_1 in claims)
    return made


def _finish(document: Document, pdf: Any, pages: Sequence[Any], fixes: ActiveFixes, for_ua_2: bool) -> None:
    with ThreadPoolExecutor(1, "compression") as second_core:  # zlib lets the other thread go on
        drawn = [stream for stream in pdf.objects if getattr(stream, "compress", False) and not _is_metadata(stream)]
        compressed = [second_core.submit(_compress, stream) for stream in drawn]
        finish(pdf, pages, document.metadata.lang, fixes, for_ua_2=for_ua_2)
        pdf.catalog["PageMode"] = "/UseOutlines"
        if GLYPH_TEXT in fixes:
            map_glyphs(pdf, document.fonts.values())
        _list_files_once(pdf)
    for done in compressed:
        done.result()
    for stream in pdf.objects:
        if _is_metadata(stream):
            stream.compress = False  # programs that know nothing of PDF find it in the file (ISO 16684-1)
        elif getattr(stream, "compress", False):
            _compress(stream)


def _is_metadata(stream: Any) -> bool:
    return getattr(stream, "extra", {}).get("Type") == "/Metadata"


def _list_files_once(pdf: Any) -> None:
    """Name each attached file once in the catalog: WeasyPrint 70 names those of the whole document twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = type(pdf.catalog["AF"])(dict.fromkeys(pdf.catalog["AF"]))


def _compress(stream: Any) -> None:
    """Compress a stream once: pydyf does it twice, for the file and for the file's identifier."""
    stream.compress = False
    _, found, rest = stream.data.partition(b"\nstream\n")
    if found and rest.endswith(b"\nendstream"):
        stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
        stream.stream = [zlib.compress(rest.removesuffix(b"\nendstream"), 6)]
    else:
        stream.compress = True
