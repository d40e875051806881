"""A list of links to places in the document as a table of contents (ISO 32000-1, 14.8.4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editor.publish.weasyprint_fixes.fix import Fix, FixFailed, Requirement, Standard
from editor.publish.weasyprint_fixes.structure import STRUCTURE, StructureTree

CONTENTS_LIST = Fix(
    "table of contents",
    "the table of contents is tagged as a plain list",
    frozenset({Standard.PDF_UA_1}),
    (
        *STRUCTURE,
        Requirement(
            "weasyprint.pdf.anchors", "add_links", ("links_and_anchors", "matrix", "pdf", "page", "names", "tags")
        ),
    ),
)
_KINDS = {"/LBody": "/Reference", "/LI": "/TOCI", "/L": "/TOC"}


def correct(tree: StructureTree, pages: Sequence[Any]) -> None:
    """Change the kinds of the elements around internal links."""
    for page in pages:
        for kind, _, _, box in page.links:
            if kind == "internal" and box.element_tag == "a" and box.link_annotation is not None:
                element = tree.at(tree.parents[box.link_annotation["StructParent"]])
                if element["S"] != "/Link":
                    raise FixFailed(CONTENTS_LIST)
                while element["S"] != "/TOC" and "P" in element:
                    element = tree.at(element["P"])
                    element["S"] = _KINDS.get(element["S"], element["S"])
