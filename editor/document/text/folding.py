"""Texts as a reader compares them: spaces, hyphens, widths and accents in one form, invisible characters gone.

Searching and comparing see through how a character is encoded: `5\u00a0percent` is `5 percent`, `Müller` is `Müller`
whether its ü is one character or two, and a full-width Ｈ is an H.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from editor.document.text.look_alikes import LOOK_ALIKES, UNIFIED

SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Spaces other than U+0020, as the inside of a character class for `re`."""

INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
"""Characters without a width: soft hyphens, joiners, byte order marks, variation selectors."""

COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a"
"""Accents that belong to the character before them."""

# A letter with its accents first, even if something invisible stands between them or the letter is folded itself.
_FOLDED = re.compile(
    rf"[^{COMBINING}{INVISIBLE}](?:[{INVISIBLE}]*[{COMBINING}])+"
    rf"|[{SPACES}\u2010\u2011{INVISIBLE}\uff01-\uff5e{LOOK_ALIKES}]"
)
_INVISIBLE = re.compile(rf"[{INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `starts` and `ends` have for each of its characters the characters of the original.

    They are None where folding changes nothing.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """The characters of the original that `start` to before `end` (at least one) come from.

        None where they are part of what is one character to a reader, such as an accent without its letter.
        """
        if self.starts is None or self.ends is None:
            return start, end
        first, last = self.starts[start], self.ends[end - 1]
        is_split = (start > 0 and self.starts[start - 1] == first) or self.ends[end : end + 1] == (last,)
        return None if is_split else (first, last)


def folded(text: str) -> Folded:
    """The text folded, with the places that its characters come from."""
    return Folded(text) if text.isascii() else _folded(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> Folded:
    written: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for match in _FOLDED.finditer(text):
        written.append(text[last : match.start()])
        starts.extend(range(last, match.start()))
        ends.extend(range(last + 1, match.start() + 1))
        new = _form(match[0])
        written.append(new)
        starts.extend([match.start()] * len(new))
        ends.extend([match.end()] * len(new))
        last = match.end()
    if not last:
        return Folded(text)
    written.append(text[last:])
    starts.extend(range(last, len(text)))
    ends.extend(range(last + 1, len(text) + 1))
    return Folded("".join(written), tuple(starts), tuple(ends))


def _form(found: str) -> str:
    if len(found) > 1:
        return unicodedata.normalize("NFC", _form(found[0]) + _INVISIBLE.sub("", found[1:]))
    if found in UNIFIED:
        return UNIFIED[found]
    if unicodedata.category(found) == "Zs":
        return " "
    if found in "\u2010\u2011":
        return "-"
    if "\uff01" <= found <= "\uff5e":
        return unicodedata.normalize("NFKC", found)
    return "" if _INVISIBLE.match(found) else found
