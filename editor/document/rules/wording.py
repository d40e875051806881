"""Rules for texts: length, language, extra spaces and bare addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from editor.document.paths import ROOT
from editor.document.rules.field_text import LONGEST, as_read, first_chinese, is_blank, quoted, raw_texts
from editor.document.rules.fixes import value_fix
from editor.document.rules.rule import CheckedField, Violation
from editor.document.text.bare_addresses import addresses_without_link, linked, may_have_address
from editor.document.text.inline import links, parse, plain
from editor.document.text.inline_writer import markdown
from schemas import Kind, Paragraph

_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")


def too_long(field: CheckedField[Any]) -> Iterator[Violation]:
    """Report texts that are too long to be checked and printed."""
    longest = len(field.value) if isinstance(field.value, str) else max(map(len, field.value), default=0)
    if longest > LONGEST:
        yield Violation(
            f"“{field.spec.label}” is too long: {longest:,} characters.",
            f"Shorten it to at most {LONGEST:,} characters.",
        )


def length(field: CheckedField[str]) -> Iterator[Violation]:
    """Report texts outside their target length, in characters without markup. `required` reports empty ones.

    A paragraph that ends with a colon leads in what follows, and may be short.
    """
    target = field.spec.target
    text = as_read(field).strip()
    if target is None or is_blank(text) or target.least <= len(text) <= target.most:
        return
    if len(text) < target.least and text.endswith(":") and field.model is Paragraph:
        return
    how = "short" if len(text) < target.least else "long"
    characters = "1 character" if len(text) == 1 else f"{len(text):,} characters"
    yield Violation(
        f"“{field.spec.label}” is too {how}: {characters}.",
        f"Aim for {target.least:,} to {target.most:,} characters.",
    )


def chinese_missing(field: CheckedField[str]) -> Iterator[Violation]:
    """Report Chinese titles without Chinese characters."""
    text = as_read(field)
    if not is_blank(text) and not first_chinese(text):
        yield Violation(
            f"“{field.spec.label}” contains no Chinese.",
            "Copy the Chinese title as the issuing body published it.",
        )


def chinese_in_english(field: CheckedField[str]) -> Iterator[Violation]:
    """Report Chinese characters in English texts."""
    found = first_chinese(as_read(field)) if field.spec.english else ""
    if found:
        yield Violation(f"“{field.spec.label}” contains Chinese: {quoted(found)}.", "Write it in English.")


def stray_spaces(field: CheckedField[Any]) -> Iterator[Violation]:
    """Report two spaces in a row and spaces at the start. A space at the end is normal while typing."""
    inline = field.spec.kind is Kind.INLINE

    def has_extra_spaces(text: str) -> bool:
        return text.lstrip() != text or bool(_SPACES.search(plain(text) if inline else text))

    def cleaned(text: str) -> str:
        return _SPACES.sub(" ", text.lstrip())

    def change(value: Any) -> Any:
        return cleaned(value) if isinstance(value, str) else tuple(map(cleaned, value))

    found = [text for text in raw_texts(field) if not is_blank(text) and has_extra_spaces(text)]
    if not found:
        return
    # In unusual markup the fix might not work, or change an address; then none is offered.
    works = all(
        not has_extra_spaces(cleaned(text)) and (not inline or links(text) == links(cleaned(text))) for text in found
    )
    fix = value_fix("Remove Extra Spaces", field.path, change) if works else None
    yield Violation("Extra spaces in the text.", "Use one space between words and none at the start.", ROOT, fix)


def bare_web_address(field: CheckedField[str]) -> Iterator[Violation]:
    """Report web and email addresses written out in a text without a link. One fix links all of them."""
    if len(field.value) > LONGEST or not may_have_address(field.value):
        return
    runs = parse(field.value)
    found = addresses_without_link(runs)
    if not found:
        return
    words, address = found[0]
    kind = "Email" if address.startswith("mailto:") else "Web"
    works = parse(_with_linked_addresses(field.value)) == linked(runs)
    label = "Make the Address a Link" if len(found) == 1 else f"Make {len(found)} Addresses Links"
    fix = value_fix(label, field.path, _with_linked_addresses) if works else None
    help = "Link some words to it instead, or make the address itself a link."
    yield Violation(f"{kind} address without a link: {quoted(words)}.", help, ROOT, fix)


def _with_linked_addresses(text: str) -> str:
    return markdown(linked(parse(text)))
