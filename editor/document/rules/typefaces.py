"""The rules for characters that the theme's fonts cannot print, and substitutes for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Set
from functools import partial
from typing import Any

from editor.document.paths import ROOT
from editor.document.rules.field_text import raw_texts
from editor.document.rules.fixes import value_fix
from editor.document.rules.rule import CheckedField, Violation
from editor.document.text.compatibility_signs import written_out
from editor.document.text.inline import escaped, plain
from editor.document.text.look_alikes import UNIFIED
from editor.document.text.missing_glyphs import printed_box
from schemas import Kind

_SHOWN = 3

# Control characters, direction marks and surrogates are never printed, whatever the fonts contain.
_CONTROLS = frozenset(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)]
)
_NAMES = {"\0": "NUL", "\t": "TAB", "\n": "LINE BREAK", "\r": "LINE BREAK"}
_ASCII = frozenset(range(0x20, 0x7F))
_NONE: frozenset[int] = frozenset()

_SUBSTITUTES = {
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # non-breaking hyphen
    "\u2012": "–",  # figure dash
    "\u2015": "—",  # horizontal bar
    "\u2212": "–",  # minus
    "\u02bc": "’",  # modifier letter apostrophe
    "\u2028": " ",  # line separator
    "\u2029": " ",  # paragraph separator
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\v": " ",
    "\f": " ",
    "\x85": " ",
    "\uf0b7": "•",  # the bullet of Word's Symbol font
}

# Blocks whose compatibility forms mean the same as their normal forms: compatibility ideographs, ligatures, full-width
# forms. Superscripts and fractions are not among them: m² is not m2.
_SAME_MEANING = ((0xF900, 0xFAFF), (0xFB00, 0xFB06), (0xFF01, 0xFF5E))
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def unprintable(field: CheckedField[Any]) -> Iterator[Violation]:
    """Report hidden characters, and characters that no font has and that have a substitute."""
    if not (substitutes := _substitutes(field)):
        return
    if hidden := {character: "" for character, other in substitutes.items() if other == ""}:
        what = "Hidden character" if len(hidden) == 1 else "Hidden characters"
        yield Violation(
            f"{what} in the text: {_listed(hidden)}.",
            "Remove it. Hidden characters can break the PDF."
            if len(hidden) == 1
            else "Remove them. Hidden characters can break the PDF.",
            ROOT,
            value_fix("Remove Hidden Characters", field.path, partial(_replaced, hidden)),
        )
    lacking = f"The fonts of {field.theme.declared.name} do not contain"
    if replaced := {character: other for character, other in substitutes.items() if other}:
        markup = field.spec.kind is Kind.INLINE
        table = {character: escaped(other) if markup else other for character, other in replaced.items()}
        yield Violation(
            f"{lacking} {_listed(replaced)}.",
            "Use a plain character instead.",
            ROOT,
            value_fix(_fix_label(replaced), field.path, partial(_replaced, table)),
        )


def without_glyph(field: CheckedField[Any]) -> Iterator[Violation]:
    """Report characters that no font has and that have no substitute. They may be part of a name, which must appear."""
    if unknown := [character for character, other in _substitutes(field).items() if other is None]:
        box = printed_box(field.theme.characters)
        yield Violation(
            f"The fonts of {field.theme.declared.name} do not contain {_listed(unknown)}.",
            f"“{box}” will be printed instead. Write it in another way, or add a font that has it to the theme.",
        )


def _substitutes(field: CheckedField[Any]) -> dict[str, str | None]:
    """The characters of a field that cannot be printed, each with its substitute, see `_substitute`."""
    printable = field.theme.characters
    missing: set[int] = set()
    for text in raw_texts(field):
        missing |= _missing(text, field.spec.kind, printable)
    return {character: _substitute(character, printable) for character in map(chr, sorted(missing))}


def _missing(text: str, kind: Kind, printable: frozenset[int]) -> Set[int]:
    """Return the code points of a stored text that cannot be printed."""
    if text.isascii() and text.isprintable() and printable >= _ASCII:
        return _NONE
    codes = set(map(ord, text))
    inline = kind is Kind.INLINE
    if inline:
        codes.discard(ord("\n"))  # read as a space
    if codes <= printable and codes.isdisjoint(_CONTROLS):
        return _NONE
    hidden = codes & _CONTROLS
    if not inline:
        return hidden | codes - printable
    read = set(map(ord, plain(text)))
    if 0 in codes:
        read.discard(0xFFFD)  # CommonMark reads a NUL as U+FFFD
    return hidden | read - printable


def _substitute(character: str, printable: frozenset[int]) -> str | None:
    """Return a printable substitute: "" for a hidden character, None if there is none."""
    candidates = [
        _SUBSTITUTES.get(character),
        UNIFIED.get(character),
        written_out(character),
        unicodedata.normalize("NFC", character),
    ]
    category = unicodedata.category(character)
    if category == "Zs":
        candidates.append(" ")
    if any(first <= ord(character) <= last for first, last in _SAME_MEANING):
        candidates.append(unicodedata.normalize("NFKC", character))
    for candidate in candidates:
        if candidate and all(other in printable and other not in _CONTROLS for other in map(ord, candidate)):
            return candidate
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp") or any(ord(character) in block for block in _VARIATION_SELECTORS):
        return ""
    return None


def _replaced(table: dict[str, str], value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_replaced(table, text) for text in value)
    return value.translate(str.maketrans(table))


def _fix_label(table: dict[str, str]) -> str:
    if len(table) > 1:
        return "Replace with Plain Characters"
    (other,) = table.values()
    return "Replace with a Space" if other == " " else f"Replace with “{other}”"


def _listed(characters: Collection[str]) -> str:
    named = [_described(character) for character in list(characters)[:_SHOWN]]
    if len(characters) > _SHOWN:
        named.append(f"{len(characters) - _SHOWN} more")
    return ", ".join(named)


def _described(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = _NAMES.get(character) or unicodedata.name(character, "")
    visible = character.isprintable() and unicodedata.category(character)[0] not in "MC"
    return " ".join(part for part in (f"“{character}”" if visible else "", code, name) if part)
