"""Styles of a Word document: which paragraphs are headings, and what text looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

from editor.document.text.languages import SIMPLIFIED, TRADITIONAL
from editor.formats.docx.names import is_on, value
from editor.formats.docx.wordml import WORD_LANGUAGES
from editor.formats.rules.symbol_fonts import symbol_font
from editor.formats.source.document import Script
from editor.formats.source.look import PLAIN, Look

# Word itself stores English names; other programs store those of their user's language.
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|nagłówek|nadpis|заголовок|标题|標題|見出し)\s*([1-9])",
    re.IGNORECASE,
)
_TITLES = frozenset(("title", "titel", "titre", "título", "titolo", "标题", "標題"))
_DEEPEST = 20


_STATED = {WORD_LANGUAGES[script]: script for script in (SIMPLIFIED, TRADITIONAL)}
_SCRIPTS = {"superscript": Script.SUPER, "subscript": Script.SUB, "baseline": Script.NORMAL}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with everything that it is based on. `heading` counts from 1; 0 is no heading."""

    name: str = ""
    look: Look = PLAIN
    heading: int = 0
    number: tuple[str, int] | None = None
    """The id of its numbering, and the level."""


@dataclass
class Styles:
    """The styles of a document by their ids."""

    elements: Mapping[str, Element] = field(default_factory=dict)
    _found: dict[str, Style] = field(default_factory=dict)

    def style(self, style_id: str | None) -> Style:
        """A style; the plain one where there is none of that id."""
        return self._style(style_id or "", 0)

    @cached_property
    def default(self) -> Style:
        """The style of paragraphs that name none."""
        for style_id, element in self.elements.items():
            if element.get("default") in ("1", "true") and element.get("type") == "paragraph":
                return self.style(style_id)
        return Style()

    def _style(self, style_id: str, depth: int) -> Style:
        if style_id not in self._found:
            element = self.elements.get(style_id)
            self._found[style_id] = Style() if element is None or depth > _DEEPEST else self._made(element, depth)
        return self._found[style_id]

    def _made(self, element: Element, depth: int) -> Style:
        base = value(element, "basedOn")
        parent = self._style(base, depth + 1) if base else Style()
        properties = element.find("pPr")
        name = value(element, "name") or ""
        heading = outline_level(properties) or _heading_by_name(name) or parent.heading
        number = numbering_of(properties) or parent.number
        return Style(name, parent.look.under(look_of(element.find("rPr"))), heading, number)


def read_styles(root: Element | None) -> Styles:
    """The styles part."""
    if root is None:
        return Styles()
    return Styles({element.get("styleId") or "": element for element in root if element.tag == "style"})


def script_of(properties: Element) -> str:
    """The script of Chinese that Newsdesk stated; other programs write the language of the keyboard there."""
    language = properties.find("lang")
    return "" if language is None else _STATED.get(language.get("eastAsia", ""), "")


def look_of(properties: Element | None) -> Look:
    """What run properties say."""
    if properties is None or len(properties) == 0:
        return PLAIN
    fonts = properties.find("rFonts")
    font = None
    if fonts is not None:
        named = fonts.get("ascii") or fonts.get("hAnsi")
        font = symbol_font(named) if named else None
    struck = is_on(properties, "strike")
    double = is_on(properties, "dstrike")
    return Look(
        strong=is_on(properties, "b"),
        emphasis=is_on(properties, "i"),
        struck=struck or double if struck is not None or double is not None else None,
        hidden=is_on(properties, "vanish"),
        script=_SCRIPTS.get(value(properties, "vertAlign") or ""),
        font=font,
    )


def outline_level(properties: Element | None) -> int:
    """The level of a heading from its outline level, from 1; 0 where it has none."""
    level = value(properties, "outlineLvl")
    return int(level) + 1 if level is not None and level.isascii() and level.isdigit() and int(level) < 9 else 0


def numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """The numbering and the level that paragraph properties name."""
    numbering = None if properties is None else properties.find("numPr")
    if numbering is None:
        return None
    level = value(numbering, "ilvl") or "0"
    return value(numbering, "numId") or "0", int(level) if level.isascii() and level.isdigit() else 0


def lists_of_headings(root: Element, styles: Styles) -> frozenset[tuple[str, int]]:
    """The lists and levels that number the headings of a document.

    LibreOffice puts what is pasted or typed in front of a numbered heading into its list: nobody made that a bullet.
    """
    found = set()
    for properties in root.iter("pPr"):
        numbering = numbering_of(properties)
        if numbering is not None and (outline_level(properties) or styles.style(value(properties, "pStyle")).heading):
            found.add(numbering)
    return frozenset(found)


def _heading_by_name(name: str) -> int:
    found = _HEADING.match(name)
    if found:
        return int(found[1])
    return 1 if name.lower() in _TITLES else 0
