"""Typographic quotes, dashes and ellipses, replaced while typing.

American rules (https://www.chicagomanualofstyle.org, 6.115 to 6.123), which the newsletter follows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from editor.document.text.scripts import UNSPACED

_OPENERS = set("([{<“‘«„‚（【《〈「『-–—/")
_ADDRESS = re.compile(r"(?:://|^\W*www\.|@)")
_QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}


class Replacement(NamedTuple):
    """Replace `length` characters before the caret by `text`."""

    length: int
    text: str


def replacement(before: str) -> Replacement | None:
    """Return the replacement after the last character before the caret was typed; None if there is none."""
    typed, earlier = before[-1:], before[:-1]
    word = re.split(r"\s", before[-2_000:])[-1]
    if _ADDRESS.search(word):
        return None
    if typed in _QUOTES:
        return Replacement(1, _quote(typed, earlier))
    if before.endswith("--") and before[-3:-2] not in ("-", "–"):
        return Replacement(2, "–")
    if before.endswith("...") and before[-4:-3] not in (".", "…"):
        return Replacement(3, "…")
    return None


def _quote(typed: str, earlier: str) -> str:
    opening, closing = _QUOTES[typed]
    last = earlier[-1:]
    if not last or last.isspace() or last in _OPENERS:
        return opening
    if re.match(f"[{UNSPACED}]", last):  # without spaces, the quotes so far decide
        return opening if earlier.count(opening) <= earlier.count(closing) else closing
    return closing
