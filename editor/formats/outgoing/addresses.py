"""Web addresses as programs exchange them: URIs (RFC 3986), which have no letters outside of ASCII and no spaces."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_KEPT = "/?:@!$&'()*+,;=~%"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def web_uri(address: str) -> str:
    """A web address with its host in Punycode and what a URI cannot have percent-encoded; "" stays "".

    People copy addresses that are encoded already, so what is encoded stays as it is. A host that cannot be, such as
    one with an empty label, is encoded like the rest.
    """
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:
        return _encoded(address)
    rest = map(_encoded, (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, quote(host, safe=f"{_KEPT}[]"), *rest))


def _encoded(text: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=_KEPT)
