"""The open lists of an OpenDocument text: what each of their paragraphs is, and its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.formats.odt.styles import Level, ListCounters, Styles
from editor.formats.source.blocks import Form
from editor.formats.source.document import BlockKind


@dataclass
class _List:
    style: str
    level: int
    counters: ListCounters
    mark: str | None = None
    """The mark that the next paragraph takes; None behind the first of an item, and where there is none."""

    has_mark: bool = False


@dataclass
class OpenLists:
    """The lists around what is read, the innermost last."""

    styles: Styles
    _lists: list[_List] = field(default_factory=list)
    _named: dict[str, ListCounters] = field(default_factory=dict)
    _last_of_style: dict[str, ListCounters] = field(default_factory=dict)
    _outline: ListCounters = field(default_factory=ListCounters)

    def begin(self, element: Element) -> None:
        """A list begins."""
        above = self._lists[-1] if self._lists else None
        style = element.get("style-name") or (above.style if above else self._style_of_first(element))
        counters = above.counters if above else self._counters(element, style)
        self._lists.append(_List(style, above.level + 1 if above else 0, counters))
        name = element.get("id")
        if name:
            self._named[name] = counters
        self._last_of_style[style] = counters

    def end(self) -> None:
        """The innermost list ends."""
        self._lists.pop()

    def _style_of_first(self, element: Element) -> str:
        first = next(element.iter("p"), None)
        return "" if first is None else self.styles.style("paragraph", first.get("style-name")).list_style

    def _counters(self, element: Element, style: str) -> ListCounters:
        """The numbers of a list: its own, or those of the list that it continues."""
        continued = self._named.get(element.get("continue-list", ""))
        if continued is None and element.get("continue-numbering") == "true":
            continued = self._last_of_style.get(style)
        return continued or ListCounters()

    def begin_item(self, item: Element) -> None:
        """An item begins. One that begins with a list of its own has no mark, and neither has a list's header."""
        own = self._lists[-1]
        own.mark, own.has_mark = None, False
        if item.tag == "list-item" and any(child.tag in ("p", "h") for child in item):
            start = item.get("start-value", "")
            number = int(start) if start.isascii() and start.isdigit() else None
            own.mark = own.counters.take(self._levels(own), own.level, number)
            own.has_mark = own.mark is not None

    def form(self, heading: int) -> Form:
        """What the next paragraph is."""
        own = self._lists[-1] if self._lists else None
        if heading:
            mark = self._outline_number(heading) if own is None else own.mark
            if own is not None:
                own.mark = None
            return Form(BlockKind.HEADING, heading, mark or "")
        if own is None or not (own.has_mark or not self._levels(own)):
            return Form()
        mark, own.mark = own.mark, None
        return Form(BlockKind.ITEM, own.level, mark or "")

    def _levels(self, own: _List) -> Mapping[int, Level]:
        return self.styles.levels(own.style)

    def _outline_number(self, heading: int) -> str:
        level = self.styles.outline.get(heading - 1)
        if level is None or not level.kind:
            return ""
        return self._outline.take(self.styles.outline, heading - 1) or ""

    def suspended(self) -> OpenLists:
        """The lists inside a table: none is open, and numbers count on."""
        return OpenLists(self.styles, [], self._named, self._last_of_style, self._outline)
