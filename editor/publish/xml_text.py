"""Text in the characters that XML can carry."""

from __future__ import annotations

import re


def one_line(text: str) -> str:
    """A text as one line of characters that XML 1.0 (2.2) allows. A lone surrogate becomes U+FFFD."""
    return " ".join(allowed(text).split())


def allowed(text: str) -> str:
    """The characters of a text that XML 1.0 (2.2) allows. A lone surrogate becomes U+FFFD."""
    return _NOT_IN_XML.sub(_shown, text)


_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")


def _shown(odd: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= odd.group() <= "\udfff" else ""
