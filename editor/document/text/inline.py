"""Limited Markdown: the inline text of paragraphs, bullets and news items.

Only strong, emphasis and links are markup. HTML, images, code and entities are plain text. Parsing follows CommonMark
(https://spec.commonmark.org/0.31.2/), so that other tools read the same file the same way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

from editor.document.text.inline_reader import read_line
from editor.document.text.inline_runs import Run, joined, sliced, text_of

__all__ = [
    "Run",
    "escaped",
    "joined",
    "link_markup",
    "links",
    "parse",
    "plain",
    "sliced",
    "text_of",
    "with_link_addresses",
]

_SPECIAL = re.compile(r"([\\*_\[\]])")
_NOT_BARE = re.compile(r"[\s\x00-\x20\x7f()<>]")
_LINE_BREAK = re.compile(r"[\r\n\0]")
_ENTITY = re.compile(r"&(#?[A-Za-z0-9]{1,32};)")

_REMEMBERED = 10_000
"""Characters. Longer texts are not cached, because all states of a pasted book would fill the memory."""


def parse(text: str) -> tuple[Run, ...]:
    """Parse limited Markdown into runs. Adjacent runs differ in style; line breaks become spaces."""
    return _parsed(text) if len(text) <= _REMEMBERED else _parsed.__wrapped__(text)


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> tuple[Run, ...]:
    return read_line(_one_line(text))


def _one_line(text: str) -> str:
    """Replace each line break and the space around it by one space."""
    if "\n" not in text:
        return text
    first, *others, last = text.split("\n")
    between = [line for line in map(str.strip, others) if line]
    return " ".join([first.rstrip(), *between, last.lstrip()])


def plain(text: str) -> str:
    """Return the text without markup and addresses."""
    runs = parse(text)
    return runs[0].text if len(runs) == 1 else text_of(runs)


def links(text: str) -> tuple[tuple[str, str], ...]:
    """Return the text and address of each link, in order."""
    found: list[tuple[str, str]] = []
    for address, group in groupby(parse(text), lambda run: run.link):
        if address is not None:
            found.append((text_of(group), address))
    return tuple(found)


def escaped(text: str) -> str:
    """Escape plain text as limited Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def link_markup(words: str, address: str) -> str:
    """Return a link in limited Markdown. `words` may be markup. Put the address in <> if CommonMark needs it."""
    held = _LINE_BREAK.sub(lambda odd: f"%{ord(odd.group()):02X}", address)
    held = _ENTITY.sub(r"\\&\1", re.sub(r"([\\<>])", r"\\\1", held))
    bare = held == address and not _NOT_BARE.search(held)
    return f"[{words}]({held})" if bare or not held else f"[{words}](<{held}>)"


def with_link_addresses(text: str, change: dict[str, str]) -> str:
    """Replace the link addresses that are keys of `change`. Everything else stays the same."""
    if not change:
        return text
    # Escaped characters are skipped in pairs: a bracket after a backslash does not end a link.
    pattern = re.compile(r"\\.|\]\((" + "|".join(re.escape(address) for address in change) + r")\)", re.DOTALL)
    return pattern.sub(lambda found: f"]({change[found[1]]})" if found[1] is not None else found[0], text)
