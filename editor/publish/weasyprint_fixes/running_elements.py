"""Running heads and page numbers as artifacts (ISO 14289-1, 7.8).

WeasyPrint makes elements for text in the margins and leaves them out of the structure tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from editor.publish.weasyprint_fixes.fix import Fix, FixFailed, Requirement, Standard
from editor.publish.weasyprint_fixes.structure import RECORDING, STRUCTURE, PaintedText, RecordingPage, StructureTree

RUNNING_ELEMENTS = Fix(
    "running elements as artifacts",
    "page headers and footers are not marked as artifacts",
    frozenset(Standard),
    (*RECORDING, *STRUCTURE, Requirement("pydyf", "Stream.begin_marked_content", ("self", "tag", "property_list"))),
)


def as_artifact(stream: Any, piece: PaintedText) -> None:
    """Replace the tag that the stream has just begun for this piece."""
    *_, properties, operator = stream.stream
    if operator != b"BDC" or "MCID" not in properties:
        raise FixFailed(RUNNING_ELEMENTS)
    del stream.stream[-3:]  # the tag, its properties and the operator
    kind = "Header" if piece.height < 0.2 else "Footer" if piece.height > 0.8 else "Watermark"
    stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{kind}"}))


def correct(tree: StructureTree, pages: Sequence[RecordingPage]) -> None:
    """Remove the elements that are not in the tree."""
    reached = tree.reachable()
    for element in tree.elements:
        if element.reference not in reached:
            element.clear()
    for kids in tree.parents.values():
        if isinstance(kids, list):
            kids[:] = [kid if kid in reached else b"null" for kid in kids]
    for index, page in enumerate(pages):
        tagged = [kid != b"null" for kid in tree.parents[index]]
        if tagged != [not piece.margin for piece in page.pieces]:
            raise FixFailed(RUNNING_ELEMENTS)
