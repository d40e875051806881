"""Conversion between Qt's clipboard data and the plain values of `formats`."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent

from editor.document.text.links import may_be_published
from editor.formats.clipboard.copied_text import as_html, as_plain_text
from editor.formats.clipboard.pasted import Pasted, PastedBlock


def read_pasted(source: QMimeData, room: int) -> Pasted:
    """Read pasted or dropped data: as HTML where it can be parsed, as plain text otherwise.

    `room` is the number of characters that fit into the field.
    """
    # The readers take 5 ms to load, and are not needed at start-up.
    from editor.formats.clipboard.pasted_text import from_text

    note: tuple[str, ...] = ()
    if source.hasHtml():
        from editor.formats.clipboard.pasted_html import NotReadable, from_html

        try:
            found = from_html(source.html(), room, source.text())
        except NotReadable as trouble:
            note = (str(trouble),)
        else:
            if found.blocks or not source.text().strip():
                return found
    found = from_text(source.text(), room, reads_markdown=True)
    return Pasted(found.blocks, note + found.notes)


def read_plain(text: str, room: int) -> Pasted:
    """Read pasted text as paragraphs and bullets, without character styles."""
    # Loaded on first use, like in `read_pasted`.
    from editor.formats.clipboard.pasted_text import from_text

    return from_text(text, room)


def read_line(text: str, room: int) -> Pasted:
    """Read pasted text as one line."""
    # Loaded on first use, like in `read_pasted`.
    from editor.formats.clipboard.pasted_text import one_line

    return one_line(text, room)


def has_files(source: QMimeData) -> bool:
    """Return whether the data is files, copied or dragged from a folder."""
    return source.hasUrls() and all(url.isLocalFile() for url in source.urls())


def ignore_file_drag(event: QDragEnterEvent) -> bool:
    """Leave a drag of files to the window, which opens them. Return whether it is one."""
    if not has_files(event.mimeData()):
        return False
    event.ignore()
    return True


def rejection_message(source: QMimeData) -> str:
    """Return why the data cannot be pasted into text, as a sentence, or "" if it can."""
    if has_files(source):
        return "Files cannot be pasted here. Open the file, and copy its text."
    if source.hasImage() and not source.hasText() and not source.hasHtml():
        return "Pictures cannot be pasted here."
    return ""


def single_address(source: QMimeData) -> str | None:
    """Return the web or mail address if the data is a single address."""
    text = source.text().strip() if source.hasText() else ""
    return text if len(text) < 5_000 and may_be_published(text) else None


def to_mime_data(blocks: Iterable[PastedBlock]) -> QMimeData:
    """Return a selection as clipboard data, in HTML and as plain text."""
    blocks = tuple(blocks)
    data = QMimeData()
    data.setHtml(as_html(blocks))
    data.setText(as_plain_text(blocks))
    return data
