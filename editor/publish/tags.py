"""What WeasyPrint's tags leave to be wished: the structure that a screen reader and PDF/UA-1 (ISO 14289-1) expect.

WeasyPrint tags elements by their HTML names. Mended here: running heads and page numbers are artifacts (7.8), pieces in
another language say so (7.2), bullet marks are labels of their list items (7.6), a list of links to places in the
document is a table of contents, and links are described by their words (7.18.5). The notes for it are taken while
a page is painted, as the finished structure no longer tells which piece of text is which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.document import Document, Page
from weasyprint.pdf.stream import Stream

from editor.publish.typesetter import INVISIBLE

_DECORATIONS = {"del": "/LineThrough", "ins": "/Underline"}


@dataclass(frozen=True)
class Piece:
    """One piece of text as it was painted; its place among the page's pieces is its MCID.

    `furniture` is the kind of artifact that it is, empty for text of the document; `decoration` is how the text of a
    redline is marked, as the structure names it.
    """

    language: str
    label: bool
    furniture: str
    decoration: str = ""


class PrintedPage(Page):  # type: ignore[misc]
    """A laid-out page on its way into one PDF. The page itself stays as it is."""

    anchors: dict[str, tuple[float, float, float, float]]

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        self._laid_out = page
        self.pieces: list[Piece] = []
        self.links = [link for link in page.links if link[3].element_tag == "a"]
        for _, _, _, box in page.links:
            # Made anew for the links above. What lies in a link counts as a link of its own to WeasyPrint, and
            # would have a second annotation over the first.
            box.link_annotation = None

    @property
    def targets(self) -> frozenset[str]:
        """The places that links of this page lead to."""
        return frozenset(target for kind, target, _, _ in self.links if kind == "internal")

    def forget_annotations(self) -> None:
        """The file is written: what WeasyPrint has noted with the boxes is not needed any more."""
        for _, _, _, box in self.links:
            box.link_annotation = None

    def keep_anchors(self, targets: frozenset[str]) -> None:
        """Give names to these places only: the paths of single fields are nobody's business in the PDF."""
        self.anchors = {name: place for name, place in self.anchors.items() if name in targets}

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint the page, and take notes about its pieces of text."""
        self.pieces.clear()
        marked = stream.marked

        @contextmanager
        def noted(box: Any, tag: str) -> Iterator[None]:
            piece = self._piece(box)
            self.pieces.append(piece)
            with marked(box, tag):
                if piece.furniture:
                    del stream.stream[-3:]  # the tag, its properties and the operator
                    kind = pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{piece.furniture}"})
                    stream.begin_marked_content("Artifact", kind)
                yield

        stream.marked = noted
        self._laid_out.paint(stream, scale)

    def _piece(self, box: Any) -> Piece:
        if box.element is not None:
            tag = box.element_tag
            return Piece(box.style["lang"] or "", tag.endswith("::before"), "", _DECORATIONS.get(tag, ""))
        # The boxes in a page's margins belong to no element.
        height = box.position_y / self.height
        return Piece("", False, "Header" if height < 0.2 else "Footer" if height > 0.8 else "Watermark")


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Mend the structure of a PDF whose pages are `PrintedPage`s."""
    structure = _Structure(pdf)
    for reference, page in zip(pdf.page_references, document.pages, strict=True):
        structure.mend_pieces(reference, page.pieces, document.metadata.lang)
        structure.mend_links(page)
    structure.mend_lists()
    structure.drop_furniture()


class _Structure:
    """The structure tree. Its elements are dictionaries: `S` kind, `P` parent, `K` kids, `Pg` page."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._objects: Sequence[Any] = pdf.objects
        self._root = self._at(pdf.catalog["StructTreeRoot"])
        numbers = self._at(self._root["ParentTree"])["Nums"]
        self._parents: dict[int, Any] = dict(zip(numbers[::2], numbers[1::2], strict=True))
        self._elements: list[Any] = [
            element for element in pdf.objects if isinstance(element, dict) and element.get("Type") == "/StructElem"
        ]
        self._owners = {
            (element.get("Pg"), kid): element
            for element in self._elements
            for kid in element["K"]
            if isinstance(kid, int)
        }

    def mend_pieces(self, page: bytes, pieces: Sequence[Piece], language: str) -> None:
        for number, piece in enumerate(pieces):
            if piece.language and piece.language != language:
                self._owners[page, number]["Lang"] = pydyf.String(piece.language)
            if piece.decoration:
                self._owners[page, number].update(_decorated(piece.decoration))
            if piece.label:
                self._make_label(self._owners[page, number])

    def mend_links(self, page: PrintedPage) -> None:
        for kind, _, _, box in page.links:
            if box.link_annotation is None:  # it leads to a place that is not in the document
                continue
            words = box.element.get("title") or "".join(box.element.itertext()).translate(INVISIBLE)
            box.link_annotation["Contents"] = pydyf.String(" ".join(words.split()))
            if kind == "internal":
                self._make_line_of_contents(self._at(self._parents[box.link_annotation["StructParent"]]))

    def mend_lists(self) -> None:
        for element in self._elements:
            if element["S"] == "/L":
                items = [self._at(kid) for kid in element["K"]]
                labelled = any(self._at(kid)["S"] == "/Lbl" for item in items for kid in item["K"])
                numbering = "/Disc" if labelled else "/None"
                element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})

    def drop_furniture(self) -> None:
        """WeasyPrint makes elements for what is in the margins, and leaves them out of the tree."""
        reached = set[bytes]()
        waiting = list(self._root["K"])
        while waiting:
            reference = waiting.pop()
            reached.add(reference)
            waiting += [kid for kid in self._at(reference).get("K", ()) if isinstance(kid, bytes)]
        for element in self._elements:
            if element.reference not in reached:
                element.clear()
        for kids in self._parents.values():
            if isinstance(kids, list):
                kids[:] = [kid if kid in reached else b"null" for kid in kids]

    def _at(self, reference: bytes) -> Any:
        return self._objects[int(reference.split()[0])]

    def _make_label(self, text: Any) -> None:
        item = mark = self._at(text["P"])
        while item["S"] not in ("/LI", "/Document"):
            item = self._at(item["P"])
        if item["S"] != "/LI":  # an ornament of some other element
            return
        self._at(mark["P"])["K"].remove(mark.reference)
        mark.update({"S": "/Lbl", "P": item.reference})
        item["K"].insert(0, mark.reference)

    def _make_line_of_contents(self, link: Any) -> None:
        kinds = {"/LBody": "/Reference", "/LI": "/TOCI", "/L": "/TOC"}
        element = link
        while element["S"] != "/TOC" and "P" in element:
            element = self._at(element["P"])
            element["S"] = kinds.get(element["S"], element["S"])


def _decorated(decoration: str) -> dict[str, Any]:
    """What marks a piece of text as struck or underlined for those who do not see it (ISO 32000-1, 14.8.5.4.4)."""
    return {"S": "/Span", "A": pydyf.Dictionary({"O": "/Layout", "TextDecorationType": decoration})}
