"""Texts: neither too long nor too short, in the right language, without stray spaces and naked addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from editor.document.paths import ROOT
from editor.document.rules.field_text import LONGEST, as_read, first_chinese, is_blank, quoted, raw_texts
from editor.document.rules.fixes import value_fix
from editor.document.rules.rule import CheckedField, Violation
from editor.document.text.inline import links, plain
from schemas import Kind

_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_WEB_ADDRESS = re.compile(r"https?://[^\s)\]]+", re.IGNORECASE)


def too_long(field: CheckedField[Any]) -> Iterator[Violation]:
    """A field holds more than any newsletter would print in it."""
    longest = len(field.value) if isinstance(field.value, str) else max(map(len, field.value), default=0)
    if longest > LONGEST:
        yield Violation(
            f"“{field.spec.label}” holds {longest:,} characters, which is too much to be checked and printed.",
            f"Shorten it to {LONGEST:,} characters at most.",
        )


def length(field: CheckedField[str]) -> Iterator[Violation]:
    """A text misses its target, counted in characters as read. An empty one is the business of `required`."""
    target = field.spec.target
    text = as_read(field).strip()
    if target is None or is_blank(text) or target.least <= len(text) <= target.most:
        return
    how = "short" if len(text) < target.least else "long"
    characters = "1 character" if len(text) == 1 else f"{len(text):,} characters"
    yield Violation(
        f"“{field.spec.label}” is {how}: {characters}.",
        f"Aim for {target.least:,} to {target.most:,} characters, as read.",
    )


def chinese_missing(field: CheckedField[str]) -> Iterator[Violation]:
    """A Chinese title has no Chinese in it."""
    text = as_read(field)
    if not is_blank(text) and not first_chinese(text):
        yield Violation(
            f"“{field.spec.label}” has no Chinese in it.",
            "Copy the title as the issuing body published it, in Chinese.",
        )


def chinese_in_english(field: CheckedField[str]) -> Iterator[Violation]:
    """A text that is to be in English has Chinese in it."""
    found = first_chinese(as_read(field)) if field.spec.english else ""
    if found:
        yield Violation(f"“{field.spec.label}” has Chinese in it: {quoted(found)}.", "Write it in English.")


def stray_spaces(field: CheckedField[Any]) -> Iterator[Violation]:
    """Two spaces in a row, or one at the start. One at the end is no harm: typing leaves it there for a moment."""
    inline = field.spec.kind is Kind.INLINE

    def is_astray(text: str) -> bool:
        return text.lstrip() != text or bool(_SPACES.search(plain(text) if inline else text))

    def mended(text: str) -> str:
        return _SPACES.sub(" ", text.lstrip())

    def change(value: Any) -> Any:
        return mended(value) if isinstance(value, str) else tuple(map(mended, value))

    astray = [text for text in raw_texts(field) if not is_blank(text) and is_astray(text)]
    if not astray:
        return
    # In markup that is odd enough the mend might miss its aim, or touch an address: then there is none.
    works = all(not is_astray(mended(text)) and (not inline or links(text) == links(mended(text))) for text in astray)
    fix = value_fix("Remove the extra spaces", field.path, change) if works else None
    yield Violation(
        "There are extra spaces in the text.", "Leave one space between words, none at the start.", ROOT, fix
    )


def bare_web_address(field: CheckedField[str]) -> Iterator[Violation]:
    """An address stands in the text itself, where a reader of paper stumbles over it."""
    if "://" not in field.value:
        return
    found = _WEB_ADDRESS.search(as_read(field))
    if found:
        yield Violation(
            f"An address stands in the text: {quoted(found.group())}.", "Make it the link of some words instead."
        )
