"""Bullets as labels of their list items, and the numbering of lists (ISO 14289-1, 7.6).

WeasyPrint does so for list markers, but not for a bullet in `::before`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from editor.publish.weasyprint_fixes.fix import Fix, FixFailed, Standard
from editor.publish.weasyprint_fixes.structure import RECORDING, STRUCTURE, RecordingPage, StructureTree

LISTS = Fix(
    "labels of list items",
    "bullets are not tagged as labels of list items",
    frozenset({Standard.PDF_UA_1}),
    (*RECORDING, *STRUCTURE),
)


def correct(tree: StructureTree, pages: Sequence[RecordingPage]) -> None:
    """Make labels of the bullets."""
    for index, page in enumerate(pages):
        for mcid, piece in enumerate(page.pieces):
            if piece.tag.endswith("::before"):
                _make_label(tree, tree.owner(index, mcid))
            elif piece.role == "label":
                _make_label(tree, tree.owner(index, mcid)).is_text = True


def set_numbering(tree: StructureTree, *, for_ua_2: bool) -> None:
    """State how the items of each list are labelled; to be called when it is known which lists are lists."""
    for element in tree.elements:
        if element.get("S") == "/L":
            items = [tree.at(kid) for kid in element["K"]]
            labels = [tree.at(kid) for item in items for kid in item["K"] if tree.at(kid)["S"] == "/Lbl"]
            # Words as labels, such as dates, are no numbering (ISO 32000-1, table 347; ISO 14289-2, 8.2.5.25).
            is_bulleted = any("is_text" not in vars(label) for label in labels)
            worded = "/Unordered" if for_ua_2 and labels else "/None"
            numbering = "/Disc" if is_bulleted else worded
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
            if any(item["S"] not in ("/LI", "/L", "/Caption") for item in items):
                raise FixFailed(LISTS)


def _make_label(tree: StructureTree, text: Any) -> Any:
    """The label that the parent of a piece of text becomes."""
    item = mark = tree.at(text["P"])
    while item["S"] not in ("/LI", "/Document"):
        item = tree.at(item["P"])
    if item["S"] != "/LI":  # an ornament of some other element
        return mark
    tree.at(mark["P"])["K"].remove(mark.reference)
    mark.update({"S": "/Lbl", "P": item.reference})
    item["K"].insert(0, mark.reference)
    return mark
