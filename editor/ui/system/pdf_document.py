"""Reading PDF files with Qt's PDF library."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtPdf import QPdfDocument


def load_pdf(data: bytes, parent: QObject) -> QPdfDocument:
    """Return the document of a PDF file's content. Its status tells whether it can be read."""
    document = QPdfDocument(parent)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document
