"""Pages that an issue links to, shown in the user's browser."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from editor.document.text.links import may_be_published
from editor.ui.forms.field_context import FormHost


def open_page(address: str, host: FormHost) -> None:
    """Show a page. What may not be published is not opened either: an issue may come from anybody."""
    address = address.strip()
    if not may_be_published(address):
        host.show_message("Only whole http, https and mailto addresses can be opened.")
    elif not QDesktopServices.openUrl(QUrl(address)):
        host.show_message("The link could not be opened. Copy it into your browser.")
