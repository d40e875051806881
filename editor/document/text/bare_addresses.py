"""Addresses that are written out in a text without a link: where they begin and end, and links to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from editor.document.text.inline_runs import Run, joined, sliced, text_of
from editor.document.text.links import may_be_published
from editor.document.text.scripts import HAN, KANA

# A Chinese text goes on right behind an address, so Chinese characters end one, although browsers show them in paths.
_INSIDE = rf"(?:(?![{HAN}{KANA}])[\w\-.~:/?#\[\]@!$&'()*+,;=%])"
_WEB = rf"(?<![A-Za-z0-9@/.])(?:https?://(?=[^\W_])|www\.(?=[a-z0-9-]+\.)){_INSIDE}+"
_MAIL = (
    r"(?<![A-Za-z0-9@/.+_%-])(?:mailto:)?[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_CLOSING = {")": "(", "]": "["}
_PUNCTUATION = ".,;:!?'*~&"


@cache
def _address() -> re.Pattern[str]:
    """Compiled when it is needed: that takes 7 ms, and most commands meet no address."""
    return re.compile(f"(?P<web>{_WEB})|(?P<mail>{_MAIL})", re.IGNORECASE)


def may_have_address(text: str) -> bool:
    """Whether it is worth looking for addresses in a text: a quick check for each keystroke."""
    return "://" in text or "@" in text or "www." in text.lower()


def bare_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end (code points) of each address in a text without markup, and the complete address.

    Punctuation that ends the sentence around it is no part of it, and neither is a bracket that opens before it.
    """
    if not may_have_address(text):
        return
    for found in _address().finditer(text):
        words = _without_punctuation(found.group())
        if found["mail"]:
            address = words if words.lower().startswith("mailto:") else f"mailto:{words}"
        else:
            address = words if "://" in words else f"https://{words}"
        if may_be_published(address):
            yield found.start(), found.start() + len(words), address


def _without_punctuation(words: str) -> str:
    while words:
        last = words[-1]
        opening = _CLOSING.get(last)
        if last not in _PUNCTUATION and (opening is None or words.count(opening) >= words.count(last)):
            break
        words = words[:-1]
    return words


def addresses_without_link(runs: Sequence[Run]) -> tuple[tuple[str, str], ...]:
    """Return the words and the complete address of each address outside links."""
    found: list[tuple[str, str]] = []
    for link, group in groupby(runs, lambda run: run.link):
        if link is None:
            text = text_of(group)
            found.extend((text[start:end], address) for start, end, address in bare_addresses(text))
    return tuple(found)


def linked(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs with a link for each address outside links."""
    result: list[Run] = []
    for link, grouped in groupby(runs, lambda run: run.link):
        group = tuple(grouped)
        if link is not None:
            result.extend(group)
            continue
        position = 0
        for start, end, address in bare_addresses(text_of(group)):
            result.extend(sliced(group, position, start))
            result.extend(replace(run, link=address) for run in sliced(group, start, end))
            position = end
        result.extend(sliced(group, position))
    return joined(result)
