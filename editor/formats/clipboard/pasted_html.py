"""What Word, Google Docs, Outlook and browsers put on the clipboard, as paragraphs and bullets of plain, bold, italic
and linked text. Nothing else comes in.

The HTML is measured, then sanitised by nh3, then read once. Nothing of it is shown, run or fetched. How programs mark
what they mean is learnt from their own output: Word's lists are paragraphs with `mso-list`, their bullets plain text;
Google Docs wraps everything in a `<b>` that is not bold.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import nh3

from editor.formats.clipboard.pasted_reader import BLOCKS, Reader, names
from editor.formats.clipboard.pasted_text import MOST_BLOCKS, MOST_CHARACTERS, Pasted, limited, missed_in

MOST_HTML = 5_000_000
"""Characters; Word needs about ten for each one of the text."""

_DEEPEST = 400
"""Elements inside each other. Sanitising takes time by the square of it; Word and the web stay below 100."""

_AT_ONCE = 65_536
"""Characters between two looks at whether the field is full."""

_INLINE = names("a b strong i em cite dfn var span font br img del ins")
_WITH_CONTENT = names("style script title xml template noscript textarea select object svg")
_IMPLIED_END = names("p li td th tr dt dd option br img hr meta link input col tbody thead wbr area base")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_SCHEME = re.compile(r"href\s*=\s*[\"']?\s*([A-Za-z][A-Za-z0-9+.-]*):", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]*>")
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)


class NotReadable(ValueError):
    """Too long or too deep to be read safely; the plain text that came with it will have to do."""


def from_html(html: str, room: int = MOST_CHARACTERS) -> Pasted:
    """The pasted HTML as paragraphs and bullets of at most `room` characters. Raises NotReadable."""
    if len(html) > MOST_HTML:
        raise NotReadable("The pasted text is too long to keep its bold, italics and links.")
    fragment = _FRAGMENT.search(html)
    source = fragment.group(1) if fragment else html
    if _depth(source) > _DEEPEST:
        raise NotReadable("The pasted text is built too deeply to keep its bold, italics and links.")
    safe = _sanitised(source)
    reader = Reader()
    read = 0
    while read < len(safe) and not reader.is_full(room, MOST_BLOCKS):
        reader.feed(safe[read : read + _AT_ONCE])
        read += _AT_ONCE
    reader.close()
    return limited(reader.blocks, room, notes=(*reader.notes, *missed_in(source)), unread=_words(safe[read:]))


def _words(html: str) -> int:
    """About how many characters of text there are."""
    return len(unescape(re.sub(r"\s+", " ", _ANY_TAG.sub("", html)).strip()))


def _sanitised(html: str) -> str:
    # Every scheme that occurs passes here, so that the reader can say how many links it left out.
    schemes = {found.lower() for found in _SCHEME.findall(html)}
    return nh3.clean(
        html.replace("\0", ""),
        tags=set(_INLINE | BLOCKS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={"*": {"style", "class"}, "a": {"href"}},
        link_rel=None,
        url_schemes=schemes | {"https"},
    )


def _depth(html: str) -> int:
    """How many elements stand inside each other, at most; a guess from above."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        name = name.lower()
        if name in _IMPLIED_END:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return deepest
