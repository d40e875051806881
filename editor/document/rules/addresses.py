"""Rules for links and email addresses: complete, of a supported kind, and not empty."""

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
_HELP = "Enter a complete address that begins with https://, http:// or mailto:."
_REASONS = {
    "file": "is a file on one computer",
    "javascript": "is a script, not a web address",
    "data": "is embedded data, not a web address",
}


def missing_link_address(field: CheckedField[str]) -> Iterator[Violation]:
    """Report links without an address. Their words are printed, but not linked."""
    help = "Add the address. Without one, the words are printed without a link."
    if field.spec.kind is Kind.LINK:
        if is_blank(field.value):
            yield Violation("The link has no address.", help)
        return
    for words, address in _inline_links(field):
        if is_blank(address):
            yield Violation(f"The link {quoted(words)} has no address.", help)


def invalid_link(field: CheckedField[str]) -> Iterator[Violation]:
    """Report addresses that are not complete http, https or mailto addresses."""
    if field.spec.kind is Kind.LINK:
        address = field.value
        if len(address) <= LONGEST and not is_blank(address) and not may_be_published(address):
            better = _corrected(address)
            fix = value_fix(f"Use {shortened(better)}", field.path, _corrected_or_same) if better else None
            yield Violation(_message("The link", address), _HELP, ROOT, fix)
        return
    reported: set[str] = set()
    for words, address in _inline_links(field):
        if is_blank(address) or may_be_published(address) or address in reported:
            continue
        reported.add(address)  # one fix corrects all links with this address
        better = _corrected(address)
        change = partial(_with_new_addresses, {address: better})
        # An unusually written address may not be replaced correctly; then no fix is offered.
        expected = tuple((words, better if found == address else found) for words, found in links(field.value))
        works = bool(better) and links(change(field.value)) == expected
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
        "is not a complete address" if known else f"has an unsupported scheme ({shortened(found, 20)}:)"
    )
    return f"{subject} cannot be published: {quoted(address)} {reason}."


def _corrected(address: str) -> str:
    """Return the address without surrounding spaces and with https:// before a bare host; "" if that is not valid."""
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
    """Report texts that are not an email address."""
    if is_blank(field.value) or len(field.value) > LONGEST or _MAIL.fullmatch(field.value):
        return
    better = _corrected_mail(field.value)
    fix = value_fix(f"Use {shortened(better)}", field.path, _corrected_mail_or_same) if better else None
    yield Violation(
        f"{quoted(field.value)} is not an email address.",
        "Enter one address, such as desk@example.org.",
        ROOT,
        fix,
    )


def _corrected_mail(text: str) -> str:
    bare = re.sub(r"^mailto:", "", text.strip("<> \t\r\n"), flags=re.IGNORECASE).strip()
    return bare if _MAIL.fullmatch(bare) else ""


def _corrected_mail_or_same(text: str) -> str:
    return _corrected_mail(text) or text


def invalid_website(part: CheckedPart[Publisher]) -> Iterator[Violation]:
    """Report a publisher's website that cannot be linked. It is printed as entered."""
    site = part.value.website
    if is_blank(site) or may_be_published(web_address(site)):
        return
    yield Violation(
        f"{quoted(site)} is not a web address.",
        "Enter it like www.example.org.",
        FieldPath(("website",)),
    )
