"""The characters of an HTML file, by its byte order mark or by what it says of itself."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)")
_LOOKED_AT = 4096
# As browsers do (https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}


def decoded_html(data: bytes) -> str:
    """The text of an HTML file; bytes that are no characters become U+FFFD."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(f"{name}-sig" if name == "utf-8" else name, errors="replace")
    head = data[:_LOOKED_AT]
    said = _META.search(head) or _XML.search(head)
    name = said[1].decode("ascii").lower() if said else ""
    try:
        codec = codecs.lookup(name).name if name else "utf-8"
    except LookupError:
        codec = "utf-8"
    if codec.startswith("utf-16"):  # the declaration itself was read as single bytes
        codec = "utf-8"
    if not said:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            codec = "cp1252"
    return data.decode(_WIDER.get(codec, codec), errors="replace")
