"""Links with one annotation each, described by their words (ISO 14289-1, 7.18.5), with their addresses as typed.

WeasyPrint describes a link by its address, makes a second link of each element inside a link, and writes addresses in
ASCII, as the format asks for: `http://例.org/` can no longer be told from `http://%E4%BE%8B.org/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from editor.publish.typesetter import INVISIBLE
from editor.publish.weasyprint_fixes.fix import Fix, FixFailed, Requirement, Standard
from editor.publish.weasyprint_fixes.structure import STRUCTURE, StructureTree

LINKS = Fix(
    "descriptions of links",
    "links are described by their addresses",
    frozenset({Standard.PDF_UA_1}),
    (
        *STRUCTURE,
        Requirement(
            "weasyprint.pdf.anchors", "add_links", ("links_and_anchors", "matrix", "pdf", "page", "names", "tags")
        ),
    ),
)


TYPED_ADDRESS = "Address"
"""The name of the property of a link's structure element that has its address as it was typed."""


def without_nested(page: Any) -> None:
    """Keep one link of each `a` element of a page that is a copy."""
    for _, _, _, box in page.links:
        box.link_annotation = None  # WeasyPrint makes one for each link that is kept
    page.links = [link for link in page.links if link[3].element_tag == "a"]


def correct(tree: StructureTree, pages: Sequence[Any]) -> None:
    """Describe all links, and keep addresses that the format cannot hold (ISO 32000-1, 14.7.5.4: user properties)."""
    for page in pages:
        for kind, address, _, box in page.links:
            if box.link_annotation is None:  # it leads to a place that is not in the document
                continue
            words = box.element.get("title") or "".join(box.element.itertext()).translate(INVISIBLE)
            box.link_annotation["Contents"] = pydyf.String(" ".join(words.split()))
            element = tree.at(tree.parents[box.link_annotation["StructParent"]])
            if element["S"] != "/Link":
                raise FixFailed(LINKS)
            typed = (box.element.get("href") or "").strip()
            if kind == "external" and typed != address:
                tree.set_property(element, TYPED_ADDRESS, typed)


def release_annotations(page: Any) -> None:
    """Drop what WeasyPrint stored with the boxes, once the file is written."""
    for _, _, _, box in page.links:
        box.link_annotation = None
