"""The language of text (ISO 14289-1, 7.2), and struck or underlined text for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

import pydyf

from editor.publish.weasyprint_fixes.fix import Fix, Standard
from editor.publish.weasyprint_fixes.structure import RECORDING, STRUCTURE, RecordingPage, StructureTree

TEXT_PROPERTIES = Fix(
    "language of text",
    "text in another language does not say so",
    frozenset(Standard),
    (*RECORDING, *STRUCTURE),
)
_DECORATIONS = {"del": "/LineThrough", "ins": "/Underline"}


def correct(tree: StructureTree, pages: Sequence[RecordingPage], language: str) -> None:
    """`language` is the document's."""
    for index, page in enumerate(pages):
        for mcid, piece in enumerate(page.pieces):
            if piece.language and piece.language != language:
                tree.owner(index, mcid)["Lang"] = pydyf.String(piece.language)
            if not piece.margin and (decoration := _DECORATIONS.get(piece.tag)):  # ISO 32000-1, 14.8.5.4.4
                layout = pydyf.Dictionary({"O": "/Layout", "TextDecorationType": decoration})
                tree.owner(index, mcid).update({"S": "/Span", "A": layout})
