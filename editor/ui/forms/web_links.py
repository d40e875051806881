"""Opening the web pages that an issue links to."""

from __future__ import annotations

from PySide6.QtCore import QUrl

from editor.document.text.links import may_be_published
from editor.ui.forms.field_context import FormHost
from editor.ui.system.opening import open_url


def open_page(address: str, host: FormHost) -> None:
    """Open a page in the browser, if its address may be published: an issue may come from anyone."""
    address = address.strip()
    if not may_be_published(address):
        host.show_message("Only complete http, https and mailto addresses can be opened.")
    else:
        open_url(QUrl(address), lambda: host.show_message("Could not open the link. Copy it into your browser."))
