"""Redline marks as elements: deleted text as `<del>`, inserted text as `<ins>`, a note as `<span class="note">`.

Marks are characters (`compare/redline_marks.py`) that pass through the templates of any theme. They become elements in
the complete HTML. An element is closed before each tag and opened again after it, so the result is well-formed wherever
a mark begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from markupsafe import Markup

from editor.document.compare import redline_marks
from editor.document.compare.redline_issue import ItemFate
from editor.document.text.links import web_address
from editor.publish.typesetter import Typesetter

_TAG = re.compile(r"(<[^>]*>)")
_QUOTED = re.compile(r'="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_ELEMENTS = {
    redline_marks.DELETED[0]: ("<del>", "</del>"),
    redline_marks.INSERTED[0]: ("<ins>", "</ins>"),
    redline_marks.NOTE[0]: ('<span class="note">', "</span>"),
}


def with_elements(html: str, fates: Mapping[str, ItemFate]) -> str:
    """The HTML with elements in place of marks. The elements of whole items get their fate as `data-fate`.

    The second and later occurrences of an id are dropped.
    """
    written: list[str] = []
    begun: tuple[str, str] | None = None
    ids: set[str] = set()
    for index, token in enumerate(_TAG.split(html)):
        if index % 2:
            written.append(_tag(token, fates, ids))
            continue
        for chunk in re.split(f"({redline_marks.MARK.pattern})", token):
            if redline_marks.MARK.fullmatch(chunk):
                begun = _ELEMENTS.get(chunk)
            elif chunk:
                written.append(f"{begun[0]}{chunk}{begun[1]}" if begun else chunk)
    return "".join(written)


def _tag(tag: str, fates: Mapping[str, ItemFate], ids: set[str]) -> str:
    if redline_marks.is_marked(tag):
        tag = _QUOTED.sub(lambda value: f'="{_unmarked(value.group(1))}"', tag)
    found = _ID.search(tag)
    if found is None:
        return tag
    name = found.group(1)
    if name in ids:
        return tag.replace(found.group(), "")
    ids.add(name)
    fate = fates.get(name.removesuffix("/text"))
    return tag.replace(found.group(), f'{found.group()} data-fate="{fate}"') if fate else tag


def _unmarked(text: str) -> str:
    """The new text, or the old text if nothing is left of it."""
    now = redline_marks.after(text).strip()
    return now if any(character.isalpha() for character in now) else redline_marks.before(text).strip()


class MarkedTypesetter(Typesetter):
    """Sets text with marks."""

    def __init__(self, characters: Set[int]) -> None:
        super().__init__(characters | frozenset(map(ord, redline_marks.MARKS)))

    def link(self, address: str, words: str, about: str = "") -> Markup:
        """A link. If its address changed, it becomes two links, one deleted and one inserted."""
        if not redline_marks.is_marked(address):
            return super().link(address, words, about)
        old, new = redline_marks.before(address), redline_marks.after(address)
        was = super().link(old, redline_marks.before(words), redline_marks.before(about)) if old else ""
        now = super().link(new, redline_marks.after(words), redline_marks.after(about)) if new else ""
        return Markup(redline_marks.deleted(was) + redline_marks.inserted(now))


def marked_web_address(website: str) -> str:
    """Like `web_address`, for a website with marks."""
    if not redline_marks.is_marked(website):
        return web_address(website)
    return redline_marks.deleted(web_address(redline_marks.before(website))) + redline_marks.inserted(
        web_address(redline_marks.after(website))
    )
