"""Links and mail addresses: whole, of a kind that a newsletter may send its readers to, and not forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from editor.document.paths import ROOT, FieldPath
from editor.document.rules.field_text import LONGEST, is_blank, quoted, shortened
from editor.document.rules.fixes import value_fix
from editor.document.rules.rule import CheckedField, CheckedPart, Violation
from editor.document.text.inline import links, with_link_addresses
from editor.document.text.links import SCHEMES, may_be_published, scheme, web_address
from schemas import Kind, Publisher

_HOST = re.compile(r"[^\W_][\w-]*(\.[\w-]+)*\.[^\W\d_]{2,}(:\d+)?([/?#].*)?")
_MAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+\.[^\s@<>()\[\],;:\"\\.]{2,}")
_HELP = "Give a whole address that begins with https://, http:// or mailto:."
_REASONS = {
    "file": "leads to a file on one machine",
    "javascript": "is a program, not an address",
    "data": "holds data and is no address",
}


def missing_link_address(field: CheckedField[str]) -> Iterator[Violation]:
    """A link without an address: its words are printed, and lead nowhere."""
    help = "Add the address, or leave it: then the words are printed without a link."
    if field.spec.kind is Kind.LINK:
        if is_blank(field.value):
            yield Violation("The link has no address.", help)
        return
    for words, address in _inline_links(field):
        if is_blank(address):
            yield Violation(f"The link {quoted(words)} has no address.", help)


def invalid_link(field: CheckedField[str]) -> Iterator[Violation]:
    """An address that is not a whole http, https or mailto address."""
    if field.spec.kind is Kind.LINK:
        address = field.value
        if len(address) <= LONGEST and not is_blank(address) and not may_be_published(address):
            better = _corrected(address)
            fix = value_fix(f"Use {shortened(better)}", field.path, _corrected_or_same) if better else None
            yield Violation(_message("The link", address), _HELP, ROOT, fix)
        return
    told: set[str] = set()
    for words, address in _inline_links(field):
        if is_blank(address) or may_be_published(address) or address in told:
            continue
        told.add(address)  # one fix mends all links with this address
        better = _corrected(address)
        change = partial(_with_new_addresses, {address: better})
        # Where an address is written in an odd way, the exchange misses its aim: then there is no fix.
        meant = tuple((words, better if found == address else found) for words, found in links(field.value))
        works = bool(better) and links(change(field.value)) == meant
        fix = value_fix(f"Use {shortened(better)}", field.path, change) if works else None
        yield Violation(_message(f"The link {quoted(words)}", address), _HELP, ROOT, fix)


def _with_new_addresses(table: dict[str, str], text: str) -> str:
    return with_link_addresses(text, table)


def _inline_links(field: CheckedField[str]) -> tuple[tuple[str, str], ...]:
    return links(field.value) if "](" in field.value and len(field.value) <= LONGEST else ()


def _message(subject: str, address: str) -> str:
    found = scheme(address)
    known = found in ("", *SCHEMES)
    reason = _REASONS.get(found) or (
        "is not a whole address" if known else f"is of a kind ({shortened(found, 20)}:) that is not published"
    )
    return f"{subject} cannot be published: {quoted(address)} {reason}."


def _corrected(address: str) -> str:
    """The address that was meant, or "": spaces around it gone, https:// in front of a bare host."""
    bare = address.strip()
    if not scheme(bare) or re.match(r"[\w.-]+:\d+(/|$)", bare):
        bare = bare.lstrip("/")
        if _MAIL.fullmatch(bare):
            bare = f"mailto:{bare}"
        elif _HOST.fullmatch(bare):
            bare = f"https://{bare}"
    return bare if may_be_published(bare) else ""


def _corrected_or_same(address: str) -> str:
    return _corrected(address) or address


def invalid_mail(field: CheckedField[str]) -> Iterator[Violation]:
    """A text that does not look like a mail address."""
    if is_blank(field.value) or len(field.value) > LONGEST or _MAIL.fullmatch(field.value):
        return
    better = _corrected_mail(field.value)
    fix = value_fix(f"Use {shortened(better)}", field.path, _corrected_mail_or_same) if better else None
    yield Violation(
        f"{quoted(field.value)} does not look like a mail address.",
        "Write one address, such as desk@example.org.",
        ROOT,
        fix,
    )


def _corrected_mail(text: str) -> str:
    bare = re.sub(r"^mailto:", "", text.strip("<> \t\r\n"), flags=re.IGNORECASE).strip()
    return bare if _MAIL.fullmatch(bare) else ""


def _corrected_mail_or_same(text: str) -> str:
    return _corrected_mail(text) or text


def invalid_website(place: CheckedPart[Publisher]) -> Iterator[Violation]:
    """The publisher's website is printed as it stands, and has to work as a link."""
    site = place.value.website
    if is_blank(site) or may_be_published(web_address(site)):
        return
    yield Violation(
        f"{quoted(site)} is not an address that a reader could open.",
        "Write it like www.example.org.",
        FieldPath(("website",)),
    )
