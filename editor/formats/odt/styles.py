"""Styles of an OpenDocument text: what text looks like, and the marks of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.formats.rules.symbol_fonts import symbol_font
from editor.formats.source.document import Script
from editor.formats.source.look import PLAIN, Look
from editor.formats.source.numbering import formatted

_DEEPEST = 20
_PERCENT = re.compile(r"(-?)[0-9.]+%")
LEVELS = 10


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything that it is based on. `heading` counts from 1; 0 is no heading."""

    look: Look = PLAIN
    heading: int = 0
    list_style: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `kind` is that of `<ol type>`, None for a bullet and "" for no mark at all."""

    kind: str | None = None
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """How many levels a number shows, its own included."""


@dataclass
class Styles:
    """The styles of a document by family and name."""

    elements: Mapping[tuple[str, str], Element] = field(default_factory=dict)
    lists: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    outline: Mapping[int, Level] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    _found: dict[tuple[str, str], Style] = field(default_factory=dict)

    def style(self, family: str, name: str | None) -> Style:
        """A style; the plain one where there is none of that name."""
        return self._style(family, name or "", 0)

    def _style(self, family: str, name: str, depth: int) -> Style:
        key = (family, name)
        if key not in self._found:
            element = self.elements.get(key)
            self._found[key] = Style() if element is None or depth > _DEEPEST else self._made(element, family, depth)
        return self._found[key]

    def _made(self, element: Element, family: str, depth: int) -> Style:
        base = element.get("parent-style-name")
        parent = self._style(family, base, depth + 1) if base else Style()
        level = element.get("default-outline-level", "")
        heading = int(level) if level.isascii() and level.isdigit() else parent.heading
        named = element.get("list-style-name")
        look = parent.look.under(self._look(element.find("text-properties")))
        return Style(look, heading, parent.list_style if named is None else named)

    def _look(self, properties: Element | None) -> Look:
        if properties is None:
            return PLAIN
        weight, posture = properties.get("font-weight"), properties.get("font-style")
        line = properties.get("text-line-through-style") or properties.get("text-line-through-type")
        name = properties.get("font-name")
        family = properties.get("font-family") or (self.fonts.get(name, name) if name else None)
        return Look(
            strong=None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= 600),
            emphasis=None if posture is None else posture in ("italic", "oblique"),
            struck=None if line is None else line != "none",
            hidden=None if (display := properties.get("display")) is None else display == "none",
            script=_script(properties.get("text-position")),
            font=symbol_font(family) if family else None,
        )

    def levels(self, list_style: str) -> Mapping[int, Level]:
        """The levels of a list style, from 0."""
        return self.lists.get(list_style, {})


def read_styles(roots: Iterable[Element | None]) -> Styles:
    """The styles of the content and of the styles part."""
    elements: dict[tuple[str, str], Element] = {}
    lists: dict[str, Mapping[int, Level]] = {}
    outline: Mapping[int, Level] = {}
    fonts: dict[str, str] = {}
    for element in (inner for root in roots if root is not None for inner in _style_elements(root)):
        if element.tag == "style":
            elements.setdefault((element.get("family", ""), element.get("name", "")), element)
        elif element.tag == "list-style":
            lists.setdefault(element.get("name", ""), _levels(element))
        elif element.tag == "outline-style":
            outline = _levels(element)
        elif element.tag == "font-face":
            fonts.setdefault(element.get("name", ""), element.get("font-family", ""))
    return Styles(elements, lists, outline, fonts)


def _style_elements(root: Element) -> Iterator[Element]:
    for group in root:
        if group.tag in ("styles", "automatic-styles", "font-face-decls"):
            yield from group


def _levels(element: Element) -> Mapping[int, Level]:
    found: dict[int, Level] = {}
    for level in element:
        number = level.get("level", "")
        if not (number.isascii() and number.isdigit()):
            continue
        at = int(number) - 1
        if level.tag in ("list-level-style-number", "outline-level-style"):
            start, shown = level.get("start-value", "1"), level.get("display-levels", "1")
            found[at] = Level(
                level.get("num-format", ""),
                level.get("num-prefix", ""),
                level.get("num-suffix", ""),
                int(start) if start.isascii() and start.isdigit() else 1,
                min(int(shown), LEVELS) if shown.isascii() and shown.isdigit() else 1,
            )
        else:
            found[at] = Level()
    return found


def _script(position: str | None) -> Script | None:
    """The script of a `style:text-position`: `super 58%`, `-33% 100%`."""
    if not position:
        return None
    first = position.split()[0]
    if first in ("super", "sub"):
        return Script.SUPER if first == "super" else Script.SUB
    raised = _PERCENT.fullmatch(first)
    if raised is None or not any(digit in first for digit in "123456789"):
        return Script.NORMAL
    return Script.SUB if raised[1] else Script.SUPER


@dataclass
class ListCounters:
    """The numbers of one list while its items are read."""

    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)

    def take(self, levels: Mapping[int, Level], level: int, start: int | None = None) -> str | None:
        """The mark of the next item: `1.`, `b)`; "" for a bullet, None where the level has no mark."""
        if not 0 <= level < LEVELS:
            return ""
        own = levels.get(level, Level())
        before = self.counts[level]
        number = start if start is not None else own.start if before is None else before + 1
        self.counts[level] = number
        self.counts[level + 1 :] = [None] * (LEVELS - level - 1)
        if own.kind is None:
            return ""
        if not own.kind:
            return None
        numbers = []
        for at in range(max(0, level - own.shown + 1), level + 1):
            named, count = levels.get(at, Level()), self.counts[at]
            if named.kind:
                numbers.append(formatted(named.start if count is None else count, named.kind))
        return f"{own.prefix}{'.'.join(numbers)}{own.suffix}".strip()
