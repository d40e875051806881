"""Reads a source of any kind into an issue."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass, replace

from editor.formats.html.decoding import decoded_html
from editor.formats.html.reader import read_page
from editor.formats.html.sanitising import NotReadable
from editor.formats.importing.attached_issue import read_attached
from editor.formats.importing.issue_reader import read_document
from editor.formats.importing.kinds import SourceKind, kind_of
from editor.formats.importing.sent_issue import unchanged_issue
from editor.formats.importing.tracking import TRACKING, read_tracked
from editor.formats.mail.reader import read_mail
from editor.formats.notes import Note
from editor.formats.pdf.process import read_pdf
from editor.formats.plain.reader import read_plain
from editor.formats.source.document import Block, BlockKind, ChangesRead, SourceDocument, TextBlock
from editor.formats.source.tracked_view import TrackedView
from editor.formats.source.unreadable import UnreadableSource
from editor.formats.text_form.detection import is_text_form
from editor.formats.text_form.lines import split_lines
from editor.formats.text_form.reader import read_text
from schemas import Issue, Theme


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """The issue that a source holds, what has to be known about it, and the document that was read.

    `document` is None where it was not kept. Newsdesk's own text form is read as it is; its document is only shown.
    """

    kind: SourceKind
    issue: Issue
    notes: tuple[Note, ...]
    document: SourceDocument | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was recognised. A headline alone is no sign: any first line can be taken for one."""
        return self.issue.model_copy(update={"headline": ""}) == Issue(theme=self.issue.theme)


MOST_TEXT = 5_000_000
"""Characters of a text. Longer ones would take minutes, and gigabytes of memory."""

ReadPdf = Callable[[bytes], tuple[SourceDocument, str]]


def read_source(data: bytes, theme: Theme, *, read_pdf: ReadPdf = read_pdf) -> ImportedSource:
    """The issue in a source. Raises UnreadableSource.

    PDFs are read in a process of their own, unless the caller is one and passes another `read_pdf`.
    """
    kind = kind_of(data)
    if kind is SourceKind.TEXT:
        return read_text_source(_decoded(data), theme)
    if kind is SourceKind.PDF:
        return _issue_of_pdf(*read_pdf(data), theme)
    document = _document(kind, data)
    issue = unchanged_issue(data, document, theme) if kind is SourceKind.DOCX else None
    if issue is not None:
        note = Note(0, "Nobody changed the document: the issue inside was read.", unit=document.unit)
        return ImportedSource(kind, issue, (note,), document)
    return _read(kind, document, theme)


def read_rejected(kind: SourceKind, data: bytes, theme: Theme) -> ImportedSource:
    """The issue in a source of a kind in `TRACKING` as it was before its tracked changes. Raises UnreadableSource."""
    document = read_tracked(kind, data, TrackedView.REJECTED)
    return _read(kind, replace(document, changes_read=ChangesRead.REJECTED), theme)


def _issue_of_pdf(document: SourceDocument, attached: str, theme: Theme) -> ImportedSource:
    if not attached:
        return _read(SourceKind.PDF, document, theme)
    issue, notes = read_attached(attached, document.revision)
    if issue is not None:
        return ImportedSource(SourceKind.PDF, issue, notes, document)
    found = _read(SourceKind.PDF, document, theme)
    return replace(found, notes=(*notes, *found.notes))


def read_text_source(text: str, theme: Theme) -> ImportedSource:
    """The issue in a text: Newsdesk's own form is read to the letter, other text with its asterisks as they are.

    Raises UnreadableSource for a text that is too long.
    """
    if len(text) > MOST_TEXT:
        raise UnreadableSource(
            f"The text has {len(text):,} characters, too many for a newsletter.",
            "Import a file with the part that you need, or copy it and paste it.",
        )
    lines = split_lines(text)
    if is_text_form(lines, theme.words):
        imported = read_text(text, theme)
        return ImportedSource(SourceKind.TEXT, imported.issue, imported.notes, read_plain(lines))
    return _read(SourceKind.TEXT, read_plain(lines), theme)


def _document(kind: SourceKind, data: bytes) -> SourceDocument:
    try:
        if kind is SourceKind.HTML:
            return read_page(decoded_html(data))
        if kind is SourceKind.MAIL:
            return read_mail(data)
        if kind in TRACKING:
            return read_tracked(kind, data)
    except NotReadable as error:
        raise UnreadableSource(
            "The page is too long or nested too deeply to be read.", "Copy its text and paste it."
        ) from error
    if kind is SourceKind.ISSUE:
        raise UnreadableSource("This is already a Newsdesk issue.", "Open it instead of importing it.")
    raise UnreadableSource(f"This is a {kind}, which cannot be read yet.", "Copy its text and paste it.")


def _read(kind: SourceKind, document: SourceDocument, theme: Theme) -> ImportedSource:
    imported = read_document(document, theme)
    found = ImportedSource(kind, imported.issue, imported.notes, document)
    if found.is_empty and any(_is_furniture(block) for block in document.blocks):
        # What looked like a site's navigation may be all that there is.
        whole = replace(document, blocks=tuple(map(_as_text, document.blocks)))
        again = read_document(whole, theme)
        found = ImportedSource(kind, again.issue, again.notes, whole)
    if document.title and document.title not in (found.issue.headline, ""):
        note = Note(0, f"The title “{document.title}” was left out.", unit=document.unit)
        found = replace(found, notes=(note, *found.notes))
    return found


def _is_furniture(block: Block) -> bool:
    return isinstance(block, TextBlock) and block.kind is BlockKind.RUNNING_ELEMENT


def _as_text(block: Block) -> Block:
    if isinstance(block, TextBlock) and block.kind is BlockKind.RUNNING_ELEMENT:
        return replace(block, kind=BlockKind.PARAGRAPH)
    return block


def _decoded(data: bytes) -> str:
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if data.startswith(mark):
            return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        line = data.count(b"\n", 0, start) + 1
        raise UnreadableSource(
            f"The text is not UTF-8: line {line}, byte {start + 1} of the file (0x{data[start]:02x}).",
            "Save it as UTF-8 and try again.",
        ) from error
