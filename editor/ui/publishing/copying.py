"""Puts an output, or a part of it, on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from editor.formats.outgoing.written import Copied
from editor.ui.widgets.banner import BannerMessage, Banners, Level

KEY = "copied"


def copy_part(copied: Copied, part: str, banners: Banners) -> None:
    """Copy a part, "html" or "text", and say so.

    HTML is put there as rich text for editors that show it, and as source for inputs that take code.
    """
    data = QMimeData()
    if part == "html":
        data.setHtml(copied.html)
        data.setText(copied.html)
    else:
        data.setText(copied.text)
    QApplication.clipboard().setMimeData(data)
    what = "HTML" if part == "html" else "Text"
    banners.show_message(
        BannerMessage(KEY, Level.OK, f"{what} copied.", "Paste it into the tool that sends or shows it.", passing=True)
    )
