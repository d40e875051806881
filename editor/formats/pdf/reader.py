"""Reads a PDF in this process. `formats.pdf.process` calls it in a process of its own, with bounds."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from editor.formats.pdf.annotations import read_annotations
from editor.formats.pdf.form_fields import form_notes
from editor.formats.pdf.layout import guessed_blocks
from editor.formats.pdf.pieces import opened, page_texts
from editor.formats.pdf.structure import Node, TooMuchStructure, read_structure
from editor.formats.pdf.tagged import share_of_text, tagged_blocks
from editor.formats.source.document import Block, BlockKind, SourceDocument, SourceNote, SourceRun, TextBlock, Unit
from editor.formats.source.unreadable import UnreadableSource

MOST_PAGES = 2_000
MOST_ATTACHED = 20_000_000
_TAGGED = 0.6
"""Part of the text that tags must hold, or they are not trusted."""

_LEAST_TEXT = 20
"""Characters. Scanned pages can have a stamp or a page number as text."""

_GUESS = SourceNote(
    0,
    "The PDF has no tags, so the order of its text is a guess.",
    "Check the order of the texts and the paragraph breaks.",
    needs_person=True,
)
_DAMAGE = (RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What the libraries raise for objects that are not what the format says."""

_SAVE_AGAIN = "Open it in a PDF reader, print it to a new PDF, and import that."


def read_pdf_here(data: bytes) -> tuple[SourceDocument, str]:
    """The document of a PDF, and the issue attached to it as JSON, "" where there is none. Raises UnreadableSource."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _read(pdf, data)
    except UnreadableSource:
        raise
    except pikepdf.PasswordError as error:
        raise UnreadableSource(
            "The PDF is protected by a password.", "Open it, save it without a password, and import it again."
        ) from error
    except (pikepdf.PdfError, pdfium.PdfiumError, *_DAMAGE) as error:
        raise UnreadableSource("The PDF is damaged or cut off: it cannot be opened.", _SAVE_AGAIN) from error


def _read(pdf: Any, data: bytes) -> tuple[SourceDocument, str]:
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableSource(
            f"The PDF has {len(pdf.pages):,} pages, too many for a newsletter.",
            "Print the pages that you need to a PDF.",
        )
    top = _structure(pdf)
    document = opened(data)
    try:
        pages = tuple(page_texts(document))
    finally:
        document.close()
    text = " ".join(piece.text.strip() for page in pages for piece in page.pieces).strip()
    filled = form_notes(pdf)
    has_pictures = any(page.has_pictures for page in pages)
    if not (text or filled) or (has_pictures and len(text) < _LEAST_TEXT and not filled):
        raise UnreadableSource(
            _without_text(text, has_pictures), "Run text recognition (OCR) on it, and import the result."
        )
    info = {str(key): str(value) for key, value in pdf.docinfo.items() if isinstance(value, pikepdf.String)}
    is_tagged = top is not None and share_of_text(top, pages) >= _TAGGED
    if top is not None and is_tagged:
        spaces = info.get("/Producer", "").startswith("WeasyPrint")
        blocks, notes = tagged_blocks(top, pages, has_empty_spaces=spaces)
    else:
        blocks, notes = guessed_blocks(pages), (_GUESS,)
    is_own = info.get("/Creator") == "Newsdesk"
    headline = info.get("/Subject", "")
    if is_own and headline and not any(_is_text(block, headline) for block in blocks):  # themes need not print it
        blocks = (TextBlock(BlockKind.PARAGRAPH, (SourceRun(headline),), 1), *blocks)
    title = "" if is_own else " ".join(info.get("/Title", "").split())
    revision = info.get("/Revision", "") if is_own else ""
    notes = (*notes, *filled)
    found = SourceDocument(Unit.PAGE, blocks, notes, title=title, is_broken_by_hand=not is_tagged, revision=revision)
    return replace(found, threads=read_annotations(pdf, pages, blocks)), _attached_issue(pdf) if is_own else ""


def _is_text(block: Block, text: str) -> bool:
    return isinstance(block, TextBlock) and "".join(run.text for run in block.runs).split() == text.split()


def _structure(pdf: Any) -> Node | None:
    try:
        return read_structure(pdf)
    except (TooMuchStructure, pikepdf.PdfError, RecursionError, TypeError, ValueError, KeyError):
        return None  # unreadable tags are none


def _without_text(text: str, has_pictures: bool) -> str:
    if text:
        return f"This PDF contains almost no text (“{text}”): its pages are pictures."
    return "This PDF contains no text" + (": its pages are scanned pictures." if has_pictures else ".")


def _attached_issue(pdf: Any) -> str:
    """The first attachment that is a JSON file, unpacked with bounds; "" where there is none that can be read."""
    for name, attachment in pdf.attachments.items():
        if not str(name).endswith(".json"):
            continue
        stream = attachment.obj.get("/EF", {}).get("/F")
        if stream is None:
            continue
        raw = stream.read_raw_bytes()
        coding = stream.get("/Filter")
        if coding is None:
            content = raw
        elif coding == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
            unpacker = zlib.decompressobj()
            content = unpacker.decompress(raw, MOST_ATTACHED)
            if unpacker.unconsumed_tail:
                continue
        else:
            continue
        try:
            return bytes(content[:MOST_ATTACHED]).decode("utf-8")
        except (UnicodeDecodeError, zlib.error):
            continue
    return ""
