"""The address of a source as a QR code, for readers on paper."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

SVG_DATA = "data:image/svg+xml;base64,"
_LONGEST = 300
"""Longer addresses give codes too fine for a phone at the size of a stamp."""


@lru_cache(maxsize=256)
def qr_code(address: str) -> str:
    """The address of an SVG picture with the code; "" where there is no web address, or one that is too long."""
    if not address.startswith(("https://", "http://")) or len(address) > _LONGEST:
        return ""
    import segno  # only themes that show codes need it

    picture = BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(picture, kind="svg", border=0, omitsize=True, xmldecl=False, svgclass=None, lineclass=None)
    return SVG_DATA + b64encode(picture.getvalue()).decode()
