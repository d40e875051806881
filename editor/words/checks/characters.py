"""Characters that print well and are still wrong: encoded in a form that no search and no dictionary finds.

Characters that the theme's typefaces lack are left to the rules `unprintable` and `missing-glyph`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from editor.document.text.compatibility_signs import SIGNS, written_out
from editor.document.text.folding import COMBINING, INVISIBLE
from editor.document.text.look_alikes import LOOK_ALIKES, UNIFIED
from editor.document.text.scripts import CHINESE
from editor.words.hits import Hit, Look
from editor.words.known import Known
from editor.words.passages import Passage
from schemas.style import Scope, StyleRule

_JOINING = re.compile(r"(?<=[^\W\d_])[\u00a0\u202f\u2007](?=[^\W\d_])")
_FULL_WIDTH = re.compile(r"[\uff01-\uff5e\u3000]+")
_LATIN_FULL_WIDTH = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_RADICAL = re.compile(f"[{LOOK_ALIKES}]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_SIGN = re.compile(f"[{SIGNS}]")
_DECOMPOSED = re.compile(f"[^{COMBINING}][{COMBINING}]+|[\uf900-\ufaff\u212a\u212b\u2126]")
_CHINESE = re.compile(f"[{CHINESE}]")
_MEANT_JOINERS = frozenset("\u200c\u200d")
_LOST = re.compile(r"(?:锟斤拷|锟斤|斤拷)+|[烫]{2,}|[屯]{2,}|\ufffd+|(?:ï¿½)+")
# UTF-8 read as Windows-1252: a lead byte, then what stands there for a continuation byte.
_MISREAD = re.compile(r"[ÂÃâãäåæçèéêïðÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\x80-\x9f]|(?<=[a-z0-9.,;:!?])Â(?=\s)")
_LOST_SPACE = re.compile(r"(?<=[a-z0-9.,;:!?])Â(?=\s)")
_LOST_CLOSING_QUOTE = re.compile(r"â€(?=[\s.,;:!?)]|$)")


def no_break_spaces(rule: StyleRule, known: Known) -> Look:
    """No-break spaces between words, as text copied from web pages and PDF files has them. One fix changes all."""

    def look(passage: Passage) -> Iterator[Hit]:
        found = [match.start() for match in _JOINING.finditer(passage.text)]
        if found:
            start, end = found[0], found[-1] + 1
            yield Hit(start, start + 1, re.sub(_JOINING, " ", passage.text)[start:end], stretch=(start, end))

    return look


def full_width(rule: StyleRule, known: Known) -> Look:
    """Full-width letters, figures and signs in English. In a Chinese title only letters and figures are meant."""

    def look(passage: Passage) -> Iterator[Hit]:
        pattern = _LATIN_FULL_WIDTH if passage.scope is Scope.CHINESE else _FULL_WIDTH
        for match in pattern.finditer(passage.text):
            if passage.scope is Scope.CHINESE or not _beside_chinese(passage.text, match.start(), match.end()):
                yield Hit(match.start(), match.end(), unicodedata.normalize("NFKC", match[0]))

    return look


def look_alikes(rule: StyleRule, known: Known) -> Look:
    """Radicals in the place of the characters they look like."""
    return _replacing(_RADICAL, lambda found: "".join(UNIFIED.get(character, character) for character in found))


def invisible(rule: StyleRule, known: Known) -> Look:
    """Characters without a width: soft hyphens, variation selectors, byte order marks."""
    return _replacing(_INVISIBLE, lambda found: found if set(found) <= _MEANT_JOINERS else "")


def signs(rule: StyleRule, known: Known) -> Look:
    """Units, numerals and ligatures that are one character."""
    return _replacing(_SIGN, lambda found: written_out(found) or found)


def decomposed(rule: StyleRule, known: Known) -> Look:
    """Letters and their accents as two characters where one is usual (NFC)."""
    return _replacing(_DECOMPOSED, lambda found: unicodedata.normalize("NFC", found))


def damaged(rule: StyleRule, known: Known) -> Look:
    """Text that was read in a wrong encoding. What cannot be recovered has no fix."""

    def look(passage: Passage) -> Iterator[Hit]:
        if passage.text.isascii():
            return
        lost = list(_LOST.finditer(passage.text))
        for match in lost:
            yield Hit(match.start(), match.end(), None, help="Paste it again from the original.")
        if not lost and _MISREAD.search(passage.text):
            fixed = _recovered(passage.text)
            if fixed != passage.text:
                start = _alike(passage.text, fixed)
                rest = _alike(passage.text[start:][::-1], fixed[start:][::-1])
                yield Hit(start, len(passage.text) - rest, fixed[start : len(fixed) - rest])

    return look


def _replacing(pattern: re.Pattern[str], form: Callable[[str], str]) -> Look:
    def look(passage: Passage) -> Iterator[Hit]:
        if passage.text.isascii():
            return
        for match in pattern.finditer(passage.text):
            fixed = form(match[0])
            if fixed != match[0] and passage.printable >= set(map(ord, match[0])):
                yield Hit(match.start(), match.end(), fixed)

    return look


def _recovered(text: str) -> str:
    import ftfy  # takes a fifth of a second: only for the rare text that needs it

    return ftfy.fix_encoding(_LOST_SPACE.sub("", _LOST_CLOSING_QUOTE.sub("”", text)))


def _beside_chinese(text: str, start: int, end: int) -> bool:
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return bool(_CHINESE.search(beside))


def _alike(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
