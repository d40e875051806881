"""A theme's logo on the web page: inside the page, which is one file and loads nothing.

Email has the wordmark as text instead. Mail programs show no SVG, and an image is either loaded from somewhere, which
tells the sender who reads, or attached, which nobody asked for.
"""

from __future__ import annotations

from base64 import b64encode

from editor.document.installed_theme import InstalledTheme
from editor.formats.outgoing.errors import OutputError

LARGEST = 64 * 1024
"""Bytes of a logo on the web page."""

_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}


def logo_address(theme: InstalledTheme) -> str:
    """The theme's logo as an address that contains it (RFC 2397); "" if there is none. Raises OutputError."""
    name = theme.declared.logo
    if name is None:
        return ""
    file = theme.file(name)
    kind = _TYPES.get(file.suffix.lstrip(".").lower())
    if kind is None:
        raise OutputError(f"The logo {file} is no image that web browsers show.", "Use an SVG or PNG file.")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise OutputError(f"The logo {file} could not be read.", "Put it into the theme's folder again.") from error
    if len(data) > LARGEST:
        raise OutputError(
            f"The logo {file} has {round(len(data) / 1024)} KB, which is too much for the web page.",
            f"Make it smaller than {LARGEST // 1024} KB.",
        )
    return f"data:{kind};base64,{b64encode(data).decode()}"
