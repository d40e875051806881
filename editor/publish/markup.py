"""Text of an issue as HTML: everything escaped, links only to where a reader may be sent, Chinese marked as such."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from editor.document.inline import Run, parse
from editor.document.links import may_be_published

# Han, CJK punctuation and full-width forms. A run may hold spaces and digits between two of them
# (《2025 年稳外资行动方案》), but begins and ends in Chinese.
_CJK = "\u2e80-\u2fdf\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CHINESE = re.compile(f"[{_CJK}](?:[{_CJK}\u2018-\u201d\u2026 0-9]*[{_CJK}])?")

# What neither XML 1.0 (2.2 Characters) nor a page can hold. Half a character is no text, but shows where it stood.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]")


def printable(value: Any) -> Any:
    """A text without control characters, halves of characters shown as U+FFFD; all else as it is."""
    if not isinstance(value, str):
        return value
    if value.isprintable():
        return value
    cleaned = _UNPRINTABLE.sub(lambda odd: "\ufffd" if "\ud800" <= odd.group() <= "\udfff" else "", value)
    return type(value)(cleaned)


# A line may end behind a hyphen, but then what is copied or read aloud loses it ("hightech"). A word joiner
# forbids that break; it has no glyph, so that the page's text stays as it was written.
_COMPOUND = re.compile(r"(?<=\w)-(?=\w)")
_JOINED_HYPHEN = "-\u2060"

_WHOLE, _WHOLE_FIGURE = 16, 26
"""Up to so many characters a link stays on one line; one with a figure, which would be misread, up to some more."""


def mixed(text: str) -> Markup:
    """Plain text: compounds whole, runs of Chinese marked with their language."""
    text = _COMPOUND.sub(_JOINED_HYPHEN, text)
    pieces: list[Markup] = []
    end = 0
    for run in _CHINESE.finditer(text):
        pieces.append(escape(text[end : run.start()]))
        pieces.append(chinese(run.group()))
        end = run.end()
    pieces.append(escape(text[end:]))
    return Markup("").join(pieces)


def title(text: str) -> Markup:
    """A title, its last two words kept together where they are short: none stands alone on the last line."""
    words = text.rsplit(" ", 2)
    tail = " ".join(words[1:])
    if len(words) < 3 or len(tail) > _WHOLE_FIGURE:
        return mixed(text)
    return Markup('{} <span class="unbroken">{}</span>').format(mixed(words[0]), mixed(tail))


def chinese(text: str) -> Markup:
    """Text that is Chinese as a whole."""
    return Markup('<span lang="zh-Hans">{}</span>').format(text)


def inline(text: str) -> Markup:
    """A string of limited Markdown as HTML. Runs of several styles in one link are one link to a reader."""
    return Markup("").join(
        _linked(address, tuple(runs)) for address, runs in groupby(parse(text), lambda run: run.link)
    )


def link(address: str, words: str, about: str = "") -> Markup:
    """A link, or only its words where the address is missing or of a kind that may not be published.

    `about` says where it leads, for those who hear the words without what stands around them.
    """
    return _linked(address, (Run(words),), about)


def mail_link(address: str) -> Markup:
    """A mail address that opens a new mail."""
    return link(f"mailto:{address}" if address else "", address)


def _styled(run: Run) -> Markup:
    piece = mixed(run.text)
    if run.emphasis:
        piece = Markup("<i>{}</i>").format(piece)
    if run.strong:
        piece = Markup("<b>{}</b>").format(piece)
    return piece


def _linked(address: str | None, runs: tuple[Run, ...], about: str = "") -> Markup:
    words = Markup("").join(_styled(run) for run in runs)
    if not address or not may_be_published(address):
        return words
    read = "".join(run.text for run in runs)
    most = _WHOLE_FIGURE if any(character.isdigit() for character in read) else _WHOLE
    attributes = Markup(' class="whole"') if len(read) <= most else Markup("")
    if about:
        attributes += Markup(' title="{}"').format(about)
    return Markup('<a href="{}"{}>{}</a>').format(address, attributes, words)
