"""What the fixes of the tagged structure have in common: facts about painted text, and the structure tree.

The finished tree does not say which element a piece of text belonged to. That is recorded while a page is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint import Page

from editor.publish.weasyprint_fixes.fix import Requirement

RECORDING = (
    Requirement("weasyprint", "Page.paint", ("self", "stream", "scale")),
    Requirement("weasyprint.pdf.stream", "Stream.marked", ("self", "box", "tag")),
)
STRUCTURE = (
    Requirement("weasyprint.pdf.tags", "add_tags", ("pdf", "document", "pdf_version", "page_streams")),
    Requirement("pydyf", "Dictionary", ("values",)),
)


@dataclass(frozen=True, slots=True)
class PaintedText:
    """A piece of text with the element and the style that it was painted for.

    `tag` is the name of the element, which may end in a pseudo-element ("li::before"). `margin` is true for text in a
    margin of the page, `height` is the relative position on the page, from 0 at the top to 1. `role` is what the theme
    says of the element: "heading-3", "label", or nothing.
    """

    tag: str
    language: str
    margin: bool
    height: float
    role: str = ""


OnMarginText = Callable[[Any, PaintedText], None]
"""Called with the stream when the tag of a piece of text in a margin has just begun."""


class RecordingPage(Page):  # type: ignore[misc]
    """A laid-out page that records its pieces of text when it is painted. The original page is not changed.

    The place of a piece in `pieces` is its MCID, the number that refers to it in the structure tree.
    """

    def __init__(self, page: Page, on_margin_text: OnMarginText | None) -> None:
        self.__dict__.update(page.__dict__)
        self._original = page
        self._on_margin_text = on_margin_text
        self.pieces: list[PaintedText] = []

    def paint(self, stream: Any, scale: float = 1) -> None:
        self.pieces.clear()
        marked = stream.marked

        @contextmanager
        def recorded(box: Any, tag: str) -> Iterator[None]:
            piece = self._piece(box)
            self.pieces.append(piece)
            with marked(box, tag):
                if piece.margin and self._on_margin_text is not None:
                    self._on_margin_text(stream, piece)
                yield

        stream.marked = recorded
        self._original.paint(stream, scale)

    def _piece(self, box: Any) -> PaintedText:
        # The boxes in a page's margins belong to no element.
        margin = box.element is None
        language = "" if margin else box.style["lang"] or ""
        return PaintedText(box.element_tag or "", language, margin, box.position_y / self.height, _role(box.element))


def _role(element: Any) -> str:
    """What the theme says of an element by an attribute, which CSS and other outputs do not see."""
    if element is None:
        return ""
    if level := element.get("data-heading"):
        return f"heading-{level}"
    return "label" if element.get("data-label") is not None else ""


class StructureTree:
    """The structure tree of a finished PDF. Elements are dictionaries: `S` kind, `P` parent, `K` kids, `Pg` page."""

    def __init__(self, pdf: Any) -> None:
        self._objects: Sequence[Any] = pdf.objects
        self._about = pdf.catalog["MarkInfo"]
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self._numbers = self.at(self.root["ParentTree"])["Nums"]
        self.parents: dict[int, Any] = dict(zip(self._numbers[::2], self._numbers[1::2], strict=True))
        self.elements: list[Any] = [
            element for element in pdf.objects if isinstance(element, dict) and element.get("Type") == "/StructElem"
        ]
        self._owners = {
            (element.get("Pg"), kid): element
            for element in self.elements
            for kid in element["K"]
            if isinstance(kid, int)
        }
        self.pages: tuple[bytes, ...] = pdf.page_references

    def at(self, reference: bytes) -> Any:
        """The object with that reference."""
        return self._objects[int(reference.split()[0])]

    def owner(self, page: int, mcid: int) -> Any:
        """The element that has this piece of text of the page with that index."""
        return self._owners[self.pages[page], mcid]

    def parent(self, element: Any) -> Any:
        """The element that has this one."""
        return self.at(element["P"])

    def set_parent(self, number: int, element: bytes) -> None:
        """Let an annotation belong to another element. `number` is its key in `parents`."""
        self._numbers[self._numbers[::2].index(number) * 2 + 1] = self.parents[number] = element

    def set_property(self, element: Any, name: str, value: str) -> None:
        """Give an element without attributes a property of its own (ISO 32000-1, 14.7.5.4)."""
        one = pydyf.Dictionary({"N": pydyf.String(name), "V": pydyf.String(value), "H": "true"})
        element["A"] = pydyf.Dictionary({"O": "/UserProperties", "P": pydyf.Array([one])})
        self._about["UserProperties"] = "true"

    def reachable(self) -> set[bytes]:
        """References to all elements below the root."""
        reached = set[bytes]()
        waiting = list(self.root["K"])
        while waiting:
            reference = waiting.pop()
            reached.add(reference)
            waiting += [kid for kid in self.at(reference).get("K", ()) if isinstance(kid, bytes)]
        return reached
