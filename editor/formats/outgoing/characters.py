"""Text in the characters that XML and HTML can carry."""

from __future__ import annotations

import re

# XML 1.0 (2.2) without its discouraged control characters: mail programs clip or misread messages with C1 controls.
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")


def xml_text(text: str) -> str:
    """The text on one line, without control characters. A lone surrogate becomes U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _NOT_ALLOWED.sub(_replacement, _BREAKS.sub(" ", text))


def _replacement(odd: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= odd.group() <= "\udfff" else ""
