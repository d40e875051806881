"""Foreign HTML made safe: measured first, because sanitising takes time by the square of its depth, then cleaned."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape

import nh3

from editor.formats.html.styles import names

MOST_HTML = 5_000_000
"""Characters; Word needs about ten for each one of the text."""

_DEEPEST = 400
"""Elements inside each other. Word and the web stay below 100."""

BLOCKS = names(
    "p div h1 h2 h3 h4 h5 h6 li ul ol table tr td th caption blockquote pre section article header footer dt dd dl "
    "figure figcaption address main aside nav form hr center"
)
_INLINE = names("a b strong i em cite dfn var span font br img del ins s strike sub sup ruby rb rt rtc rp")
_WITH_CONTENT = names("style script title xml template noscript object svg")
_IMPLIED_END = names("p li td th tr dt dd option br img hr meta link input col tbody thead wbr area base rt rp rb")
_ATTRIBUTES = {
    "*": {"style", "class", "role", "lang"},
    "a": {"href"},
    "div": {"title"},
    "font": {"face"},
    "img": {"alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
}
# Their words are seen, and belong to the page and not to its text, as navigation does.
_CONTROLS = re.compile(r"(</?)(?:select|textarea|datalist)(?=[\s/>])", re.IGNORECASE)
_OPTIONS = re.compile(r"(</?)(?:option|optgroup)(?=[\s/>])", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_SCHEME = re.compile(r"href\s*=\s*[\"']?\s*([A-Za-z][A-Za-z0-9+.-]*):", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]*>")


class NotReadable(ValueError):
    """Too long or too deep to be read safely."""


def sanitised(html: str) -> str:
    """The HTML with the elements and attributes that are read, closed in order. Raises NotReadable."""
    if len(html) > MOST_HTML:
        raise NotReadable("The pasted text is too long to keep its bold, italics and links.")
    if _depth(html) > _DEEPEST:
        raise NotReadable("The pasted text is nested too deeply to keep its bold, italics and links.")
    # Every scheme that occurs passes here, so that the rules can say how many links they left out.
    schemes = {found.lower() for found in _SCHEME.findall(html)}
    html = _OPTIONS.sub(r"\1p", _CONTROLS.sub(r"\1nav", html))
    return nh3.clean(
        _with_named_drawings(html.replace("\0", "")),
        tags=set(_INLINE | BLOCKS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes=_ATTRIBUTES,
        link_rel=None,
        url_schemes=schemes | {"https"},
    )


def _with_named_drawings(html: str) -> str:
    """The HTML with a picture in place of each drawing (`<svg>`) that has words in it; they are its description."""
    found: list[str] = []
    folded, at = html.lower(), 0
    while (start := folded.find("<svg", at)) >= 0 and (end := folded.find("</svg", start)) >= 0:
        found.append(html[at:start])
        drawing = html[start:end]
        words = " ".join(_ANY_TAG.sub(" ", drawing).split()) if "<text" in drawing.lower() else ""
        found.append(f'<img alt="{escape(unescape(words))}">' if words else "")
        at = (folded.find(">", end) + 1) or len(html)
    return "".join(found) + html[at:]


def text_length(html: str) -> int:
    """About how many characters of text there are."""
    return len(unescape(re.sub(r"\s+", " ", _ANY_TAG.sub("", html)).strip()))


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
