"""Pages whose boxes have been given up: what painting them does is noted, and enough is kept to tag them.

The boxes of a section take half a megabyte. What is needed once its pages have been painted is much less: the calls
that paint them, and a tree of the elements for the structure of a tagged PDF. A page that holds more than text, lines
and grounds (a picture, a table with headings, a form) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from editor.publish.weasyprint_internals.painting import Call, NotedPage, about_another, painted, replay
from editor.publish.weasyprint_internals.styles import base_of

_TREE = (
    *(boxes.PageBox, boxes.MarginBox, boxes.BlockBox, boxes.LineBox, boxes.InlineBox, boxes.InlineBlockBox),
    *(boxes.TextBox, boxes.TableBox, boxes.TableRowGroupBox, boxes.TableRowBox, boxes.TableCellBox),
)
_SLIGHT: dict[type, Any] = {kind: type(kind.__name__, (kind,), {}) for kind in _TREE}
"""Kinds of box that count as those, and to whose few attributes Python gives little room."""

_ASKED_FOR_MORE = frozenset({"table", "th", "td", "caption", "figcaption", "dt", "dd"})
"""Elements of whose boxes WeasyPrint's tags use more than what is kept."""


class _NotKept(Exception):
    """The page has something that the kept tree does not."""


class SettledPage(Page):  # type: ignore[misc]
    """A page that does what was noted when another was painted. Raises _NotKept where it cannot stand for it."""

    def __init__(self, page: Page, calls: Iterable[Call]) -> None:
        self.__dict__.update(page.__dict__)
        kept: dict[int, Any] = {}
        self._page_box = _kept(page._page_box, kept)
        if any(id(box) not in kept for _, _, _, box in page.links):
            raise _NotKept
        self.links = [(kind, target, place, kept[id(box)]) for kind, target, place, box in page.links]
        self._calls = tuple(about_another(call, lambda piece: kept[id(piece)]) for call in calls)

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint the page into another stream, at the same scale."""
        replay(self._calls, stream)


def paint_and_note(page: Page, stream: Stream, scale: float) -> None:
    """Paint a page, and leave notes with it for `settle`."""
    if isinstance(page, SettledPage):
        page.paint(stream, scale)
    else:
        page.notes = painted(page, stream, scale)


def settle(document: Document) -> None:
    """Give up the boxes of the pages that have been painted, where that can be done."""
    document.pages = [_settled(page) for page in document.pages]


def _settled(page: Page) -> Page:
    notes: NotedPage | None = page.__dict__.pop("notes", None)
    if notes is None or not notes.complete or any(page.forms.values()):
        return page
    try:
        return SettledPage(page, notes.calls())
    except _NotKept:
        return page


def _kept(box: Any, kept: dict[int, Any]) -> Any:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if type(box) not in _SLIGHT or box.element_tag in _ASKED_FOR_MORE:
        raise _NotKept
    kind = _SLIGHT[type(box)]
    node = kept[id(box)] = kind.__new__(kind)
    node.element_tag = box.element_tag
    node.element = box.element
    node.style = base_of(box.style)
    node.children = tuple(_kept(child, kept) for child in box.children)
    if isinstance(box, boxes.TextBox):
        node.text = box.text
        node.pango_layout = box.pango_layout
        node.baseline = box.baseline
        node.position_y = box.position_y
    return node
