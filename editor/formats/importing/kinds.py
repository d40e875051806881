"""What kind of file a source is, by its content: names and endings are often wrong."""

from __future__ import annotations

import codecs
import io
import json
import lzma
import re
import zipfile
import zlib
from enum import StrEnum

from editor.formats.source.unreadable import UnreadableSource

_LOOKED_AT = 65_536
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError),
    *(NotImplementedError, RuntimeError, EOFError),
)
"""What reading a damaged archive raises, by the compression used."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
}
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd")
_HEADER = re.compile(rb"(?:From |[!-9;-~]{2,60}:[ \t\r\n])")
_MAIL_HEADERS = frozenset((
    b"from", b"to", b"subject", b"date", b"mime-version", b"content-type", b"received", b"message-id", b"return-path",
    b"delivered-to", b"x-mailer", b"content-transfer-encoding", b"x-unsent", b"snapshot-content-location",
))  # fmt: skip
# Atomic groups: a comment that could end at any of the following ones would be tried with each of them.
_HTML = re.compile(
    rb"\s*+(?>(?><!--.*?-->|<\?xml[^>]*>)\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|p|div|h[1-6]|table|article|span"
    rb"|ul|ol|style)\b",
    re.IGNORECASE | re.DOTALL,
)


_XML = re.compile(rb"\s*+<(?:\?xml\b|svg\b|rss\b|feed\b)", re.IGNORECASE)
_XML_KINDS = (
    (b"<office:document", "This is a flat OpenDocument file (.fodt).", "Save it as an OpenDocument text (.odt)."),
    (b"Word.Document", "This is a Word document as XML.", "Open it in Word, and save it as a Word document (.docx)."),
    (b"<pkg:package", "This is a Word document as XML.", "Open it in Word, and save it as a Word document (.docx)."),
    (b"<svg", "This is a picture (SVG).", "Newsdesk cannot read text in pictures."),
    (b"<rss", "This is a news feed.", "Open the web page that you need, save it, and import that."),
    (b"<feed", "This is a news feed.", "Open the web page that you need, save it, and import that."),
    (b"", "This is an XML file.", "Open it in the program that made it, and save it as text, web page or PDF."),
)


class SourceKind(StrEnum):
    """Kinds of sources that are read."""

    TEXT = "text"
    HTML = "web page"
    MAIL = "mail"
    DOCX = "Word document"
    ODT = "OpenDocument text"
    PDF = "PDF"
    ISSUE = "Newsdesk issue"


def kind_of(data: bytes) -> SourceKind:
    """The kind of a source. Raises UnreadableSource with what it is and what to do."""
    head = data[:_LOOKED_AT]
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableSource("The file is empty.", "Check that it is the right file.")
    if b"%PDF-" in head[:1024]:
        return SourceKind.PDF
    if head.startswith(b"PK"):
        return _zip(data)
    if head.startswith(_OLE):
        raise _ole(data)
    _refuse_others(head)
    text = head.removeprefix(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head.decode("utf-16", errors="ignore").encode("utf-8", errors="ignore")
    if _HTML.match(text):
        return SourceKind.HTML
    if _is_mail(text):
        return SourceKind.MAIL
    if _XML.match(text):
        raise _xml(text)
    if text.lstrip()[:1] == b"{" and _is_issue(data):
        return SourceKind.ISSUE
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableSource(
            "Newsdesk cannot read this kind of file.",
            "It reads text, web pages, email, Word and OpenDocument texts (.docx, .odt) and PDF.",
        )
    return SourceKind.TEXT


def _zip(data: bytes) -> SourceKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            types = _start_of(archive, "[Content_Types].xml")
            mimetype = _start_of(archive, "mimetype")
    except _DAMAGE as error:
        raise UnreadableSource(
            "The file is damaged or cut off: its archive cannot be opened.",
            "Copy it again from where it came from, or save it again in the program that made it.",
        ) from error
    if b"wordprocessingml" in types or "word/document.xml" in names:
        return SourceKind.DOCX
    if b"spreadsheetml" in types or "xl/workbook.xml" in names:
        raise UnreadableSource(
            "This is an Excel workbook, not a Word document.",
            "Copy the cells that you need and paste them.",
        )
    if b"presentationml" in types:
        raise UnreadableSource(
            "This is a PowerPoint presentation, not a Word document.", "Copy its text and paste it into a field."
        )
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return _open_document(mimetype)
    if any(name.startswith("Index/") or name.endswith(".iwa") for name in names):
        raise UnreadableSource(
            "This is a Pages document.", "In Pages, choose File > Export To > Word, and import the Word document."
        )
    if mimetype.startswith(b"application/epub"):
        raise UnreadableSource("This is an e-book.", "Copy its text and paste it into a field.")
    raise UnreadableSource("This is a ZIP archive.", "Unpack it, and import the files in it.")


def _open_document(mimetype: bytes) -> SourceKind:
    name = mimetype.removeprefix(b"application/vnd.oasis.opendocument.")
    if name.startswith(b"text"):  # also text-template, text-master, text-web
        return SourceKind.ODT
    kind = {b"spreadsheet": "spreadsheet", b"presentation": "presentation"}.get(name.split(b"-")[0], "drawing")
    raise UnreadableSource(f"This is an OpenDocument {kind}, not a text.", "Copy what you need and paste it.")


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first bytes of a member, without unpacking more."""
    try:
        with archive.open(name) as member:
            return member.read(_LOOKED_AT)
    except (KeyError, *_DAMAGE):
        return b""


def _ole(data: bytes) -> UnreadableSource:
    def names(text: str) -> bool:
        return text.encode("utf-16-le") in data

    if names("EncryptedPackage"):
        return UnreadableSource(
            "The document is protected by a password.",
            "Open it in Word, remove the password (File > Info > Protect Document), and import it again.",
        )
    if names("__substg1.0_"):
        return UnreadableSource(
            "This is an Outlook message (.msg).",
            "In Outlook, save the message as HTML or drag it into a folder as .eml, and import that.",
        )
    if names("WordDocument"):
        return UnreadableSource(
            "This is a Word 97–2003 document (.doc).",
            "Open it in Word or LibreOffice, save it as a Word document (.docx), and import that.",
        )
    if names("Workbook"):
        return UnreadableSource(
            "This is an Excel workbook, not a Word document.",
            "Copy the cells that you need and paste them.",
        )
    return UnreadableSource(
        "This is a file of an old version of Office.", "Save it as a Word document (.docx) or as PDF, and import that."
    )


def _refuse_others(head: bytes) -> None:
    if head.startswith(b"{\\rtf"):
        raise UnreadableSource("This is an RTF document.", "Save it as a Word document (.docx) and import that.")
    for signature, name in _PICTURES.items():
        if head.startswith(signature) and (len(signature) > 2 or b"\0" in head[:32]):
            raise UnreadableSource(f"This is a picture ({name}).", "Newsdesk cannot read text in pictures.")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        raise UnreadableSource("This is a picture (WebP).", "Newsdesk cannot read text in pictures.")
    if head.startswith(b"bplist"):
        raise UnreadableSource("This is a Safari web archive.", "In Safari, save the page as page source or as PDF.")
    if head.startswith(_ARCHIVES):
        raise UnreadableSource("This is a compressed archive.", "Unpack it, and import the files in it.")


def _xml(head: bytes) -> UnreadableSource:
    message, help = next((message, help) for mark, message, help in _XML_KINDS if mark in head)
    return UnreadableSource(message, help)


def _is_mail(head: bytes) -> bool:
    found = set()
    for line in re.split(rb"\r\n|\n|\r", head):
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        if not _HEADER.match(line + b" "):
            return False
        found.add(line.split(b":", 1)[0].lower())
    return len(found & _MAIL_HEADERS) >= 2


def _is_issue(data: bytes) -> bool:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("format") == "newsdesk-issue"
