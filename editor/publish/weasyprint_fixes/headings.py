"""Labels at the beginning of a paragraph as headings (ISO 32000-1, 14.8.4.3.2).

A heading cannot be inside a paragraph, neither in HTML nor in PDF. On the page the label is in the paragraph's first
line, or beside it; in the structure it becomes a heading before the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.publish.weasyprint_fixes.fix import Fix
from editor.publish.weasyprint_fixes.structure import RECORDING, STRUCTURE, RecordingPage, StructureTree

HEADINGS = Fix("labels as headings", "labels are not tagged as headings", frozenset(), (*RECORDING, *STRUCTURE))


def correct(tree: StructureTree, pages: Sequence[RecordingPage]) -> None:
    """Move the labels out of their paragraphs, and remove paragraphs that held nothing else."""
    for index, page in enumerate(pages):
        for mcid, piece in enumerate(page.pieces):
            role, _, level = piece.role.partition("-")
            if role == "heading" and not piece.margin:
                _move_out(tree, tree.owner(index, mcid), level)


def _move_out(tree: StructureTree, text: dict[str, object], level: str) -> None:
    label = text
    while tree.parent(label)["S"] not in ("/P", "/Document"):
        label = tree.parent(label)
    paragraph = tree.parent(label)
    if paragraph["S"] != "/P" or label["S"] == f"/H{level}":
        return
    around = tree.parent(paragraph)
    place = around["K"].index(paragraph.reference)
    paragraph["K"].remove(label.reference)  # type: ignore[attr-defined]
    label.update({"S": f"/H{level}", "P": around.reference})
    around["K"].insert(place, label.reference)  # type: ignore[attr-defined]
    if not paragraph["K"]:
        around["K"].remove(paragraph.reference)
