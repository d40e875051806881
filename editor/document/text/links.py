"""Which addresses a newsletter may send its readers to."""

from __future__ import annotations

import re

SCHEMES = ("http", "https", "mailto")

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
# No name before the host: https://www.gov.cn@elsewhere.example leads elsewhere.
_WEB = re.compile(r"^https?://[^\s/?#@\\]+([/?#][^\s\\]*)?$", re.IGNORECASE)
_MAIL = re.compile(r"^mailto:[^\s@<>]+@[^\s@<>]+$", re.IGNORECASE)


def may_be_published(address: str) -> bool:
    """Whether an address is a whole http, https or mailto address without spaces or control characters."""
    if any(ord(character) < 0x21 or ord(character) == 0x7F for character in address):
        return False
    return bool(_WEB.match(address) or _MAIL.match(address))


def scheme(address: str) -> str:
    """The scheme of an address in lower case, or "" where it has none. Hidden control characters do not hide it."""
    visible = "".join(character for character in address if ord(character) > 0x20)
    found = _SCHEME.match(visible)
    return found.group(1).lower() if found else ""


def web_address(site: str) -> str:
    """`www.example.org` as an address; whole addresses and the empty string stay as they are."""
    return f"https://{site}" if site and not scheme(site) else site
