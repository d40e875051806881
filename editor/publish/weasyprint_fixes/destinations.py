"""Links, bookmarks and contents that lead to elements instead of places (ISO 14289-2, 8.2.5.22 and 8.8).

WeasyPrint lets them lead to places on pages. A program that shows a document without pages needs the element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

from editor.publish.weasyprint_fixes.fix import Fix, FixFailed, Requirement, Standard
from editor.publish.weasyprint_fixes.structure import STRUCTURE, RecordingPage, StructureTree

DESTINATIONS = Fix(
    "destinations in the structure",
    "links and bookmarks lead to places instead of elements",
    frozenset({Standard.PDF_UA_2}),
    (*STRUCTURE, Requirement("weasyprint.pdf.anchors", "add_outlines", ("pdf", "bookmarks", "parent"))),
)


def correct(tree: StructureTree, pages: Sequence[RecordingPage], pdf: Any) -> None:
    """Give an element to each destination. To be called when all elements are where they stay."""
    by_source: dict[Any, Any] = {}
    for element in tree.elements:
        if "S" in element and (source := vars(element).get("source")) is not None:
            by_source.setdefault(source, element)
    by_id = {source.get("id"): element for source, element in by_source.items() if source.get("id")}
    for page in pages:
        for kind, target, _, box in page.links:
            if kind == "internal" and box.link_annotation is not None:
                element = by_id[target]
                _lead_to(box.link_annotation, element)
                _refer(tree, tree.at(tree.parents[box.link_annotation["StructParent"]]), element)
    outlines = list(_outlines(tree, pdf))
    headings = [box.element for page in pages for box in _with_bookmark(page)]
    if len(outlines) != len(headings):
        raise FixFailed(DESTINATIONS)
    for outline, heading in zip(outlines, headings, strict=True):
        _lead_to(outline, by_source[heading])


def _lead_to(link: Any, element: Any) -> None:
    """Replace the destination of a link or bookmark by an action with the place and the element."""
    place = link.pop("Dest")
    structure = pydyf.Array([element.reference, "/XYZ", "null", "null", 0])
    link["A"] = pydyf.Dictionary({"S": "/GoTo", "D": place, "SD": structure})


def _refer(tree: StructureTree, link: Any, element: Any) -> None:
    while link["S"] not in ("/TOCI", "/Document"):
        link = tree.parent(link)
    if link["S"] == "/TOCI":
        link["Ref"] = pydyf.Array([element.reference])


def _outlines(tree: StructureTree, pdf: Any) -> Iterator[Any]:
    """All bookmarks in the order of the document."""
    if "Outlines" in pdf.catalog:
        waiting = [tree.at(pdf.catalog["Outlines"])["First"]]
        while waiting:
            outline = tree.at(waiting.pop())
            yield outline
            waiting += [outline[key] for key in ("Next", "First") if key in outline]


def _with_bookmark(page: Any) -> Iterator[Any]:
    """The boxes of a page that WeasyPrint makes bookmarks of, in their order."""
    boxes = [page._page_box]
    while boxes:
        box = boxes.pop()
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            yield box
        boxes.extend(reversed(tuple(box.all_children())))
