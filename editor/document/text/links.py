"""Link addresses: which may be published, and their schemes."""

from __future__ import annotations

import re

SCHEMES = ("http", "https", "mailto")

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
# No user name before the host: https://www.gov.cn@example.org is a link to example.org.
_WEB = re.compile(r"^https?://[^\s/?#@\\]+([/?#][^\s\\]*)?$", re.IGNORECASE)
_HOST = re.compile(r"^https?://([^\s/?#@\\:]+)", re.IGNORECASE)
_MAIL = re.compile(r"^mailto:[^\s@<>]+@[^\s@<>]+$", re.IGNORECASE)


def may_be_published(address: str) -> bool:
    """Whether an address is a complete http, https or mailto address without spaces or control characters."""
    if any(ord(character) < 0x21 or ord(character) == 0x7F for character in address):
        return False
    return bool(_WEB.match(address) or _MAIL.match(address))


def is_web_address(address: str) -> bool:
    """Whether an address that may be published is that of a page."""
    return may_be_published(address) and bool(_WEB.match(address))


def scheme(address: str) -> str:
    """Return the scheme of an address in lower case, or "". Control characters are ignored."""
    visible = "".join(character for character in address if ord(character) > 0x20)
    found = _SCHEME.match(visible)
    return found.group(1).lower() if found else ""


def host(address: str) -> str:
    """The name of a web address's computer, without `www.`: what a reader on paper can type. Empty for others."""
    found = _HOST.match(address)
    return found.group(1).lower().removeprefix("www.") if found else ""


def web_address(site: str) -> str:
    """Add https:// to an address without a scheme, such as `www.example.org`."""
    return f"https://{site}" if site and not scheme(site) else site
